import { randomBytes } from 'node:crypto';
import { mkdir, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inTurns } from '../app/inTurns.ts';
import type { CommitHistory } from '../core/history/commitHistory.ts';
import { lineageOf } from '../core/history/lineage.ts';
import type { RepoPath } from '../core/repoPath.ts';
import { blameFile } from './fileBlame.ts';
import type { BlameListener, BlameQuestion, FileBlame } from './fileBlame.ts';
import type { Git } from './git.ts';
import { createTurns } from './turns.ts';

export interface LineageBlameDeps {
	readonly git: Git;
	/** A folder of Tandem's own; made when it is needed. */
	readonly scratch: string;
}

/** Where the commits of the question are in a history that is in memory. */
export interface Chart {
	readonly history: CommitHistory;
	readonly head: number;
	/** A commit whose blame is known: lines that are as old come as entries of it. */
	readonly known?: number;
	/** Told the commits that changed the file. */
	readonly expect: (hashes: readonly string[]) => void;
}

/** How often git may find a name of the file that the history did not tell. */
const ATTEMPTS = 3;

/**
 * Git's own blame over the part of the history that changed the file. Undefined: the history does not tell enough. `unchanged`: nothing happened to the
 * file since the commit that is known.
 */
export async function blameByLineage(
	{ git, scratch }: LineageBlameDeps,
	question: BlameQuestion,
	{ history, head, known, expect }: Chart,
	signal: AbortSignal,
	listener?: BlameListener,
): Promise<FileBlame | 'unchanged' | undefined> {
	const foreign = new Set<RepoPath>();
	for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
		const steps = lineageOf(history, {
			head,
			path: question.path,
			names: [...foreign],
			...(known === undefined ? {} : { known }),
		});
		const lineage = await inTurns(steps, createTurns());
		if (lineage === undefined || lineage === 'unchanged') return lineage;
		expect(lineage.changed.map((commit) => history.hash(commit)));
		const blame = await inFile(scratch, lineage.lines, (file) =>
			blameFile(git, { ...question, lineage: file }, signal, listener && onlyUnder(lineage.names, listener)),
		);
		const before = foreign.size;
		for (const { sourcePath } of blame.entries) {
			if (!lineage.names.has(sourcePath as RepoPath)) foreign.add(sourcePath as RepoPath);
		}
		if (foreign.size === before) return blame;
	}
	return undefined;
}

/** What comes from a name that was not looked for may change when it is. */
function onlyUnder(names: ReadonlySet<string>, listener: BlameListener): BlameListener {
	return {
		...listener,
		onEntry: (entry) => {
			if (names.has(entry.sourcePath)) listener.onEntry(entry);
		},
	};
}

/** Git reads the list from a file; no platform's `/dev/stdin` is needed. */
async function inFile<Result>(
	folder: string,
	lines: readonly string[],
	use: (file: string) => Promise<Result>,
): Promise<Result> {
	const file = join(folder, `${randomBytes(12).toString('hex')}.lineage`);
	await mkdir(folder, { recursive: true });
	try {
		// wx: never through a file or link that somebody put there before.
		await writeFile(file, `${lines.join('\n')}\n`, { flag: 'wx', mode: 0o600 });
		return await use(file);
	} finally {
		await unlink(file).catch(() => undefined);
	}
}
