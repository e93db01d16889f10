import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../core/failure.ts';
import { isObjectId } from './git.ts';

/** The list of a shallow clone: a hash on each line; there is no such file in a whole one. */
export async function readShallow(
	commonDir: string,
): Promise<{ readonly commits: ReadonlySet<string>; readonly key: string }> {
	const text = await readFile(join(commonDir, 'shallow'), 'utf8').catch((error: unknown) => {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
		throw new Failure('disk', join(commonDir, 'shallow'), { cause: error });
	});
	const commits = new Set(text.split(/\r?\n/).filter(isObjectId));
	return { commits, key: commits.size === 0 ? 'whole' : createHash('sha256').update(text).digest('hex') };
}
