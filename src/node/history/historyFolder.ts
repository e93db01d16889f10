import { appendFile, mkdir, open, readdir, readFile, stat, truncate, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { CommitRecords } from '../../core/history/commitRecords.ts';
import type { CommitColumns } from '../../core/history/commitTable.ts';
import {
	columnsFromSections,
	columnsToSections,
	recordsFromSections,
	recordsToSections,
} from '../../core/history/encodeHistory.ts';
import { namingsFromSections, namingsToSections } from '../../core/history/encodeNamings.ts';
import { type OnMessage, readMessagePacks } from '../../core/history/messagePacks.ts';
import { decodeSections, encodeSections } from '../../core/history/sections.ts';
import { codeOf, diskFailure, writeAtomically } from '../atomicFile.ts';
import type { ReadNamings } from './nameHistory.ts';

/** What has to be known of a state of the index beside its commits. */
export interface HistoryMeta {
	/** Of the base that it belongs to: numbers of commits hold for one base. */
	readonly base: string;
	/** Commits whose whole history was read, newest last. */
	readonly heads: readonly string[];
	/** Where a shallow clone ended then: hashes, sorted. */
	readonly shallow: readonly string[];
	/** False where objects for finding renames are missing (a partial clone). */
	readonly renames: boolean;
	/** How many bytes of the file of messages belong to it. */
	readonly messages: number;
}

export interface StoredHistory {
	readonly columns: CommitColumns;
	readonly meta: HistoryMeta;
}

export interface StoredRecords {
	readonly records: CommitRecords;
	readonly meta: HistoryMeta;
}

const KIND = { base: 1, records: 2, namings: 3 } as const;
/** Namings of so many states of spec repos are kept; the others can be made again. */
const NAMINGS_KEPT = 3;

/**
 * The index of one repository on disk. `base` holds all commits up to some moment, `journal` those since, `part-n` what a first reading has got so far,
 * `messages` all messages. Whatever is damaged, older or foreign reads as absent. Throws `Failure('disk')` where it cannot be written.
 */
export interface HistoryFolder {
	readonly dir: string;
	readBase(): Promise<StoredHistory | undefined>;
	/** Whose numbers count now: read from the base's beginning, without checking the rest. */
	baseId(): Promise<string | undefined>;
	/** Replaces base, journal and parts. */
	writeBase(stored: StoredHistory): Promise<void>;
	readJournal(base: string): Promise<readonly StoredRecords[]>;
	appendJournal(stored: StoredRecords): Promise<void>;
	/** Size of the journal in bytes: it grows with each append and is empty for a new base. */
	journalSize(): Promise<number>;
	readParts(): Promise<readonly StoredRecords[]>;
	writePart(number: number, stored: StoredRecords): Promise<void>;
	appendMessages(packs: Uint8Array): Promise<void>;
	/** Cuts off what a crash left behind; false where less than `length` is there. */
	cutMessages(length: number): Promise<boolean>;
	/** Hands over every message from byte `start` to byte `end`; false where something is damaged. */
	readMessages(range: { start: number; end: number; width: number }, onMessage: OnMessage): Promise<boolean>;
	/** `names` stands for what the objectives are called; namings of another base have other numbers. */
	readNamings(names: string, base: string): Promise<ReadNamings | undefined>;
	writeNamings(names: string, base: string, read: ReadNamings): Promise<void>;
	clear(): Promise<void>;
}

export function createHistoryFolder(dir: string): HistoryFolder {
	const at = (name: string) => join(dir, name);
	const write = async (name: string, file: Uint8Array) => {
		await makeFolder(dir);
		await writeAtomically(at(name), file, 0o600);
	};
	const names = () => readdir(dir).catch((): string[] => []);
	const remove = async (wanted: (name: string) => boolean) => {
		for (const name of (await names()).filter(wanted)) await unlink(at(name)).catch(() => undefined);
	};

	return {
		dir,
		async readBase() {
			const file = await readWhole(at('base'));
			return file && decodeBase(file);
		},
		async baseId() {
			const file = await open(at('base'), 'r').catch(() => undefined);
			if (!file) return undefined;
			try {
				const head = Buffer.alloc(ID_BYTES);
				const { bytesRead } = await file.read(head, 0, ID_BYTES, 0);
				return /"base":"([0-9a-f]+)"/.exec(head.toString('latin1', 0, bytesRead))?.[1];
			} finally {
				await file.close();
			}
		},
		async writeBase(stored) {
			await write('base', encodeBase(stored));
			await remove((name) => name === 'journal' || name.startsWith('part-'));
		},
		async readJournal(base) {
			const frames: StoredRecords[] = [];
			const file = await readWhole(at('journal'));
			for (let start = 0; file && start + FRAME_HEAD <= file.byteLength;) {
				const length = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(start, true));
				const end = start + FRAME_HEAD + length;
				// What a crash cut off, or another hand wrote, ends the journal: git has it still.
				const stored = end <= file.byteLength ? readRecords(file.subarray(start + FRAME_HEAD, end)) : undefined;
				if (stored?.meta.base !== base) break;
				frames.push(stored);
				start = end;
			}
			return frames;
		},
		async appendJournal({ records, meta }) {
			const file = encode(KIND.records, meta, recordsToSections(records));
			const frame = new Uint8Array(FRAME_HEAD + file.byteLength);
			new DataView(frame.buffer).setBigUint64(0, BigInt(file.byteLength), true);
			frame.set(file, FRAME_HEAD);
			await append(at('journal'), frame);
		},
		journalSize: () => sizeOf(at('journal')),
		async readParts() {
			const parts: StoredRecords[] = [];
			for (let number = 0; ; number++) {
				const file = await readWhole(at(`part-${number}`));
				const stored = file && readRecords(file);
				if (!stored) return parts;
				parts.push(stored);
			}
		},
		writePart: (number, { records, meta }) =>
			write(`part-${number}`, encode(KIND.records, meta, recordsToSections(records))),
		async appendMessages(packs) {
			await makeFolder(dir);
			await append(at('messages'), packs);
		},
		async cutMessages(length) {
			const size = await sizeOf(at('messages'));
			if (size > length) await truncate(at('messages'), length);
			return size >= length;
		},
		readMessages: (range, onMessage) => readMessages(at('messages'), range, onMessage),
		async readNamings(key, base) {
			const file = await readWhole(at(`names-${key}`));
			return file && decodeNamings(file, base);
		},
		async writeNamings(key, base, read) {
			await write(`names-${key}`, encodeNamings(base, read));
			const kept = await newestFirst(
				dir,
				(await names()).filter((name) => name.startsWith('names-')),
			);
			for (const name of kept.slice(NAMINGS_KEPT)) await unlink(at(name)).catch(() => undefined);
		},
		clear: () => remove((name) => !name.startsWith('lock')),
	};
}

/** The base as it stands on disk. */
export function encodeBase({ columns, meta }: StoredHistory): Uint8Array {
	return encode(KIND.base, meta, columnsToSections(columns));
}

/** The base in `file`, which shares its memory; undefined where it is damaged, older or foreign. */
export function decodeBase(file: Uint8Array): StoredHistory | undefined {
	const [head, ...rest] = decodeSections(file, KIND.base, crc32) ?? [];
	const meta = readMeta(head);
	const columns = meta && columnsFromSections(rest);
	return columns && { columns, meta };
}

/** Namings for the base as they stand on disk. */
export function encodeNamings(base: string, { namings, messages }: ReadNamings): Uint8Array {
	const meta: HistoryMeta = { base, heads: [], shallow: [], renames: true, messages };
	return encode(KIND.namings, meta, namingsToSections(namings));
}

/** The namings in `file`, which share its memory; undefined where they are damaged, older, foreign or of another base. */
export function decodeNamings(file: Uint8Array, base: string): ReadNamings | undefined {
	const [head, ...rest] = decodeSections(file, KIND.namings, crc32) ?? [];
	const meta = readMeta(head);
	const namings = meta?.base === base ? namingsFromSections(rest) : undefined;
	return namings && meta && { namings, messages: meta.messages };
}

/** The head of the file and the beginning of its first part. */
const ID_BYTES = 1024;

/** Eight bytes, so that the frame's numbers stay aligned. */
const FRAME_HEAD = 8;

function encode(kind: number, meta: HistoryMeta, sections: readonly Uint8Array[]): Uint8Array {
	return encodeSections({ kind, sections: [new TextEncoder().encode(JSON.stringify(meta)), ...sections] }, crc32);
}

function readRecords(file: Uint8Array): StoredRecords | undefined {
	const [head, ...rest] = decodeSections(file, KIND.records, crc32) ?? [];
	const meta = readMeta(head);
	const records = meta && recordsFromSections(rest);
	return records && { records, meta };
}

/** The checksum stands before it, so that it is ours; still, nothing of another shape is taken. */
function readMeta(section: Uint8Array | undefined): HistoryMeta | undefined {
	if (!section) return undefined;
	const value: unknown = JSON.parse(Buffer.from(section).toString('utf8'));
	return isMeta(value) ? value : undefined;
}

function isMeta(value: unknown): value is HistoryMeta {
	if (typeof value !== 'object' || value === null) return false;
	const meta = value as Partial<Record<keyof HistoryMeta, unknown>>;
	const isTexts = (list: unknown) => Array.isArray(list) && list.every((text) => typeof text === 'string');
	return (
		typeof meta.base === 'string' &&
		isTexts(meta.heads) &&
		isTexts(meta.shallow) &&
		typeof meta.renames === 'boolean' &&
		Number.isSafeInteger(meta.messages)
	);
}

/** Undefined where there is no such file or it cannot be read: it is made again. */
async function readWhole(path: string): Promise<Uint8Array | undefined> {
	try {
		const file = await readFile(path);
		// Small files come from a pool, at any place in it; numbers are read in place only where they are aligned.
		return file.byteOffset % 8 === 0 ? file : new Uint8Array(file);
	} catch {
		return undefined;
	}
}

async function sizeOf(path: string): Promise<number> {
	try {
		return (await stat(path)).size;
	} catch (error) {
		if (codeOf(error) === 'ENOENT') return 0;
		throw diskFailure(path, error);
	}
}

async function makeFolder(dir: string): Promise<void> {
	await mkdir(dir, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
		throw diskFailure(dir, error);
	});
}

async function append(path: string, bytes: Uint8Array): Promise<void> {
	await appendFile(path, bytes, { mode: 0o600 }).catch((error: unknown) => {
		throw diskFailure(path, error);
	});
}

async function newestFirst(dir: string, names: readonly string[]): Promise<readonly string[]> {
	const dated = await Promise.all(
		names.map(async (name) => ({ name, time: (await stat(join(dir, name)).catch(() => undefined))?.mtimeMs ?? 0 })),
	);
	return dated.sort((one, other) => other.time - one.time).map(({ name }) => name);
}

const READ_BYTES = 1024 * 1024;

async function readMessages(
	path: string,
	{ start, end, width }: { start: number; end: number; width: number },
	onMessage: OnMessage,
): Promise<boolean> {
	if (start === end) return true;
	const file = await open(path, 'r').catch(() => undefined);
	if (!file) return false;
	try {
		let rest = new Uint8Array(0);
		for (let at = start; at < end;) {
			const chunk = Buffer.allocUnsafe(Math.min(READ_BYTES, end - at));
			const { bytesRead } = await file.read(chunk, 0, chunk.length, at);
			if (bytesRead === 0) return false;
			at += bytesRead;
			const bytes =
				rest.length === 0 ? chunk.subarray(0, bytesRead) : Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
			const taken = readMessagePacks(bytes, { width, checksum: crc32, onMessage });
			if (taken < 0) return false;
			rest = bytes.subarray(taken);
		}
		return rest.length === 0;
	} finally {
		await file.close();
	}
}
