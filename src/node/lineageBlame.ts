import { randomBytes } from 'node:crypto';
import { mkdir, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inTurns } from '../app/inTurns.ts';
import type { BlameEntry } from '../core/blameStream.ts';
import type { CommitHistory } from '../core/history/commitHistory.ts';
import { lineageOf } from '../core/history/lineage.ts';
import type { LineageQuestion } from '../core/history/lineage.ts';
import type { RepoPath } from '../core/repoPath.ts';
import { blameFile } from './fileBlame.ts';
import type { BlameListener, BlameQuestion, FileBlame } from './fileBlame.ts';
import type { Git } from './git.ts';
import { canCheckGuesses, wrongGuesses } from './mergeGuesses.ts';
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

/** How often git may find that something is not as the history has it, or as it was guessed. */
const ATTEMPTS = 4;

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
	const { root, path } = question;
	const foreign = new Set<RepoPath>();
	const unclear = new Set<number>();
	const contract = (merges: LineageQuestion['unclear']) => {
		const asked = { head, path, names: [...foreign], unclear: merges, ...(known === undefined ? {} : { known }) };
		return inTurns(lineageOf(history, asked), createTurns());
	};
	for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
		let lineage = await contract(unclear);
		if (lineage && !canCheckGuesses(lineage)) lineage = await contract('all');
		if (!lineage) return undefined;
		const { lines, names, changed } = lineage;
		const checking = wrongGuesses(git, root, history, lineage, signal);
		if (!lineage.unchanged) expect(changed.map((commit) => history.hash(commit)));
		const told = listener && onlyWhen(checking, onlyUnder(names, listener));
		const [wrong, blame] = await Promise.all([
			checking,
			lineage.unchanged
				? ('unchanged' as const)
				: inFile(scratch, lines, (file) => blameFile(git, { ...question, lineage: file }, signal, told)),
		]);
		for (const merge of wrong) unclear.add(merge);
		const paths = blame === 'unchanged' ? [] : blame.entries.map(({ sourcePath }) => sourcePath as RepoPath);
		const unknown = paths.filter((each) => !names.has(each));
		for (const each of unknown) foreign.add(each);
		if (wrong.length === 0 && unknown.length === 0) return blame;
	}
	return undefined;
}

/** Tells nothing before what it rests on is known to hold. */
function onlyWhen(checking: Promise<readonly number[]>, listener: BlameListener): BlameListener {
	let held: BlameEntry[] | undefined = [];
	checking.then(
		(wrong) => {
			if (wrong.length > 0) return;
			for (const entry of held ?? []) listener.onEntry(entry);
			held = undefined;
		},
		() => undefined,
	);
	return {
		onStart(ignoredRevs) {
			if (held) held = [];
			listener.onStart(ignoredRevs);
		},
		onEntry: (entry) => (held ? void held.push(entry) : listener.onEntry(entry)),
	};
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
