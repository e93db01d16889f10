import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseOutboxEntry } from '../app/parseOutboxEntry.ts';
import type { ParsedEntry } from '../app/parseOutboxEntry.ts';
import type { OutboxEntry } from '../app/outboxEntry.ts';
import type { Clock, Log, OutboxStore, StrandedFile } from '../app/ports.ts';
import { codeOf, diskFailure, writeAtomically } from './atomicFile.ts';
import { watchFolder } from './folderWatch.ts';
import { takeLock } from './processLock.ts';

export interface OutboxFolderDeps {
	/** Made when the first entry is written. */
	readonly dir: string;
	readonly log: Log;
	readonly clock: Clock;
}

/**
 * The outbox as one JSON file for each entry, so that windows never write the same file for different entries. A file that is no entry is set aside as
 * `.broken` beside the others: what somebody typed stays on the disk. An entry that only another version can send stays for a window of that version.
 */
export function createOutboxFolder({ dir, log, clock }: OutboxFolderDeps): OutboxStore {
	const pathOf = (id: string) => join(dir, `entry-${fileName(id)}.json`);

	const names = async (): Promise<readonly string[]> => {
		try {
			return (await readdir(dir)).filter((name) => !name.startsWith('.')).sort();
		} catch (error) {
			if (codeOf(error) === 'ENOENT') return [];
			throw diskFailure(dir, error);
		}
	};

	const read = async (name: string): Promise<ParsedEntry | undefined> => {
		const path = join(dir, name);
		let text: string;
		try {
			text = await readFile(path, 'utf8');
		} catch (error) {
			// Another window delivered it in between; anything else may pass, so the file stays where it is.
			if (codeOf(error) !== 'ENOENT') log.warn(`outbox: ${diskFailure(path, error).detail}`);
			return undefined;
		}
		const parsed = parseOutboxEntry(text);
		if (parsed) return parsed;
		log.warn(`outbox: ${path} is not readable and was renamed to ${name}.broken; its text is still in it`);
		await rename(path, `${path}${BROKEN}`).catch((error: unknown) =>
			log.warn(`outbox: ${diskFailure(path, error).detail}`),
		);
		return undefined;
	};

	return {
		async list() {
			const parsed = await Promise.all((await names()).filter(isEntryFile).map(read));
			return parsed.flatMap((each) => (each?.kind === 'entry' ? [each.entry] : [])).sort(byAge);
		},
		async stranded() {
			const look = async (name: string): Promise<readonly StrandedFile[]> => {
				const path = join(dir, name);
				if (name.endsWith(BROKEN)) return [{ kind: 'broken', path }];
				const parsed = isEntryFile(name) ? await read(name) : undefined;
				return parsed?.kind === 'newer' ? [{ kind: 'newer', path, title: parsed.title }] : [];
			};
			return (await Promise.all((await names()).map(look))).flat();
		},
		async discardFile(path) {
			if (dirname(path) === dir) await unlink(path).catch(unlessGone(path));
		},
		async put(entry) {
			await mkdir(dir, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
				throw diskFailure(dir, error);
			});
			await writeAtomically(pathOf(entry.id), `${JSON.stringify(entry, undefined, '\t')}\n`, 0o600);
			await flushFolder(dir);
		},
		async remove(id) {
			await unlink(pathOf(id)).catch(unlessGone(pathOf(id)));
		},
		claim: (id, signal) => takeLock(`${pathOf(id)}.lock`, signal),
		watch: (onDidChange) =>
			watchFolder({ dir, clock, relevant: (name) => name === undefined || name.endsWith('.json') }, onDidChange),
	};
}

/** How the name of a file ends that is no entry. */
const BROKEN = '.broken';

function isEntryFile(name: string): boolean {
	return name.endsWith('.json');
}

function unlessGone(path: string): (error: unknown) => void {
	return (error) => {
		if (codeOf(error) !== 'ENOENT') throw diskFailure(path, error);
	};
}

/** Oldest first. */
function byAge(a: OutboxEntry, b: OutboxEntry): number {
	const [left, right] = [`${a.createdAt} ${a.id}`, `${b.createdAt} ${b.id}`];
	return left < right ? -1 : left > right ? 1 : 0;
}

/** Different for different ids, also on disks that take `A` for `a`; never a path. */
function fileName(id: string): string {
	const name = encodeURIComponent(id).replaceAll(/[A-Z.*~]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);
	if (name.length <= LONGEST_NAME) return name;
	return `${name.slice(0, LONGEST_NAME / 2)}-${createHash('sha256').update(id).digest('hex')}`;
}

/** File systems take 255 bytes. */
const LONGEST_NAME = 160;

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
