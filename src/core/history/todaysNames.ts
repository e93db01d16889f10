import { commitOfChange, type CommitColumns, hexOf } from './commitTable.ts';
import { descendantsOf, type Reachable } from './reachable.ts';

/** Tells under which name a file lives today that a commit changed under the name `path` (both by number). */
export type TodaysName = (path: number, commit: number) => number;

interface Move {
	readonly commit: number;
	readonly to: number;
}

/** A file that is renamed back and forth has an end, too. */
const MOVES_LIMIT = 100;

/** Follows renames forward, along all commits that can be reached. Depends on the commits alone, not on their numbers. */
export function createTodaysNames(columns: CommitColumns, { marks }: Reachable): TodaysName {
	const moves = new Map<number, Move[]>();
	const { renames, renameFrom, changes } = columns;
	for (let at = 0; at < renames.length; at++) {
		const change = renames.values[at] ?? 0;
		const commit = commitOfChange(columns, change);
		if (marks[commit] !== 1) continue;
		const from = renameFrom.values[at] ?? 0;
		const move = { commit, to: (changes.values[change] ?? 0) >>> 2 };
		const known = moves.get(from);
		if (known) known.push(move);
		else moves.set(from, [move]);
	}
	const hash = ({ commit }: Move) => hexOf(columns.hashes.values, commit * columns.hashWidth, columns.hashWidth);
	const time = ({ commit }: Move) => columns.times.values[commit] ?? 0;
	for (const known of moves.values()) {
		known.sort((one, other) => time(one) - time(other) || (hash(one) < hash(other) ? -1 : 1));
	}
	const isReached = createAncestry(columns);
	return (path, commit) => {
		let [name, at] = [path, commit];
		for (let count = 0; count < MOVES_LIMIT; count++) {
			const next = moves.get(name)?.find((move) => !isReached(move.commit, at));
			if (!next) return name;
			[name, at] = [next.to, next.commit];
		}
		return name;
	};
}

/** Tells whether the commit `from` can be reached from `at`. Asked for the same few renames again and again. */
function createAncestry(columns: CommitColumns): (from: number, at: number) => boolean {
	const descendants = new Map<number, Uint8Array>();
	return (from, at) => {
		// Parents have lower numbers.
		if (from >= at) return from === at;
		const known = descendants.get(from) ?? descendantsOf(columns, from);
		descendants.delete(from);
		descendants.set(from, known);
		for (const oldest of descendants.keys()) {
			if (descendants.size <= DESCENDANTS_KEPT) break;
			descendants.delete(oldest);
		}
		return known[at] === 1;
	};
}

/** Each is as large as the history has commits. */
const DESCENDANTS_KEPT = 16;
