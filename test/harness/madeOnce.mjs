// Folders in the cache that are made once and shared by every later run.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { withProgress } from './progress.mjs';
import { cacheFolder } from './project.mjs';

/**
 * Makes the folder `name` in the cache once and returns its path. It is made beside its place and then renamed, so that an interrupted, a failed or a
 * concurrent run leaves nothing half made.
 * @param {string} name
 * @param {string} says what the user reads while waiting
 * @param {(folder: string) => Promise<void>} make fills the folder
 */
export async function madeOnce(name, says, make) {
	const folder = path.join(cacheFolder(), name);
	if (existsSync(folder)) return folder;
	removeAbandoned(folder);
	const unfinished = `${folder}.tmp-${process.pid}`;
	mkdirSync(unfinished, { recursive: true });
	try {
		await withProgress(says, () => make(unfinished));
		try {
			renameSync(unfinished, folder);
		} catch (error) {
			// Another run was quicker: its result is as good.
			if (!existsSync(folder)) throw error;
		}
	} finally {
		rmSync(unfinished, { recursive: true, force: true });
	}
	return folder;
}

/** Removes what runs that are gone left beside `folder`. @param {string} folder */
function removeAbandoned(folder) {
	const parent = path.dirname(folder);
	if (!existsSync(parent)) return;
	for (const name of readdirSync(parent)) {
		const owner = name.startsWith(`${path.basename(folder)}.tmp-`) ? Number(name.split('-').at(-1)) : Number.NaN;
		if (Number.isInteger(owner) && !isAlive(owner)) rmSync(path.join(parent, name), { recursive: true, force: true });
	}
}

/** @param {number} pid */
function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return pid !== process.pid;
	} catch (error) {
		return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
	}
}
