import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../app/ports.ts';
import { specName } from '../core/gitAddress.ts';
import { codeOf, diskFailure } from './atomicFile.ts';
import { inspectFolder } from './inspectFolder.ts';

/** The folder of one bare clone, shared by all windows of this machine. */
export interface CloneFolder {
	readonly dir: string;
	exists(): Promise<boolean>;
	/** Remembers, for all windows and the next start, that the clone is damaged. */
	condemn(): Promise<void>;
	isCondemned(): Promise<boolean>;
	/**
	 * Makes the clone in a new folder beside it and puts it in place in one step. When another window was quicker, its clone stays and ours goes.
	 * Whatever ends it early, nothing of it stays.
	 */
	make(fill: (dir: string) => Promise<void>): Promise<void>;
	/** The same for a damaged clone: the new one takes its place, the old one goes. */
	remake(fill: (dir: string) => Promise<void>): Promise<void>;
}

/** The folder's name is readable and stands for exactly this URL. */
export function createCloneFolder(storageDir: string, url: string, clock: Clock): CloneFolder {
	const readable = specName({ kind: 'remote', url })
		.replaceAll(/[^A-Za-z0-9._-]+/g, '-')
		.slice(0, 40);
	const name = `${readable}-${createHash('sha256').update(url).digest('hex').slice(0, 16)}.git`;
	const dir = join(storageDir, name);

	const beside = (what: string) => join(storageDir, `${name}.${what}-${randomBytes(6).toString('hex')}`);

	const fillAndPlace = async (fill: (dir: string) => Promise<void>, place: (from: string) => Promise<void>) => {
		await mkdir(storageDir, { recursive: true }).catch((error: unknown) => {
			throw diskFailure(storageDir, error);
		});
		await removeLeftovers(storageDir, name, clock);
		const temporary = beside(MAKING);
		try {
			await fill(temporary);
			await place(temporary);
		} finally {
			await removeFolder(temporary);
		}
	};

	const placeOver = async (from: string) => {
		const old = beside(LEAVING);
		try {
			await rename(dir, old).catch((error: unknown) => {
				if (codeOf(error) !== 'ENOENT') throw error;
			});
			await rename(from, dir);
		} catch (error) {
			throw diskFailure(dir, error);
		} finally {
			await removeFolder(old);
		}
	};

	const place = async (from: string) => {
		try {
			await rename(from, dir);
		} catch (error) {
			if (!TAKEN.has(codeOf(error) ?? '')) throw diskFailure(dir, error);
			// Another window was quicker; anything else in our place is what is left of a clone.
			if ((await inspectFolder(dir)) !== 'bare-repository') await placeOver(from);
		}
	};

	return {
		dir,
		exists: async () => (await inspectFolder(dir)) === 'bare-repository',
		condemn: () => writeFile(join(dir, CONDEMNED), '').catch(() => undefined),
		isCondemned: async () => (await stat(join(dir, CONDEMNED)).catch(() => undefined)) !== undefined,
		make: (fill) => fillAndPlace(fill, place),
		remake: (fill) => fillAndPlace(fill, placeOver),
	};
}

const CONDEMNED = 'tandem-damaged';
const MAKING = 'making';
const LEAVING = 'leaving';
const DAY_MS = 86_400_000;

/** What a rename over a folder that is there ends with, on the different systems. */
const TAKEN = new Set(['ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES']);

/** A window that crashed in the middle leaves its folder; a day later nobody works in it. */
async function removeLeftovers(storageDir: string, name: string, clock: Clock): Promise<void> {
	for (const entry of await readdir(storageDir).catch(() => [])) {
		if (!entry.startsWith(`${name}.${MAKING}-`) && !entry.startsWith(`${name}.${LEAVING}-`)) continue;
		const path = join(storageDir, entry);
		const found = await stat(path).catch(() => undefined);
		if (found && clock.now() - found.mtimeMs > DAY_MS) await removeFolder(path);
	}
}

/** A killed git may still write for a moment, and Windows holds files that are open. */
async function removeFolder(path: string): Promise<void> {
	await rm(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }).catch(() => undefined);
}
