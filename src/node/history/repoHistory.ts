import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { HistoryReading, Log, ReadingNames } from '../../app/ports.ts';
import { isCancelled } from '../../core/failure.ts';
import { appendCommits } from '../../core/history/appendCommits.ts';
import type { CommitHistory } from '../../core/history/commitHistory.ts';
import { type CommitRecords, createCommitRecords } from '../../core/history/commitRecords.ts';
import { type CommitColumns, commitHistoryOf, findCommit, UNKNOWN } from '../../core/history/commitTable.ts';
import { createHistoryView, type HistoryView } from '../../core/history/historyView.ts';
import { joinRecords } from '../../core/history/joinRecords.ts';
import type { Namings } from '../../core/history/namings.ts';
import { createMessagePack } from '../../core/history/messagePacks.ts';
import type { Git } from '../git.ts';
import { takeLock } from '../processLock.ts';
import { endOfShallow, HEADS_KEPT, type HistoryToBuild } from './buildHistory.ts';
import { createHistoryFolder, decodeBase, decodeNamings, type StoredHistory } from './historyFolder.ts';
import { readLog } from './historyLog.ts';
import type { FromWorker, HistoryTask, KeyedNames } from './historyTask.ts';
import { nameHistory, type ReadNamings } from './nameHistory.ts';
import type { RunHistoryTask } from './runHistoryTask.ts';

/** The history of one repository, all of its working trees together: in memory, on disk, and brought up to date. */
export interface RepoHistory {
	/** What is in memory. The newest part only while a first reading goes on. */
	history(): CommitHistory | undefined;
	/** As `history`, after what is on disk was opened. */
	opened(): Promise<CommitHistory | undefined>;
	/** What it says of `head` and the objectives behind `names`; undefined where that is not known now. */
	view(head: string, names: string): HistoryView | undefined;
	/**
	 * Reads what is missing to know the whole history of the wanted commit, and what it says of the objectives. One at a time. Rejects with a failure or a
	 * cancellation; what was read until then counts.
	 */
	update(wanted: HistoryToBuild, names: ReadingNames | undefined, signal: AbortSignal): Promise<void>;
}

export interface RepoHistoryDeps {
	readonly dir: string;
	readonly git: Git;
	readonly gitPath?: string;
	readonly log: Log;
	readonly runTask: RunHistoryTask;
	readonly onProgress: (progress: HistoryReading) => void;
	/** There is more to be seen. */
	readonly onChange: () => void;
}

/** So many new commits are read in this thread; more go to the worker. */
const HERE_LIMIT = 2000;
/** So many bytes of messages. */
const HERE_BYTES = 1024 * 1024;
/** A larger journal is made one with the base. */
const JOURNAL_LIMIT = 4 * 1024 * 1024;

interface Loaded extends StoredHistory {
	/** False: the newest part of a first reading. */
	readonly whole: boolean;
	/** Bytes of the journal that are in it. */
	readonly journal: number;
}

export function createRepoHistory(deps: RepoHistoryDeps): RepoHistory {
	const { dir, git, log } = deps;
	const folder = createHistoryFolder(dir);
	let loaded: Loaded | undefined;
	let namings = new Map<string, ReadNamings>();
	const views = createViews();
	let opening: Promise<void> | undefined;
	let turn: Promise<unknown> = Promise.resolve();

	const load = async (): Promise<Loaded | undefined> => {
		const base = await folder.readBase();
		if (!base) return undefined;
		const frames = await folder.readJournal(base.meta.base);
		const journal = await folder.journalSize();
		let { meta } = base;
		for (const { records, meta: newer } of frames) {
			if (!appendCommits(base.columns, records, endOfShallow(newer.shallow))) return undefined;
			meta = newer;
		}
		return { columns: base.columns, meta, whole: true, journal };
	};

	const use = (next: Loaded | undefined) => {
		if (next?.meta.base !== loaded?.meta.base) namings = new Map();
		loaded = next;
	};

	const isKnown = (hash: string) => loaded?.whole === true && findCommit(loaded.columns, hash) !== UNKNOWN;

	const inWorker = async (task: Omit<HistoryTask, 'dir' | 'gitPath'>, signal: AbortSignal) => {
		const onMessage = (message: Extract<FromWorker, { kind: 'progress' | 'history' }>) => {
			if (message.kind === 'progress') {
				deps.onProgress(message);
				return;
			}
			const stored = message.base && decodeBase(message.base);
			if (stored) use({ ...stored, whole: message.whole, journal: 0 });
			const read = message.namings && decodeNamings(message.namings, message.baseId);
			if (read && task.names && loaded?.meta.base === message.baseId) namings.set(task.names.key, read);
			deps.onChange();
		};
		// What crosses is copied: a function cannot be.
		const names = task.names && toKeyedNames(task.names);
		await deps.runTask(
			{ dir, ...(deps.gitPath === undefined ? {} : { gitPath: deps.gitPath }), ...task, ...(names ? { names } : {}) },
			onMessage,
			signal,
		);
	};

	/** Reads few new commits in this thread; false where it is work for the worker. */
	const catchUp = async (wanted: HistoryToBuild, signal: AbortSignal): Promise<boolean> => {
		const free = await takeLock(join(dir, 'lock'), signal);
		try {
			const [base, journal] = [await folder.baseId(), await folder.journalSize()];
			// Another window has written meanwhile.
			if (base !== loaded?.meta.base || journal !== loaded?.journal) use(await load());
			if (!loaded || loaded.journal > JOURNAL_LIMIT) return false;
			return isKnown(wanted.head) || (await readNew(loaded, wanted, signal));
		} finally {
			await free();
		}
	};

	const readNew = async ({ columns, meta }: Loaded, wanted: HistoryToBuild, signal: AbortSignal): Promise<boolean> => {
		const records = createCommitRecords();
		const pack = createMessagePack(crc32);
		const tooMany = new AbortController();
		const range = { root: wanted.root, include: [wanted.head], exclude: meta.heads, renames: meta.renames };
		try {
			await readLog(
				git,
				range,
				{
					onMessage({ hashes, hashWidth, count }: CommitRecords, bytes, start, end) {
						pack.add(hashes.values, count * hashWidth, hashWidth, bytes, start, end);
						if (count > HERE_LIMIT) tooMany.abort();
					},
					isEnough: () => false,
					onRecords: (lot) => joinRecords(records, lot),
				},
				AbortSignal.any([signal, tooMany.signal]),
			);
		} catch (error) {
			if (isCancelled(error) && !signal.aborted) return false;
			throw error;
		}
		if (!appendCommits(columns, records, endOfShallow(wanted.shallow))) {
			await folder.clear();
			use(undefined);
			return false;
		}
		const packs = pack.take();
		if (!(await folder.cutMessages(meta.messages))) return false;
		await folder.appendMessages(packs);
		const heads = [...meta.heads.filter((hash) => hash !== wanted.head), wanted.head].slice(-HEADS_KEPT);
		const newer = { ...meta, heads, messages: meta.messages + packs.length };
		await folder.appendJournal({ records, meta: newer });
		loaded = { columns, meta: newer, whole: true, journal: await folder.journalSize() };
		return true;
	};

	/** False where the messages on disk are damaged. */
	const name = async (names: ReadingNames, signal: AbortSignal): Promise<boolean> => {
		if (!loaded) return true;
		const { base } = loaded.meta;
		let read = namings.get(names.key) ?? (await folder.readNamings(names.key, base));
		if (loaded.meta.messages - (read?.messages ?? 0) > HERE_BYTES) {
			await inWorker({ names }, signal);
			read = namings.get(names.key);
		}
		const named = await nameHistory(folder, loaded, { mayName: () => true, read: names.read }, read);
		if (named) namings.set(names.key, named);
		return named !== undefined;
	};

	const open = () =>
		(opening ??= load().then((found) => {
			if (!found || loaded) return;
			use(found);
			deps.onChange();
		}));

	const update = async (wanted: HistoryToBuild, names: ReadingNames | undefined, signal: AbortSignal) => {
		signal.throwIfAborted();
		await open();
		if (loaded && loaded.meta.shallow.join() !== wanted.shallow.join()) use(undefined);
		if (!isKnown(wanted.head)) {
			const done = loaded?.whole === true && (await catchUp(wanted, signal));
			if (!done) await inWorker({ build: wanted, ...(names ? { names } : {}) }, signal);
		}
		if (names && !(await name(names, signal))) {
			log.warn(`${dir} is damaged; the history is read again`);
			use(undefined);
			await inWorker({ build: wanted, names, afresh: true }, signal);
			await name(names, signal);
		}
		deps.onChange();
	};

	const history = () => loaded && commitHistoryOf(loaded.columns);

	return {
		history,
		async opened() {
			await open();
			return history();
		},
		view(head, names) {
			const read = namings.get(names);
			if (!loaded || !read || read.namings.readUpTo !== loaded.columns.count) return undefined;
			return views.of(loaded.columns, { key: names, namings: read.namings, head });
		},
		update(wanted, names, signal) {
			const run = turn.then(() => update(wanted, names, signal));
			turn = run.catch((error: unknown) => {
				if (!isCancelled(error)) log.warn(`history of ${wanted.root}: ${String(error)}`);
			});
			return run;
		},
	};
}

/** So many working trees and spec repos of one repository are looked at in turns. */
const VIEWS_KEPT = 6;

/** Makes each view once, as long as nothing is appended. */
function createViews() {
	const known = new Map<string, { columns: CommitColumns; count: number; namings: Namings; view: HistoryView }>();
	return {
		of(
			columns: CommitColumns,
			{ key: names, namings, head }: { key: string; namings: Namings; head: string },
		): HistoryView {
			const key = `${head} ${names}`;
			const former = known.get(key);
			const { count } = columns;
			if (former?.columns === columns && former.count === count && former.namings === namings) return former.view;
			const view = createHistoryView(columns, namings, head);
			known.delete(key);
			known.set(key, { columns, count, namings, view });
			for (const oldest of known.keys()) {
				if (known.size <= VIEWS_KEPT) break;
				known.delete(oldest);
			}
			return view;
		},
	};
}

function toKeyedNames({ key, objectives, repoName, specName }: KeyedNames): KeyedNames {
	return {
		key,
		objectives: objectives.map(({ id, aliases, tickets, source }) => ({ id, aliases, tickets, source })),
		repoName,
		specName,
	};
}
