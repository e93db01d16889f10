import { randomBytes } from 'node:crypto';
import { open, rename, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Failure } from '../core/failure.ts';

/**
 * Writes the whole file or nothing: into a new file beside it, flushed to the disk, then renamed over it, so that a reader or a crash never meets
 * half of it. The folder has to be there. Throws `Failure('disk')`.
 */
export async function writeAtomically(path: string, content: string | Uint8Array, mode = 0o644): Promise<void> {
	const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
	try {
		// wx: never through a file or link that somebody put there before.
		const file = await open(temporary, 'wx', mode);
		try {
			await file.writeFile(content);
			await file.sync();
		} finally {
			await file.close();
		}
		await replace(temporary, path);
	} catch (error) {
		await unlink(temporary).catch(() => undefined);
		throw diskFailure(path, error);
	}
}

/** An error of the file system as a `Failure`: the file's name and the reason, never a bare code. */
export function diskFailure(path: string, error: unknown): Failure {
	const code = codeOf(error);
	const reason = REASONS.get(code ?? '') ?? code ?? 'unknown error';
	return new Failure('disk', `${path}: ${reason}`, { cause: error });
}

/** The code of an error of the file system: `ENOENT`. */
export function codeOf(error: unknown): string | undefined {
	const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
	return typeof code === 'string' ? code : undefined;
}

const REASONS = new Map([
	['ENOENT', 'it does not exist'],
	['EACCES', 'no permission'],
	['EPERM', 'no permission'],
	['EROFS', 'the disk is read-only'],
	['ENOSPC', 'the disk is full'],
	['EDQUOT', 'the disk quota is used up'],
	['ENOTDIR', 'a part of the path is a file'],
	['EISDIR', 'it is a folder'],
	['EMFILE', 'too many files are open'],
]);

/** Windows refuses a rename while a virus scanner or another reader has the target open: that passes. */
async function replace(from: string, to: string): Promise<void> {
	for (let attempt = 1; ; attempt++) {
		try {
			await rename(from, to);
			return;
		} catch (error) {
			if (attempt === 5 || !['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error) ?? '')) throw error;
			await new Promise((resolve) => setTimeout(resolve, 20 * attempt));
		}
	}
}
