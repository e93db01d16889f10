import assert from 'node:assert/strict';
import { Position, Uri, WorkspaceEdit, commands, window, workspace } from 'vscode';
import type { TextDocument } from 'vscode';
import { eventually } from '../harness/eventually.mjs';
import { runGit } from '../support/gitRepo.ts';
import { answerAt, explain, runningTandem, workspaceFile } from '../support/inEditor.ts';

suite('links', () => {
	const open = (file: string) => workspace.openTextDocument(workspaceFile('web-shop', file));
	const insert = async ({ uri }: TextDocument, line: number, text: string) => {
		const edit = new WorkspaceEdit();
		edit.insert(uri, new Position(line - 1, 0), text);
		assert.ok(await workspace.applyEdit(edit));
	};
	/** Gives up what was typed into a document. */
	const revert = async (document: TextDocument) => {
		await window.showTextDocument(document);
		await commands.executeCommand('workbench.action.files.revert');
	};
	const check = (file: string, line: number, expected: string) =>
		test(`${file}:${line} is ${expected}`, async () => assert.equal(await answerAt(await open(file), line), expected));

	check('src/checkout/retry.ts', 42, 'CHK-1 by commit');
	check('src/checkout/retry.ts', 15, 'PAY-1 by commit');
	check('src/checkout/retry.ts', 6, 'CHK-2 by commit');
	check('src/checkout/retry.ts', 12, 'CHK-1 by path');
	check('src/checkout/retry.ts', 2, 'none');
	check('src/payments/idempotency.ts', 5, 'PAY-1 by marker');
	check('src/search/suggest.ts', 8, 'SRCH-1 by marker');
	check('src/catalog/price.ts', 1, 'CAT-1 by path');
	check('src/lib/logger.ts', 1, 'unlinked');

	test('unsaved lines shift the answers below them and are uncommitted themselves', async () => {
		const document = await open('src/checkout/retry.ts');
		try {
			await insert(document, 1, '// one\n// two\n// three\n');
			assert.equal(document.isDirty, true);
			const { explanation } = await explain(document);
			assert.equal(await answerAt(document, 45), 'CHK-1 by commit');
			assert.equal(await answerAt(document, 18), 'PAY-1 by commit');
			assert.deepEqual(explanation.answer(2).history, { kind: 'uncommitted' });
			assert.equal(await answerAt(document, 2), 'CHK-1 by path');
		} finally {
			await revert(document);
		}
		assert.equal(await answerAt(document, 42), 'CHK-1 by commit');
	});

	test('on a branch that names an objective a new line is linked by the branch', async () => {
		const root = workspaceFile('web-shop').fsPath;
		const document = await open('src/lib/logger.ts');
		await runGit(root, ['switch', '--quiet', 'feature/SRCH-2-typo-tolerance']);
		try {
			await insert(document, 1, '// new\n');
			await eventually(
				() => answerAt(document, 1),
				(answer) => assert.equal(answer, 'SRCH-2 by branch'),
			);
			assert.equal(await answerAt(document, 3), 'unlinked');
		} finally {
			await revert(document);
			await runGit(root, ['switch', '--quiet', 'main']);
		}
		await eventually(
			async () => (await explain(document)).context.head.branch,
			(branch) => assert.equal(branch, 'main'),
		);
	});

	test('each folder of the workspace has its own code repo and spec repo', async () => {
		const shop = await explain(await open('src/checkout/retry.ts'));
		const labels = await workspace.openTextDocument(workspaceFile('tools', 'labels.ts'));
		const tools = await explain(labels);
		assert.deepEqual([shop.context.name, tools.context.name], ['acme/web-shop', 'acme/tools']);
		assert.equal(shop.store.source.address.kind, 'remote');
		assert.equal(tools.store.source.address.kind, 'folder');
		assert.equal(await answerAt(labels, 1), 'SHIP-1 by commit');
	});

	test('a file outside of any repository is told to be outside', async () => {
		const file = Uri.joinPath(workspaceFile('tools'), '..', 'tests.code-workspace');
		const { why } = await runningTandem();
		await eventually(
			() => why.explain({ osPath: file.fsPath, version: 1, lines: () => [''] }).kind,
			(kind) => assert.equal(kind, 'outside'),
		);
	});
});
