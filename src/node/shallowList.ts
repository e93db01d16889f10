import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../core/failure.ts';
import { codeOf } from './atomicFile.ts';
import { isObjectId } from './git.ts';

/** The commits at which a shallow clone ends, as full hashes in their order as texts; none for a whole one, which has no such list. */
export async function readShallow(commonDir: string): Promise<readonly string[]> {
	const hashes = (await readList(join(commonDir, 'shallow'))).split(/\r?\n/).filter(isObjectId);
	return hashes.sort((one, other) => (one < other ? -1 : 1));
}

/** A list of git's own; empty where there is none. */
export async function readList(path: string): Promise<string> {
	return readFile(path, 'utf8').catch((error: unknown) => {
		if (codeOf(error) === 'ENOENT') return '';
		throw new Failure('disk', path, { cause: error });
	});
}
