import type { TextRange } from './textRange.ts';

/**
 * What is wrong with the content of a spec repo, as data. The code is stable (tests and users rely on it); the sentence is made in `app/problemText.ts`.
 * Facts hold what was found and what would be right.
 */
export interface ProblemFacts {
	/** `limit` and `bytes` in bytes. */
	'file.too-large': { bytes: number; limit: number };
	'file.binary': object;
	/** The file is not valid UTF-8; it was read with replacement characters. */
	'file.encoding': object;
	'front-matter.unclosed': object;
	'yaml.syntax': { message: string };
	/** Too deeply nested, or aliases that multiply. */
	'yaml.too-complex': { message: string };
	'objective.no-id': object;
	'objective.no-title': { id: string };
	/** Another file, read first, has this id; this one is hidden. */
	'id.duplicate': { id: string; other: string };
	'id.invalid': { id: string };
	'key.unknown': { key: string; suggestion: string };
	/** `example` is a right form. */
	'value.invalid': { key: string; found: string; expected: string; example: string };
	/** What a template left to be filled in. */
	'value.unfilled': { key: string; found: string };
	/** Two places of one file, or file and folder, say different things; `taken` counts. */
	'value.disagrees': { key: string; taken: string; other: string };
	/** The file only points to another place; `to` is empty where it does not say which. */
	'objective.moved': { id: string; to: string };
	/** `by` are the ids of its successors. */
	'objective.superseded': { id: string; by: string };
	/** `newer` is the file of the same objective that counts. */
	'objective.older-edition': { id: string; newer: string };
	'parent.unknown': { parent: string };
	/** `ids` is the cycle, as `A > B > A`. */
	'parent.cycle': { ids: string };
	'supersedes.unknown': { id: string };
	/** `people:` of tandem.yml has nobody of this name; `suggestion` is whom it probably means, or empty. */
	'person.unknown': { key: 'pm' | 'engineer' | 'confirmed'; person: string; suggestion: string };
	/** There is a target, and nothing to measure it from. */
	'key-result.no-baseline': { metric: string };
	'key-result.no-change': { metric: string; value: number };
	/** `suggestion` is the link to the file that was probably meant, or empty. */
	'link.dead': { link: string; suggestion: string };
	'pattern.invalid': { pattern: string; reason: string };
	/** `repos` are the code repos that were looked at. */
	'pattern.unmatched': { pattern: string; repos: string };
	'config.unreadable': { message: string };
	/** Somebody committed git's conflict markers; both sides are read. */
	'question.conflict': object;
	/** Nothing is marked as an answer where Tandem left a place for it. `words`: the range begins where somebody may have answered. */
	'question.no-answer-heading': { words: 'surely' | 'perhaps' | 'none' };
	'question.no-id': object;
	'question.no-objective': object;
	'question.unknown-objective': { objective: string };
	'spec.too-many-files': { limit: number; found: number };
}

export type ProblemCode = keyof ProblemFacts;
export type Severity = 'error' | 'warning' | 'info';

/** One problem of one file of the spec repo. Without a range it is about the whole file. */
export type Problem = {
	[Code in ProblemCode]: {
		readonly code: Code;
		readonly severity: Severity;
		/** Relative to the spec repo's root (or to the code repo's for `.tandem.yml`). */
		readonly file: string;
		readonly range?: TextRange;
		readonly facts: Readonly<ProblemFacts[Code]>;
	};
}[ProblemCode];

/** A value that could be made, and what was wrong on the way. Reading content never throws. */
export interface Read<Value> {
	readonly value: Value;
	readonly problems: readonly Problem[];
}
