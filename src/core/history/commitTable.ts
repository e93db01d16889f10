import { type ByteTable, findText, textOf } from './byteTable.ts';
import { type Column, lowerBound } from './columns.ts';
import type { CommitAuthor, CommitHistory, FileChange } from './commitHistory.ts';
import { CHANGE_KINDS } from './commitRecords.ts';

/**
 * The columns of a history: every parent stands before its children. Appending is all that ever happens to them (`appendCommits`); what was made of
 * other columns and has the same commits gives the same answers, though its numbers may differ.
 */
export interface CommitColumns {
	hashWidth: number;
	count: number;
	readonly hashes: Column<Uint8Array>;
	/** Numbers plus one by the first four bytes of the hash; 0 is free. The length is a power of two. */
	hashSlots: Uint32Array;
	readonly times: Column<Uint32Array>;
	readonly authors: Column<Uint32Array>;
	readonly authorTable: ByteTable;
	/** The first parent; `NO_PARENT` for a first commit, `UNKNOWN` where it is not here. */
	readonly firstParents: Column<Int32Array>;
	/** Merges, ascending, and where the other parents of each end in `otherParents`. */
	readonly merges: Column<Uint32Array>;
	readonly otherParentEnds: Column<Uint32Array>;
	readonly otherParents: Column<Int32Array>;
	/** As in `CommitRecords`. */
	readonly changes: Column<Uint32Array>;
	readonly changeEnds: Column<Uint32Array>;
	readonly renames: Column<Uint32Array>;
	readonly renameFrom: Column<Uint32Array>;
	readonly pathTable: ByteTable;
	/** For each change the next older one of the same path, plus one; 0: none. */
	readonly nextChange: Column<Uint32Array>;
	/** For each path its newest change, plus one. */
	readonly pathHeads: Column<Uint32Array>;
	/** Parents that are named and are not here, as hashes. */
	readonly missingParents: Set<string>;
}

export const UNKNOWN = -1;
export const NO_PARENT = -2;

/** Reads the columns; sees at once what is appended to them. */
export function commitHistoryOf(columns: CommitColumns): CommitHistory {
	const authors = new Map<number, CommitAuthor>();
	return {
		get commitCount() {
			return columns.count;
		},
		find: (hash) => findCommit(columns, hash),
		hash: (commit) => hashText(columns, commit),
		time: (commit) => columns.times.values[commit] ?? 0,
		author(commit) {
			const number = columns.authors.values[commit] ?? 0;
			const known = authors.get(number);
			if (known) return known;
			const [name = '', email = ''] = textOf(columns.authorTable, number).split('\0');
			authors.set(number, { name, email });
			return { name, email };
		},
		parents: (commit) => parentsOf(columns, commit),
		changes(commit) {
			const { values } = columns.changeEnds;
			const start = commit === 0 ? 0 : (values[commit - 1] ?? 0);
			return Array.from({ length: (values[commit] ?? start) - start }, (_, at) => changeOf(columns, start + at));
		},
		changesOf(path) {
			const found: FileChange[] = [];
			for (const index of changeIndexes(columns, findText(columns.pathTable, path)))
				found.push(changeOf(columns, index, path));
			return found;
		},
	};
}

/** Indexes of the changes of a path by its number, newest first; none for -1. */
export function* changeIndexes({ pathHeads, nextChange }: CommitColumns, path: number): Generator<number, void> {
	if (path < 0) return;
	for (let next = pathHeads.values[path] ?? 0; next > 0; next = nextChange.values[next - 1] ?? 0) yield next - 1;
}

/** Which commit made the change. */
export function commitOfChange({ changeEnds }: CommitColumns, change: number): number {
	return lowerBound(changeEnds.values, changeEnds.length, change + 1);
}

/** The former name's number, or -1. */
export function renamedFrom({ renames, renameFrom }: CommitColumns, change: number): number {
	const at = lowerBound(renames.values, renames.length, change);
	return at < renames.length && renames.values[at] === change ? (renameFrom.values[at] ?? -1) : -1;
}

function changeOf(columns: CommitColumns, index: number, name?: string): FileChange {
	const packed = columns.changes.values[index] ?? 0;
	const kind = CHANGE_KINDS[packed & 3] ?? 'modified';
	const path = name ?? textOf(columns.pathTable, packed >>> 2);
	const commit = commitOfChange(columns, index);
	const from = kind === 'renamed' ? renamedFrom(columns, index) : -1;
	return from < 0 ? { commit, path, kind } : { commit, path, kind, from: textOf(columns.pathTable, from) };
}

export function parentsOf(columns: CommitColumns, commit: number): readonly number[] {
	const first = columns.firstParents.values[commit] ?? NO_PARENT;
	if (first === NO_PARENT) return [];
	const { merges, otherParentEnds, otherParents } = columns;
	const at = lowerBound(merges.values, merges.length, commit);
	if (at === merges.length || merges.values[at] !== commit) return [first];
	const start = at === 0 ? 0 : (otherParentEnds.values[at - 1] ?? 0);
	return [first, ...otherParents.values.subarray(start, otherParentEnds.values[at])];
}

export function isMerge({ merges }: CommitColumns, commit: number): boolean {
	const at = lowerBound(merges.values, merges.length, commit);
	return at < merges.length && merges.values[at] === commit;
}

function hashText({ hashes, hashWidth, count }: CommitColumns, commit: number): string {
	return commit < 0 || commit >= count ? '' : hexOf(hashes.values, commit * hashWidth, hashWidth);
}

/** `width` bytes from `start` as hexadecimal digits. */
export function hexOf(bytes: Uint8Array, start: number, width: number): string {
	let text = '';
	for (let at = start; at < start + width; at++) text += HEX[bytes[at] ?? 0];
	return text;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** The number of the commit with this full hash, or `UNKNOWN`. */
export function findCommit(columns: CommitColumns, hash: string): number {
	if (columns.count === 0 || hash.length !== columns.hashWidth * 2 || /[^0-9a-f]/.test(hash)) return UNKNOWN;
	const bytes = Uint8Array.from({ length: columns.hashWidth }, (_, at) =>
		Number.parseInt(hash.slice(at * 2, at * 2 + 2), 16),
	);
	return findHash(columns, bytes, 0);
}

/** As `findCommit`, with the hash as bytes that begin at `at`. */
export function findHash({ hashes, hashSlots, hashWidth }: CommitColumns, bytes: Uint8Array, at: number): number {
	let slot = slotOf(bytes, at, hashSlots.length);
	for (;;) {
		const held = hashSlots[slot] ?? 0;
		if (held === 0) return UNKNOWN;
		const start = (held - 1) * hashWidth;
		let same = 0;
		while (same < hashWidth && hashes.values[start + same] === bytes[at + same]) same++;
		if (same === hashWidth) return held - 1;
		slot = (slot + 1) & (hashSlots.length - 1);
	}
}

/** A hash is as good as random, so that its first bytes spread well. */
export function slotOf(bytes: Uint8Array, at: number, slots: number): number {
	const first =
		(bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
	return first & (slots - 1);
}
