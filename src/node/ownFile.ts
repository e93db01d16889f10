import { constants } from 'node:fs';
import { lstat, mkdir, open, realpath } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { Failure } from '../core/failure.ts';
import { codeOf, diskFailure, writeAtomically } from './atomicFile.ts';

/** A larger file is nobody's spec. */
const READ_LIMIT = 64 * 1024 * 1024;

/** Bytes of a regular file below `root` (a real path), reached without any link; undefined where there is none. Throws `Failure('disk')`. */
export async function readOwnFile(root: string, path: string, signal?: AbortSignal): Promise<Uint8Array | undefined> {
	const full = join(root, path);
	try {
		if ((await realpath(dirname(full))) !== dirname(full)) return undefined;
		const file = await open(full, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
		try {
			const found = await file.stat();
			return found.isFile() && found.size <= READ_LIMIT ? await file.readFile({ signal }) : undefined;
		} finally {
			await file.close();
		}
	} catch (error) {
		if (['ENOENT', 'ENOTDIR', 'ELOOP', 'EISDIR', 'ENXIO'].includes(codeOf(error) ?? '')) return undefined;
		if (signal?.aborted === true) throw error;
		throw diskFailure(full, error);
	}
}

/**
 * Writes a file below `root` (a real path), with the folders it needs. Throws `Failure('disk')` where a link or anything but a regular file stands in
 * the way: what is behind a link may be anybody's.
 */
export async function writeOwnFile(root: string, path: string, text: string): Promise<void> {
	const full = join(root, path);
	const folder = dirname(full);
	if (full !== root && !full.startsWith(root.endsWith(sep) ? root : root + sep)) {
		throw new Failure('disk', `${path}: it leads out of the spec repo`);
	}
	let nearest = folder;
	while (nearest !== root && (await kindOf(nearest)) === 'nothing') nearest = dirname(nearest);
	const real = await realpath(nearest).catch((error: unknown) => {
		throw diskFailure(nearest, error);
	});
	if (real !== nearest) throw new Failure('disk', `${path}: a link stands in its way`);
	const there = await kindOf(full);
	if (there === 'other') throw new Failure('disk', `${path}: a link or folder has this name`);
	await mkdir(folder, { recursive: true }).catch((error: unknown) => {
		throw diskFailure(folder, error);
	});
	const mode = there === 'nothing' ? 0o644 : (await lstat(full)).mode & 0o777;
	await writeAtomically(full, text, mode);
}

async function kindOf(path: string): Promise<'file' | 'other' | 'nothing'> {
	try {
		const found = await lstat(path);
		return found.isFile() ? 'file' : 'other';
	} catch (error) {
		if (codeOf(error) === 'ENOENT') return 'nothing';
		throw diskFailure(path, error);
	}
}
