import { findText } from './byteTable.ts';
import { changeIndexes, commitOfChange, isMerge, renamedFrom, type CommitColumns } from './commitTable.ts';
import { descendantsOf, type Reachable, reachableFrom } from './reachable.ts';

/** More former names are not followed: a hostile history may rename a file at each commit. */
const NAMES_LIMIT = 200;

interface Name {
	readonly path: number;
	/** The commit that gave the file its next name; -1 for the name of today. */
	readonly until: number;
}

/**
 * The commits that changed the file now called `path`, highest number first, each once, merges left out. Renames are followed: a change under a
 * former name counts unless it came after the rename (then it was to another file of that name), one under the new name unless it came before it.
 */
export function commitsOfFile(columns: CommitColumns, { marks }: Reachable, path: string): readonly number[] {
	const commits = new Set<number>();
	const names: Name[] = [{ path: findText(columns.pathTable, path), until: -1 }];
	const seen = new Set(names.map(({ path: number }) => number));
	for (let at = 0; at < names.length; at++) {
		const { path: number, until } = names[at] ?? { path: -1, until: -1 };
		const own: number[] = [];
		let birth = -1;
		let later: Uint8Array | undefined;
		for (const change of changeIndexes(columns, number)) {
			const commit = commitOfChange(columns, change);
			if (marks[commit] !== 1) continue;
			if (until >= 0 && commit > until) {
				later ??= descendantsOf(columns, until);
				if (later[commit] === 1) continue;
			}
			own.push(commit);
			const from = renamedFrom(columns, change);
			if (from < 0) continue;
			if (birth < 0) birth = commit;
			if (seen.has(from) || names.length >= NAMES_LIMIT) continue;
			seen.add(from);
			names.push({ path: from, until: commit });
		}
		const before = birth >= 0 && own.some((commit) => commit < birth) ? reachableFrom(columns, birth).marks : undefined;
		for (const commit of own) {
			const isOther = before !== undefined && commit < birth && before[commit] === 1;
			if (!isOther && !isMerge(columns, commit)) commits.add(commit);
		}
	}
	return [...commits].sort((one, other) => other - one);
}

/** Tells under which name a file lives today that a commit changed: see `createTodaysNames`. */
export type TodaysName = (path: number, commit: number) => number;

/** Follows renames forward, along all commits that can be reached. */
export function createTodaysNames(columns: CommitColumns, { marks }: Reachable): TodaysName {
	const moves = new Map<number, { readonly commit: number; readonly today: number }[]>();
	const todayOf = (path: number, commit: number): number => {
		// Newest first: the last one that is still after the commit is the next rename.
		const next = moves.get(path)?.findLast((move) => move.commit > commit);
		return next ? next.today : path;
	};
	const { renames, renameFrom, changes } = columns;
	for (let at = renames.length - 1; at >= 0; at--) {
		const change = renames.values[at] ?? 0;
		const commit = commitOfChange(columns, change);
		if (marks[commit] !== 1) continue;
		const from = renameFrom.values[at] ?? 0;
		const today = todayOf((changes.values[change] ?? 0) >>> 2, commit);
		const known = moves.get(from);
		if (known) known.push({ commit, today });
		else moves.set(from, [{ commit, today }]);
	}
	return todayOf;
}
