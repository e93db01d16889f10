import { Failure } from '../core/failure.ts';
import type { RepoPath } from '../core/repoPath.ts';
import { isObjectId } from './git.ts';
import type { Git } from './git.ts';

const MAX_BYTES = 5 * 1024 * 1024;
const MAX_LINES = 50_000;
/** Git's own rule: a NUL among the first bytes makes a file binary. */
const BINARY_PROBE = 8000;

/**
 * The lines of a file as a commit has it (git's lines: no empty one after the last newline), or undefined where the commit has no such file;
 * a folder, a symbolic link and a submodule are no files. A binary file, one of more than 5 MB or of more than 50,000 lines is a `Failure`.
 */
export async function readLinesAtCommit(
	git: Git,
	cwd: string,
	commit: string,
	path: RepoPath,
	signal: AbortSignal,
): Promise<readonly string[] | undefined> {
	const blob = await findBlob(git, cwd, commit, path, signal);
	if (!blob) return undefined;
	if (blob.size > MAX_BYTES) throw new Failure('git', `the file is larger than ${MAX_BYTES / 1024 / 1024} MB`);
	const { stdout } = await git.run(['cat-file', 'blob', blob.id], { cwd, signal, maxBytes: MAX_BYTES });
	if (stdout.subarray(0, BINARY_PROBE).includes(0)) throw new Failure('git', 'the file is binary and has no lines');
	const lines = new TextDecoder('utf-8').decode(stdout).split('\n');
	if (lines.at(-1) === '') lines.pop();
	if (lines.length > MAX_LINES) throw new Failure('git', `the file has more than ${MAX_LINES} lines`);
	return lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
}

async function findBlob(
	git: Git,
	cwd: string,
	commit: string,
	path: RepoPath,
	signal: AbortSignal,
): Promise<{ id: string; size: number } | undefined> {
	const args = ['ls-tree', '-z', '-l', '--full-tree', commit, '--', path];
	// `ls-tree` reads `:x` as a pattern with magic otherwise.
	const { stdout } = await git.run(args, { cwd, signal, env: { GIT_LITERAL_PATHSPECS: '1' } });
	const [, id = '', size = ''] = /^100\d{3} blob ([0-9a-f]+) +(\d+)\t/.exec(stdout.toString()) ?? [];
	return isObjectId(id) ? { id, size: Number(size) } : undefined;
}
