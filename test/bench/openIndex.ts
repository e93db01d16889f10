import { performance } from 'node:perf_hooks';
import type { ReadingNames } from '../../src/app/ports.ts';
import { createGit } from '../../src/node/git.ts';
import { createRepoHistory, type RepoHistory } from '../../src/node/history/repoHistory.ts';
import { createHistoryRunner } from '../../src/node/history/runHistoryTask.ts';

/** What went wrong is no measurement. */
export const log = {
	info: () => undefined,
	warn: (message: string) => fail(message),
	error: (message: string, error?: unknown) => fail(`${message} ${String(error)}`),
};

function fail(message: string): never {
	throw new Error(message);
}

export const git = createGit({ log });
export const never = new AbortController().signal;

export interface OpenIndex {
	readonly history: RepoHistory;
	/** Brings it up to date, and gives the milliseconds that this took. */
	read(head: string): Promise<number>;
}

/** The index in `dir` as the editor sets it up; `worker` is the built script. */
export function openIndex(
	{ root, dir, worker }: { readonly root: string; readonly dir: string; readonly worker: string },
	names: ReadingNames,
	onChange: () => void = () => undefined,
): OpenIndex {
	const runTask = createHistoryRunner({ script: worker, log });
	const history = createRepoHistory({ dir, git, log, runTask, onProgress: () => undefined, onChange });
	return {
		history,
		async read(head) {
			const started = performance.now();
			await history.update({ root, head, shallow: [] }, names, never);
			return performance.now() - started;
		},
	};
}
