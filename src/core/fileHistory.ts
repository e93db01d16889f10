import type { CommitFacts } from './link.ts';
import type { RepoPath } from './repoPath.ts';

/** Which commit last touched each line of one file at one commit: what `git blame` knows, plus the full messages. Immutable. */
export interface FileHistory {
	readonly path: RepoPath;
	/** The commit at which the file was looked at (HEAD at that time). */
	readonly commit: string;
	/** Text of the file at that commit, split at `\n`, without `\r`; as git counts lines, nothing stands after the last `\n`. */
	readonly lines: readonly string[];
	readonly commits: readonly CommitFacts[];
	/** For each line (from 0) the index into `commits`, or `NOT_YET_KNOWN` as long as git is still looking for it. */
	readonly lineCommit: Uint32Array;
	/** Indexes into `commits` at which a shallow history ends: an older commit may have written the line. */
	readonly boundary: ReadonlySet<number>;
	/** Whether `.git-blame-ignore-revs` was looked through: `unreadable` where git refused the file. */
	readonly ignoredRevs: 'none' | 'honoured' | 'unreadable';
}

/** In the `lineCommit` of a history that is still being read; a finished one has none. */
export const NOT_YET_KNOWN = 0xffffffff;
