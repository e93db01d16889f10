import { constants } from 'node:fs';
import { open, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';

/** What is at a path of a repository that others wrote. */
export type RegularFile =
	| { readonly kind: 'file'; /** Real path. */ readonly path: string; readonly bytes: Buffer }
	| { readonly kind: 'absent' }
	/** `why` for people: `is larger than 64 KiB`. */
	| { readonly kind: 'refused'; readonly why: string };

/**
 * Reads the file `name` below `root` (a real path): a regular file of at most `maxBytes`, reached without leaving `root`. A symbolic link
 * inside is followed; devices and pipes are never opened for long.
 */
export async function readRegularFile(root: string, name: string, maxBytes: number): Promise<RegularFile> {
	try {
		const path = await realpath(join(root, name));
		if (!isInside(root, path)) return { kind: 'refused', why: 'is a link that leaves the repository' };
		// Looked at before it is opened: opening a device may already do something.
		if (!(await stat(path)).isFile()) return { kind: 'refused', why: 'is not a regular file' };
		const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
		try {
			const found = await file.stat();
			if (!found.isFile()) return { kind: 'refused', why: 'is not a regular file' };
			if (found.size > maxBytes) return { kind: 'refused', why: `is larger than ${maxBytes / 1024} KiB` };
			const { buffer, bytesRead } = await file.read(Buffer.alloc(found.size), 0, found.size, 0);
			return { kind: 'file', path, bytes: buffer.subarray(0, bytesRead) };
		} finally {
			await file.close();
		}
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
		if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'absent' };
		return { kind: 'refused', why: `cannot be read (${code})` };
	}
}

/** Whether `path` is `root` or below it; both are real paths. */
export function isInside(root: string, path: string): boolean {
	const way = relative(root, path);
	return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}
