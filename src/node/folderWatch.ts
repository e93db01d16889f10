import { watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../app/ports.ts';
import type { Disposable } from '../core/disposables.ts';

export interface FolderWatchOptions {
	/** Need not be there yet, and may go and come back. */
	readonly dir: string;
	readonly clock: Clock;
	/** Whether a change of this name (inside `dir`, `/` as separator; undefined: the system does not say) counts. Default: all do. */
	readonly relevant?: (name: string | undefined) => boolean;
}

/** Calls back a moment after something in the folder changed, once for a burst. Files in folders below it do not count. */
export function watchFolder(options: FolderWatchOptions, onDidChange: () => void): Disposable {
	return watchAll({ ...options, find: async () => [options.dir] }, onDidChange);
}

/** The same for the folder with all folders below it, except `.git`, `node_modules` and links; at most `MAX_FOLDERS`, nearest first. */
export function watchTree(options: FolderWatchOptions, onDidChange: () => void): Disposable {
	const recursive = process.platform === 'darwin' || process.platform === 'win32';
	const find = async () => (recursive ? [options.dir] : foldersBelow(options.dir));
	return watchAll({ ...options, find, recursive }, onDidChange);
}

/** What is neither read nor watched in a folder of specs. */
export const IGNORED_FOLDERS: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/** Each costs a watch of the system, of which there are a few thousand for all programs. */
const MAX_FOLDERS = 1000;
const QUIET_MS = 100;
const RETRY_MS = 2000;

interface WatchAll extends FolderWatchOptions {
	readonly find: () => Promise<readonly string[]>;
	readonly recursive?: boolean;
}

function watchAll(
	{ dir, clock, relevant = () => true, find, recursive = false }: WatchAll,
	onDidChange: () => void,
): Disposable {
	const watchers = new Map<string, FSWatcher>();
	let disposed = false;
	let waiting: Disposable | undefined;
	let retry: Disposable | undefined;

	const tell = () => {
		waiting ??= clock.after(QUIET_MS, () => {
			waiting = undefined;
			// Watched first and told then, so that nothing new slips through in between.
			void attach().then(() => (disposed ? undefined : onDidChange()));
		});
	};
	const drop = (path: string) => {
		watchers.get(path)?.close();
		watchers.delete(path);
	};
	const attachOne = (path: string) => {
		const watcher = watch(path, { recursive, persistent: false });
		watchers.set(path, watcher);
		watcher.on('change', (_event, name) => {
			const text = name === null ? undefined : name.toString().replaceAll('\\', '/');
			if (text?.split('/').some((part) => IGNORED_FOLDERS.has(part)) !== true && relevant(text)) tell();
		});
		watcher.on('error', () => {
			drop(path);
			tell();
		});
	};

	/** Watches what is there now and not what has gone; a folder that was away is looked for again. */
	const attach = async () => {
		const found = new Set(await find());
		if (disposed) return;
		for (const path of [...watchers.keys()].filter((path) => !found.has(path))) drop(path);
		let missing = false;
		for (const path of [...found].filter((path) => !watchers.has(path))) {
			try {
				attachOne(path);
			} catch {
				// Gone in between, or the system has no watch left; the next change or try brings it.
				missing = true;
			}
		}
		retry?.dispose();
		retry = missing || !watchers.has(dir) ? clock.after(RETRY_MS, () => void attachAgain()) : undefined;
	};
	const attachAgain = async () => {
		const before = watchers.size;
		await attach();
		if (watchers.size > before) tell();
	};

	void attach();
	return {
		dispose() {
			disposed = true;
			waiting?.dispose();
			retry?.dispose();
			for (const path of watchers.keys()) drop(path);
		},
	};
}

/** Breadth first, so that a limit cuts off what is deepest. */
async function foldersBelow(root: string): Promise<string[]> {
	const found = [root];
	for (let at = 0; at < found.length && found.length < MAX_FOLDERS; at++) {
		const folder = found[at];
		if (folder === undefined) break;
		const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
		for (const entry of entries) {
			if (entry.isDirectory() && !IGNORED_FOLDERS.has(entry.name)) found.push(join(folder, entry.name));
		}
	}
	return found.slice(0, MAX_FOLDERS);
}
