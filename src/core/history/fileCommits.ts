import { findText } from './byteTable.ts';
import { used } from './columns.ts';
import {
	changeIndexes,
	type CommitColumns,
	commitOfChange,
	isMerge,
	NO_PARENT,
	parentsOf,
	renamedFrom,
} from './commitTable.ts';
import { descendantsOf, type Reachable } from './reachable.ts';

/** More former names are not followed: a hostile history may rename a file at each commit. */
const NAMES_LIMIT = 200;

interface Change {
	readonly path: number;
	/** The former name's number, or -1. */
	readonly from: number;
}

/** One commit gave a file another name. */
interface Rename {
	readonly from: number;
	readonly to: number;
	readonly commit: number;
}

/**
 * The commits that changed the file now called `path`, merges left out. Renames are followed down every line of the history: below a rename the file has
 * its former name, and so it has on a line beside it that did not have the rename yet. Depends on the commits alone, not on their numbers.
 */
export function commitsOfFile(columns: CommitColumns, { marks }: Reachable, path: string): readonly number[] {
	const start = findText(columns.pathTable, path);
	const head = marks.lastIndexOf(1);
	if (start < 0 || head < 0) return [];
	const { changes, renames } = closeOverRenames(columns, marks, start);
	const departures = departuresOf(columns, new Set([start, ...renames.keys()]));
	const sets = createNameSets();
	const names = new Int32Array(head + 1);
	names[head] = sets.only(start);
	const descendants = new Map<number, Uint8Array>();
	const isBefore = (commit: number, rename: number): boolean => {
		if (commit <= rename) return commit < rename;
		const known = descendants.get(rename) ?? descendantsOf(columns, rename);
		descendants.set(rename, known);
		return known[commit] !== 1;
	};
	const isFile = (name: number, set: number, commit: number) =>
		sets.has(set, name) ||
		(renames.get(name)?.some((rename) => sets.has(set, rename.to) && isBefore(commit, rename.commit)) ?? false);
	// Most commits have one parent and nothing to do with the file.
	const special = new Uint8Array(head + 1);
	for (const commits of [changes.keys(), departures.keys(), used(columns.merges)]) {
		for (const commit of commits) if (commit <= head) special[commit] = 1;
	}
	const { values: first } = columns.firstParents;
	const found: number[] = [];
	for (let commit = head; commit >= 0; commit--) {
		let set = names[commit] ?? 0;
		if (set === 0) continue;
		if (special[commit] === 0) {
			const parent = first[commit] ?? NO_PARENT;
			if (parent >= 0) names[parent] = names[parent] === 0 ? set : sets.union(names[parent] ?? 0, set);
			continue;
		}
		const own = (changes.get(commit) ?? []).filter((change) => isFile(change.path, set, commit));
		if (own.length > 0 && !isMerge(columns, commit)) found.push(commit);
		// What left under another name was another file: the name came to this one later.
		for (const { from, to } of departures.get(commit) ?? []) {
			if (!own.some(({ path: name }) => name === to)) set = sets.without(set, from);
		}
		for (const { path: name, from } of own) if (from >= 0) set = sets.replaced(set, name, from);
		for (const each of parentsOf(columns, commit)) {
			if (each >= 0) names[each] = sets.union(names[each] ?? 0, set);
		}
	}
	return found;
}

/** The changes of every name that the file may have had, by commit, and all renames between these names, by the former one. */
function closeOverRenames(columns: CommitColumns, marks: Uint8Array, start: number) {
	const changes = new Map<number, Change[]>();
	const renames = new Map<number, Rename[]>();
	const names = new Set([start]);
	for (const path of names) {
		for (const change of changeIndexes(columns, path)) {
			const commit = commitOfChange(columns, change);
			if (marks[commit] !== 1) continue;
			const from = renamedFrom(columns, change);
			changes.set(commit, [...(changes.get(commit) ?? []), { path, from }]);
			if (from < 0 || (names.size >= NAMES_LIMIT && !names.has(from))) continue;
			names.add(from);
			renames.set(from, [...(renames.get(from) ?? []), { from, to: path, commit }]);
		}
	}
	return { changes, renames };
}

/** The renames away from one of `names`, by commit. */
function departuresOf(
	columns: CommitColumns,
	names: ReadonlySet<number>,
): ReadonlyMap<number, readonly Omit<Rename, 'commit'>[]> {
	const { renames, renameFrom, changes } = columns;
	const found = new Map<number, Omit<Rename, 'commit'>[]>();
	for (let at = 0; at < renames.length; at++) {
		const from = renameFrom.values[at] ?? 0;
		if (!names.has(from)) continue;
		const change = renames.values[at] ?? 0;
		const commit = commitOfChange(columns, change);
		found.set(commit, [...(found.get(commit) ?? []), { from, to: (changes.values[change] ?? 0) >>> 2 }]);
	}
	return found;
}

/** Sets of names, each kept once and known by a number; 0 is the empty one. A history has few of them and is asked for each of its commits. */
function createNameSets() {
	const sets: (readonly number[])[] = [[]];
	const numbers = new Map([['', 0]]);
	const unions = new Map<string, number>();
	const numberOf = (names: Iterable<number>): number => {
		const sorted = [...new Set(names)].sort((one, other) => one - other);
		const key = sorted.join();
		const known = numbers.get(key) ?? sets.push(sorted) - 1;
		numbers.set(key, known);
		return known;
	};
	const namesOf = (set: number) => sets[set] ?? [];
	return {
		only: (name: number) => numberOf([name]),
		has: (set: number, name: number) => namesOf(set).includes(name),
		without: (set: number, name: number) => numberOf(namesOf(set).filter((other) => other !== name)),
		replaced: (set: number, name: number, by: number) =>
			numberOf([...namesOf(set).filter((other) => other !== name), by]),
		union(one: number, other: number): number {
			if (one === other || other === 0) return one;
			if (one === 0) return other;
			const key = `${one} ${other}`;
			const known = unions.get(key) ?? numberOf([...namesOf(one), ...namesOf(other)]);
			unions.set(key, known);
			return known;
		},
	};
}
