import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { crc32 } from 'node:zlib';
import { Failure } from '../../core/failure.ts';
import { appendCommits, createCommitColumns } from '../../core/history/appendCommits.ts';
import { type CommitRecords, createCommitRecords } from '../../core/history/commitRecords.ts';

import { type CommitColumns, hexOf } from '../../core/history/commitTable.ts';
import { joinRecords } from '../../core/history/joinRecords.ts';
import { createMessagePack } from '../../core/history/messagePacks.ts';
import type { Git } from '../git.ts';
import type { HistoryFolder, HistoryMeta, StoredHistory, StoredRecords } from './historyFolder.ts';
import { readLog } from './historyLog.ts';

export interface HistoryToBuild {
	readonly root: string;
	/** Full hash of the commit whose whole history is wanted. */
	readonly head: string;
	/** Where a shallow clone ends now: hashes, sorted. */
	readonly shallow: readonly string[];
	/** So long is waited for the whole before its newest part is shown; default `USABLE_AFTER_MS`. */
	readonly usableAfterMs?: number;
}

export interface BuildEvents {
	/** Commits known so far. */
	onProgress(commits: number): void;
	/** The newest part is there and its messages are on disk, older commits are not: once, where there are more commits than in one lot. */
	onUsable(stored: StoredHistory): Promise<void>;
}

/** The newest commits, with which a window can work already, then lots that a crash may cost. */
const FIRST_LOT = 10_000;
/** Most histories are whole by then, and showing a part costs as much as reading it. */
const USABLE_AFTER_MS = 1000;
const LOT = 25_000;
const PACK_BYTES = 512 * 1024;

/**
 * Reads the whole history of a commit and leaves it in `folder` as a new base. What is there counts: a base with its journal is gone on from, and so are
 * the parts of a reading that was cancelled or died. Where objects are missing it goes on without looking for renames.
 */
export async function buildHistory(
	git: Git,
	folder: HistoryFolder,
	wanted: HistoryToBuild,
	events: BuildEvents,
	signal: AbortSignal,
): Promise<StoredHistory> {
	const state = await readState(folder, wanted);
	const { lots } = state;
	let { meta } = state;
	const pack = createMessagePack(crc32);
	const began = performance.now();
	const { usableAfterMs = USABLE_AFTER_MS } = wanted;
	let writing: Promise<void> = Promise.resolve();
	let failed: unknown;
	let known = state.columns?.count ?? 0;
	for (const { count } of lots) known += count;
	events.onProgress(known);

	const write = (work: () => Promise<void>) => {
		writing = writing.then(work).catch((error: unknown) => void (failed ??= error));
	};
	const flushMessages = () => {
		const bytes = pack.take();
		if (bytes.length === 0) return;
		meta = { ...meta, messages: meta.messages + bytes.length };
		write(() => folder.appendMessages(bytes));
	};
	const reading = {
		onMessage({ hashes, hashWidth, count }: CommitRecords, bytes: Uint8Array, start: number, end: number) {
			pack.add(hashes.values, count * hashWidth, hashWidth, bytes, start, end);
			if (pack.size() > PACK_BYTES) flushMessages();
		},
		isEnough(records: CommitRecords) {
			if (records.count % 1000 === 0 && records.count > 0) events.onProgress(known + records.count);
			if (records.count < FIRST_LOT) return false;
			const isFirst = lots.length === 0 && !state.columns;
			return records.count >= LOT || (isFirst && performance.now() - began >= usableAfterMs);
		},
		onRecords(records: CommitRecords) {
			flushMessages();
			const number = lots.push(records) - 1;
			known += records.count;
			events.onProgress(known);
			// A base is gone on from in one go: its parts would have to be told from those of a first reading.
			if (state.columns) return;
			const stored: StoredRecords = { records, meta };
			write(() => folder.writePart(number, stored));
			const newest = number === 0 && records.count >= FIRST_LOT ? columnsOf(undefined, lots, wanted) : undefined;
			if (newest) write(() => events.onUsable({ columns: newest, meta: stored.meta }));
		},
	};

	try {
		for (const range of rangesOf(state, wanted)) {
			const log = { root: wanted.root, ...range };
			try {
				await readLog(git, { ...log, renames: meta.renames }, reading, signal);
			} catch (error) {
				if (!meta.renames || !mayBeMissing(error)) throw error;
				meta = { ...meta, renames: false };
				await readLog(git, { ...log, renames: false }, reading, signal);
			}
		}
	} finally {
		flushMessages();
		await writing;
	}
	if (failed !== undefined) throw failed;
	const columns = columnsOf(state.columns, lots, wanted);
	if (!columns) {
		// A commit that the base has got a parent that it lacked: all numbers change.
		await folder.clear();
		return buildHistory(git, folder, wanted, events, signal);
	}
	const heads = [...meta.heads.filter((hash) => hash !== wanted.head), wanted.head].slice(-HEADS_KEPT);
	const stored: StoredHistory = { columns, meta: { ...meta, base: newBase(), heads } };
	await folder.writeBase(stored);
	return stored;
}

/** Negative revisions of the next reading; older ones are reached from them as a rule. */
export const HEADS_KEPT = 30;

function newBase(): string {
	return randomBytes(8).toString('hex');
}

interface State {
	readonly columns?: CommitColumns;
	/** Commits that are in no columns yet, in the order in which they were read. */
	readonly lots: CommitRecords[];
	readonly meta: HistoryMeta;
}

async function readState(folder: HistoryFolder, { shallow }: HistoryToBuild): Promise<State> {
	const isUsable = ({ meta }: { readonly meta: HistoryMeta }) => meta.shallow.join() === shallow.join();
	const base = await folder.readBase();
	if (base && isUsable(base)) {
		const frames = (await folder.readJournal(base.meta.base)).filter(isUsable);
		const meta = { ...base.meta, ...frames.at(-1)?.meta };
		const isWhole = frames.every(({ records }) => appendCommits(base.columns, records, endOfShallow(shallow)));
		if (isWhole && (await folder.cutMessages(meta.messages))) return { columns: base.columns, lots: [], meta };
	}
	const parts = base ? [] : await folder.readParts();
	const last = parts.at(-1);
	if (last && parts.every(isUsable) && (await folder.cutMessages(last.meta.messages))) {
		return { lots: parts.map(({ records }) => records), meta: last.meta };
	}
	await folder.clear();
	return { lots: [], meta: { base: '', heads: [], shallow, renames: true, messages: 0 } };
}

/** What git has to be asked for. A part of a first reading has the newest commits: older ones are behind its commits whose parents it lacks. */
function rangesOf({ columns, lots, meta }: State, { head }: HistoryToBuild) {
	if (columns) return [{ include: [head], exclude: meta.heads }];
	if (lots.length === 0) return [{ include: [head], exclude: [] }];
	const missing = [...(columnsOf(undefined, lots, { shallow: meta.shallow })?.missingParents ?? [])];
	const [first] = lots;
	const newest = first ? hexOf(first.hashes.values, 0, first.hashWidth) : head;
	return [
		...(missing.length > 0 ? [{ include: missing, exclude: [] }] : []),
		...(newest === head ? [] : [{ include: [head], exclude: [newest] }]),
	];
}

function columnsOf(
	columns: CommitColumns | undefined,
	lots: readonly CommitRecords[],
	{ shallow }: Pick<HistoryToBuild, 'shallow'>,
): CommitColumns | undefined {
	const all = createCommitRecords();
	for (const records of lots) joinRecords(all, records);
	const whole = columns ?? createCommitColumns();
	return appendCommits(whole, all, endOfShallow(shallow)) ? whole : undefined;
}

/** Tells the commits at which a shallow clone ends. */
export function endOfShallow(shallow: readonly string[]): ((hash: Uint8Array) => boolean) | undefined {
	if (shallow.length === 0) return undefined;
	const ends = new Set(shallow);
	return (hash) => ends.has(hexOf(hash, 0, hash.length));
}

/** Looking for renames needs the files' contents, which a partial clone may lack; git says so in many words. */
function mayBeMissing(error: unknown): boolean {
	return error instanceof Failure && error.kind !== 'timeout';
}
