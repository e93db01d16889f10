import { Failure } from '../core/failure.ts';
import { toRepoPath } from '../core/repoPath.ts';
import type { RepoPath } from '../core/repoPath.ts';
import { isObjectId } from './git.ts';
import type { Git } from './git.ts';
import { createTurns } from './turns.ts';

const MAX_BYTES = 512 * 1024 * 1024;
const TAB = 9;

/** The paths of all files of a commit, in git's order. A submodule is no file, and a name with a backslash in it no path of ours. */
export async function listFiles(
	git: Git,
	cwd: string,
	commit: string,
	signal: AbortSignal,
): Promise<readonly RepoPath[]> {
	if (!isObjectId(commit)) throw new Failure('unknown-ref', `"${commit.slice(0, 100)}" is not a commit`);
	const args = ['ls-tree', '-r', '-z', '--full-tree', commit];
	const { stdout } = await git.run(args, { cwd, signal, maxBytes: MAX_BYTES });
	const breathe = createTurns();
	const paths: RepoPath[] = [];
	let start = 0;
	for (let end = stdout.indexOf(0); end >= 0; end = stdout.indexOf(0, start)) {
		// `100644 blob <hash>` TAB path; the mode of a submodule is 160000.
		const isFile = stdout[start + 1] !== SUBMODULE;
		const text = stdout.toString('utf8', stdout.indexOf(TAB, start) + 1, end);
		const path = isFile ? toRepoPath(text) : undefined;
		if (path === text) paths.push(path);
		start = end + 1;
		await breathe();
	}
	signal.throwIfAborted();
	return paths;
}

/** Second character of the mode. */
const SUBMODULE = '6'.charCodeAt(0);
