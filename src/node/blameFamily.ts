import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { CommitFacts } from '../core/link.ts';
import type { RepoPath } from '../core/repoPath.ts';
import type { CodePlaces } from './codePlaces.ts';
import { readIgnoredRevs } from './ignoredRevs.ts';
import type { IgnoredRevs } from './ignoredRevs.ts';
import { readRegularFile } from './regularFile.ts';
import { readList, readShallow } from './shallowList.ts';

/** All blames of one file that may be compared with each other: they depend on nothing else but the commit. */
export interface BlameFamily {
	/** The same in every worktree and every session; changes with whatever changes an answer. */
	readonly key: string;
	readonly ignored: IgnoredRevs;
	/** Commits at which a shallow history ends. */
	readonly shallow: ReadonlySet<string>;
	/** The commits have the parents that they were made with: no shallow clone, no `info/grafts`. */
	readonly wholeHistory: boolean;
}

const MAX_MAILMAP_BYTES = 4 * 1024 * 1024;

export async function readBlameFamily(
	places: Pick<CodePlaces, 'commonDir' | 'blameSettings'>,
	root: string,
	path: RepoPath,
): Promise<BlameFamily> {
	const [ignored, commonDir, settings, mailmap] = await Promise.all([
		readIgnoredRevs(root),
		places.commonDir(root),
		places.blameSettings(root),
		readRegularFile(root, '.mailmap', MAX_MAILMAP_BYTES),
	]);
	const [shallow, grafts, lists] = await Promise.all([
		readShallow(commonDir),
		readList(join(commonDir, 'info', 'grafts')),
		Promise.all(settings.ignoreRevsFiles.map((file) => stampOf(resolve(root, file.replace(/^~(?=\/)/, homedir()))))),
	]);
	const names = mailmap.kind === 'file' ? digest(mailmap.bytes) : mailmap.kind;
	const parts = [
		commonDir,
		path,
		ignored.key,
		digest(shallow.join('\n')),
		digest(grafts),
		settings.key,
		...lists,
		names,
	];
	return {
		key: parts.join('\0'),
		ignored,
		shallow: new Set(shallow),
		wholeHistory: shallow.length === 0 && grafts === '',
	};
}

/** Indexes of the commits at which a shallow history ends. */
export function boundaryOf(commits: readonly CommitFacts[], shallow: ReadonlySet<string>): ReadonlySet<number> {
	return new Set(commits.flatMap(({ hash }, index) => (shallow.has(hash) ? [index] : [])));
}

/** The user's settings may name any file, also one that never ends: it is looked at from outside. */
async function stampOf(path: string): Promise<string> {
	const found = await stat(path).catch(() => undefined);
	return found ? `${found.ino}:${found.mtimeMs}:${found.size}` : 'none';
}

function digest(content: string | Uint8Array): string {
	return content.length === 0 ? '' : createHash('sha256').update(content).digest('hex');
}
