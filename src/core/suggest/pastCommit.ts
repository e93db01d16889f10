import type { RepoPath } from '../repoPath.ts';

/** A commit that was made, as far as it tells which code serves which objective. */
export interface PastCommit {
	/** Seconds since 1970. */
	readonly time: number;
	/** Whatever is the same for all commits of a person, such as an e-mail address in small letters. */
	readonly author: string;
	readonly files: readonly RepoPath[];
	/** Ids of the objectives that it names. */
	readonly objectives: readonly string[];
	readonly message: string;
}
