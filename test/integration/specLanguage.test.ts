import assert from 'node:assert/strict';
import { commands, Position, SymbolKind, WorkspaceEdit, window, workspace } from 'vscode';
import type {
	CodeLens,
	CompletionList,
	DocumentSymbol,
	Location,
	LocationLink,
	SymbolInformation,
	TextDocument,
	Uri,
} from 'vscode';
import { encodeTarget } from '../../src/app/target.ts';
import { specKey } from '../../src/core/gitAddress.ts';
import { eventually } from '../harness/eventually.mjs';
import { explain, hoverText, replaceText, workspaceFile } from '../support/inEditor.ts';

suite('writing a spec file', () => {
	const labels = () => workspaceFile('tools', 'labels.ts');
	let shipping: TextDocument;
	let checkout: TextDocument;
	suiteSetup(async () => {
		const { snapshot } = await explain(await workspace.openTextDocument(labels()));
		const open = (id: string) =>
			workspace.openTextDocument(workspaceFile('product-specs', snapshot.objectiveById.get(id)?.source.file ?? ''));
		[shipping, checkout] = [await open('SHIP-1'), await open('CHK-1')];
	});

	/** Gives a file its text back; the editor may have saved by itself meanwhile. */
	const restore = async (document: TextDocument, text: string) => {
		await replaceText(document, text);
		await document.save();
	};
	/** Where `words` stand for the first time; `at` is the offset in them. */
	const placeOf = (document: TextDocument, words: string, at = 0): Position => {
		const offset = document.getText().indexOf(words);
		assert.ok(offset >= 0, words);
		return document.positionAt(offset + at);
	};

	suite('suggestions', () => {
		let original = '';
		suiteSetup(() => void (original = shipping.getText()));
		suiteTeardown(() => restore(shipping, original));
		/** Tandem's labels at the `|` of a text that is put into the file, not saved. */
		async function suggest(marked: string): Promise<readonly string[]> {
			await replaceText(shipping, marked.replace('|', ''));
			const lines = marked.slice(0, marked.indexOf('|')).split('\n');
			const position = new Position(lines.length - 1, (lines.at(-1) ?? '').length);
			const { items } = await commands.executeCommand<CompletionList>(
				'vscode.executeCompletionItemProvider',
				shipping.uri,
				position,
			);
			// Other providers give their labels as plain texts.
			return items.flatMap(({ label }) => (typeof label === 'string' ? [] : [label.label]));
		}
		const check = (marked: string, expected: readonly string[]) =>
			test(JSON.stringify(marked), async () => {
				const found = await suggest(marked);
				assert.deepEqual(found.slice(0, expected.length), expected, found.join(' '));
			});
		check('---\nid: SHIP-1\n|\n---\n', ['title', 'status', 'health', 'pm']);
		check('---\nid: SHIP-1\nstatus: |\n---\n', ['proposed', 'active', 'paused', 'achieved', 'dropped']);
		check('---\nid: SHIP-1\npm: |\n---\n', ['maria', 'jonas', 'ana']);
		check('---\nid: SHIP-1\nparent: |\n---\n', ['ACC-1', 'CAT-1', 'CHK-0']);
		check('---\nid: SHIP-1\ncode:\n  - |\n---\n', ['repo', 'paths', 'src/', 'tests/']);
		check('|', ['--- objective']);

		test('there are none in a file that is no spec file', async () => {
			const readme = await workspace.openTextDocument(workspaceFile('product-specs', 'README.md'));
			const before = readme.getText();
			await replaceText(readme, '---\n\n---\n');
			const { items } = await commands.executeCommand<CompletionList>(
				'vscode.executeCompletionItemProvider',
				readme.uri,
				new Position(1, 0),
			);
			await restore(readme, before);
			assert.ok(!items.some(({ label }) => typeof label !== 'string' && label.label === 'status'));
		});
	});

	suite('hovers', () => {
		const check = (words: string, at: number, expected: RegExp) =>
			test(words, async () => {
				const { line, character } = placeOf(checkout, words, at);
				await eventually(
					() => hoverText(checkout.uri, line + 1, character + 1),
					(text) => assert.match(text, expected),
				);
			});
		check('status: active', 1, /Where the objective is in its life/);
		check('status: active', 10, /being worked on/);
		check('parent: GROW', 9, /GROW Earn more from every visit/);
		check('pm: maria', 5, /Maria Lopez\*\*\s+maria@shop\.example/);
		check('src/checkout/', 1, /Matches no file in acme\/tools/);
	});

	suite('definitions and references', () => {
		const definition = async (uri: Uri, position: Position) => {
			const found = await commands.executeCommand<readonly (Location | LocationLink)[]>(
				'vscode.executeDefinitionProvider',
				uri,
				position,
			);
			return found.map((one) =>
				'targetUri' in one ? `${one.targetUri.path} ${one.targetRange.start.line}` : one.uri.path,
			);
		};

		test('from a parent to its title', async () => {
			const [target = ''] = await definition(checkout.uri, placeOf(checkout, 'parent: GROW', 9));
			assert.match(target, /objectives\/growth\.md 2$/);
		});

		test('from a person to the line in tandem.yml', async () => {
			const [target = ''] = await definition(checkout.uri, placeOf(checkout, 'pm: maria', 5));
			assert.match(target, /product-specs\/tandem\.yml 2$/);
		});

		test('from an id in a comment of code to the objective, also of a spec repo that is a clone', async () => {
			const code = await workspace.openTextDocument(workspaceFile('web-shop', 'src/payments/idempotency.ts'));
			await explain(code);
			const [target = ''] = await definition(code.uri, placeOf(code, '@objective PAY-1', 12));
			assert.match(target, /objectives\/.*\.md \d+$/);
			assert.deepEqual(await definition(code.uri, new Position(code.lineCount - 1, 0)), []);
		});

		test('a read-only file of a clone leads on', async () => {
			const { store } = await explain(
				await workspace.openTextDocument(workspaceFile('web-shop', 'src/checkout/retry.ts')),
			);
			assert.equal(store.source.address.kind, 'remote');
			const target = encodeTarget({ kind: 'objective', spec: specKey(store.source.address), id: 'CHK-1' });
			await commands.executeCommand('tandem.openTarget', target);
			const shown = await eventually(
				() => window.activeTextEditor?.document,
				(document) => assert.equal(document?.uri.scheme, 'tandem'),
			);
			assert.ok(shown);
			const [found = ''] = await definition(shown.uri, placeOf(shown, 'parent: GROW', 9));
			assert.match(found, /objectives\/growth\.md 2$/);
			const { line, character } = placeOf(shown, 'parent: GROW', 9);
			assert.match(await hoverText(shown.uri, line + 1, character + 1), /GROW Earn more from every visit/);
		});

		test('all files that name an objective', async () => {
			const found = await commands.executeCommand<readonly Location[]>(
				'vscode.executeReferenceProvider',
				checkout.uri,
				placeOf(checkout, 'parent: GROW', 9),
			);
			const files = new Set(found.map(({ uri }) => uri.path.replace(/^.*\//, '')));
			assert.ok(files.has('growth.md') && files.size > 2, [...files].join(' '));
		});

		test('from a marker in code: files of the clone, and markers in what is open', async () => {
			const code = await workspace.openTextDocument(workspaceFile('web-shop', 'src/payments/idempotency.ts'));
			const found = await commands.executeCommand<readonly Location[]>(
				'vscode.executeReferenceProvider',
				code.uri,
				placeOf(code, '@objective PAY-1', 12),
			);
			assert.ok(found.some(({ uri }) => uri.scheme === 'tandem'));
			assert.ok(found.some(({ uri }) => uri.path === code.uri.path));
		});
	});

	test('the outline has the objective and its key results, and leaves headings to the editor', async () => {
		const symbols = await eventually(
			() => commands.executeCommand<readonly DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', checkout.uri),
			(found) => assert.ok(found?.some(({ kind }) => kind === SymbolKind.Object)),
		);
		const objective = symbols.find(({ kind }) => kind === SymbolKind.Object);
		assert.equal(`${objective?.name} ${objective?.detail}`, 'Cut checkout abandonment CHK-1');
		const names = objective?.children.map(({ name }) => name) ?? [];
		assert.equal(names[0], 'Checkout completion');
		assert.ok(!names.includes('Why'), names.join(', '));
	});

	test('objectives are found among the symbols of the workspace', async () => {
		const found = await commands.executeCommand<readonly SymbolInformation[]>(
			'vscode.executeWorkspaceSymbolProvider',
			'checkout aband',
		);
		assert.ok(found.some(({ name }) => name === 'CHK-1 Cut checkout abandonment'));
	});

	suite('the line above the title', () => {
		const lenses = async () =>
			(await commands.executeCommand<readonly CodeLens[]>('vscode.executeCodeLensProvider', shipping.uri, 10)).filter(
				({ command }) => command?.command === 'tandem.showObjectiveWork',
			);
		suiteTeardown(() => workspace.getConfiguration('tandem').update('specLens.enabled', undefined, true));

		test('says what the code does with the objective', async () => {
			const [lens] = await eventually(lenses, ([first]) =>
				assert.match(first?.command?.title ?? '', /commits? in 30 days/),
			);
			assert.equal(lens?.range.start.line, placeOf(shipping, 'title:').line);
			assert.match(lens?.command?.title ?? '', /^0 files · 1 commit in 30 days/);
		});

		test('moves with the title while lines are typed above it', async () => {
			const before = shipping.getText();
			const edit = new WorkspaceEdit();
			edit.insert(shipping.uri, new Position(1, 0), '# one\n# two\n');
			assert.ok(await workspace.applyEdit(edit));
			const [lens] = await lenses();
			assert.equal(lens?.range.start.line, placeOf(shipping, 'title:').line);
			await restore(shipping, before);
		});

		test('opens a list, and what is chosen in it', async () => {
			const [lens] = await lenses();
			const [argument] = (lens?.command?.arguments ?? []) as readonly unknown[];
			const done = commands.executeCommand('tandem.showObjectiveWork', argument);
			await new Promise((resolve) => setTimeout(resolve, 1000));
			await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
			await done;
			assert.equal(window.activeTextEditor?.document.uri.authority, 'commit');
		});

		test('is gone where it is switched off', async () => {
			await workspace.getConfiguration('tandem').update('specLens.enabled', false, true);
			assert.deepEqual(await lenses(), []);
		});
	});
});
