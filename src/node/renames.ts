import { baseName, toRepoPath } from '../core/repoPath.ts';
import type { RepoPath } from '../core/repoPath.ts';
import { isObjectId } from './git.ts';
import type { Git } from './git.ts';

/** A commit after which a path is no more. */
export interface Removal {
	/** Full hash. */
	readonly commit: string;
	readonly rename?: Rename;
	/** Files that came with the same commit. */
	readonly added: readonly RepoPath[];
}

/** What git made out by comparing contents. */
export interface Rename {
	readonly to: RepoPath;
	/** Other files that came or were renamed by the same commit, and that git may have taken for each other where they are alike; few or none. */
	readonly rivals: readonly RepoPath[];
	/** Files that the same commit deleted, and that git may have passed over for this one where they were alike; few or none. */
	readonly passedOver: readonly RepoPath[];
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
/** More files are not compared with the one that git chose. */
const RIVALS_LIMIT = 200;

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
	const rename = renameOf(path, changes);
	const added = changes.flatMap(({ from: old, to }) => (old === undefined && to !== undefined ? [to] : []));
	return { commit, added, ...(rename ? { rename } : {}) };
}

/** Where the path's content is at `head`, where git compares nothing but the two commits. */
export async function findRename(
	git: Git,
	{ root, path, from, head }: PathQuestion & { readonly from: string },
	signal: AbortSignal,
): Promise<Rename | undefined> {
	return renameOf(path, await readChanges(git, root, [from, head], signal));
}

/**
 * A rename is not to be mistaken where it keeps its name, with as many folders before it as it takes to be the only one (`a/x/init.py` to `b/x/init.py`, while
 * `a/y/init.py` moved, too). One of several files that are all alike is.
 */
function renameOf(path: RepoPath, changes: readonly NameChange[]): Rename | undefined {
	const own = changes.find(({ from, to }) => from === path && to !== undefined);
	if (own?.to === undefined) return undefined;
	const { to } = own;
	const others = changes.filter((change) => change !== own);
	const kept = sameSegments(path, to);
	const ending = /\.\w+/.exec(baseName(path))?.[0] ?? '';
	const likely = (names: readonly RepoPath[]) => {
		const all = names.length <= RIVALS_LIMIT ? names : names.filter((name) => baseName(name).includes(ending));
		return all.slice(0, RIVALS_LIMIT);
	};
	const passedOver = likely(
		others.flatMap(({ from, to: next }) =>
			from !== undefined && next === undefined && sameSegments(from, to) >= kept ? [from] : [],
		),
	);
	const isOnlyOne = !others.some(({ to: next }) => next !== undefined && sameSegments(path, next) >= kept);
	if (kept > 0 && (own.isSame || isOnlyOne)) return { to, rivals: [], passedOver };
	// What went over unchanged has found its own name.
	const rivals = others.flatMap(({ isSame, to: next }) =>
		next !== undefined && (own.isSame || !isSame) ? [next] : [],
	);
	return { to, rivals: likely(rivals), passedOver };
}

/** How many names at the end are the same: 2 for `a/x/init.py` and `b/x/init.py`. */
function sameSegments(one: string, other: string): number {
	const [left, right] = [one.split('/').toReversed(), other.split('/').toReversed()];
	const different = left.findIndex((segment, at) => segment !== right[at]);
	return different < 0 ? left.length : different;
}

interface NameChange {
	/** The content is the very same. */
	readonly isSame: boolean;
	/** Absent: the file is new. */
	readonly from?: RepoPath;
	/** Absent: the file was deleted. */
	readonly to?: RepoPath;
}

/** Files added, deleted and renamed by a commit, or between two. */
async function readChanges(
	git: Git,
	cwd: string,
	commits: readonly string[],
	signal: AbortSignal,
): Promise<readonly NameChange[]> {
	const args = ['diff-tree', '-r', '-z', '-M', RENAME_LIMIT, '--no-commit-id', '--name-status', '--diff-filter=ADR'];
	const { stdout } = await git.run([...args, ...commits, '--'], { cwd, signal });
	const fields = stdout.toString('utf8').split('\0');
	const changes: NameChange[] = [];
	for (let at = 0; at + 1 < fields.length;) {
		const status = fields[at] ?? '';
		const count = status.startsWith('R') ? 2 : 1;
		const [first, second] = fields.slice(at + 1, at + 1 + count).map(pathOf);
		const from = status === 'A' ? undefined : first;
		const to = status === 'A' ? first : second;
		if (from ?? to) changes.push({ isSame: status === 'R100', ...(from ? { from } : {}), ...(to ? { to } : {}) });
		at += 1 + count;
	}
	return changes;
}

/** A name with a backslash in it is no path of ours. */
function pathOf(name: string): RepoPath | undefined {
	const path = toRepoPath(name);
	return path === name ? path : undefined;
}
