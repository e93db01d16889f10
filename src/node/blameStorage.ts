import { createHash } from 'node:crypto';
import { mkdir, open, readdir, stat, unlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import { reading } from '../app/loadedLater.ts';
import type { Log } from '../app/ports.ts';
import { storeBlame } from '../core/knownBlame.ts';
import type { KnownBlame } from '../core/knownBlame.ts';
import { codeOf, writeAtomically } from './atomicFile.ts';
import { MAX_LINES } from './fileAtCommit.ts';

/** Blames of earlier sessions on this machine. A lost one costs time and nothing else, so that no failure leaves here. */
export interface BlameStorage {
	/** The blame that was written last under `key`, or undefined. */
	read(key: string): Promise<KnownBlame | undefined>;
	/** Writes in the background. */
	write(key: string, blame: KnownBlame): void;
	/** When all that was to be written is on the disk. */
	settled(): Promise<void>;
}

export interface BlameStorageDeps {
	/** A folder of its own; made when it is needed. */
	readonly dir: string;
	readonly log: Log;
	/** Of all files together; what was used longest ago goes first. */
	readonly maxBytes?: number;
	readonly maxFiles?: number;
}

const MAX_BYTES = 64 * 1024 * 1024;
const MAX_FILES = 4000;
/** Of one file: no blame is as large, and what is would push out a thousand others. */
const MAX_FILE_BYTES = 1024 * 1024;
/** More takes longer to read than the editor may wait. */
const MAX_JSON_BYTES = 4 * 1024 * 1024;
const SUFFIX = '.blame';
/** What a session that was killed left half written. */
const LEFT_OVER_MS = 24 * 60 * 60 * 1000;
/** Writes between two looks at how much there is. */
const WRITES_PER_TRIM = 100;
/** The edition of this file's format; what another one wrote is thrown away. */
const HEADER = 'tandem blame 1 ';

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

export function createBlameStorage(deps: BlameStorageDeps): BlameStorage {
	const { dir, log, maxBytes = MAX_BYTES, maxFiles = MAX_FILES } = deps;
	let writing: Promise<void> = Promise.resolve();
	let writes = 0;
	const fileOf = (key: string) => join(dir, `${sha256(key).slice(0, 40)}${SUFFIX}`);

	const save = async (key: string, blame: KnownBlame) => {
		try {
			const bytes = await encode(key, blame);
			if (!bytes || bytes.length > MAX_FILE_BYTES) return;
			await mkdir(dir, { recursive: true });
			await writeAtomically(fileOf(key), bytes, 0o600);
			if (writes++ % WRITES_PER_TRIM === 0) await trim(dir, maxBytes, maxFiles);
		} catch (error) {
			log.warn(`a blame is not kept: ${error instanceof Error ? error.message : String(error)}`);
		}
	};

	return {
		async read(key) {
			const file = fileOf(key);
			const bytes = await readSmallFile(file).catch(() => undefined);
			if (!bytes) return undefined;
			const blame = await decode(key, bytes).catch(() => undefined);
			if (blame) {
				const now = new Date();
				await utimes(file, now, now).catch(() => undefined);
				return blame;
			}
			log.info(`${file} is damaged or of another edition, and is thrown away`);
			await unlink(file).catch(() => undefined);
			return undefined;
		},
		write(key, blame) {
			// One after the other: the newest stays.
			writing = writing.then(() => save(key, blame));
		},
		settled: () => writing,
	};
}

/** Undefined where it would be too much. */
async function encode(key: string, blame: KnownBlame): Promise<Buffer | undefined> {
	const json = Buffer.from(JSON.stringify({ key, blame: storeBlame(blame) }));
	if (json.length > MAX_JSON_BYTES) return undefined;
	const body = await deflate(json);
	return Buffer.concat([Buffer.from(`${HEADER}${sha256(body)}\n`), body]);
}

/** Undefined where the bytes are not what `encode` made for this key; rejects where they are no JSON. */
async function decode(key: string, bytes: Buffer): Promise<KnownBlame | undefined> {
	const end = bytes.indexOf('\n') + 1;
	const body = bytes.subarray(end);
	if (end === 0 || bytes.toString('latin1', 0, end) !== `${HEADER}${sha256(body)}\n`) return undefined;
	const json: unknown = JSON.parse((await inflate(body, { maxOutputLength: MAX_JSON_BYTES })).toString('utf8'));
	if (typeof json !== 'object' || json === null || !('key' in json) || !('blame' in json)) return undefined;
	if (json.key !== key) return undefined;
	const { readStoredBlame } = await reading();
	return readStoredBlame(json.blame, MAX_LINES);
}

/** Undefined where there is none, or what has its name was not written here. */
async function readSmallFile(path: string): Promise<Buffer | undefined> {
	const file = await open(path, 'r');
	try {
		const found = await file.stat();
		return found.isFile() && found.size <= MAX_FILE_BYTES ? await file.readFile() : Buffer.alloc(0);
	} finally {
		await file.close();
	}
}

async function trim(dir: string, maxBytes: number, maxFiles: number): Promise<void> {
	const found: { path: string; size: number; used: number }[] = [];
	for (const name of await readdir(dir)) {
		const path = join(dir, name);
		const info = await stat(path).catch((error: unknown) => {
			if (codeOf(error) === 'ENOENT') return undefined;
			throw error;
		});
		if (!info?.isFile()) continue;
		if (name.endsWith(SUFFIX)) found.push({ path, size: info.size, used: info.mtimeMs });
		else if (Date.now() - info.mtimeMs > LEFT_OVER_MS) await unlink(path).catch(() => undefined);
	}
	found.sort((a, b) => b.used - a.used);
	let bytes = 0;
	for (const [index, { path, size }] of found.entries()) {
		bytes += size;
		if (bytes > maxBytes || index >= maxFiles) await unlink(path).catch(() => undefined);
	}
}

function sha256(content: string | Uint8Array): string {
	return createHash('sha256').update(content).digest('hex');
}
