import { mkdir, open, readdir, readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock, Log, OutboxEntry, OutboxStore } from '../app/ports.ts';
import { toRepoPath } from '../core/repoPath.ts';
import { codeOf, diskFailure, writeAtomically } from './atomicFile.ts';
import { watchFolder } from './folderWatch.ts';

export interface OutboxFolderDeps {
	/** Made when the first entry is written. */
	readonly dir: string;
	readonly log: Log;
	readonly clock: Clock;
}

/**
 * The outbox as one JSON file for each entry, so that windows never write the same file for different entries. A file that is no entry is set aside as
 * `.broken` beside the others: what somebody typed stays on the disk.
 */
export function createOutboxFolder({ dir, log, clock }: OutboxFolderDeps): OutboxStore {
	const pathOf = (id: string) => join(dir, `entry-${fileName(id)}.json`);

	const read = async (name: string): Promise<OutboxEntry | undefined> => {
		const path = join(dir, name);
		let text: string;
		try {
			text = await readFile(path, 'utf8');
		} catch (error) {
			// Another window delivered it in between; anything else may pass, so the file stays where it is.
			if (codeOf(error) !== 'ENOENT') log.warn(`outbox: ${diskFailure(path, error).detail}`);
			return undefined;
		}
		const entry = parseEntry(text);
		if (entry) return entry;
		log.warn(`outbox: ${path} is not readable and was renamed to ${name}.broken; its text is still in it`);
		await rename(path, `${path}.broken`).catch((error: unknown) =>
			log.warn(`outbox: ${diskFailure(path, error).detail}`),
		);
		return undefined;
	};

	return {
		async list() {
			let names: string[];
			try {
				names = await readdir(dir);
			} catch (error) {
				if (codeOf(error) === 'ENOENT') return [];
				throw diskFailure(dir, error);
			}
			const files = names.filter((name) => name.endsWith('.json') && !name.startsWith('.'));
			const entries = await Promise.all(files.map(read));
			return entries.filter((entry) => entry !== undefined).sort(byAge);
		},
		async put(entry) {
			await mkdir(dir, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
				throw diskFailure(dir, error);
			});
			await writeAtomically(pathOf(entry.id), `${JSON.stringify(entry, undefined, '\t')}\n`, 0o600);
			await flushFolder(dir);
		},
		async remove(id) {
			await unlink(pathOf(id)).catch((error: unknown) => {
				if (codeOf(error) !== 'ENOENT') throw diskFailure(pathOf(id), error);
			});
		},
		watch: (onDidChange) =>
			watchFolder({ dir, clock, relevant: (name) => name === undefined || name.endsWith('.json') }, onDidChange),
	};
}

/** Oldest first. */
function byAge(a: OutboxEntry, b: OutboxEntry): number {
	const [left, right] = [`${a.createdAt} ${a.id}`, `${b.createdAt} ${b.id}`];
	return left < right ? -1 : left > right ? 1 : 0;
}

/** Different for different ids, also on disks that take `A` for `a`; never a path. */
function fileName(id: string): string {
	return encodeURIComponent(id).replaceAll(/[A-Z.*~]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);
}

/** The entry, or undefined where the text is none. */
function parseEntry(text: string): OutboxEntry | undefined {
	try {
		const value: unknown = JSON.parse(text);
		return isEntry(value) ? value : undefined;
	} catch {
		// No JSON at all.
		return undefined;
	}
}

function isEntry(value: unknown): value is OutboxEntry {
	if (!isRecord(value) || !isRecord(value['action'])) return false;
	const { action } = value;
	const written = ['id', 'spec', 'createdAt', 'path', 'message', 'title'].every(
		(key) => typeof value[key] === 'string',
	);
	const known =
		(action['kind'] === 'create' && typeof action['text'] === 'string') ||
		(action['kind'] === 'append' &&
			typeof action['section'] === 'string' &&
			typeof action['messageKind'] === 'string') ||
		(action['kind'] === 'record' &&
			typeof action['item'] === 'string' &&
			['decision', 'constraint', 'trade-off'].some((kind) => kind === action['record'])) ||
		(action['kind'] === 'reposition' && typeof action['language'] === 'string' && isAnchor(action['anchor']));
	return written && known && typeof value['attempts'] === 'number';
}

function isAnchor(value: unknown): boolean {
	if (!isRecord(value) || !isRecord(value['lines'])) return false;
	const { lines } = value;
	const texts = ['repo', 'commit', 'symbol', 'lineBefore', 'lineAfter'].map((key) => value[key]);
	return (
		typeof value['quote'] === 'string' &&
		typeof value['path'] === 'string' &&
		toRepoPath(value['path']) === value['path'] &&
		texts.every((text) => text === undefined || typeof text === 'string') &&
		['first', 'last'].every((key) => typeof lines[key] === 'number')
	);
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** After a power cut the new name has to be there too; systems without this call keep it by themselves. */
async function flushFolder(dir: string): Promise<void> {
	if (process.platform === 'win32') return;
	const handle = await open(dir, 'r').catch(() => undefined);
	try {
		await handle?.sync().catch(() => undefined);
	} finally {
		await handle?.close();
	}
}
