import * as vscode from 'vscode';
import type { Tandem } from '../app/tandem.ts';
import type { WholeHistory } from '../app/wholeHistory.ts';
import { createDisposables } from '../core/disposables.ts';
import { setContextKey, VIEWS } from './contributions.ts';

/** Decides between the welcome view and the others, and keeps the context keys of the manifest's `when` clauses. */
export function registerWelcome(
	tandem: Tandem,
	history: Pick<WholeHistory, 'progress'>,
): vscode.Disposable & { update(): void } {
	const disposables = createDisposables();
	// The welcome view has no items of its own: what it shows are the manifest's welcome texts.
	disposables.add(
		vscode.window.registerTreeDataProvider(VIEWS.welcome, {
			getChildren: () => [],
			getTreeItem: () => new vscode.TreeItem(''),
		}),
	);
	let state = '';
	let syncing: boolean | undefined;
	return {
		update() {
			const refused = tandem.contexts.known().some(({ spec }) => spec.kind === 'refused');
			const next =
				tandem.specs().length > 0 || refused ? 'configured' : tandem.isStarted() ? 'unconfigured' : 'starting';
			if (next !== state) void setContextKey(vscode, 'tandem.state', next);
			state = next;
			const isSyncing = tandem.specs().some((store) => store.state().progress !== undefined);
			const working = isSyncing || history.progress() !== undefined;
			if (working !== syncing) void setContextKey(vscode, 'tandem.syncing', working);
			syncing = working;
		},
		dispose: () => disposables.dispose(),
	};
}
