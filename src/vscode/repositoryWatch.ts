import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Tandem } from '../app/tandem.ts';
import { createDisposables, replaceable } from '../core/disposables.ts';
import type { Disposable } from '../core/disposables.ts';
import { isCodeDocument } from './documents.ts';

/** git writes several files for one commit; they are looked at together. */
const SETTLE_MS = 250;

/** Looks again at branch, commit and `.tandem.yml` when git or the user changes them, and stops looking at files that are no longer on the screen. */
export function registerRepositoryWatch(tandem: Tandem): vscode.Disposable {
	const disposables = createDisposables();
	const settle = disposables.add(replaceable<Disposable>());
	const watchers = new Map<string, Disposable>();
	disposables.add({ dispose: () => watchers.forEach((watcher) => watcher.dispose()) });

	const look = () => {
		const handle = setTimeout(() => void tandem.contexts.refresh(), SETTLE_MS);
		settle.set({ dispose: () => clearTimeout(handle) });
	};
	const watch = (root: string): Disposable => {
		const own = createDisposables();
		for (const pattern of ['.git/HEAD', '.git/logs/HEAD', '.tandem.yml', '.git-blame-ignore-revs']) {
			const watcher = own.add(
				vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(vscode.Uri.file(path.join(root)), pattern)),
			);
			own.add(watcher.onDidChange(look));
			own.add(watcher.onDidCreate(look));
			own.add(watcher.onDidDelete(look));
		}
		return own;
	};
	disposables.add(
		tandem.contexts.onDidChange(() => {
			for (const { repo } of tandem.contexts.known()) {
				if (!watchers.has(repo.root)) watchers.set(repo.root, watch(repo.root));
			}
		}),
	);
	disposables.add(vscode.window.onDidChangeVisibleTextEditors((editors) => tandem.lookAt(filesOf(editors))));
	return { dispose: () => disposables.dispose() };
}

function filesOf(editors: readonly vscode.TextEditor[]): readonly string[] {
	return editors.filter(({ document }) => isCodeDocument(document)).map(({ document }) => document.uri.fsPath);
}
