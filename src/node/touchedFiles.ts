import { Failure } from '../core/failure.ts';
import { toRepoPath } from '../core/repoPath.ts';
import type { RepoPath } from '../core/repoPath.ts';
import type { Git } from './git.ts';
import { isObjectId } from './git.ts';
import { createTurns } from './turns.ts';

const MAX_BYTES = 256 * 1024 * 1024;

/** The files that commits (full hashes) changed against their first parent, by hash; see `CodeRepos.touched`. One git process for all. */
export async function readTouchedFiles(
	git: Git,
	cwd: string,
	hashes: readonly string[],
	signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly RepoPath[]>> {
	const touched = new Map<string, RepoPath[]>();
	if (hashes.length === 0) return touched;
	const known = await knownCommits(git, cwd, hashes, signal);
	// Plumbing, so that no setting of the user finds renames; `--raw`, so that no file can be taken for a commit.
	const args = ['diff-tree', '--stdin', '-r', '-z', '--root', '--raw', '--no-renames'];
	const input = known.map((hash) => `${hash}\n`).join('');
	const { stdout } = await git.run(args, { cwd, signal, input, maxBytes: MAX_BYTES });
	const breathe = createTurns();
	let files: RepoPath[] | undefined;
	let isPath = false;
	let start = 0;
	for (let end = stdout.indexOf(0); end >= 0; end = stdout.indexOf(0, start)) {
		const text = stdout.toString('utf8', start, end);
		start = end + 1;
		if (isPath) {
			const path = toRepoPath(text);
			// A name with a backslash in it is no path of ours.
			if (path === text) files?.push(path);
			isPath = false;
		} else if (text.startsWith(':')) isPath = true;
		else {
			if (!isObjectId(text)) throw new Failure('git', 'git diff-tree broke off');
			files = [];
			touched.set(text, files);
		}
		await breathe();
	}
	signal.throwIfAborted();
	return touched;
}

/** `diff-tree` gives up at the first commit that is not there. */
async function knownCommits(
	git: Git,
	cwd: string,
	hashes: readonly string[],
	signal: AbortSignal,
): Promise<readonly string[]> {
	const input = hashes.map((hash) => `${hash}\n`).join('');
	const { stdout } = await git.run(['cat-file', '--batch-check=%(objectname) %(objecttype)'], { cwd, signal, input });
	return stdout
		.toString()
		.split('\n')
		.flatMap((line) => (line.endsWith(' commit') ? [line.slice(0, -' commit'.length)] : []));
}
