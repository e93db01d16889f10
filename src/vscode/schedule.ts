import * as vscode from 'vscode';
import { isSignInMissing } from '../app/channels/waitingPosts.ts';
import type { Tandem } from '../app/tandem.ts';
import { createDisposables, replaceable } from '../core/disposables.ts';
import type { Disposable } from '../core/disposables.ts';
import { readSetting } from './contributions.ts';
import { isGithubProvider } from './githubProvider.ts';

/** At most one fetch per this time on window focus: switching windows often must not hammer the server. */
const FOCUS_PAUSE_MS = 30_000;

/** Refreshes on a schedule, when the window gets the focus, and when a repository's state changes. */
export function registerSchedule(tandem: Tandem): vscode.Disposable {
	const disposables = createDisposables();
	const timer = disposables.add(replaceable<Disposable>());
	let last = Date.now();

	const refresh = () => {
		last = Date.now();
		void tandem.refresh();
	};
	const schedule = () => {
		const minutes = readSetting(vscode, 'sync.intervalMinutes');
		if (minutes <= 0) return timer.set(undefined);
		const handle = setInterval(refresh, Math.max(1, minutes) * 60_000);
		timer.set({ dispose: () => clearInterval(handle) });
	};
	schedule();
	disposables.add(
		vscode.window.onDidChangeWindowState(({ focused }) => {
			if (focused && Date.now() - last > FOCUS_PAUSE_MS) refresh();
		}),
	);
	disposables.add(
		vscode.workspace.onDidChangeConfiguration((event) => {
			if (event.affectsConfiguration('tandem.sync.intervalMinutes')) schedule();
			if (event.affectsConfiguration('tandem.specRepo')) refresh();
		}),
	);
	disposables.add(
		vscode.authentication.onDidChangeSessions(({ provider }) => {
			// Somebody signed in with the editor itself, or in another window: what waited for that goes out.
			if (isGithubProvider(provider) && tandem.outbox.entries().some(isSignInMissing)) void tandem.outbox.flush();
		}),
	);
	return { dispose: () => disposables.dispose() };
}
