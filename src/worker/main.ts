import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { Failure, isCancelled } from '../core/failure.ts';
import { createMessageReader, type MessageReader } from '../core/history/readNamings.ts';
import { createGit } from '../node/git.ts';
import { buildHistory } from '../node/history/buildHistory.ts';
import { createHistoryFolder, encodeBase, encodeNamings, type StoredHistory } from '../node/history/historyFolder.ts';
import { takeLock } from '../node/processLock.ts';
import type { FromWorker, HistoryTask } from '../node/history/historyTask.ts';
import { nameHistory, type ReadNamings } from '../node/history/nameHistory.ts';

// The worker in which a whole history is read, so that the editor's own thread never waits: one task, then it ends.

const task = workerData as HistoryTask;
const stop = new AbortController();
const post = (message: FromWorker, handOver: readonly ArrayBufferLike[] = []) =>
	parentPort?.postMessage(message, handOver as ArrayBuffer[]);
const log = (level: 'info' | 'warn') => (message: string) => post({ kind: 'log', level, message });
const git = createGit({
	log: { info: log('info'), warn: log('warn'), error: log('warn') },
	...(task.gitPath === undefined ? {} : { gitPath: task.gitPath }),
});
const folder = createHistoryFolder(task.dir);
const reader: MessageReader | undefined = task.names && createMessageReader(task.names);

const show = (stored: StoredHistory, read: ReadNamings | undefined, whole: boolean) => {
	const base = task.build && encodeBase(stored);
	const namings = read && encodeNamings(stored.meta.base, read);
	post(
		{ kind: 'history', baseId: stored.meta.base, whole, ...(base ? { base } : {}), ...(namings ? { namings } : {}) },
		[base, namings].flatMap((file) => (file ? [file.buffer] : [])),
	);
};

/** Counting costs git a walk over all commits, a tenth of the reading: it is done beside it, where somebody has to wait. */
const count = async (root: string, head: string): Promise<number | undefined> => {
	try {
		const { stdout } = await git.run(['rev-list', '--count', head], {
			cwd: root,
			signal: stop.signal,
			timeoutMs: 600_000,
		});
		return Number(stdout.toString());
	} catch {
		return undefined;
	}
};

const COUNT_AFTER_MS = 1500;

const run = async () => {
	let total: number | undefined;
	const { build, names } = task;
	let stored: StoredHistory | undefined;
	if (task.afresh === true) await folder.clear();
	if (build) {
		stored = await buildHistory(
			git,
			folder,
			build,
			{
				onProgress: (commits) => post({ kind: 'progress', commits, ...(total === undefined ? {} : { total }) }),
				async onUsable(newest) {
					setTimeout(() => void count(build.root, build.head).then((found) => (total = found)), COUNT_AFTER_MS).unref();
					show(newest, reader && (await nameHistory(folder, newest, reader)), false);
				},
			},
			stop.signal,
		);
	} else stored = await folder.readBase();
	if (!stored) throw new Failure('disk', `${task.dir}: there is no history to read names in`);
	let read: ReadNamings | undefined;
	if (names && reader) {
		read = await nameHistory(folder, stored, reader, await folder.readNamings(names.key, stored.meta.base));
		if (read) await folder.writeNamings(names.key, stored.meta.base, read);
	}
	show(stored, read, true);
};

const start = async () => {
	const free = await takeLock(join(task.dir, 'lock'), stop.signal);
	try {
		await run();
	} finally {
		await free();
	}
};

parentPort?.on('message', () => stop.abort());
start().then(
	() => {
		post({ kind: 'done' });
		parentPort?.close();
	},
	(error: unknown) => {
		const failure = error instanceof Failure ? error.kind : isCancelled(error) ? 'cancelled' : 'bug';
		const detail =
			error instanceof Failure ? error.detail : error instanceof Error ? (error.stack ?? error.message) : String(error);
		post({ kind: 'failed', failure, detail });
		parentPort?.close();
	},
);
