import type { PastVersion } from '../app/ports.ts';
import { SPEC_FILE_LIMIT } from '../core/decodeText.ts';
import { Failure } from '../core/failure.ts';
import type { RepoPath } from '../core/repoPath.ts';
import { batches, OWN_BARE, readBlobs } from './commitTree.ts';
import { isObjectId } from './git.ts';
import type { Git } from './git.ts';

export interface FilePlace {
	/** The repository. */
	readonly dir: string;
	/** Full hash of the commit whose history is read. */
	readonly commit: string;
	/** From the repository's root. Renames are not followed. */
	readonly path: RepoPath;
	/** How many versions at most; the newest count. */
	readonly limit: number;
}

/**
 * The versions of a file in the history of a commit, oldest first, read from git's objects by three processes, however many there are. Throws
 * `Failure('git')` where an object is damaged.
 */
export async function readFileVersions(
	git: Git,
	{ dir, commit, path, limit }: FilePlace,
	signal: AbortSignal,
): Promise<readonly PastVersion[]> {
	if (!isObjectId(commit)) throw new Failure('unknown-ref', `"${commit.slice(0, 100)}" is not a commit`);
	// Git is asked line by line.
	if (/[\n\r]/.test(path)) return [];
	const commits = await changingCommits(git, { dir, commit, path, limit }, signal);
	if (commits.length === 0) return [];
	const blobs = await findBlobs(git, dir, { path, commits }, signal);
	const wanted = new Map(
		blobs.flatMap((blob) => (blob && blob.size <= SPEC_FILE_LIMIT ? [[blob.identity, blob]] : [])),
	);
	const texts = new Map<string, Uint8Array>();
	for (const batch of batches([...wanted.values()])) {
		for (const [id, bytes] of await readBlobs(git, dir, batch, signal)) texts.set(id, bytes);
	}
	const versions = commits.map(({ time }, index): PastVersion => {
		const bytes = texts.get(blobs[index]?.identity ?? '');
		return { time, ...(bytes ? { bytes } : {}) };
	});
	return versions.reverse();
}

interface ChangingCommit {
	readonly hash: string;
	readonly time: number;
}

/** The commits that changed the file, newest first. `rev-list` reads none of the settings by which `log` may follow renames or check signatures. */
async function changingCommits(git: Git, place: FilePlace, signal: AbortSignal): Promise<readonly ChangingCommit[]> {
	const { dir, commit, path, limit } = place;
	const args = [...OWN_BARE, 'rev-list', `--max-count=${limit}`, '--format=%at', commit, '--', path];
	// A name with `*` or `:(` in it is a name.
	const { stdout } = await git.run(args, { cwd: dir, signal, env: { GIT_LITERAL_PATHSPECS: '1' } });
	return [...stdout.toString().matchAll(/^commit ([0-9a-f]+)\n(\d+)$/gm)].map(([, hash = '', time]) => ({
		hash,
		time: Number(time),
	}));
}

interface Blob {
	readonly path: string;
	readonly identity: string;
	readonly size: number;
}

/** What the file was at each of the commits; undefined where it was no file. */
async function findBlobs(
	git: Git,
	dir: string,
	{ path, commits }: { readonly path: RepoPath; readonly commits: readonly ChangingCommit[] },
	signal: AbortSignal,
): Promise<readonly (Blob | undefined)[]> {
	const input = commits.map(({ hash }) => `${hash}:${path}\n`).join('');
	const { stdout } = await git.run([...OWN_BARE, 'cat-file', '--batch-check'], { cwd: dir, signal, input });
	// `id SP type SP size` for each line of the input, or what was asked with ` missing` behind it.
	const answers = stdout.toString().split('\n');
	return commits.map((_commit, index) => {
		const [, identity, size] = /^([0-9a-f]{40,64}) blob (\d+)$/.exec(answers[index] ?? '') ?? [];
		return identity === undefined ? undefined : { path, identity, size: Number(size) };
	});
}
