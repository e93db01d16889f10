import type { RepoPath } from '../repoPath.ts';

/** Something that speaks for an objective, with what it adds to the candidate's points. */
export type Reason = { readonly points: number } & (
	| { readonly kind: 'words'; readonly words: readonly string[] }
	/** Words of the path that the objective has, too. */
	| { readonly kind: 'path'; readonly words: readonly string[] }
	/** Words that commits for this objective have used. */
	| { readonly kind: 'said'; readonly words: readonly string[] }
	/** Earlier commits of the file named it. */
	| { readonly kind: 'file'; readonly path: RepoPath; readonly commits: number }
	/** Commits of the folder named it. */
	| { readonly kind: 'folder'; readonly path: string; readonly commits: number }
	/** Files that change in the same commits serve it. `commits`: how many changed both. */
	| { readonly kind: 'together'; readonly files: readonly { readonly path: RepoPath; readonly commits: number }[] }
	/** The same person's newest commit with an objective was for it. */
	| { readonly kind: 'author' }
	/** Commits named it lately; `at` in seconds since 1970. */
	| { readonly kind: 'recent'; readonly at: number }
	/** Most work of these weeks goes to objectives of its period. */
	| { readonly kind: 'period'; readonly period: string }
);

export interface Suggestion {
	/** Id of the objective. */
	readonly objective: string;
	readonly points: number;
	/** The part of the points that is about the code itself, and not about who works on what. */
	readonly aboutCode: number;
	/** The strongest first. */
	readonly reasons: readonly Reason[];
}

/**
 * How much a list of suggestions is worth.
 * - `clear`: the first stands well above all others.
 * - `several`: the first few stand above the rest.
 * - `unknown`: none stands out. What is listed is only the least unlikely.
 */
export type Standing = 'clear' | 'several' | 'unknown';

export interface Suggestions {
	readonly standing: Standing;
	/** The best first; none of them without any sign in the code. */
	readonly candidates: readonly Suggestion[];
}
