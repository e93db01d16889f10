import { toRepoPath } from '../core/repoPath.ts';
import type { RepoPath } from '../core/repoPath.ts';
import { isObjectId } from './git.ts';
import type { Git } from './git.ts';

/** A commit after which a path is no more. */
export interface Removal {
	/** Full hash. */
	readonly commit: string;
	/** The name that git sees the file under from then on, by its content. */
	readonly renamedTo?: RepoPath;
	/** Files that came with the same commit. */
	readonly added: readonly RepoPath[];
}

export interface PathQuestion {
	readonly root: string;
	readonly path: RepoPath;
	/** Full hash; absent: the whole history of `head`, of which the newest removal counts. */
	readonly from?: string;
	/** Full hash. */
	readonly head: string;
}

/** Beyond so many names on either side, git compares only their endings, which is no more than a guess. */
const RENAME_LIMIT = '-l2000';

/** The first commit after `from` that removed or renamed the path, as git's own log has it; undefined: none did. A merge that did it alone is not seen. */
export async function findRemoval(
	git: Git,
	{ root, path, from, head }: PathQuestion,
	signal: AbortSignal,
): Promise<Removal | undefined> {
	const range = from === undefined ? [head] : [`${from}..${head}`];
	const args = [
		'log',
		'--topo-order',
		'--no-renames',
		'--diff-filter=D',
		'--no-show-signature',
		'--format=%H',
		...range,
	];
	// A name such as `:x` is a pattern with magic otherwise.
	const env = { GIT_LITERAL_PATHSPECS: '1' };
	const { stdout } = await git.run([...args, '--', path], { cwd: root, signal, env });
	const hashes = stdout.toString().split('\n').filter(isObjectId);
	const commit = from === undefined ? hashes[0] : hashes.at(-1);
	if (commit === undefined) return undefined;
	const changes = await readChanges(git, root, [commit], signal);
	const renamedTo = changes.find((change) => change.from === path)?.to;
	const added = changes.flatMap(({ from: old, to }) => (old === undefined ? [to] : []));
	return { commit, added, ...(renamedTo === undefined ? {} : { renamedTo }) };
}

/** The name of the path's content at `head`, where git compares nothing but the two commits. */
export async function findRename(
	git: Git,
	{ root, path, from, head }: PathQuestion & { readonly from: string },
	signal: AbortSignal,
): Promise<RepoPath | undefined> {
	return (await readChanges(git, root, [from, head], signal)).find((change) => change.from === path)?.to;
}

interface NameChange {
	/** Absent: the file is new. */
	readonly from?: string;
	readonly to: RepoPath;
}

/** Files added and renamed by a commit, or between two. */
async function readChanges(
	git: Git,
	cwd: string,
	commits: readonly string[],
	signal: AbortSignal,
): Promise<readonly NameChange[]> {
	const args = ['diff-tree', '-r', '-z', '-M', RENAME_LIMIT, '--no-commit-id', '--name-status', '--diff-filter=AR'];
	const { stdout } = await git.run([...args, ...commits, '--'], { cwd, signal });
	const fields = stdout.toString('utf8').split('\0');
	const changes: NameChange[] = [];
	for (let at = 0; at + 1 < fields.length;) {
		const isRename = fields[at]?.startsWith('R') === true;
		const from = isRename ? fields[at + 1] : undefined;
		const name = fields[at + (isRename ? 2 : 1)] ?? '';
		const to = toRepoPath(name);
		// A name with a backslash in it is no path of ours.
		if (to === name) changes.push(from === undefined ? { to } : { from, to });
		at += isRename ? 3 : 2;
	}
	return changes;
}
