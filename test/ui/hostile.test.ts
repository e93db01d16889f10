import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { appendFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { eventually } from '../harness/eventually.mjs';
import { activateTandem, openEditorWindow, pictureFailures } from '../support/editorWindow.ts';
import type { EditorWindow } from '../support/editorWindow.ts';
import { createGitRepo } from '../support/gitRepo.ts';

const image = '<img src=x onerror="parent.document.title=1">';
const link = '[click](command:workbench.action.terminal.new)';
const icon = '$(zap)';
const script = '<script>parent.document.title=1</script>';
const evil = `${image} ${link} ${icon}`;
const long = `Long ${'word '.repeat(39)}`.trim();

suite('hostile repositories', () => {
	let window: EditorWindow;
	suiteSetup(async () => {
		// The editor's own git would start what the repository's settings name, and hide whether Tandem does.
		window = await openEditorWindow(prepare, { settings: { 'git.enabled': false } });
		await activateTandem(window.workbench);
		await window.workbench.openFile(file('src/evil.ts'));
		await window.workbench.host.command('tandem.showWhy');
	});
	suiteTeardown(() => window?.close());
	pictureFailures(() => window);

	const file = (name: string) => path.join(window.folder, 'code', name);
	const canary = () => path.join(window.folder, 'canary');
	const page = () => window.workbench.webview();
	const plain = (text: string) => text.replaceAll('\u00a0', ' ');

	/** Opens whatever is folded or shortened. */
	const unfoldAll = async () => {
		const folded = page().locator('[aria-expanded=false]');
		while ((await folded.count()) > 0) await folded.first().click();
	};

	async function prepare(folder: string): Promise<string> {
		const repo = await createGitRepo({ root: path.join(folder, 'code') });
		const results = Array.from(
			{ length: 30 },
			(_, at) => `  - { id: KR${at}, metric: '${evil} ${at}', target: 9, current: ${at} }`,
		);
		await repo.commit(`Write ${evil}\n\nObjective: EVIL-1`, {
			'tandem.yml': 'objectives: objectives/*.md\n',
			'objectives/evil.md': `---\nid: EVIL-1\ntitle: '${evil}'\npm: '${evil}'\nkey_results:\n${results.join('\n')}\n---\n# Why\n\n${script} ${evil} ![i](https://tracker.example/i.png)\n\n## Constraints\n\n- ${script} ${evil}\n`,
			'objectives/long.md': `---\nid: LONG-1\ntitle: ${long}\ncode: [src/long.ts]\n---\n`,
			'questions/2026-01-02-evil.md': `---\nid: q-evil00\nobjective: EVIL-1\nasked_by: Ana Example <ana@example.com>\nasked_at: 2026-01-02T00:00:00Z\ncode: { path: src/evil.ts, lines: 1-1 }\n---\n# ${evil}\n\n${script} ${evil} ![i](https://tracker.example/i.png)\n\n## Answer\n`,
			'src/evil.ts': 'export const one = 1;\n',
			'src/long.ts': 'export const two = 2;\n',
			'.gitattributes': '*.ts diff=evil filter=evil\n',
		});
		// Linked by its pattern alone, so committed apart from what names the other objective.
		await repo.commit('Nothing to see', { 'src/long.ts': 'export const three = 3;\n' });
		const touch = `touch '${path.join(folder, 'canary')}'`;
		for (const key of [
			'core.fsmonitor',
			'diff.evil.textconv',
			'filter.evil.smudge',
			'filter.evil.clean',
			'core.pager',
			'core.sshCommand',
		]) {
			await repo.git('config', key, touch);
		}
		return repo.root;
	}

	test('the sidebar shows markup of a spec as text', async () => {
		const { workbench } = window;
		await page().getByRole('heading', { name: image }).waitFor();
		await unfoldAll();
		const text = await page().locator('main').innerText();
		for (const part of [image, icon, script]) assert.ok(text.includes(part), `${part} is not there as text`);
		assert.equal(await page().locator('#root :is(img, script, iframe, object, style, a)').count(), 0);
		assert.notEqual(await workbench.page.title(), '1');
		const frame = await workbench.webviewFrame();
		assert.deepEqual(await frame.evaluate(() => [document.documentElement.scrollWidth <= innerWidth, document.title]), [
			true,
			'Tandem',
		]);
	});

	test('a title of 200 characters and an objective without any more fit in', async () => {
		await window.workbench.openFile(file('src/long.ts'));
		await page().getByRole('heading', { name: long }).waitFor();
		const frame = await window.workbench.webviewFrame();
		assert.ok(await frame.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
		const item = await window.workbench.statusBarItem('Long word').innerText();
		assert.ok(item.trim().length <= 42, item);
	});

	test('hover, status bar, trees and quick picks show it as text, too', async () => {
		const { workbench } = window;
		const card = await workbench.hoverAt(file('src/evil.ts'), 1, 3, 'EVIL-1');
		const text = plain(await card.innerText());
		for (const part of [image, link, icon]) assert.ok(text.includes(part), `${part} is not in\n${text}`);
		assert.equal(await card.locator('img').count(), 0);
		for (const one of await card.locator('a').all()) {
			assert.match((await one.getAttribute('data-href')) ?? '', /^command:tandem\.(askPm|openTarget|showWhy)\?/);
		}
		await workbench.page.keyboard.press('Escape');
		await workbench.host.command('tandem.objectives.focus');
		// The page above it takes the room.
		const why = workbench.page.locator('.pane-header[aria-label^="Why"]');
		await why.click();
		await workbench.treeRow(image).first().locator('.monaco-tl-twistie').click();
		await workbench.treeRow('Constraints').waitFor();
		for (const branch of ['Constraints', 'Recent commits', 'Key results']) {
			await workbench.treeRow(branch).locator('.monaco-tl-twistie').click();
		}
		await workbench.treeRow(`${image} ${link} ${icon} 3`).first().waitFor();
		assert.equal(await workbench.page.locator('.pane-body .monaco-list-row :is(img, script, a[href])').count(), 0);
		await why.click();
		await workbench.palette('Tandem: Search Objectives');
		await workbench.quickPickRows().filter({ hasText: image }).waitFor();
		assert.equal(await workbench.page.locator('.codicon-zap').count(), 0);
		await workbench.page.keyboard.press('Escape');
	});

	test('a thread shows it without markup, images and commands', async () => {
		const { workbench } = window;
		await workbench.openFile(file('src/evil.ts'));
		await workbench.page.locator('.comment-range-glyph[class*=comment-thread]').first().click();
		const thread = workbench.page.locator('.review-widget:visible');
		await thread.locator('.comment-body').waitFor();
		const text = plain(await thread.locator('.comment-body').innerText());
		for (const part of [evil, script, image, icon]) assert.ok(text.includes(part), `${part} is not in\n${text}`);
		assert.equal(
			await thread.locator('.comment-body :is(img, script, [data-href^=command], [href^=command])').count(),
			0,
		);
		assert.equal(await thread.locator('.codicon-zap').count(), 0);
		// What was an image is a link that somebody would have to click; what was a command is text.
		assert.deepEqual(await thread.locator('.comment-body a').allInnerTexts(), ['i']);
		await workbench.page.keyboard.press('Escape');
	});

	test('a notification about it has no link', async () => {
		const { workbench } = window;
		await appendFile(file('questions/2026-01-02-evil.md'), `\n${evil}\n`);
		const toast = workbench.notification('was answered');
		await toast.waitFor();
		assert.ok((await toast.innerText()).includes('click'));
		assert.equal(await toast.locator('.notification-list-item-message a').count(), 0);
		assert.equal(await toast.locator('.codicon-zap').count(), 0);
		await workbench.host.command('notifications.clearAll');
	});

	for (const [address, sentence] of [
		['ext::sh -c "touch %CANARY%"', /names a git helper .* could run any program/],
		['file:///etc', /is a file: URL, which a workspace file may not name/],
		['--upload-pack=touch %CANARY%', /starts with "-"/],
	] as const) {
		test(`.tandem.yml may not say ${address}`, async () => {
			const text = `spec: '${address.replace('%CANARY%', canary())}'\n`;
			await writeFile(file('.tandem.yml'), text);
			await eventually(
				() => page().locator('main').innerText(),
				(shown) => {
					assert.match(shown, /The objectives cannot be read\./);
					assert.match(shown, sentence);
				},
			);
		});
	}

	test('nothing of it was run', () => {
		assert.equal(existsSync(canary()), false);
	});
});
