import type { Relation } from './link.ts';

/**
 * The verbs that stand before an objective's key in a commit message or as the key of a trailer, in lower case with single blanks. A blank stands for
 * `-` too, so that `Partially-Implements:` is found. What is not here (`per`, `as proposed in`) says no more than that the objective is mentioned.
 */
const VERBS: Readonly<Record<Exclude<Relation, 'mentions'>, readonly string[]>> = {
	implements: listed(`
		implement, implements, implemented, implementing, implementation of, implementation for, complete, completes, completed, completing,
		finish, finishes, finished, finishing, close, closes, closed, closing, fix, fixes, fixed, fixing, resolve, resolves, resolved, resolving,
		deliver, delivers, delivered, satisfies, serves`),
	partially: listed(`
		partially, partially implement, partially implements, partially implemented, partially implementing, partially fixes, partially closes,
		partially resolves, partially addresses, partially completes, partial, partial implement, partial implements, partial implementation of,
		partial implementation for, partial implementation, part of, is part of, first part of, second part of, last part of, step towards, towards, toward,
		contributes to, address, addresses, addressing, work on, works on, progress on, begin implementing, begins implementing,
		start implementing, starts implementing, continue implementing`),
	related: listed(`
		related, related to, relate to, relates, relates to, in relation to, ref, refs, reference, references, see, see also, cf, follow up,
		follow up to, follow up of, prepare, prepare for, prepares for, preparation for, in preparation for, groundwork for, supports, depends on,
		needed by, needed for, required by, required for, blocked by, unblocks, revert, reverts, reverting, inspired by, similar to, documents,
		tests`),
};

/** Nouns that may stand between the verb and the key. Those before the bar also say, alone, that what follows is an objective. */
const OWN_NOUNS = listed('blueprint, blueprints, bp, bps, objective, objectives, goal, epic, initiative, okr, story');
const OTHER_NOUNS = listed(
	'spec, specs, rfc, rfcs, issue, issues, ticket, tickets, bug, bugs, proposal, feature, the, for',
);

/** What stands before a key. */
export interface RelationWords {
	readonly relation: Relation;
	/** Offset at which the words begin. */
	readonly start: number;
	/** A colon or a noun such as `blueprint` says that a key follows, and not an ordinary word. */
	readonly announces: boolean;
}

const WINDOW = 80;
const PHRASES = Object.values(VERBS).flat().map(anyBlank).join('|');
const NOUNS = [...OWN_NOUNS, ...OTHER_NOUNS].join('|');
const BEFORE_KEY = new RegExp(
	`(?<![\\p{L}\\p{N}_])(?<verb>${PHRASES})(?<rest>[\\s:*_-]{0,4}(?:(?:${NOUNS})[\\s:#*_/-]{1,4}){0,3}["'\`([<{*#]{0,3})$`,
	'iu',
);
const NOUN_BEFORE_KEY = new RegExp(
	`(?<![\\p{L}\\p{N}_])(?:${OWN_NOUNS.join('|')})[\\s:#*_/-]{1,4}["'\`([<{*#]{0,3}$`,
	'iu',
);
const NEGATED = /(?:\bnot|n't|\bnever|\bwithout|\bno longer)\s+(?:\w+\s+)?$/i;
const BETWEEN = new RegExp(
	`^[\\s\\])"'\`}>]*(?:[,;&+/]|and\\b|or\\b)?\\s*(?:and\\s+)?(?:(?:${NOUNS})[\\s:#]+)?["'\`([<{#]*$`,
	'iu',
);

/** How the words right before offset `at` relate what stands there to the commit, or undefined where they do not. */
export function relationBefore(text: string, at: number): RelationWords | undefined {
	const from = Math.max(0, at - WINDOW);
	const before = text.slice(from, at);
	const verb = BEFORE_KEY.exec(before);
	if (verb?.groups) {
		const { verb: phrase = '', rest = '' } = verb.groups;
		const relation = NEGATED.test(before.slice(0, verb.index)) ? 'related' : relationOf(phrase);
		const announces = rest.includes(':') || NOUN_BEFORE_KEY.test(before);
		return { relation: relation ?? 'mentions', start: from + verb.index, announces };
	}
	const noun = NOUN_BEFORE_KEY.exec(before);
	return noun ? { relation: 'mentions', start: from + noun.index, announces: true } : undefined;
}

/** The relation that the key of a trailer says (`Partially-Implements`), or undefined where it says none. */
export function relationOf(phrase: string): Relation | undefined {
	const words = phrase
		.toLowerCase()
		.replaceAll(/[\s-]+/g, ' ')
		.trim();
	for (const relation of ['implements', 'partially', 'related'] as const) {
		if (VERBS[relation].includes(words)) return relation;
	}
	return undefined;
}

/** Whether `text`, which stands between two keys, only continues a list: `, `, ` and `. */
export function continuesList(text: string): boolean {
	return text.length <= 30 && !text.includes('\n\n') && /\S|^ +$/.test(text) && BETWEEN.test(text);
}

function anyBlank(phrase: string): string {
	return phrase.replaceAll(' ', '[\\s-]+');
}

function listed(text: string): readonly string[] {
	return text.trim().split(/,\s+/);
}
