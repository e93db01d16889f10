import * as vscode from 'vscode';
import type { Tandem } from '../app/tandem.ts';
import { createDisposables } from '../core/disposables.ts';

export const SCHEME = 'tandem';

export interface VirtualDocuments extends vscode.Disposable {
	/** A file of a spec repo that is no folder on this machine: its text as in the snapshot. */
	specFile(spec: string, path: string): vscode.Uri;
	/** A commit of a code repo: message and changes. */
	commit(root: string, hash: string): vscode.Uri;
	/** What changed of the objectives of the user's code, or of one of them, as it is now. */
	changes(of?: ChangesOf): vscode.Uri;
	/** The doctor's report, made anew each time it is shown. */
	readonly doctor: vscode.Uri;
	refreshDoctor(): void;
}

/** An objective of a spec repo. */
export interface ChangesOf {
	readonly spec: string;
	readonly id: string;
}

export interface VirtualDocumentDeps {
	readonly tandem: Tandem;
	/** Message and patch of a commit as text. */
	readonly showCommit: (root: string, hash: string) => Promise<string>;
	readonly doctorText: () => Promise<string>;
	readonly changesText: (of?: ChangesOf) => Promise<string>;
}

/** Read-only documents of Tandem's own scheme. */
export function createVirtualDocuments({
	tandem,
	showCommit,
	doctorText,
	changesText,
}: VirtualDocumentDeps): VirtualDocuments {
	const disposables = createDisposables();
	const changed = disposables.add(new vscode.EventEmitter<vscode.Uri>());
	const doctor = vscode.Uri.from({ scheme: SCHEME, authority: 'doctor', path: '/Tandem Doctor.md' });
	disposables.add(
		vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
			onDidChange: changed.event,
			async provideTextDocumentContent(uri) {
				const query = new URLSearchParams(uri.query);
				switch (uri.authority) {
					case 'doctor':
						return doctorText();
					case 'changes': {
						const [spec, id] = [query.get('spec'), query.get('id')];
						return changesText(spec !== null && id !== null ? { spec, id } : undefined);
					}
					case 'commit':
						return showCommit(query.get('root') ?? '', query.get('hash') ?? '');
					case 'spec':
						return specText(tandem, query.get('spec') ?? '', query.get('path') ?? '');
					default:
						throw new Error(`Tandem has no document ${uri.toString()}`);
				}
			},
		}),
	);
	return {
		specFile: (spec, path) =>
			vscode.Uri.from({
				scheme: SCHEME,
				authority: 'spec',
				path: `/${path}`,
				query: new URLSearchParams({ spec, path }).toString(),
			}),
		commit: (root, hash) =>
			vscode.Uri.from({
				scheme: SCHEME,
				authority: 'commit',
				path: `/${hash.slice(0, 10)}.diff`,
				query: new URLSearchParams({ root, hash }).toString(),
			}),
		changes(of) {
			const query = of ? new URLSearchParams({ ...of }).toString() : '';
			const uri = vscode.Uri.from({ scheme: SCHEME, authority: 'changes', path: '/What Changed.md', query });
			// It may be open from an earlier time.
			changed.fire(uri);
			return uri;
		},
		doctor,
		refreshDoctor: () => changed.fire(doctor),
		dispose: () => disposables.dispose(),
	};
}

/** The file of a spec repo that a document of `specFile` shows; undefined for any other address. */
export function specFileOf({ scheme, authority, query }: vscode.Uri): { spec: string; path: string } | undefined {
	if (scheme !== SCHEME || authority !== 'spec') return undefined;
	const asked = new URLSearchParams(query);
	return { spec: asked.get('spec') ?? '', path: asked.get('path') ?? '' };
}

async function specText(tandem: Tandem, spec: string, path: string): Promise<string> {
	const store = tandem.specByKey(spec);
	if (!store) return 'This spec repo is not open any more. Run "Tandem: Refresh" and open it again.';
	const signal = new AbortController().signal;
	const tree = await store.source.open(signal);
	const bytes = (await tree.readBytes([path], signal)).get(path);
	return bytes ? new TextDecoder().decode(bytes) : `${path} is not in the spec repo any more.`;
}
