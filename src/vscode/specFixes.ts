import * as path from 'node:path';
import * as vscode from 'vscode';
import type { SpecChecks } from '../app/specChecks.ts';
import { specFixes, type FixContext, type SpecFix } from '../app/specFixes.ts';
import type { Tandem } from '../app/tandem.ts';
import type { Problem } from '../core/problem.ts';
import type { TextEdit } from '../core/textEdit.ts';
import { specDocumentUri } from './specDocuments.ts';
import { specFolder, specPathOf, toEditorRange } from './specPlaces.ts';

/** Offers the ways to mend a problem of a spec file at its place, and in the Problems panel. */
export function registerSpecFixes(tandem: Tandem, checks: SpecChecks): vscode.Disposable {
	const selector = [{ scheme: 'file' }, { scheme: 'untitled' }];
	return vscode.languages.registerCodeActionsProvider(
		selector,
		{
			async provideCodeActions(document, _range, { diagnostics }) {
				const own = diagnostics.filter(({ source }) => source === 'Tandem');
				const found = own.length > 0 ? findSpec(tandem, checks, document) : undefined;
				if (!found) return [];
				const context = await fixContext(found, document);
				return own.flatMap((diagnostic) =>
					found.problems
						.filter((problem) => isShownAs(problem, diagnostic))
						.flatMap((problem) => specFixes(problem, context))
						.map((fix) => toAction(fix, found.root, diagnostic)),
				);
			},
		},
		{ providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
	);
}

interface Found {
	readonly root: string;
	readonly checked: NonNullable<ReturnType<SpecChecks['get']>>;
	readonly problems: readonly Problem[];
}

/** The spec repo of a document with the document's problems; undefined where they are those of a former text. */
function findSpec(tandem: Tandem, checks: SpecChecks, document: vscode.TextDocument): Found | undefined {
	for (const store of tandem.specs()) {
		const root = specFolder(store);
		const file = specPathOf(store, document.uri);
		const checked = checks.get(store);
		if (root === undefined || file === undefined || !checked) continue;
		const draft = checked.view.drafts.get(file);
		if (draft === undefined ? document.isDirty : draft !== document.getText()) continue;
		return { root, checked, problems: checked.problems.filter((problem) => problem.file === file) };
	}
	return undefined;
}

async function fixContext({ root, checked }: Found, document: vscode.TextDocument): Promise<FixContext> {
	const { snapshot, tree } = checked.view;
	const file = CONFIG_FILES.find((name) => tree.entries.some((entry) => entry.path === name));
	const text = document.getText();
	if (file === undefined) return { text, snapshot };
	const config = await vscode.workspace.openTextDocument(specDocumentUri(root, file));
	return { text, snapshot, config: { file, text: config.getText() } };
}

const CONFIG_FILES = ['tandem.yml', 'tandem.yaml'];

function isShownAs({ code, range }: Problem, diagnostic: vscode.Diagnostic): boolean {
	const place = range ? toEditorRange(range) : new vscode.Range(0, 0, 0, 0);
	return diagnostic.code === code && diagnostic.range.start.isEqual(place.start);
}

function toAction({ title, isBest, act }: SpecFix, root: string, diagnostic: vscode.Diagnostic): vscode.CodeAction {
	const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
	action.diagnostics = [diagnostic];
	action.isPreferred = isBest;
	if (act.kind === 'open') {
		const uri = vscode.Uri.file(path.join(root, act.file));
		action.command = { title, command: 'vscode.open', arguments: [uri] };
		return action;
	}
	action.edit = new vscode.WorkspaceEdit();
	action.edit.set(specDocumentUri(root, act.file), [toEditorEdit(act.edit)]);
	return action;
}

/** What is only a guess is selected, to be typed over. */
function toEditorEdit({ range, text, placeholder }: TextEdit): vscode.TextEdit | vscode.SnippetTextEdit {
	const place = toEditorRange(range);
	const at = placeholder === undefined ? -1 : text.indexOf(placeholder);
	if (placeholder === undefined || at < 0) return new vscode.TextEdit(place, text);
	const snippet = new vscode.SnippetString().appendText(text.slice(0, at)).appendPlaceholder(placeholder);
	return new vscode.SnippetTextEdit(place, snippet.appendText(text.slice(at + placeholder.length)));
}
