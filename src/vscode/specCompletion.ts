import * as vscode from 'vscode';
import type { CodeFileLists } from '../app/codeFiles.ts';
import { STEP_LIMIT } from '../app/pathSuggestions.ts';
import { hasBegun, specSuggestions } from '../app/specCompletion.ts';
import type { SpecSuggestion } from '../app/specCompletion.ts';
import type { Tandem } from '../app/tandem.ts';
import { replaceable } from '../core/disposables.ts';
import { appendPlainText } from './markdownText.ts';
import { findSpecDocument } from './openSpecFile.ts';
import { specFolder, toEditorRange, toPosition } from './specPlaces.ts';

const SIGNS = [' ', ':', '-', '/', '[', '{', ',', '"'];

/**
 * Suggestions while a spec file is written. They are registered for the folders of spec repos alone, and anew when others are in use, so that no
 * other file is ever asked about.
 */
export function registerSpecCompletion(tandem: Tandem, code: CodeFileLists): vscode.Disposable {
	const inputOf = (document: vscode.TextDocument, position: vscode.Position) => {
		const spec = findSpecDocument(tandem, document);
		return (
			spec && {
				...spec,
				text: document.getText(),
				position: toPosition(position),
				today: localDay(new Date()),
				code: async () => (await code.read(spec.store, spec.snapshot)).repos,
			}
		);
	};
	const provider: vscode.CompletionItemProvider = {
		async provideCompletionItems(document, position, token, { triggerKind }) {
			const input = inputOf(document, position);
			if (!input) return undefined;
			const asked = triggerKind === vscode.CompletionTriggerKind.Invoke;
			const found = await specSuggestions({ ...input, asked });
			if (token.isCancellationRequested || found.length === 0) return undefined;
			return new vscode.CompletionList(found.map(toItem), found.length >= STEP_LIMIT);
		},
	};
	const registration = replaceable<vscode.Disposable>();
	let registered = '';
	const update = () => {
		const folders = [...new Set(tandem.specs().flatMap((store) => specFolder(store) ?? []))];
		if (folders.join('\n') === registered) return;
		registered = folders.join('\n');
		registration.set(vscode.Disposable.from(...folders.map((folder) => register(folder, provider))));
	};
	const listening = tandem.onDidChange(update);
	update();
	const typing = vscode.workspace.onDidChangeTextDocument(async ({ document, contentChanges, reason }) => {
		const [change] = contentChanges;
		if (registered === '' || reason !== undefined || !change || contentChanges.length > 1) return;
		if (!/^\p{L}$/u.test(change.text) || !isQuiet(document)) return;
		const editor = vscode.window.activeTextEditor;
		const position = change.range.start.translate(0, 1);
		const input = editor?.document === document ? inputOf(document, position) : undefined;
		// Who types fast is some letters further by now, and the editor tells of its cursor later than of its text.
		if (!editor || !input || !(await hasBegun(input)) || editor.selection.active.line !== position.line) return;
		await vscode.commands.executeCommand('editor.action.triggerSuggest', { auto: true });
	});
	return vscode.Disposable.from(listening, typing, registration);
}

function register(folder: string, provider: vscode.CompletionItemProvider): vscode.Disposable {
	const pattern = new vscode.RelativePattern(vscode.Uri.file(folder), '**/*.{md,markdown,yml,yaml,rst,txt,mediawiki}');
	return vscode.languages.registerCompletionItemProvider({ scheme: 'file', pattern }, provider, ...SIGNS);
}

/**
 * Whether the editor suggests nothing by itself while words of this document are typed, as it does by default in Markdown. Letters as signs that ask
 * do not help: inside a word it never looks at those.
 */
function isQuiet({ languageId }: vscode.TextDocument): boolean {
	const setting: unknown = vscode.workspace.getConfiguration('editor', { languageId }).get('quickSuggestions');
	if (typeof setting !== 'object' || setting === null) return setting === false;
	const { other } = setting as { readonly other?: unknown };
	return other === false || other === 'off';
}

const KINDS = {
	key: vscode.CompletionItemKind.Property,
	word: vscode.CompletionItemKind.EnumMember,
	person: vscode.CompletionItemKind.User,
	objective: vscode.CompletionItemKind.Reference,
	folder: vscode.CompletionItemKind.Folder,
	file: vscode.CompletionItemKind.File,
	skeleton: vscode.CompletionItemKind.Snippet,
} as const;

function toItem(suggestion: SpecSuggestion, index: number): vscode.CompletionItem {
	const { kind, label, detail, about, insert, isSnippet, range, filter, goesOn } = suggestion;
	const item = new vscode.CompletionItem({ label, ...(detail ? { description: detail } : {}) }, KINDS[kind]);
	item.insertText = isSnippet ? new vscode.SnippetString(insert) : insert;
	item.range = toEditorRange(range);
	item.sortText = String(index).padStart(5, '0');
	item.filterText = filter ?? label;
	if (about && about.length > 0) {
		const markdown = new vscode.MarkdownString('');
		for (const paragraph of about) appendPlainText(markdown, paragraph).appendMarkdown('\n\n');
		item.documentation = markdown;
	}
	if (goesOn) item.command = { command: 'editor.action.triggerSuggest', title: 'Suggest' };
	return item;
}

/** The day as the person's calendar has it. */
function localDay(date: Date): string {
	const part = (number: number) => String(number).padStart(2, '0');
	return `${date.getFullYear()}-${part(date.getMonth() + 1)}-${part(date.getDate())}`;
}
