import { createHash } from 'node:crypto';
import { readRegularFile } from './regularFile.ts';

/** The commits that blame looks through, as the repository lists them in `.git-blame-ignore-revs` at the root of its working tree. */
export interface IgnoredRevs {
	/** Full path of the list; absent: there is none, or it may not be used. */
	readonly file?: string;
	/** There is one, but it is no regular file of the repository or too large. */
	readonly refused: boolean;
	/** Changes with the content. */
	readonly key: string;
}

const MAX_BYTES = 1024 * 1024;

export async function readIgnoredRevs(root: string): Promise<IgnoredRevs> {
	const found = await readRegularFile(root, '.git-blame-ignore-revs', MAX_BYTES);
	if (found.kind === 'absent') return { refused: false, key: 'none' };
	if (found.kind === 'refused') return { refused: true, key: 'refused' };
	return { file: found.path, refused: false, key: createHash('sha256').update(found.bytes).digest('hex') };
}
