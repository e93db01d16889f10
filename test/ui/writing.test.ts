import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type * as vscodeApi from 'vscode';
import type { TestApi } from '../../src/extension.ts';
import { eventually, retry } from '../harness/eventually.mjs';
import { activateTandem, openEditorWindow, pictureFailures } from '../support/editorWindow.ts';
import type { EditorWindow } from '../support/editorWindow.ts';
import { createGitRepo } from '../support/gitRepo.ts';

const CHECKOUT = `---
id: CHK-1
title: Cut checkout abandonment
status: active # since May
pm: maria
key_results:
  - metric: Checkout completion
    unit: "%"
    baseline: 61
    target: 70
code:
  - src/pay/
---
# Why

Every second cart is left at the address form. See [growth](GROW.md).
`;

suite('writing objectives', () => {
	let window: EditorWindow;
	suiteSetup(async () => {
		window = await openEditorWindow(
			async (folder) => {
				const root = path.join(folder, 'shop');
				const repo = await createGitRepo({ root });
				await repo.commit('Start', {
					'tandem.yml': 'people:\n  maria: Maria Lopez <maria@shop.example>\n  ben: Ben Okafor\n',
					'objectives/CHK-1.md': CHECKOUT,
					'objectives/GROW.md':
						'---\nid: GROW\ntitle: Earn more from every visit\npm: maria\nkrs: [{metric: Visits, target: 5}]\n---\n',
					'src/pay/card.ts': 'export const card = 1;\n',
				});
				return root;
			},
			// Nothing may be saved by itself: it is about what is only typed.
			{ settings: { 'files.autoSave': 'off' } },
		);
		await activateTandem(window.workbench);
	});
	suiteTeardown(() => window?.close());
	pictureFailures(() => window);

	const inShop = (...parts: string[]) => path.join(window.folder, 'shop', ...parts);
	const checkout = () => inShop('objectives', 'CHK-1.md');
	/** The codes of what Tandem has to say about a file, with the text that is underlined. */
	const problems = (file: string) =>
		window.workbench.host.run(async ({ vscode, arg }) => {
			const document = await vscode.workspace.openTextDocument(arg);
			const found = vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'Tandem');
			return found.map(({ code, range }) => `${JSON.stringify(code)} ${document.getText(range)}`).sort();
		}, file);
	const text = (file: string) =>
		window.workbench.host.run(
			async ({ vscode, arg }) => (await vscode.workspace.openTextDocument(arg)).getText(),
			file,
		);
	const typeOver = async (former: string, next: string) => {
		const { workbench } = window;
		await workbench.host.run(
			async ({ vscode, arg }) => {
				const editor = await vscode.window.showTextDocument(vscode.Uri.file(arg.file), { preview: false });
				const start = editor.document.positionAt(editor.document.getText().indexOf(arg.former));
				editor.selection = new vscode.Selection(start, start.translate(0, arg.former.length));
				editor.revealRange(editor.selection);
			},
			{ file: checkout(), former },
		);
		// The window has the selection once it has done what it was told after it.
		await workbench.host.command('workbench.action.focusActiveEditorGroup');
		await workbench.page.locator('.editor-instance .monaco-editor.focused').waitFor();
		await workbench.page.keyboard.type(next);
		await eventually(
			() => text(checkout()),
			(found) => assert.ok(found.includes(next), found),
		);
		await workbench.page.keyboard.press('Escape');
	};

	test('a mistake is underlined while it is typed, before anything is saved', async () => {
		assert.deepEqual(await problems(checkout()), []);
		await typeOver('active', 'actve');
		await typeOver('src/pay/', 'src/pya/');
		await typeOver('maria', 'mraia');
		await typeOver('GROW.md', 'growth.md');
		await typeOver('61', '70');
		await eventually(
			() => problems(checkout()),
			(found) =>
				assert.deepEqual(found, [
					'"key-result.no-change" 70',
					'"link.dead" growth.md',
					'"pattern.unmatched" src/pya/',
					'"person.unknown" mraia',
					'"value.invalid" actve',
				]),
		);
		assert.equal(await readFile(checkout(), 'utf8'), CHECKOUT);
		await window.workbench.page.locator('.squiggly-warning').first().waitFor();
	});

	async function mend(file: string, place: { line: number; column: number }, fix: string): Promise<void> {
		const { workbench } = window;
		await workbench.openFile(file, place.line, place.column);
		const row = workbench.page.locator('.action-widget .monaco-list-row', { hasText: fix });
		await workbench.host.command('workbench.action.focusActiveEditorGroup');
		await retry(
			() => workbench.page.keyboard.press('Control+.'),
			() => row.count(),
			(count) => assert.equal(count, 1),
		);
		await row.click();
	}

	test('the light bulb mends it, and the comment stays', async () => {
		const { workbench } = window;
		await mend(checkout(), { line: 4, column: 10 }, 'Change to "active"');
		await mend(checkout(), { line: 5, column: 6 }, 'Change to "maria"');
		await eventually(
			() => text(checkout()),
			(found) => assert.match(found, /^status: active # since May\npm: maria$/m),
		);
		await eventually(
			() => problems(checkout()),
			(found) => assert.equal(found.length, 3),
		);
		await workbench.host.command('workbench.action.files.revert');
		await eventually(
			() => problems(checkout()),
			(found) => assert.deepEqual(found, []),
		);
	});

	test('what only the PM can know is selected, to be typed over', async () => {
		const { workbench } = window;
		const growth = inShop('objectives', 'GROW.md');
		await mend(growth, { line: 5, column: 17 }, 'Add a baseline');
		await eventually(
			() => text(growth),
			(found) => assert.match(found, /baseline: 0, target: 5/),
		);
		await workbench.page.keyboard.type('3');
		await eventually(
			() => text(growth),
			(found) => assert.match(found, /^krs: \[\{metric: Visits, baseline: 3, target: 5\}\]$/m),
		);
		await eventually(
			() => problems(growth),
			(found) => assert.deepEqual(found, []),
		);
		await workbench.host.command('workbench.action.files.revert');
	});

	const step = () => window.workbench.page.locator('.quick-input-widget:visible .quick-input-title');
	const message = () => window.workbench.page.locator('.quick-input-widget:visible .quick-input-message');

	test('New Objective asks four things, with a way back, and writes a file to go on in', async () => {
		const { workbench } = window;
		await workbench.palette('Tandem: New Objective');
		await step().getByText('New objective (1/4)').waitFor();
		await workbench.enter('Pay with one click: really');
		await step().getByText('New objective (2/4)').waitFor();
		assert.equal(await workbench.quickInput().inputValue(), 'CHK-2');
		await workbench.quickInput().fill('CHK-1');
		await message().getByText('CHK-1 is the id of another objective.').waitFor();
		await workbench.enter('CHK-2');
		await step().getByText('New objective (3/4)').waitFor();
		await workbench.page.locator('.quick-input-widget:visible').getByRole('button', { name: 'Back' }).click();
		await step().getByText('New objective (2/4)').waitFor();
		await workbench.page.keyboard.press('Enter');
		await step().getByText('New objective (3/4)').waitFor();
		await workbench.pick('Maria Lopez');
		await step().getByText('New objective (4/4)').waitFor();
		await workbench.quickInput().fill('Completion -> 5');
		await message().getByText('with a number on both sides').waitFor();
		await workbench.enter('Orders with one click: 0 % -> 25 %');
		const shown = await eventually(
			() =>
				workbench.host.run(({ vscode }) => {
					const editor = vscode.window.activeTextEditor;
					return { file: editor?.document.uri.fsPath, selected: editor?.document.getText(editor.selection) };
				}),
			({ file }) => assert.equal(file, inShop('objectives', 'CHK-2.md')),
		);
		assert.match(shown.selected ?? '', /^Tell in your own words/);
		const written = await readFile(inShop('objectives', 'CHK-2.md'), 'utf8');
		assert.match(written, /^title: "Pay with one click: really"$/m);
		assert.match(written, /^pm: maria /m);
		assert.match(written, /^ {4}baseline: 0\n {4}target: 25$/m);
		// Tandem has read it: the next one gets the next number.
		await eventually(
			() => workbench.host.run(knownIds),
			(ids) => assert.deepEqual(ids, ['CHK-1', 'CHK-2', 'GROW']),
		);
		assert.deepEqual(await problems(inShop('objectives', 'CHK-2.md')), []);
		await workbench.host.command('workbench.action.closeActiveEditor');
	});

	test('the sidebar shows the objective of the file, at lines that no commit links, too', async () => {
		const { workbench } = window;
		await workbench.openFile(checkout(), 14, 1);
		await workbench.host.command('tandem.showWhy');
		await workbench.webview().getByRole('heading', { name: 'Cut checkout abandonment' }).waitFor();
	});

	test('Escape writes nothing', async () => {
		const { workbench } = window;
		await workbench.palette('Tandem: New Objective');
		await workbench.enter('Never mind');
		await step().getByText('New objective (2/4)').waitFor();
		assert.equal(await workbench.quickInput().inputValue(), 'CHK-3');
		await workbench.page.keyboard.press('Escape');
		await step().waitFor({ state: 'hidden' });
		assert.ok(!existsSync(inShop('objectives', 'CHK-3.md')));
	});
});

/** Runs in the host: what Tandem knows. */
function knownIds({ vscode }: { readonly vscode: typeof vscodeApi }): readonly string[] {
	const { tandem } = vscode.extensions.getExtension<TestApi>('tandem-dev.tandem')?.exports ?? {};
	return tandem?.specs().flatMap((store) => [...(store.snapshot()?.objectiveById.keys() ?? [])]) ?? [];
}
