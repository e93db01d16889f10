import type { UnlinkedCommit } from './unlinkedCommits.ts';

/** Commits whose files lie together. */
export interface UnlinkedGroup {
	/** Root of the repository and folder; unique among the groups. */
	readonly key: string;
	/** The deepest folder that holds all their files; empty: they lie all over the repository. */
	readonly folder: string;
	readonly repo: UnlinkedCommit['repo'];
	/** Newest first. */
	readonly commits: readonly UnlinkedCommit[];
}

/** A group with more is split by the folders below it, where they give groups. */
const SPLIT_ABOVE = 5;
/** A folder with fewer commits is no group of its own. */
const SMALLEST = 2;

/**
 * Groups commits (newest first) by the folder in which their files lie: as deep as it takes for a group to be read at one glance, and no deeper. The group
 * with most commits comes first, what has no place last; each commit is in one group.
 */
export function unlinkedGroups(commits: readonly UnlinkedCommit[]): readonly UnlinkedGroup[] {
	const byRoot = new Map<string, UnlinkedCommit[]>();
	for (const commit of commits) {
		const known = byRoot.get(commit.repo.root);
		if (known) known.push(commit);
		else byRoot.set(commit.repo.root, [commit]);
	}
	return [...byRoot.values()]
		.flatMap((own) => split(own.map((commit) => ({ commit, folder: commonFolder(commit.files) }))))
		.map(toGroup)
		.sort(
			(one, other) =>
				Number(one.folder === '') - Number(other.folder === '') ||
				other.commits.length - one.commits.length ||
				(one.key < other.key ? -1 : 1),
		);
}

interface Placed {
	readonly commit: UnlinkedCommit;
	/** Its parts, from the top. */
	readonly folder: readonly string[];
}
type Some<Value> = readonly [Value, ...Value[]];

function split(placed: readonly Placed[]): readonly Some<Placed>[] {
	const depth = sharedStart(placed.map(({ folder }) => folder)).length;
	const below = new Map<string, Placed[]>();
	for (const one of placed) {
		const next = one.folder[depth];
		if (next === undefined) continue;
		const known = below.get(next);
		if (known) known.push(one);
		else below.set(next, [one]);
	}
	const groups = [...below.values()].filter(({ length }) => length >= SMALLEST);
	// All over the repository is no place: there every folder that can be a group is one.
	const isSplit = groups.length > 0 && (placed.length > SPLIT_ABOVE || depth === 0);
	if (!isSplit) return isSome(placed) ? [placed] : [];
	const gone = new Set(groups.flat());
	const rest = placed.filter((one) => !gone.has(one));
	return [...(isSome(rest) ? [rest] : []), ...groups.flatMap(split)];
}

function isSome(placed: readonly Placed[]): placed is Some<Placed> {
	return placed.length > 0;
}

function toGroup(placed: Some<Placed>): UnlinkedGroup {
	const { repo } = placed[0].commit;
	const folder = sharedStart(placed.map((one) => one.folder)).join('/');
	return { key: `${repo.root}\n${folder}`, folder, repo, commits: placed.map(({ commit }) => commit) };
}

/** The parts of the deepest folder that holds all of the files. */
function commonFolder(files: readonly string[]): readonly string[] {
	return sharedStart(files.map((file) => file.split('/').slice(0, -1)));
}

function sharedStart(lists: readonly (readonly string[])[]): readonly string[] {
	const [first = [], ...rest] = lists;
	let length = first.length;
	for (const list of rest) {
		let same = 0;
		while (same < length && list[same] === first[same]) same++;
		length = same;
	}
	return first.slice(0, length);
}
