import assert from 'node:assert/strict';
import { CodeActionKind, ConfigurationTarget, Range, commands, languages, window, workspace } from 'vscode';
import type { CodeAction, TextDocument, Uri } from 'vscode';
import { eventually } from '../harness/eventually.mjs';
import { explain, replaceText, workspaceFile } from '../support/inEditor.ts';

suite('writing in a spec repo', () => {
	let objective: TextDocument;
	let people: TextDocument;
	let original = '';
	const autoSave = (value: string | undefined) =>
		workspace.getConfiguration('files').update('autoSave', value, ConfigurationTarget.Global);
	suiteTeardown(() => autoSave(undefined));
	suiteSetup(async () => {
		// A browser's VS Code saves by itself; here it is about what is only typed.
		await autoSave('off');
		const { snapshot } = await explain(await workspace.openTextDocument(workspaceFile('tools', 'labels.ts')));
		const source = snapshot.objectiveById.get('SHIP-1')?.source.file ?? '';
		objective = await workspace.openTextDocument(workspaceFile('product-specs', source));
		people = await workspace.openTextDocument(workspaceFile('product-specs', 'tandem.yml'));
		original = objective.getText();
	});
	teardown(async () => {
		for (const document of [objective, people]) if (document.isDirty) await revert(document);
		await commands.executeCommand('workbench.action.closeAllEditors');
		await eventually(
			() => problems(objective),
			(found) => assert.deepEqual(found, []),
		);
	});

	async function revert(document: TextDocument): Promise<void> {
		await window.showTextDocument(document);
		await commands.executeCommand('workbench.action.files.revert');
	}
	/** What is said about the text on the screen, as `"code" underlined`. */
	const problems = (document: TextDocument) =>
		languages
			.getDiagnostics(document.uri)
			.filter(({ source }) => source === 'Tandem')
			.map(({ code, range }) => `${JSON.stringify(code)} ${document.getText(range)}`);
	const waitFor = (document: TextDocument, ...expected: readonly string[]) =>
		eventually(
			() => problems(document),
			(found) => assert.deepEqual(found, expected),
		);
	/** Takes the quick fix with this title, where `words` are. */
	async function mend(document: TextDocument, words: string, title: string): Promise<void> {
		const start = document.positionAt(document.getText().indexOf(words));
		const find = () =>
			commands.executeCommand<CodeAction[]>(
				'vscode.executeCodeActionProvider',
				document.uri,
				new Range(start, start.translate(0, words.length)),
				CodeActionKind.QuickFix.value,
			);
		// The window hears of a problem a moment after the host.
		const actions = await eventually(find, (found) =>
			assert.ok(
				found.some((one) => one.title === title),
				found.map((one) => one.title).join('\n'),
			),
		);
		const edit = actions.find((one) => one.title === title)?.edit;
		assert.ok(edit && (await workspace.applyEdit(edit)));
	}
	const type = (from: string | RegExp, to: string) => replaceText(objective, objective.getText().replace(from, to));

	test('a mistake is told before it is saved, and a fix changes nothing else', async () => {
		await type(/^status: .*$/m, 'status: actve # soon');
		await waitFor(objective, '"value.invalid" actve');
		await mend(objective, 'actve', 'Change to "active"');
		await waitFor(objective);
		assert.ok(objective.isDirty);
		assert.equal(objective.getText(), original.replace(/^status: .*$/m, 'status: active # soon'));
	});

	test('somebody new becomes one of the people, saved or not', async () => {
		await type(/^pm: .*$/m, 'pm: Zoé Zimmer');
		await waitFor(objective, '"person.unknown" Zoé Zimmer');
		await mend(objective, 'Zoé Zimmer', 'Add Zoé Zimmer to the people of tandem.yml');
		await waitFor(objective);
		assert.ok(people.isDirty && people.getText().includes('\n  zoe: Zoé Zimmer\n'));
	});

	test('a new file that was never saved is part of the spec', async () => {
		await type(/^parent: .*$/m, 'parent: SHIP-2');
		await waitFor(objective, '"parent.unknown" SHIP-2');
		const draft: Uri = workspaceFile('product-specs', 'objectives/zz-new.md').with({ scheme: 'untitled' });
		const document = await workspace.openTextDocument(draft);
		await window.showTextDocument(document);
		await replaceText(document, '---\nid: SHIP-1\ntitle: Mine\n---\n');
		await waitFor(document, '"id.duplicate" SHIP-1');
		await mend(document, 'SHIP-1', 'Give this one the id SHIP-2');
		await waitFor(document);
		await waitFor(objective);
		await window.showTextDocument(document);
		await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
		await waitFor(objective, '"parent.unknown" SHIP-2');
	});
});
