import * as path from 'node:path';
import * as vscode from 'vscode';
import type { SpecStore } from '../app/specStore.ts';
import { toRepoPath, type RepoPath } from '../core/repoPath.ts';
import type { TextPosition, TextRange } from '../core/textRange.ts';

/** The folder that is the spec's root; undefined for a spec repo that is no folder of this machine's user. */
export function specFolder({ source: { address } }: SpecStore): string | undefined {
	return address.kind === 'folder' ? path.join(address.dir, address.path ?? '') : undefined;
}

/** Where in the spec repo's folder a document lies; undefined outside of it. A new file that is not saved has a place, too. */
export function specPathOf(store: SpecStore, uri: vscode.Uri): RepoPath | undefined {
	const folder = specFolder(store);
	if (folder === undefined || (uri.scheme !== 'file' && uri.scheme !== 'untitled')) return undefined;
	const relative = path.relative(folder, uri.fsPath);
	// Between two drives of Windows there is no relative path.
	return path.isAbsolute(relative) ? undefined : toRepoPath(relative);
}

/** A place as the core counts it. */
export function toPosition({ line, character }: vscode.Position): TextPosition {
	return { line: line + 1, column: character + 1 };
}

/** A range as the editor counts it. */
export function toEditorRange({ start, end }: TextRange): vscode.Range {
	return new vscode.Range(start.line - 1, start.column - 1, end.line - 1, end.column - 1);
}
