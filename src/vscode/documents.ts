import * as path from 'node:path';
import * as vscode from 'vscode';
import type { CodeContexts } from '../app/codeContexts.ts';
import type { CodeDocument } from '../app/why.ts';
import { createDisposables } from '../core/disposables.ts';
import type { Disposable } from '../core/disposables.ts';
import { createEmitter } from '../core/event.ts';
import type { Event } from '../core/event.ts';
import type { RepoPath } from '../core/repoPath.ts';
import type { LineRange } from '../core/textRange.ts';
import { openDocuments } from './openDocuments.ts';

/** Where the engineer is: the file that was looked at last, and the lines of the selection. */
export interface EditorPlace {
	readonly document: vscode.TextDocument;
	readonly lines: LineRange;
}

export interface Places extends Disposable {
	current(): EditorPlace | undefined;
	/** The place that was looked at last, also when it is no longer on the screen. */
	latest(): EditorPlace | undefined;
	readonly onDidChange: Event<void>;
}

/** Follows the cursor. While an output, a diff's other side or a view has the focus, the last file stays as long as it is on the screen. */
export function createPlaces(): Places {
	const disposables = createDisposables();
	const changed = disposables.add(createEmitter<void>());
	let last = isCode(vscode.window.activeTextEditor) ? vscode.window.activeTextEditor : undefined;

	let latest = last && placeOf(last);

	const look = (editor: vscode.TextEditor | undefined) => {
		if (isCode(editor)) {
			last = editor;
			latest = placeOf(editor);
		} else if (last && !vscode.window.visibleTextEditors.includes(last)) {
			last = undefined;
		}
		changed.fire();
	};
	disposables.add(vscode.window.onDidChangeActiveTextEditor(look));
	disposables.add(vscode.window.onDidChangeVisibleTextEditors(() => look(vscode.window.activeTextEditor)));
	disposables.add(
		vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
			if (isCode(textEditor)) look(textEditor);
		}),
	);
	disposables.add(
		vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
			if (document === last?.document && contentChanges.length > 0) changed.fire();
		}),
	);
	return {
		current: () => last && placeOf(last),
		latest: () => latest,
		onDidChange: changed.event,
		dispose: () => disposables.dispose(),
	};
}

/** The document as the use cases see it; its lines are split once per version. */
export function toCodeDocument(document: vscode.TextDocument): CodeDocument {
	return {
		osPath: document.uri.fsPath,
		version: document.version,
		lines: () => document.getText().split(/\r\n|\r|\n/),
	};
}

/**
 * The file of a code repo as it is open in an editor. `root` is a real path: of a document that was opened through a symbolic link only its context knows
 * which file it is.
 */
export function findOpenDocument(
	contexts: Pick<CodeContexts, 'get'>,
	root: string,
	file: RepoPath,
): CodeDocument | undefined {
	const { fsPath } = vscode.Uri.file(path.join(root, file));
	const isFile = ({ uri }: vscode.TextDocument) => {
		const found = contexts.get(uri.fsPath);
		return found.kind === 'in-repo' && found.path === file && found.context.repo.root === root;
	};
	const document =
		vscode.workspace.textDocuments.find((each) => isCodeDocument(each) && each.uri.fsPath === fsPath) ??
		openDocuments().find((each) => isCodeDocument(each) && isFile(each));
	return document && toCodeDocument(document);
}

/** Whether Tandem speaks about this document: a file on disk. */
export function isCodeDocument(document: vscode.TextDocument): boolean {
	return document.uri.scheme === 'file';
}

function isCode(editor: vscode.TextEditor | undefined): editor is vscode.TextEditor {
	return editor !== undefined && isCodeDocument(editor.document);
}

function placeOf({ document, selection }: vscode.TextEditor): EditorPlace {
	return { document, lines: selectedLines(selection) };
}

/** Lines from 1, the one with the cursor first where nothing is selected; a selection that ends before a line's first character does not hold that line. */
export function selectedLines(selection: vscode.Selection): LineRange {
	if (selection.isEmpty) return { first: selection.active.line + 1, last: selection.active.line + 1 };
	const last =
		selection.end.character === 0 && selection.end.line > selection.start.line
			? selection.end.line
			: selection.end.line + 1;
	return { first: selection.start.line + 1, last };
}
