import { mkdir, readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';

const DAY_MS = 86_400_000;
/** A repository that was not opened for so long may be gone; if not, its history is read again. */
const KEPT_DAYS = 90;

/** Notes that the history in `dir` is in use now. Never rejects: where it cannot be noted, it cannot be written either. */
export async function noteUse(dir: string, now = new Date()): Promise<void> {
	try {
		await mkdir(dir, { recursive: true, mode: 0o700 });
		await utimes(dir, now, now);
	} catch {
		// Told when something is written.
	}
}

/** Removes the folders below `storage` that nobody has used for long. Never rejects. */
export async function removeUnused(storage: string, now = Date.now()): Promise<void> {
	for (const name of await readdir(storage).catch((): string[] => [])) {
		const dir = join(storage, name);
		const found = await stat(dir).catch(() => undefined);
		if (!found?.isDirectory() || now - found.mtimeMs < KEPT_DAYS * DAY_MS) continue;
		await rm(dir, { recursive: true, force: true }).catch(() => undefined);
	}
}
