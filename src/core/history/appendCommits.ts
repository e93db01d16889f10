import { type ByteTable, createByteTable, endOf, intern, startOf } from './byteTable.ts';
import { int32Column, lowerBound, push, pushBytes, uint32Column, uint8Column } from './columns.ts';
import { type CommitColumns, NO_PARENT, UNKNOWN, findHash, hexOf, slotOf } from './commitTable.ts';
import type { CommitRecords } from './commitRecords.ts';

export function createCommitColumns(hashWidth = 0): CommitColumns {
	return {
		hashWidth,
		count: 0,
		hashes: uint8Column(),
		hashSlots: new Uint32Array(64),
		times: uint32Column(),
		authors: uint32Column(),
		authorTable: createByteTable(),
		firstParents: int32Column(),
		merges: uint32Column(),
		otherParentEnds: uint32Column(),
		otherParents: int32Column(),
		changes: uint32Column(),
		changeEnds: uint32Column(),
		renames: uint32Column(),
		renameFrom: uint32Column(),
		pathTable: createByteTable(),
		nextChange: uint32Column(),
		pathHeads: uint32Column(),
		missingParents: new Set(),
	};
}

/**
 * Adds the commits of `records` that `columns` lack, parents before children. Those of `unreliable` (hashes as bytes: where a shallow clone ends) get
 * neither parents nor changes, because git made them up. False, with nothing added: a commit that is there already has a parent among the new ones,
 * so that all numbers would have to change.
 */
export function appendCommits(
	columns: CommitColumns,
	records: CommitRecords,
	unreliable: (hash: Uint8Array) => boolean = () => false,
): boolean {
	if (records.count === 0) return true;
	if (columns.count > 0 && columns.hashWidth !== records.hashWidth) return false;
	columns.hashWidth = records.hashWidth;
	const order = parentsFirst(columns, records);
	if (closesGap(columns, records, order)) return false;
	const paths = new Int32Array(records.pathTable.ends.length).fill(-1);
	const authors = new Int32Array(records.authorTable.ends.length).fill(-1);
	const width = records.hashWidth;
	for (const record of order) {
		const commit = columns.count;
		pushBytes(columns.hashes, records.hashes.values, record * width, (record + 1) * width);
		addSlot(columns, commit);
		columns.count++;
		push(columns.times, records.times.values[record] ?? 0);
		push(
			columns.authors,
			translate(authors, records.authors.values[record] ?? 0, records.authorTable, columns.authorTable),
		);
		const made = unreliable(records.hashes.values.subarray(record * width, (record + 1) * width));
		if (made) push(columns.firstParents, UNKNOWN);
		else {
			appendParents(columns, records, record);
			appendChanges(columns, records, record, paths);
		}
		push(columns.changeEnds, columns.changes.length);
	}
	return true;
}

/** The records that are new, each after all of its parents among them. */
function parentsFirst(columns: CommitColumns, records: CommitRecords): Uint32Array {
	const width = records.hashWidth;
	const slots = slotsOf(records);
	const { values: hashes } = records.parents;
	// 0: not seen, 1: open, 2: placed or known before.
	const state = new Uint8Array(records.count);
	const order = new Uint32Array(records.count);
	let placed = 0;
	const stack: number[] = [];
	for (let record = 0; record < records.count; record++) {
		const known = findHash(columns, records.hashes.values, record * width) !== UNKNOWN;
		// The same commit twice: the first one counts.
		if (known || findRecord(records, slots, records.hashes.values, record * width) !== record) state[record] = 2;
	}
	for (let from = records.count - 1; from >= 0; from--) {
		if (state[from] !== 0) continue;
		stack.push(from);
		while (stack.length > 0) {
			const record = stack.at(-1) ?? 0;
			if (state[record] === 0) {
				state[record] = 1;
				const start = record === 0 ? 0 : (records.parentEnds.values[record - 1] ?? 0);
				for (let at = (records.parentEnds.values[record] ?? start) - 1; at >= start; at--) {
					const parent = findRecord(records, slots, hashes, at * width);
					if (parent >= 0 && state[parent] === 0) stack.push(parent);
				}
				continue;
			}
			stack.pop();
			if (state[record] !== 1) continue;
			state[record] = 2;
			order[placed++] = record;
		}
	}
	return order.subarray(0, placed);
}

/** Whether a commit that is known and lacks a parent finds it among the new ones. */
function closesGap(
	{ missingParents }: CommitColumns,
	{ hashes, hashWidth }: CommitRecords,
	order: Uint32Array,
): boolean {
	return (
		missingParents.size > 0 &&
		order.some((record) => missingParents.has(hexOf(hashes.values, record * hashWidth, hashWidth)))
	);
}

function appendParents(columns: CommitColumns, records: CommitRecords, record: number): void {
	const { parents, parentEnds, hashWidth } = records;
	const start = record === 0 ? 0 : (parentEnds.values[record - 1] ?? 0);
	const end = parentEnds.values[record] ?? start;
	const find = (at: number) => {
		const parent = findHash(columns, parents.values, at * hashWidth);
		if (parent === UNKNOWN) columns.missingParents.add(hexOf(parents.values, at * hashWidth, hashWidth));
		return parent;
	};
	push(columns.firstParents, end === start ? NO_PARENT : find(start));
	if (end - start < 2) return;
	push(columns.merges, columns.count - 1);
	for (let at = start + 1; at < end; at++) push(columns.otherParents, find(at));
	push(columns.otherParentEnds, columns.otherParents.length);
}

function appendChanges(columns: CommitColumns, records: CommitRecords, record: number, paths: Int32Array): void {
	const { changes, changeEnds, renames, renameFrom, pathTable } = records;
	const end = changeEnds.values[record] ?? 0;
	for (let at = record === 0 ? 0 : (changeEnds.values[record - 1] ?? 0); at < end; at++) {
		const packed = changes.values[at] ?? 0;
		const path = translate(paths, packed >>> 2, pathTable, columns.pathTable);
		const change = columns.changes.length;
		push(columns.changes, path * 4 + (packed & 3));
		while (columns.pathHeads.length < columns.pathTable.ends.length) push(columns.pathHeads, 0);
		push(columns.nextChange, columns.pathHeads.values[path] ?? 0);
		columns.pathHeads.values[path] = change + 1;
		const rename = (packed & 3) === RENAMED ? lowerBound(renames.values, renames.length, at) : -1;
		if (rename < 0) continue;
		push(columns.renames, change);
		push(columns.renameFrom, translate(paths, renameFrom.values[rename] ?? 0, pathTable, columns.pathTable));
	}
}

const RENAMED = 3;

/** The number in `into` of the text that has `number` in `from`. */
function translate(known: Int32Array, number: number, from: ByteTable, into: ByteTable): number {
	const found = known[number] ?? -1;
	if (found >= 0) return found;
	const added = intern(into, from.bytes.values, startOf(from, number), endOf(from, number));
	known[number] = added;
	return added;
}

function addSlot(columns: CommitColumns, commit: number): void {
	if ((commit + 1) * 2 > columns.hashSlots.length) {
		columns.hashSlots = new Uint32Array(columns.hashSlots.length * 2);
		for (let old = 0; old < commit; old++) placeSlot(columns, old);
	}
	placeSlot(columns, commit);
}

function placeSlot({ hashSlots, hashes, hashWidth }: CommitColumns, commit: number): void {
	let slot = slotOf(hashes.values, commit * hashWidth, hashSlots.length);
	while (hashSlots[slot] !== 0) slot = (slot + 1) & (hashSlots.length - 1);
	hashSlots[slot] = commit + 1;
}

/** As `hashSlots` of the columns, for records; of the same commit twice the first one has the slot. */
function slotsOf(records: CommitRecords): Uint32Array {
	let length = 64;
	while (length < records.count * 2) length *= 2;
	const slots = new Uint32Array(length);
	for (let record = 0; record < records.count; record++) {
		const at = record * records.hashWidth;
		let slot = slotOf(records.hashes.values, at, length);
		while (slots[slot] !== 0 && !isSame(records, (slots[slot] ?? 0) - 1, records.hashes.values, at))
			slot = (slot + 1) & (length - 1);
		slots[slot] ||= record + 1;
	}
	return slots;
}

function findRecord(records: CommitRecords, slots: Uint32Array, bytes: Uint8Array, at: number): number {
	for (let slot = slotOf(bytes, at, slots.length); ; slot = (slot + 1) & (slots.length - 1)) {
		const held = slots[slot] ?? 0;
		if (held === 0) return -1;
		if (isSame(records, held - 1, bytes, at)) return held - 1;
	}
}

function isSame({ hashes, hashWidth }: CommitRecords, record: number, bytes: Uint8Array, at: number): boolean {
	for (let byte = 0; byte < hashWidth; byte++) {
		if (hashes.values[record * hashWidth + byte] !== bytes[at + byte]) return false;
	}
	return true;
}
