import assert from 'node:assert/strict';
import { DiagnosticSeverity, commands, languages, workspace } from 'vscode';
import type { TextDocument, Uri } from 'vscode';
import { eventually } from '../harness/eventually.mjs';
import { explain, hoverText, replaceText, workspaceFile } from '../support/inEditor.ts';

suite('a spec repo in the workspace', () => {
	const labels = () => workspaceFile('tools', 'labels.ts');
	let objective: TextDocument;
	let original = '';
	suiteSetup(async () => {
		const { snapshot } = await explain(await workspace.openTextDocument(labels()));
		const source = snapshot.objectiveById.get('SHIP-1')?.source.file ?? '';
		objective = await workspace.openTextDocument(workspaceFile('product-specs', source));
		original = objective.getText();
	});
	suiteTeardown(() => save(original));

	async function save(text: string): Promise<void> {
		await replaceText(objective, text);
		await objective.save();
	}
	/** Tandem's own problems of a file, as the Problems panel shows them. */
	const problems = (uri: Uri) => languages.getDiagnostics(uri).filter(({ source }) => source === 'Tandem');

	test('what the PM saves is shown at once, committed or not', async () => {
		await save(original.replace(/^title: .*$/m, 'title: Parcels with a date'));
		await eventually(
			() => hoverText(labels(), 1, 3),
			(text) => assert.match(text, /Parcels with a date/),
		);
	});

	test('a mistake is in the Problems panel, at its line, as long as it is there', async () => {
		assert.deepEqual(problems(objective.uri), []);
		await save(original.replace(/^status: .*$/m, 'status: actve'));
		const [problem] = await eventually(
			() => problems(objective.uri),
			(found) => assert.equal(found.length, 1, found.map(({ message }) => message).join('\n')),
		);
		const line = original.split('\n').findIndex((text) => text.startsWith('status:'));
		assert.equal(problem?.range.start.line, line);
		assert.equal(problem?.severity, DiagnosticSeverity.Warning);
		assert.match(problem?.message ?? '', /active/);
		await save(original);
		await eventually(
			() => problems(objective.uri),
			(found) => assert.deepEqual(found, []),
		);
	});

	test('a broken file hides itself, never its neighbours', async () => {
		const { store } = await explain(await workspace.openTextDocument(labels()));
		const known = () => [...(store.snapshot()?.objectiveById.keys() ?? [])];
		const others = known().filter((id) => id !== 'SHIP-1');
		await save('---\nid: [\n---\n');
		await eventually(known, (ids) => assert.ok(!ids.includes('SHIP-1')));
		assert.deepEqual(
			others.filter((id) => !known().includes(id)),
			[],
		);
		await eventually(
			() => problems(objective.uri).map(({ severity }) => severity),
			(found) => assert.ok(found.includes(DiagnosticSeverity.Error)),
		);
		await save(original);
		await eventually(known, (ids) => assert.deepEqual(ids.toSorted(), [...others, 'SHIP-1'].toSorted()));
	});

	test('the doctor names both spec repos and what is in them', async () => {
		await commands.executeCommand('tandem.doctor');
		const report = await eventually(
			() =>
				workspace.textDocuments.find(({ uri }) => uri.scheme === 'tandem' && uri.authority === 'doctor')?.getText() ??
				'',
			(text) => assert.match(text, /14 objectives/),
		);
		assert.match(report, /Cloned from .*product-specs\.git/);
		assert.match(report, /Read in place from .*product-specs/);
		assert.match(report, /acme\/web\\?-shop/);
	});
});
