import * as path from 'node:path';
import * as vscode from 'vscode';
import { createBreather } from '../app/breather.ts';
import { specFileKind } from '../app/specFile.ts';
import type { SpecFileKind } from '../app/specFile.ts';
import type { WrittenSpec } from '../app/specNames.ts';
import type { SpecStore } from '../app/specStore.ts';
import type { Tandem } from '../app/tandem.ts';
import { specKey } from '../core/gitAddress.ts';
import type { KeyIndex } from '../core/objectiveKeys.ts';
import { toRepoPath } from '../core/repoPath.ts';
import type { RepoPath } from '../core/repoPath.ts';
import type { SpecSnapshot } from '../core/snapshot.ts';
import { specFolder, specPathOf } from './specPlaces.ts';
import { specFileOf } from './virtualDocuments.ts';
import type { VirtualDocuments } from './virtualDocuments.ts';

/** A file of a spec repo that is open in an editor. */
export interface SpecDocument {
	readonly store: SpecStore;
	readonly snapshot: SpecSnapshot;
	readonly path: RepoPath;
	readonly kind: SpecFileKind;
}

/** What the parts of the help for spec files share. */
export interface SpecLanguage {
	readonly tandem: Tandem;
	readonly documents: VirtualDocuments;
	/** The spec file that a document shows, with its text as it is now; undefined, at once, for any other document. */
	readonly read: (document: vscode.TextDocument) => (SpecDocument & WrittenSpec) | undefined;
	readonly keys: (spec: Pick<SpecDocument, 'store' | 'snapshot'>) => KeyIndex;
}

/** Where spec files are seen: on disk, and as the read-only documents of a cloned spec repo. */
export const SPEC_SELECTOR: vscode.DocumentSelector = ['file', 'tandem'].flatMap((scheme) =>
	['markdown', 'yaml', 'restructuredtext', 'plaintext'].map((language) => ({ scheme, language })),
);

/** The spec file that a document shows; undefined, at once, for any other document. */
export function findSpecDocument(tandem: Tandem, { uri }: { readonly uri: vscode.Uri }): SpecDocument | undefined {
	for (const store of tandem.specs()) {
		const file = pathIn(store, uri);
		const snapshot = file && store.snapshot();
		const kind = snapshot && specFileKind(snapshot, file);
		if (kind) return { store, snapshot, path: file, kind };
	}
	return undefined;
}

/** The address of a file of a spec repo in the editor. */
export function specUri(store: SpecStore, file: RepoPath, documents: VirtualDocuments): vscode.Uri {
	const folder = specFolder(store);
	return folder === undefined
		? documents.specFile(specKey(store.source.address), file)
		: vscode.Uri.file(path.join(folder, file));
}

function pathIn(store: SpecStore, uri: vscode.Uri): RepoPath | undefined {
	const file = specPathOf(store, uri);
	if (file !== undefined) return file;
	const shown = specFileOf(uri);
	return shown && shown.spec === specKey(store.source.address) ? toRepoPath(shown.path) : undefined;
}

/** Gives the editor its turn during long work on spec files; to be awaited after each small step. */
export function createEditorBreather(): () => Promise<void> {
	const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 0));
	return createBreather({ now: Date.now, pause, budgetMs: 8 });
}
