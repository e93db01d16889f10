/**
 * What is known of a code repo's commits: facts that can never change, of commits on any branch. Commits are numbered from 0, and every parent has a
 * lower number than its children, so that a walk from the highest number down meets children first. Numbers hold for one `CommitHistory` only.
 */
export interface CommitHistory {
	readonly commitCount: number;
	/** The number of a commit by its full hash, or -1. */
	find(hash: string): number;
	hash(commit: number): string;
	/** When it was written (author time), in seconds since 1970. */
	time(commit: number): number;
	author(commit: number): CommitAuthor;
	/** In git's order; empty for a first commit. A parent that is not known is -1: older history was not read yet, or a shallow clone ends here. */
	parents(commit: number): readonly number[];
	/** What the commit did to which files. Of a merge only files that differ from those of all its parents. */
	changes(commit: number): readonly FileChange[];
	/** Every known change of the file with this very name, on any branch, highest commit number first. */
	changesOf(path: string): readonly FileChange[];
}

export interface CommitAuthor {
	readonly name: string;
	readonly email: string;
}

/** One file in one commit. */
export interface FileChange {
	readonly commit: number;
	/** As git has it; a hostile tree may hold what is no `RepoPath`. */
	readonly path: string;
	readonly kind: 'added' | 'modified' | 'deleted' | 'renamed';
	/** The name before, with `renamed`; of a merge, one entry for each name that differs. */
	readonly from?: string;
}
