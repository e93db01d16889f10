import type { Health, ObjectiveStatus } from '../core/objective.ts';
import type { LineRange } from '../core/textRange.ts';

/**
 * What `--json` prints: one object, with the version of its shape in `tandem`. Within a version keys are only added. A key without a value is absent.
 * Times are ISO 8601 in UTC, hashes are full, lines count from 1, paths of repositories are relative with `/`.
 */
export interface Envelope<Name extends string> {
	readonly tandem: 1;
	readonly command: Name;
	/** The code repo; absent where there is none. */
	readonly code?: CodeJson;
	/** The spec repo as it was read; absent in `doctor` where it cannot be. */
	readonly spec?: SpecJson;
}

export interface CodeJson {
	/** Path of the operating system. */
	readonly root: string;
	/** As in the `repo:` of `code:` rules: `acme/web-shop`. */
	readonly name?: string;
	readonly commit?: string;
	readonly branch?: string;
	/** The history is incomplete: commits before its end cannot be known. */
	readonly shallow: boolean;
}

export interface SpecJson {
	readonly label: string;
	/** The address it is cloned from, or the folder in which it is read in place. */
	readonly url?: string;
	readonly folder?: string;
	/** Folder in it that counts as its root. */
	readonly path?: string;
	readonly commit?: string;
	readonly branch?: string;
	/** Present where the newest state could not be fetched: this is the last one on this machine. */
	readonly stale?: { readonly kind: string; readonly reason: string };
}

/** Instead of an answer, with exit code 2. `kind` is stable; `reason` is the sentence on stderr. */
export interface ErrorJson {
	readonly tandem: 1;
	readonly command: string;
	readonly error: { readonly kind: string; readonly reason: string };
}

export interface PersonJson {
	readonly name: string;
	readonly email?: string;
	readonly handle?: string;
}

export interface ObjectiveJson {
	readonly id: string;
	readonly title: string;
	/** Absent: not given, or not understood; then `statusText` has the PM's word. The same holds for `health`. */
	readonly status?: ObjectiveStatus;
	readonly statusText?: string;
	readonly health?: Health;
	readonly healthText?: string;
	readonly pm?: PersonJson;
	readonly engineer?: PersonJson;
	readonly team?: string;
	/** `text` is the PM's label, `2026-Q4`; dates are `YYYY-MM-DD`. */
	readonly period?: { readonly text?: string; readonly start?: string; readonly due?: string };
	readonly parent?: string;
	readonly supersedes: readonly string[];
	readonly keyResults: readonly KeyResultJson[];
	readonly tickets: readonly string[];
	readonly aliases: readonly string[];
	/** The PM's patterns; without `repo` for every code repo. */
	readonly code: readonly { readonly repo?: string; readonly patterns: readonly string[] }[];
	/** The PM's Markdown; `why` is empty where there is none. */
	readonly why: string;
	readonly constraints: readonly string[];
	readonly decisions: readonly string[];
	readonly outOfScope: readonly string[];
	/** Questions about it that the PM has not answered. */
	readonly openQuestions: readonly { readonly id: string; readonly title: string; readonly file: string }[];
	/** In the spec repo; `line` is that of the title. */
	readonly file: string;
	readonly line: number;
}

/** Numbers are in `unit`; an absent one is unknown, not zero. */
export interface KeyResultJson {
	readonly id?: string;
	readonly metric: string;
	readonly unit?: string;
	readonly baseline?: number;
	readonly target?: number;
	readonly current?: number;
}

export interface CommitJson {
	readonly hash: string;
	readonly author: string;
	readonly time: string;
	readonly subject: string;
}

/** The words by which a commit names an objective, as they stand in the message. */
export interface MentionJson {
	readonly relation: 'implements' | 'partially' | 'related' | 'mentions';
	readonly where: 'trailer' | 'subject' | 'body';
	readonly words: string;
}

export type EvidenceJson =
	| {
			readonly kind: 'marker';
			/** Line of the comment, and the lines it speaks for. */
			readonly line: number;
			readonly scope: LineRange | 'file';
			readonly words: string;
	  }
	| ({ readonly kind: 'commit'; readonly commit: CommitJson } & MentionJson)
	/** `specFile` and `specLine` are where the pattern stands in the spec repo. */
	| { readonly kind: 'path'; readonly pattern: string; readonly specFile: string; readonly specLine: number }
	| { readonly kind: 'branch'; readonly branch: string; readonly words: string };

/** Which commit last touched the line. `boundary`: a shallow history ends there, an older commit may have written it. */
export type HistoryJson =
	| { readonly kind: 'commit'; readonly commit: CommitJson; readonly boundary: boolean }
	| { readonly kind: 'uncommitted' }
	| { readonly kind: 'failed'; readonly reason: string };

/** Why a line or file exists: `none` is "serves no objective, on purpose", `unlinked` is "all was looked at, nothing speaks for one". */
export type AnswerKind = 'linked' | 'none' | 'unlinked' | 'unknown';

interface WhyBase extends Envelope<'why'> {
	/** In the code repo. */
	readonly path: string;
	readonly lineCount: number;
	readonly answer: AnswerKind;
	/** Ids behind `@objective` in this file that the spec repo does not know. */
	readonly unknownMarkers: readonly { readonly line: number; readonly id: string }[];
}

/** `tandem why PATH:LINE`: the objectives that the line serves, the first is the answer; for `none` those of the file's path. */
export interface WhyLineJson extends WhyBase {
	readonly line: number;
	readonly objectives: readonly (ObjectiveJson & { readonly evidence: readonly EvidenceJson[] })[];
	/** With `none`: what the commit says. */
	readonly none?: { readonly reason?: string; readonly words: string };
	readonly history: HistoryJson;
}

/** `tandem why PATH`: the objectives of the file, most lines first. */
export interface WhyFileJson extends WhyBase {
	readonly objectives: readonly (ObjectiveJson & {
		/** Lines whose first answer it is, and where they are. */
		readonly lines: number;
		readonly ranges: readonly LineRange[];
		/** Further lines that it is an answer of, behind a stronger one. */
		readonly alsoLines: number;
		/** Strongest first; `lines` is how many lines it speaks for. */
		readonly evidence: readonly (EvidenceJson & { readonly lines: number })[];
	})[];
	/** Lines without an objective. With the objectives' `lines` they sum up to `lineCount`. */
	readonly otherLines: { readonly none: number; readonly unlinked: number; readonly unknown: number };
}

/** `tandem objectives`, in order of id. */
export interface ObjectivesJson extends Envelope<'objectives'> {
	readonly objectives: readonly ObjectiveJson[];
}

/** One commit of `tandem commits`; `objectives` is empty where it names none. */
export interface NamedCommitJson extends CommitJson {
	/** Strongest first; each objective once. */
	readonly objectives: readonly ({ readonly id: string } & MentionJson)[];
	/** The message says `Objective: none`. */
	readonly none?: { readonly reason?: string; readonly words: string };
}

/** `tandem commits`, newest first. `commits` is the last key and has one commit a line. */
export interface CommitsJson extends Envelope<'commits'> {
	/** As given; absent: all of HEAD. */
	readonly range?: string;
	readonly counts: CommitCounts;
	readonly commits: readonly NamedCommitJson[];
}

export interface CommitCounts {
	readonly commits: number;
	/** Commits that name at least one objective. */
	readonly named: number;
	/** Commits that say `Objective: none`. */
	readonly none: number;
}

/** `tandem doctor`. `next` says what to do. */
export interface DoctorJson extends Envelope<'doctor'> {
	readonly sections: readonly {
		readonly title: string;
		readonly checks: readonly {
			readonly status: 'ok' | 'note' | 'warning' | 'error';
			readonly text: string;
			readonly next?: string;
		}[];
	}[];
}
