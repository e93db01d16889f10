import { createBlamedLines } from '../core/blamedLines.ts';
import { Failure } from '../core/failure.ts';
import type { FileHistory } from '../core/fileHistory.ts';
import type { KnownBlame } from '../core/knownBlame.ts';
import { boundaryOf } from './blameFamily.ts';
import type { BlameFamily } from './blameFamily.ts';
import { createBlameProgress } from './blameProgress.ts';
import { blameShortest } from './blameWays.ts';
import type { Blamed, BlameWaysDeps } from './blameWays.ts';
import { createCommitReader } from './commitReader.ts';
import type { CommitReader } from './commitReader.ts';
import { readFileAtCommit } from './fileAtCommit.ts';
import type { FileAtCommit, FilePlace } from './fileAtCommit.ts';

/** A file's history, and the file's content as git names it. */
export interface ReadHistory {
	readonly history: FileHistory;
	readonly blob: string;
}

export interface FileHistoryDeps extends BlameWaysDeps {
	/** How often at most it is told what is known so far, in milliseconds; default 250. */
	readonly tellEveryMs?: number;
}

export interface HistoryQuestion extends FilePlace {
	readonly family: BlameFamily;
	/** A finished blame of the same family at another commit; `lines` where the text is still in memory. */
	readonly older: (KnownBlame & { readonly lines?: readonly string[] }) | undefined;
}

/**
 * Which commit last touched each line, from as few and as short git processes as what is known allows; those that do not need each other run at the
 * same time. Undefined: the commit has no such file.
 */
export async function readFileHistory(
	deps: FileHistoryDeps,
	question: HistoryQuestion,
	signal: AbortSignal,
	tell: (partial: FileHistory) => void,
): Promise<ReadHistory | undefined> {
	const { git } = deps;
	const { root, path, commit, family, older } = question;
	const over = new AbortController();
	const stop = AbortSignal.any([signal, over.signal]);
	let reading: Promise<FileAtCommit | undefined> | undefined;
	const file = () => (reading ??= readFileAtCommit(git, question, textOf(older), stop));
	const reader = createCommitReader(git, root, stop);
	const progress = createBlameProgress({
		place: question,
		file,
		shallow: family.shallow,
		commits: reader,
		tell,
		...(deps.tellEveryMs === undefined ? {} : { everyMs: deps.tellEveryMs }),
	});
	const expect = (hashes: readonly string[]) => void progress.started.then(() => reader.expect(hashes));
	const blaming = blameShortest(deps, { ...question, file, expect }, stop, progress);
	try {
		// The blame takes longest, and starting a process holds this one up: the others come after it.
		await Promise.race([progress.started, blaming.then(nothing, nothing)]);
		const found = await file();
		if (!found) return undefined;
		const { blob, lines } = found;
		const blamed = await blaming;
		if (blamed.kind === 'unchanged') return { blob, history: historyOf(blamed.older, { path, commit, lines }) };
		const known = await complete(blamed, lines.length, reader);
		const boundary = boundaryOf(known.commits, family.shallow);
		return { blob, history: { path, commit, lines, ...known, boundary, ignoredRevs: blamed.ignoredRevs } };
	} finally {
		progress.stop();
		over.abort();
	}
}

/** Where there is no such file, nobody waits for its blame, whose failure says nothing then. */
function nothing(): void {}

function textOf(older: HistoryQuestion['older']): FileAtCommit | undefined {
	return older?.lines && { blob: older.blob, lines: older.lines };
}

function historyOf(
	{ commits, lineCommit, boundary, ignoredRevs }: KnownBlame,
	place: Pick<FileHistory, 'path' | 'commit' | 'lines'>,
): FileHistory {
	return { ...place, commits, lineCommit, boundary, ignoredRevs };
}

async function complete(
	{ entries, older }: Extract<Blamed, { kind: 'blamed' }>,
	count: number,
	reader: CommitReader,
): Promise<Pick<FileHistory, 'commits' | 'lineCommit'>> {
	const lines = createBlamedLines(count, older);
	for (const entry of entries) lines.add(entry);
	if (!lines.isComplete()) throw new Failure('git', 'git blame left lines without a commit');
	reader.add(older?.commits ?? []);
	const facts = await reader.read(lines.hashes());
	const missing = lines.hashes().find((hash) => !facts.has(hash));
	if (missing !== undefined) throw new Failure('git', `git does not find commit ${missing}`);
	return lines.history(facts);
}
