/**
 * A file of ours: a head, then parts of bytes, each beginning at a multiple of eight, so that they are read in place as numbers.
 * Head (little-endian 32-bit numbers): magic, version, kind, checksum of all that follows it, count of parts, length of each part in bytes.
 */
const MAGIC = 0x4d44_4e54;
const HEAD_NUMBERS = 5;

/** Grows with every change of any layout or of the grammar by which messages are read: what an older version wrote is then made again. */
export const FORMAT_VERSION = 2;

export interface SectionFile {
	/** What is in it: a number of the caller's. */
	readonly kind: number;
	readonly sections: readonly Uint8Array[];
}

/** Sums up bytes; the same in every process (CRC-32, or as strong). */
export type Checksum = (bytes: Uint8Array) => number;

export function encodeSections({ kind, sections }: SectionFile, checksum: Checksum): Uint8Array {
	const head = (HEAD_NUMBERS + sections.length) * 4;
	let size = aligned(head);
	for (const { byteLength } of sections) size += aligned(byteLength);
	const file = new Uint8Array(size);
	const numbers = new DataView(file.buffer);
	numbers.setUint32(0, MAGIC, true);
	numbers.setUint32(4, FORMAT_VERSION, true);
	numbers.setUint32(8, kind, true);
	numbers.setUint32(16, sections.length, true);
	let at = aligned(head);
	for (const [index, section] of sections.entries()) {
		numbers.setUint32((HEAD_NUMBERS + index) * 4, section.byteLength, true);
		file.set(section, at);
		at += aligned(section.byteLength);
	}
	numbers.setUint32(12, checksum(file.subarray(16)), true);
	return file;
}

/** The parts of the file that begins at `file`; undefined: of another kind or version, cut off, damaged, or no such file at all. */
export function decodeSections(file: Uint8Array, kind: number, checksum: Checksum): readonly Uint8Array[] | undefined {
	if (file.byteLength < HEAD_NUMBERS * 4 || file.byteOffset % 8 !== 0) return undefined;
	const numbers = new DataView(file.buffer, file.byteOffset, file.byteLength);
	const expected = [MAGIC, FORMAT_VERSION, kind];
	if (expected.some((number, index) => numbers.getUint32(index * 4, true) !== number)) return undefined;
	const count = numbers.getUint32(16, true);
	if (count > 1000 || (HEAD_NUMBERS + count) * 4 > file.byteLength) return undefined;
	const sections: Uint8Array[] = [];
	let at = aligned((HEAD_NUMBERS + count) * 4);
	for (let index = 0; index < count; index++) {
		const length = numbers.getUint32((HEAD_NUMBERS + index) * 4, true);
		if (at + length > file.byteLength) return undefined;
		sections.push(file.subarray(at, at + length));
		at += aligned(length);
	}
	return at === file.byteLength && checksum(file.subarray(16)) === numbers.getUint32(12, true) ? sections : undefined;
}

function aligned(size: number): number {
	return Math.ceil(size / 8) * 8;
}

/** The bytes of numbers as they stand in memory: Tandem runs on little-endian machines only, as Node's releases do. */
export function bytesOf(values: Uint32Array | Int32Array | Uint8Array): Uint8Array {
	return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/** As 32-bit numbers, in place. Undefined where they cannot be. */
export function uint32Of(section: Uint8Array | undefined): Uint32Array | undefined {
	return section && section.byteLength % 4 === 0 && section.byteOffset % 4 === 0
		? new Uint32Array(section.buffer, section.byteOffset, section.byteLength / 4)
		: undefined;
}

export function int32Of(section: Uint8Array | undefined): Int32Array | undefined {
	const values = uint32Of(section);
	return values && new Int32Array(values.buffer, values.byteOffset, values.length);
}
