import assert from 'node:assert/strict';
import { symlink } from 'node:fs/promises';
import path from 'node:path';
import { eventually } from '../harness/eventually.mjs';
import { arrivedQuestion, openSampleWindow, outboxCount, pictureFailures } from '../support/editorWindow.ts';
import type { SampleWindow } from '../support/editorWindow.ts';

suite('a question whose code is gone', () => {
	let sample: SampleWindow;
	suiteSetup(async () => {
		sample = await openSampleWindow();
	});
	suiteTeardown(() => sample?.close());
	pictureFailures(() => sample);

	const TITLE = 'Why only one retry?';
	const plain = (text: string) => text.replaceAll('\u00a0', ' ');
	const thread = () => sample.workbench.page.locator('.review-widget:visible', { hasText: TITLE });
	const icons = () => sample.workbench.page.locator('.comment-range-glyph[class*=comment-thread]');
	/** The lines beside which an icon stands, among those on the screen. */
	const iconLines = async () => {
		const tops = (part: ReturnType<typeof icons>) =>
			part.evaluateAll((all) =>
				all.map((one) => [one.textContent, Math.round(one.getBoundingClientRect().top)] as const),
			);
		const numbers = await tops(sample.workbench.page.locator('.line-numbers'));
		const lines = (await tops(icons())).map(([, top]) => numbers.find(([, other]) => Math.abs(top - other) <= 3)?.[0]);
		return lines.map(Number).sort((a, b) => a - b);
	};
	const clickIcon = async (line: number) => {
		await eventually(iconLines, (lines) => assert.ok(lines.includes(line), lines.join(' ')));
		const number = await sample.workbench.page.locator('.line-numbers', { hasText: String(line) }).boundingBox();
		const icon = await icons().first().boundingBox();
		if (number && icon) await sample.workbench.page.mouse.click(icon.x + icon.width / 2, number.y + number.height / 2);
	};
	const deleteLines = (first: number, last: number) =>
		sample.workbench.host.run(
			async ({ vscode, arg }) => {
				// Not the active one, which may be the one of a reply.
				const { document } = vscode.window.visibleTextEditors.find((one) => one.document.uri.scheme === 'file') ?? {};
				const edits = new vscode.WorkspaceEdit();
				if (document) edits.delete(document.uri, new vscode.Range(arg.first - 1, 0, arg.last, 0));
				await vscode.workspace.applyEdit(edits);
			},
			{ first, last },
		);
	const undo = async () => {
		await sample.workbench.openFile(sample.retryFile, 38, 3);
		await sample.workbench.host.command('undo');
	};
	const select = (first: number, last: number) =>
		sample.workbench.host.run(
			({ vscode, arg }) => {
				const editor = vscode.window.activeTextEditor;
				if (editor) editor.selection = new vscode.Selection(arg.first - 1, 0, arg.last - 1, 1);
			},
			{ first, last },
		);
	const placing = () => sample.workbench.page.locator('.quick-input-widget:visible');

	test('keeps what is being typed below it, and says that its code is gone', async () => {
		await clickIcon(43);
		await thread().locator('.review-thread-reply-button').click();
		await sample.workbench.page.keyboard.type('Half a thought');
		await deleteLines(40, 44);
		await thread().getByText('Its code is gone · CHK-1', { exact: true }).waitFor();
		const typed = () => thread().locator('.comment-form .view-lines').innerText();
		assert.match(plain(await typed()), /Half a thought/);
		await undo();
		await thread().getByText('Open · CHK-1', { exact: true }).waitFor();
		assert.match(plain(await typed()), /Half a thought/);
		await eventually(iconLines, (lines) => assert.ok(lines.includes(43), lines.join(' ')));
	});

	test('goes when it is folded, which VS Code asks about where something was typed', async () => {
		await deleteLines(40, 44);
		await thread().getByText('Its code is gone · CHK-1', { exact: true }).waitFor();
		await thread().getByRole('button', { name: 'Collapse' }).click();
		await sample.workbench.page.getByRole('button', { name: 'Discard' }).click();
		await eventually(iconLines, (lines) => assert.deepEqual(lines, []));
	});

	test('is put where the user says, after a look at what will be written', async () => {
		const { workbench } = sample;
		await workbench.openFile(sample.retryFile, 30, 3);
		await workbench.host.command('tandem.showWhy');
		const question = sample.sidebar().locator('.question', { hasText: TITLE });
		await question.getByRole('button', { name: TITLE }).click();
		await question.getByText('(gone)').waitFor();
		await question.getByRole('button', { name: 'Reposition' }).click();
		await placing().getByText(`Reposition: ${TITLE}`).waitFor();
		await select(24, 26);
		await placing()
			.getByText(/^Put it at retry\.ts:24-26$/)
			.waitFor();
		await placing()
			.getByText(/^Quotes: .* … and 2 more lines$/)
			.waitFor();
		await placing().locator('.monaco-list-row').first().click();
		await placing().waitFor({ state: 'hidden' });
		await eventually(iconLines, (lines) => assert.deepEqual(lines, [26]));
		const file = await arrivedQuestion(sample, 'only-one-retry');
		await eventually(
			() => sample.inForge('show', `main:${file}`),
			(text) => {
				assert.match(text, /^ {2}lines: 24-26$/m);
				assert.match(text, /^`src\/checkout\/retry\.ts`, lines 24 to 26, at `[0-9a-f]{7}`:$/m);
			},
		);
		const message = await sample.inForge('log', '-1', '--format=%B', 'main');
		assert.match(message, /^Reposition: Why only one retry\?\n\nIt was at src\/checkout\/retry\.ts:40-43 and is at/);
		await question.getByText('retry.ts:24-26').waitFor();
	});

	test('and can be put back', async () => {
		// What still waits is in no list.
		await eventually(
			() => outboxCount(sample.workbench),
			(count) => assert.equal(count, 0),
		);
		await undo();
		await select(40, 43);
		await sample.workbench.host.run(async ({ vscode }) => {
			// Not awaited: it waits for the user.
			void vscode.commands.executeCommand('tandem.repositionQuestion');
		});
		await placing().locator('.monaco-list-row', { hasText: TITLE }).click();
		await placing()
			.getByText(/^Put it at retry\.ts:40-43$/)
			.waitFor();
		await sample.workbench.page.keyboard.press('Enter');
		await sample.workbench.openFile(sample.retryFile, 42, 3);
		await eventually(iconLines, (lines) => assert.deepEqual(lines, [42, 43]));
	});

	test('a file that is opened through a link has its threads, and typing moves them', async () => {
		const { workbench } = sample;
		// The editor saves by itself, a moment later: the file would change below the link.
		await workbench.host.command('workbench.action.files.saveAll');
		await workbench.host.command('workbench.action.closeAllEditors');
		const link = path.join(sample.folder, 'shortcut');
		await symlink(sample.codeRepo, link);
		await workbench.openFile(path.join(link, 'src', 'checkout', 'retry.ts'), 42, 3);
		await eventually(iconLines, (lines) => assert.deepEqual(lines, [42, 43]));
		await deleteLines(1, 2);
		await workbench.host.command('workbench.action.focusCommentsPanel');
		const rows = sample.workbench.page.locator('.comments-panel .monaco-list-row');
		await rows.filter({ hasText: '[Ln 38-41]' }).first().waitFor();
	});
});
