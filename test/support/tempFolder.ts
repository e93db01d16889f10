import { mkdtemp, realpath, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** A new folder below the system's temporary folder, as git names it (no symbolic links in the path); gone after `remove()`. */
export async function tempFolder(prefix = 'tandem-'): Promise<{ readonly path: string; remove: () => Promise<void> }> {
	const folder = await mkdtemp(path.join(await realpath(os.tmpdir()), prefix));
	return { path: folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) };
}
