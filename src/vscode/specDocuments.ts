import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Draft, SpecDrafts } from '../app/specDrafts.ts';
import type { SpecStore } from '../app/specStore.ts';
import type { Tandem } from '../app/tandem.ts';
import { createDisposables } from '../core/disposables.ts';
import { specFolder, specPathOf } from './specPlaces.ts';

/** The document of a file of the spec repo: of a new file the one that is not saved yet. */
export function specDocumentUri(root: string, file: string): vscode.Uri {
	const uri = vscode.Uri.file(path.join(root, file));
	const isOpen = (scheme: string) =>
		vscode.workspace.textDocuments.some((document) => document.uri.scheme === scheme && document.uri.path === uri.path);
	return !isOpen('file') && isOpen('untitled') ? uri.with({ scheme: 'untitled' }) : uri;
}

/** Keeps the drafts what they are: the unsaved documents of every spec repo that is in the workspace, or has a file open. */
export function registerSpecDocuments(tandem: Tandem, drafts: SpecDrafts): vscode.Disposable & { update(): void } {
	const disposables = createDisposables();
	let viewed: readonly SpecStore[] = [];
	const update = () => {
		const stores = tandem.specs().filter((store) => isInWorkspace(store) || hasOpenFile(store));
		for (const store of viewed) if (!stores.includes(store)) drafts.forget(store);
		viewed = stores;
		for (const store of stores) drafts.set(store, draftsOf(store));
	};
	const look = (document: vscode.TextDocument) => {
		if (tandem.specs().some((store) => specPathOf(store, document.uri) !== undefined)) update();
	};
	disposables.add(vscode.workspace.onDidChangeTextDocument(({ document }) => look(document)));
	disposables.add(vscode.workspace.onDidSaveTextDocument(look));
	disposables.add(vscode.workspace.onDidOpenTextDocument(look));
	disposables.add(vscode.workspace.onDidCloseTextDocument(look));
	return { update, dispose: () => disposables.dispose() };
}

function isInWorkspace(store: SpecStore): boolean {
	const root = specFolder(store);
	if (root === undefined) return false;
	const uri = vscode.Uri.file(root);
	const isBelow = ({ uri: folder }: vscode.WorkspaceFolder) => folder.path.startsWith(`${uri.path}/`);
	return !!vscode.workspace.getWorkspaceFolder(uri) || (vscode.workspace.workspaceFolders ?? []).some(isBelow);
}

function hasOpenFile(store: SpecStore): boolean {
	return vscode.workspace.textDocuments.some(
		({ isClosed, uri }) => !isClosed && uri.scheme === 'file' && specPathOf(store, uri) !== undefined,
	);
}

function draftsOf(store: SpecStore): readonly Draft[] {
	return vscode.workspace.textDocuments.flatMap((document): readonly Draft[] => {
		const file = document.isDirty && !document.isClosed ? specPathOf(store, document.uri) : undefined;
		if (file === undefined) return [];
		return [{ path: file, text: document.getText(), isNew: document.uri.scheme === 'untitled' }];
	});
}
