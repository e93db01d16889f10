import { type Column, pushBytes, push, uint8Column, uint32Column } from './columns.ts';

/**
 * Texts, each kept once as bytes and known by a number from 0 in the order in which they came. A text becomes a string only when somebody reads it: a
 * history of a hundred thousand commits names tens of thousands of files, of which a window shows a few.
 */
export interface ByteTable {
	readonly bytes: Column<Uint8Array>;
	/** Where each text ends in `bytes`. */
	readonly ends: Column<Uint32Array>;
	/** Numbers plus one by hash; 0 is free. The length is a power of two. */
	slots: Uint32Array;
}

const SMALLEST = 64;

export function createByteTable(): ByteTable {
	return { bytes: uint8Column(), ends: uint32Column(), slots: new Uint32Array(SMALLEST) };
}

/** The number of the text that stands in `source` from `start` to `end`; it is added where it is new. */
export function intern(table: ByteTable, source: Uint8Array, start: number, end: number): number {
	let slot = hashOf(source, start, end) & (table.slots.length - 1);
	for (;;) {
		const held = table.slots[slot] ?? 0;
		if (held === 0) break;
		if (isText(table, held - 1, source, start, end)) return held - 1;
		slot = (slot + 1) & (table.slots.length - 1);
	}
	pushBytes(table.bytes, source, start, end);
	push(table.ends, table.bytes.length);
	table.slots[slot] = table.ends.length;
	if (table.ends.length * 2 > table.slots.length) rehash(table);
	return table.ends.length - 1;
}

/** The number of the text, or -1 where the table does not have it. */
export function findText(table: ByteTable, text: string): number {
	const source = new TextEncoder().encode(text);
	let slot = hashOf(source, 0, source.length) & (table.slots.length - 1);
	for (;;) {
		const held = table.slots[slot] ?? 0;
		if (held === 0) return -1;
		if (isText(table, held - 1, source, 0, source.length)) return held - 1;
		slot = (slot + 1) & (table.slots.length - 1);
	}
}

/** The text with this number; bytes that are no UTF-8 come as replacement characters. */
export function textOf(table: ByteTable, number: number): string {
	return new TextDecoder('utf-8').decode(table.bytes.values.subarray(startOf(table, number), endOf(table, number)));
}

export function startOf({ ends }: ByteTable, number: number): number {
	return number === 0 ? 0 : (ends.values[number - 1] ?? 0);
}

export function endOf({ ends }: ByteTable, number: number): number {
	return ends.values[number] ?? 0;
}

function isText(table: ByteTable, number: number, source: Uint8Array, start: number, end: number): boolean {
	const from = startOf(table, number);
	if (endOf(table, number) - from !== end - start) return false;
	const { values } = table.bytes;
	for (let at = start; at < end; at++) if (values[from + at - start] !== source[at]) return false;
	return true;
}

function rehash(table: ByteTable): void {
	const slots = new Uint32Array(table.slots.length * 2);
	for (let number = 0; number < table.ends.length; number++) {
		let slot = hashOf(table.bytes.values, startOf(table, number), endOf(table, number)) & (slots.length - 1);
		while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
		slots[slot] = number + 1;
	}
	table.slots = slots;
}

/** FNV-1a, folded so that the low bits depend on all of it. */
function hashOf(source: Uint8Array, start: number, end: number): number {
	let hash = 0x811c9dc5;
	for (let at = start; at < end; at++) hash = Math.imul(hash ^ (source[at] ?? 0), 0x01000193);
	return hash ^ (hash >>> 15);
}
