import type { RepoPath } from '../repoPath.ts';
import type { CommitConstraint, Relation } from '../link.ts';

/** How many weeks of commits are counted, the current one included. */
export const WEEKS = 26;

/** What the whole history of the open code repos says of one objective. */
export interface ObjectiveWork {
	/** Commits that name it. */
	readonly commits: number;
	/** Seconds since 1970; absent without a commit. */
	readonly firstAt?: number;
	readonly lastAt?: number;
	/** Commits per week (from Monday, UTC), `WEEKS` numbers, oldest first; the last is the week of now. */
	readonly weeks: readonly number[];
	/** Those who wrote the commits, most commits first. */
	readonly people: readonly { readonly name: string; readonly commits: number }[];
	/** Files that the commits touched, by today's names, most commits first. */
	readonly files: readonly { readonly path: RepoPath; readonly commits: number }[];
	/** The history is incomplete: still being read, or a shallow clone. The numbers are then at least so high. */
	readonly partial: boolean;
}

/** What the whole history of one file says, renames followed. */
export interface FileWork {
	/** Commits that touched it, merges not counted. */
	readonly commits: number;
	/** Most commits first. A commit that names several objectives counts for the one that it names most strongly. */
	readonly parts: readonly FileWorkPart[];
	/** Seconds since 1970. */
	readonly lastAt: number;
	readonly partial: boolean;
}

export type FileWorkPart =
	| { readonly kind: 'objective'; readonly objective: string; readonly commits: number; readonly lastAt: number }
	/** The message says that the work serves no objective, on purpose. */
	| { readonly kind: 'none'; readonly commits: number; readonly lastAt: number }
	| { readonly kind: 'unlinked'; readonly commits: number; readonly lastAt: number };

/** What a commit that names an objective says in a `Constraint:` or `Trade-off:` line. */
export interface FoundConstraint extends CommitConstraint {
	readonly hash: string;
	/** Seconds since 1970. */
	readonly time: number;
	readonly author: string;
}

/** A commit as the index knows it; subject and message are git's to tell. */
export interface IndexedCommit {
	readonly hash: string;
	readonly time: number;
	readonly author: string;
	/** Strongest first. */
	readonly objectives: readonly { readonly id: string; readonly relation: Relation; readonly words: string }[];
	readonly none?: { readonly reason?: string };
}
