import type { RepoPath } from './repoPath.ts';
import type { TextRange } from './textRange.ts';

export const OBJECTIVE_STATUSES = ['proposed', 'active', 'paused', 'achieved', 'dropped'] as const;
export type ObjectiveStatus = (typeof OBJECTIVE_STATUSES)[number];

export const HEALTHS = ['on-track', 'at-risk', 'off-track'] as const;
export type Health = (typeof HEALTHS)[number];

/** Somebody named in the spec repo. `key` is the key in `people:` of tandem.yml, absent for a name or e-mail written in place. */
export interface Person {
	readonly key?: string;
	/** Never empty; the e-mail's local part or the key where no name is known. */
	readonly name: string;
	readonly email?: string;
	/** Handle at the forge, without `@`. */
	readonly handle?: string;
}

/** When the objective runs. Dates are `YYYY-MM-DD`; `text` is what the PM wrote where it is a label such as `2026-Q4`. */
export interface Period {
	readonly text?: string;
	readonly start?: string;
	readonly due?: string;
}

/** How an objective is measured. Numbers are in `unit`; an absent number is unknown, not zero. */
export interface KeyResult {
	readonly id?: string;
	readonly metric: string;
	readonly unit?: string;
	readonly baseline?: number;
	readonly target?: number;
	readonly current?: number;
	/** Line of this key result in the objective's file, from 1. */
	readonly line: number;
}

/**
 * One `code:` entry: gitignore-style patterns that hold for one code repo, or for every code repo of the spec repo where `repo` is absent.
 * The order of patterns matters, as in a .gitignore file: the last one that matches decides, `!` excludes.
 */
export interface CodeRule {
	/** Name as in `acme/web-shop`. */
	readonly repo?: string;
	readonly patterns: readonly CodePattern[];
}

export interface CodePattern {
	readonly text: string;
	/** Line in the objective's file, from 1. */
	readonly line: number;
}

/** One list item or paragraph of `## Constraints`, `## Decisions` or `## Out of scope`: the PM's Markdown, unchanged. */
export interface BodyItem {
	readonly markdown: string;
	/** Line in the objective's file, from 1. */
	readonly line: number;
}

/** The PM looked at the code's state at `at` (a commit of the code repo) and the objective still held. */
export interface Confirmation {
	readonly by: Person;
	/** `YYYY-MM-DD` */
	readonly on?: string;
	readonly at?: string;
}

/** A goal that the PM maintains, as read from one file of the spec repo. */
export interface Objective {
	readonly id: string;
	readonly title: string;
	/** Absent: not given, or not understood. */
	readonly status?: ObjectiveStatus;
	/** The PM's own word, where it is another than ours: `Final` for achieved. */
	readonly statusText?: string;
	readonly health?: Health;
	readonly healthText?: string;
	readonly pm?: Person;
	readonly engineer?: Person;
	readonly team?: string;
	readonly period?: Period;
	/** Id of the parent, as written; it need not exist. */
	readonly parent?: string;
	readonly supersedes: readonly string[];
	readonly keyResults: readonly KeyResult[];
	readonly code: readonly CodeRule[];
	/** Keys that engineers already write in commits: `SHOP-1423`, `acme/web-shop#381`. */
	readonly tickets: readonly string[];
	readonly aliases: readonly string[];
	readonly confirmed?: Confirmation;
	/** The PM's Markdown under `# Why` (or before the first other heading); empty where there is none. */
	readonly why: string;
	readonly constraints: readonly BodyItem[];
	readonly decisions: readonly BodyItem[];
	readonly outOfScope: readonly BodyItem[];
	/** What its author left open, as questions to the PM. */
	readonly openPoints: readonly BodyItem[];
	readonly source: ObjectiveSource;
}

/** Where the objective was read. */
export interface ObjectiveSource {
	/** Relative to the spec repo's root. */
	readonly file: RepoPath;
	/** Line of the title, from 1. */
	readonly titleLine: number;
	/** What the file name's placeholders stood for, e.g. `{number: '389', slug: 'element'}`; empty for the native format. */
	readonly captures: Readonly<Record<string, string>>;
	/** The file with the keys, where that is another one than `file` (`kep.yaml` beside its README); `ranges` and the lines of key results and patterns are in it. */
	readonly head?: RepoPath;
	/** Templates of further names in commits and comments, filled from `captures`; absent: none. */
	readonly keys?: readonly string[];
	/** Of several files with one id the greatest counts; absent where the format has no editions. */
	readonly edition?: string;
	/** Where the head says it; a key is absent where the value came from elsewhere (the file's name, a heading). */
	readonly ranges?: Readonly<Partial<Record<'id' | 'title' | 'parent', TextRange>>>;
}
