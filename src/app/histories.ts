import { createDisposables } from '../core/disposables.ts';
import type { Disposable } from '../core/disposables.ts';
import { createEmitter } from '../core/event.ts';
import type { Event } from '../core/event.ts';
import { Failure, isCancelled } from '../core/failure.ts';
import type { FileHistory } from '../core/fileHistory.ts';
import type { RepoPath } from '../core/repoPath.ts';
import { failureReason } from './failureText.ts';
import type { CodeRepo, CodeRepos, Log } from './ports.ts';

/**
 * How much is known of a file's history. `absent`: the file is not in the commit, so every line of it is new. `pending` may know some of the lines; each
 * other one is `NOT_YET_KNOWN`.
 */
export type HistoryState =
	| { readonly kind: 'ready'; readonly history: FileHistory }
	| { readonly kind: 'absent' }
	| { readonly kind: 'pending'; readonly partial?: FileHistory }
	| { readonly kind: 'failed'; readonly reason: string };

export interface Histories extends Disposable {
	/** What is known now; asks git in the background where nothing is. */
	get(repo: CodeRepo, path: RepoPath, commit: string): HistoryState;
	/** Ends the questions to git that are for none of these files (`root` and path), because nobody looks at them any more. */
	keepOnly(files: readonly { readonly root: string; readonly path: RepoPath }[]): void;
	/** Forgets failures, so that the next `get` asks again. */
	retryFailed(): void;
	readonly onDidChange: Event<void>;
}

/** How many files' states are remembered; the adapter has its own cache by content. */
const REMEMBERED = 60;

/** Histories of the files that are looked at: one question to git per file and commit, in the background; a failure is remembered only until the next retry. */
export function createHistories({ codeRepos, log }: { codeRepos: Pick<CodeRepos, 'history'>; log: Log }): Histories {
	const disposables = createDisposables();
	const changed = disposables.add(createEmitter<void>());
	const states = new Map<string, { state: HistoryState; root: string; path: RepoPath; stop: AbortController }>();

	const load = async (key: string, repo: CodeRepo, path: RepoPath, commit: string, stop: AbortController) => {
		// Asked anew meanwhile, this is no answer any more.
		const own = () => {
			const entry = states.get(key);
			return entry?.stop === stop ? entry : undefined;
		};
		let state: HistoryState;
		try {
			const history = await codeRepos.history(repo, path, commit, stop.signal, (partial) => {
				const entry = own();
				if (entry?.state.kind !== 'pending') return;
				entry.state = { kind: 'pending', partial };
				changed.fire();
			});
			state = history ? { kind: 'ready', history } : { kind: 'absent' };
		} catch (error) {
			if (isCancelled(error)) {
				if (own()) states.delete(key);
				return;
			}
			if (!(error instanceof Failure)) log.error(`history of ${path}`, error);
			else log.warn(`history of ${path}: ${error.message}`);
			state = { kind: 'failed', reason: error instanceof Failure ? failureReason(error) : 'unexpected error' };
		}
		const entry = own();
		if (!entry) return;
		entry.state = state;
		changed.fire();
	};

	return {
		get(repo, path, commit) {
			const key = `${repo.root}\0${path}\0${commit}`;
			const known = states.get(key);
			if (known) {
				// Newest last, so that the oldest is dropped first.
				states.delete(key);
				states.set(key, known);
				return known.state;
			}
			const stop = new AbortController();
			const entry = { state: { kind: 'pending' } as HistoryState, root: repo.root, path, stop };
			states.set(key, entry);
			for (const [old, { stop: oldStop }] of states) {
				if (states.size <= REMEMBERED) break;
				oldStop.abort();
				states.delete(old);
			}
			void load(key, repo, path, commit, stop);
			return entry.state;
		},
		keepOnly(files) {
			for (const [key, { state, root, path, stop }] of states) {
				if (state.kind !== 'pending' || files.some((file) => file.root === root && file.path === path)) continue;
				stop.abort();
				states.delete(key);
			}
		},
		retryFailed() {
			for (const [key, { state }] of states) if (state.kind === 'failed') states.delete(key);
		},
		onDidChange: changed.event,
		dispose() {
			for (const { stop } of states.values()) stop.abort();
			states.clear();
			disposables.dispose();
		},
	};
}
