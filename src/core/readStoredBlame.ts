import * as z from 'zod/mini';
import { subjectOf } from './commitSubject.ts';
import type { KnownBlame } from './knownBlame.ts';
import { madeOnce } from './madeOnce.ts';
import type { RepoPath } from './repoPath.ts';

/** What `storeBlame` makes. */
export type StoredBlame = z.input<ReturnType<typeof stored>>;

const stored = madeOnce(() => {
	const hash = z.string().check(z.regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/));
	const count = z.int().check(z.nonnegative());

	return z.strictObject({
		path: z.string().check(z.minLength(1)),
		commit: hash,
		blob: hash,
		ignoredRevs: z.enum(['none', 'honoured', 'unreadable']),
		boundary: z.array(count),
		commits: z.array(z.tuple([hash, z.string(), z.number(), z.string()])),
		/** Number of lines, index of their commit, and so on. */
		runs: z.array(count),
	});
});

/** The blame that `storeBlame` made `json` of, or undefined: it is something else, or does not fit together. */
export function readStoredBlame(json: unknown, maxLines: number): KnownBlame | undefined {
	const { data } = stored().safeParse(json);
	if (!data) return undefined;
	const lineCommit = expandRuns(data.runs, data.commits.length, maxLines);
	if (!lineCommit || data.boundary.some((index) => index >= data.commits.length)) return undefined;
	return {
		path: data.path as RepoPath,
		commit: data.commit,
		blob: data.blob,
		ignoredRevs: data.ignoredRevs,
		boundary: new Set(data.boundary),
		commits: data.commits.map(([name, author, time, message]) => ({
			hash: name,
			author,
			time,
			subject: subjectOf(message),
			message,
		})),
		lineCommit,
	};
}

function expandRuns(runs: readonly number[], commits: number, maxLines: number): Uint32Array | undefined {
	let lines = 0;
	for (let at = 0; at < runs.length; at += 2) {
		const index = runs[at + 1];
		if (index === undefined || index >= commits) return undefined;
		lines += runs[at] ?? 0;
		if (lines > maxLines) return undefined;
	}
	const lineCommit = new Uint32Array(lines);
	let line = 0;
	for (let at = 0; at < runs.length; at += 2) lineCommit.fill(runs[at + 1] ?? 0, line, (line += runs[at] ?? 0));
	return lineCommit;
}
