import type { RepoPath } from './repoPath.ts';
import type { LineRange } from './textRange.ts';

/** How a commit's words stand to the objective that they name. */
export type Relation = 'implements' | 'partially' | 'related' | 'mentions';

/** A commit names an objective: the words that say so, exactly as they stand in the message. */
export interface CommitMention {
	readonly objective: string;
	readonly relation: Relation;
	/** e.g. `Objective: CHK-1`, `(KIP-932)`, `Part of blueprint x`. */
	readonly words: string;
	/** `trailer` is worth more than the subject, the subject more than the body. */
	readonly where: 'trailer' | 'subject' | 'body';
}

/** A limit of the code, or a price that was paid, as a commit's message says it. */
export interface CommitConstraint {
	readonly kind: 'constraint' | 'trade-off';
	/** Plain text of one line. */
	readonly text: string;
}

/** What a commit's message says about objectives. */
export interface CommitNaming {
	/** Strongest first; each objective once. */
	readonly mentions: readonly CommitMention[];
	/** Present where the message says `Objective: none`: the work serves no objective on purpose. */
	readonly none?: { readonly reason?: string; readonly words: string };
	/** What its `Constraint:` and `Trade-off:` lines say; absent without one, and where no objective is named. */
	readonly constraints?: readonly CommitConstraint[];
}

/** What is known of a commit without asking git again. */
export interface CommitFacts {
	/** Full hash. */
	readonly hash: string;
	readonly author: string;
	/** Seconds since 1970. */
	readonly time: number;
	/** First line of the message. */
	readonly subject: string;
	readonly message: string;
}

export type Evidence =
	| {
			readonly kind: 'marker';
			/** Line of the comment in the code, from 1. */
			readonly line: number;
			/** The lines that the marker speaks for. */
			readonly scope: LineRange | 'file';
			readonly words: string;
	  }
	| { readonly kind: 'commit'; readonly commit: CommitFacts; readonly mention: CommitMention }
	| {
			readonly kind: 'path';
			readonly pattern: string;
			/** Where the pattern stands in the spec repo. */
			readonly specFile: RepoPath;
			readonly specLine: number;
	  }
	| { readonly kind: 'branch'; readonly branch: string; readonly words: string };

export type EvidenceKind = Evidence['kind'];

/** "This code serves this objective", with all that speaks for it, strongest first (never empty). */
export interface Link {
	readonly objective: string;
	readonly evidence: readonly [Evidence, ...Evidence[]];
}

/** Which commit last touched a line, as far as is known. A failure is never told as an answer. */
export type LineHistory =
	| {
			readonly kind: 'commit';
			readonly commit: CommitFacts;
			/** The history ends here (shallow clone): an older commit may have written the line. */
			readonly boundary: boolean;
	  }
	| { readonly kind: 'uncommitted' }
	| { readonly kind: 'pending' }
	| { readonly kind: 'failed'; readonly reason: string };

/**
 * Why a line exists. `links` are ranked, the first is the answer.
 * - `linked`: at least one link.
 * - `none`: the line's commit says that it serves no objective, on purpose; `links` are those of the file's path.
 * - `unlinked`: everything was looked at and nothing speaks for an objective.
 * - `unknown`: nothing is known yet, or cannot be known (see `history`).
 */
export type LineAnswer =
	| { readonly kind: 'linked'; readonly links: readonly [Link, ...Link[]]; readonly history: LineHistory }
	| {
			readonly kind: 'none';
			readonly commit: CommitFacts;
			readonly reason?: string;
			readonly words: string;
			readonly links: readonly Link[];
			readonly history: LineHistory;
	  }
	| { readonly kind: 'unlinked'; readonly links: readonly []; readonly history: LineHistory }
	| { readonly kind: 'unknown'; readonly links: readonly []; readonly history: LineHistory };
