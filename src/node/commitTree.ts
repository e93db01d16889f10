import type { SpecEntry } from '../app/ports.ts';
import { Failure } from '../core/failure.ts';
import { toRepoPath } from '../core/repoPath.ts';
import type { Git } from './git.ts';

/** The regular files of one commit, read from git's objects: no working tree, so no filter, link or hook has a say. */
export interface CommitTree {
	readonly entries: readonly SpecEntry[];
	/** The bytes of these entries; a path that is none of them is absent. Throws `Failure('git')` where an object is missing or damaged. */
	readBytes(paths: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, Uint8Array>>;
}

export interface CommitPlace {
	/** The repository. */
	readonly dir: string;
	/** Full hash. */
	readonly commit: string;
	/** Folder inside it that counts as the root. */
	readonly path?: string;
}

/** A bare repository of our own is used whatever the user's safe.bareRepository says about those met by chance. */
export const OWN_BARE: readonly string[] = ['-c', 'safe.bareRepository=all'];

/** Throws `Failure('unknown-ref')` where the commit has no such folder. */
export async function readCommitTree(
	git: Git,
	{ dir, commit, path }: CommitPlace,
	signal: AbortSignal,
): Promise<CommitTree> {
	const root = path === undefined ? commit : await findFolder(git, { dir, commit, path }, signal);
	const listing = await git.run([...OWN_BARE, 'ls-tree', '-r', '-l', '-z', '--full-tree', root], {
		cwd: dir,
		signal,
		maxBytes: LISTING_LIMIT,
	});
	const entries = parseListing(listing.stdout.toString());
	const known = new Map(entries.map((entry) => [entry.path, entry]));
	return {
		entries,
		async readBytes(paths, signal) {
			const wanted = paths.flatMap((path) => known.get(path) ?? []);
			const blobs = new Map<string, Uint8Array>();
			for (const batch of batches(wanted)) {
				for (const [id, bytes] of await readBlobs(git, dir, batch, signal)) blobs.set(id, bytes);
			}
			return new Map(
				wanted.flatMap(({ path, identity }) => {
					const bytes = blobs.get(identity);
					return bytes ? [[path, bytes] as const] : [];
				}),
			);
		},
	};
}

/** Bytes of the names of all files: a million files. */
const LISTING_LIMIT = 256 * 1024 * 1024;

/** Bytes that one git process hands over at a time. */
const BATCH_LIMIT = 16 * 1024 * 1024;

async function findFolder(
	git: Git,
	{ dir, commit, path }: Required<CommitPlace>,
	signal: AbortSignal,
): Promise<string> {
	const args = [...OWN_BARE, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${commit}:${path}`];
	const { stdout, code } = await git.run(args, { cwd: dir, signal, okCodes: [0, 1, 128] });
	const id = stdout.toString().trim();
	const type = code === 0 ? await git.run([...OWN_BARE, 'cat-file', '-t', id], { cwd: dir, signal }) : undefined;
	if (type?.stdout.toString().trim() === 'tree') return id;
	throw new Failure('unknown-ref', `no folder "${path}" at ${commit.slice(0, 8)}`);
}

/** `mode SP type SP id SP+ size TAB path NUL`; links (120000) and submodules (160000) are left out, and so are names that no path can have. */
function parseListing(text: string): SpecEntry[] {
	const entries: SpecEntry[] = [];
	for (const record of text.split('\0')) {
		const found = /^(\d{6}) blob ([0-9a-f]+) +(\d+)\t([\s\S]+)$/.exec(record);
		if (!found) continue;
		const [, mode, identity = '', size, path = ''] = found;
		if (mode !== '120000' && toRepoPath(path) === path) entries.push({ path, identity, size: Number(size) });
	}
	return entries;
}

/** In parts that fit into memory. */
export function* batches(entries: readonly SpecEntry[]): Generator<SpecEntry[]> {
	let batch: SpecEntry[] = [];
	let bytes = 0;
	for (const entry of entries) {
		if (batch.length > 0 && bytes + entry.size > BATCH_LIMIT) {
			yield batch;
			batch = [];
			bytes = 0;
		}
		batch.push(entry);
		bytes += entry.size;
	}
	if (batch.length > 0) yield batch;
}

/**
 * The bytes of the entries by their identity, which is git's blob id. Git gives `id SP type SP size LF bytes LF` for each; `id SP missing LF` is an object
 * that should be there, and a `Failure('git')`.
 */
export async function readBlobs(
	git: Git,
	dir: string,
	batch: readonly SpecEntry[],
	signal: AbortSignal,
): Promise<ReadonlyMap<string, Uint8Array>> {
	const ids = [...new Set(batch.map(({ identity }) => identity))];
	const maxBytes = batch.reduce((sum, { size }) => sum + size + 128, 1024);
	const input = `${ids.join('\n')}\n`;
	const { stdout } = await git.run([...OWN_BARE, 'cat-file', '--batch'], { cwd: dir, signal, input, maxBytes });
	const blobs = new Map<string, Uint8Array>();
	let at = 0;
	while (at < stdout.length) {
		const end = stdout.indexOf(0x0a, at);
		const [id = '', type, size] = stdout
			.subarray(at, end < 0 ? stdout.length : end)
			.toString()
			.split(' ');
		const from = end + 1;
		const to = from + Number(size);
		if (end < 0 || type !== 'blob' || !(to <= stdout.length))
			throw new Failure('git', `missing blob ${id.slice(0, 64)}`);
		blobs.set(id, stdout.subarray(from, to));
		at = to + 1;
	}
	return blobs;
}
