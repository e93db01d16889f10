import { lstat, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Log, SpecEntry } from '../app/ports.ts';
import { Failure, isCancelled } from '../core/failure.ts';
import { toRepoPath } from '../core/repoPath.ts';
import { cancellation } from './cancellation.ts';
import { IGNORED_FOLDERS } from './folderWatch.ts';
import type { Git } from './git.ts';

export interface FolderTreeDeps {
	readonly git: Git;
	readonly log: Log;
}

const MAX_FILES = 100_000;
const MAX_DEPTH = 32;
const AT_ONCE = 32;

/**
 * The regular files below `root` as they are now, edits included: in a git repository the tracked ones and those that are new and not ignored, elsewhere
 * all. Nothing behind a link, in `.git`, in `node_modules` or in a submodule.
 */
export async function listFolder(
	{ git, log }: FolderTreeDeps,
	root: string,
	signal: AbortSignal,
): Promise<SpecEntry[]> {
	const known = await listWithGit(git, log, root, signal);
	// Nothing at all is what a repository around the folder says when it ignores the whole folder.
	const paths = known.length > 0 ? known : await walk(root, signal);
	if (paths.length > MAX_FILES) log.warn(`${root}: only the first ${MAX_FILES} of ${paths.length} files are read`);
	const plain = new Map<string, Promise<boolean>>();
	const entries: SpecEntry[] = [];
	const queue = paths.slice(0, MAX_FILES);
	for (let at = 0; at < queue.length; at += AT_ONCE) {
		if (signal.aborted) throw cancellation();
		const found = await Promise.all(queue.slice(at, at + AT_ONCE).map((path) => entryOf(root, path, plain)));
		entries.push(...found.filter((entry) => entry !== undefined));
	}
	return entries;
}

async function listWithGit(git: Git, log: Log, root: string, signal: AbortSignal): Promise<readonly string[]> {
	try {
		const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
		const { stdout } = await git.run(args, { cwd: root, signal, maxBytes: 256 * 1024 * 1024 });
		const paths = new Set(stdout.toString().split('\0'));
		return [...paths].filter((path) => isReadable(path));
	} catch (error) {
		if (isCancelled(error) || !(error instanceof Failure) || error.kind === 'untrusted') throw error;
		// Files can be read without git.
		if (error.kind !== 'not-a-repository') log.info(`${root}: ${error.message}`);
		return [];
	}
}

async function walk(root: string, signal: AbortSignal): Promise<string[]> {
	const paths: string[] = [];
	let folders = [''];
	for (let depth = 0; depth < MAX_DEPTH && folders.length > 0 && paths.length <= MAX_FILES; depth++) {
		const next: string[] = [];
		for (const folder of folders) {
			if (signal.aborted) throw cancellation();
			for (const entry of await readdir(join(root, folder), { withFileTypes: true }).catch(() => [])) {
				const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
				if (!isReadable(path)) continue;
				if (entry.isFile()) paths.push(path);
				else if (entry.isDirectory()) next.push(path);
			}
		}
		folders = next;
	}
	return paths;
}

function isReadable(path: string): boolean {
	return toRepoPath(path) === path && !path.split('/').some((part) => IGNORED_FOLDERS.has(part));
}

async function entryOf(
	root: string,
	path: string,
	plain: Map<string, Promise<boolean>>,
): Promise<SpecEntry | undefined> {
	const found = await lstat(join(root, path), { bigint: true }).catch(() => undefined);
	if (!found?.isFile() || !(await isPlain(root, dirname(path), plain))) return undefined;
	const identity = [found.size, found.mtimeNs, found.ctimeNs, found.ino].map((part) => part.toString(36)).join('-');
	return { path, size: Number(found.size), identity };
}

/** Whether the folder is reached without a link: git remembers files of a folder that has become one. */
async function isPlain(root: string, folder: string, plain: Map<string, Promise<boolean>>): Promise<boolean> {
	if (folder === '.') return true;
	const known = plain.get(folder);
	if (known) return known;
	const answer = isPlain(root, dirname(folder), plain).then(
		async (above) => above && (await lstat(join(root, folder)).catch(() => undefined))?.isDirectory() === true,
	);
	plain.set(folder, answer);
	return answer;
}
