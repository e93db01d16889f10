import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { eventually } from '../harness/eventually.mjs';
import { makeSample } from '../harness/sample.mjs';
import { createTestEnvironment } from '../harness/testEnvironment.mjs';
import { activateTandem, openEditorWindow, pictureFailures } from '../support/editorWindow.ts';
import type { EditorWindow } from '../support/editorWindow.ts';

/** With this set, pictures of the lists are put there. */
const PICTURES = process.env['TANDEM_PICTURES'];

suite('objectives suggested for code without a link', () => {
	let window: EditorWindow;
	let shop = '';
	let specs = '';
	suiteSetup(async () => {
		window = await openEditorWindow(async (folder) => {
			const sample = await makeSample(path.join(folder, 'shop'), createTestEnvironment(path.join(folder, 'home')));
			const config = path.join(sample.codeRepo, '.tandem.yml');
			await writeFile(config, (await readFile(config, 'utf8')).replace(/^spec: .*$/m, 'spec: ../product-specs'));
			shop = sample.codeRepo;
			specs = sample.specClone;
			return sample.codeRepo;
		});
		await activateTandem(window.workbench);
	});
	suiteTeardown(() => window?.close());
	pictureFailures(() => window);

	const rows = () => window.workbench.quickPickRows();
	const texts = async () => (await rows().allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());
	const title = () => window.workbench.page.locator('.quick-input-widget:visible .quick-input-title').innerText();
	const row = (text: string | RegExp) => rows().filter({ hasText: text }).first();
	const picture = async (name: string) => {
		const part = window.workbench.page.locator('.quick-input-widget:visible');
		if (PICTURES) await part.screenshot({ path: path.join(PICTURES, `${name}.png`) });
	};
	const suggestFor = async (file: string) => {
		await window.workbench.openFile(path.join(shop, file));
		await window.workbench.palette('Tandem: Suggest Objectives for This File');
		await row('Search all objectives').waitFor();
	};
	const escape = () => window.workbench.page.keyboard.press('Escape');

	test('each with the words and files that speak for it, and the basis of it all', async () => {
		await suggestFor('src/server.ts');
		await picture('suggest-clear');
		const [first = ''] = await texts();
		assert.match(first, /^Find it on the first try/);
		assert.match(first, /SRCH-1/);
		assert.match(first, /In common: search, products/);
		assert.match(first, /Changes with .*search\.ts/);
		assert.match(first, /most likely/);
		assert.equal(await title(), 'server.ts most likely serves the first of these');
		const placeholder = await window.workbench.quickInput().getAttribute('placeholder');
		assert.match(placeholder ?? '', /^From 14 objectives and \d+ commits, \d+ of which name an objective$/);
		await escape();
	});

	test('where nothing stands out it says that it does not know', async () => {
		await suggestFor('src/lib/logger.ts');
		await picture('suggest-unknown');
		assert.equal(await title(), 'Tandem does not know which objective logger.ts serves');
		assert.match((await texts())[0] ?? '', /^Nothing stands out Those below only have a little in common/);
		await row('Ask a PM about this code').waitFor();
		await escape();
	});

	test('the list goes on into a question to the PM that holds the pattern', async () => {
		await suggestFor('src/server.ts');
		await row('Find it on the first try').click();
		await row('Add src/server.ts to its code').waitFor();
		await picture('suggest-act');
		assert.equal((await texts()).length, 3);
		await rows().first().click();
		const sidebar = window.workbench.webview();
		await eventually(
			() => sidebar.locator('#composer-title').inputValue(),
			(title) => assert.equal(title, 'Does src/server.ts serve SRCH-1?'),
		);
		assert.match(await sidebar.locator('#composer-why').inputValue(), /code:\n {2}- src\/server\.ts/);
	});

	test('or writes it into the list of the objective, in the editor', async () => {
		await suggestFor('src/server.ts');
		await row('Find it on the first try').click();
		await row('Add src/server.ts to its code').click();
		const active = () =>
			window.workbench.host.run(({ vscode }) => {
				const editor = vscode.window.activeTextEditor;
				return {
					file: String(editor?.document.uri.fsPath),
					isDirty: editor?.document.isDirty === true,
					text: String(editor?.document.getText()),
					selected: String(editor?.document.getText(editor.selection)),
				};
			});
		const { text } = await eventually(active, ({ file, isDirty, selected }) => {
			assert.equal(file, path.join(specs, 'objectives', 'search.md'));
			assert.ok(isDirty);
			assert.match(selected, /^\s+- src\/server\.ts$/);
		});
		const before = await readFile(path.join(specs, 'objectives', 'search.md'), 'utf8');
		assert.equal(text.replace(/\n +- src\/server\.ts/, ''), before);
		await window.workbench.host.command('workbench.action.files.save');
		await window.workbench.openFile(path.join(shop, 'src/server.ts'));
		await window.workbench.statusBarItem('Find it on the first try').waitFor();
	});
});
