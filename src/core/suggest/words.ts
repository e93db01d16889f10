import { foldText } from '../foldText.ts';
import type { Steps } from '../steps.ts';
import { finish } from '../steps.ts';
import { stem } from './stem.ts';
import { STOP_WORDS } from './stopWords.ts';

/** A word of a text. */
export interface WordUse {
	/** How often, in all its forms. */
	readonly count: number;
	/** The form that came first, in small letters: for people. */
	readonly shown: string;
}

/** The words that say what a text is about, by their stem. */
export type Words = ReadonlyMap<string, WordUse>;

/** Longer runs of letters are data. */
const LONGEST = 40;
/** Matches between two turns of others: some hundred microseconds. */
const STEP = 1_000;

/**
 * The words of prose, code or a path. An identifier is taken apart and counts as a whole, too: `RetryPolicy` is `retry`, `policy` and `retrypolicy`,
 * `db_retry_limit` is `db`, `retry` and `limit`. Numbers and words that say nothing are left out. Takes time in proportion to the text.
 */
export function* readWords(text: string): Steps<Words> {
	const words = new Map<string, { count: number; shown: string }>();
	// The same few hundred forms come again and again.
	const stems = new Map<string, string>();
	const add = (written: string) => {
		const word = foldText(written);
		let key = stems.get(word);
		if (key === undefined) {
			key = isTelling(word) ? stem(word) : '';
			stems.set(word, key);
		}
		if (key === '') return;
		const known = words.get(key);
		if (known) known.count++;
		else words.set(key, { count: 1, shown: word });
	};
	let read = 0;
	for (const [run] of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
		if (++read % STEP === 0) yield;
		if (run.length > LONGEST) continue;
		const parts = run.match(PARTS) ?? [run];
		for (const part of parts) add(part);
		if (parts.length > 1) add(run);
	}
	return words;
}

/** The same for a text that is short, at one go. */
export function wordsOf(text: string): Words {
	return finish(readWords(text));
}

/** `HTTPServerError2`: `HTTP`, `Server`, `Error2`. */
const PARTS = /\p{Lu}+(?!\p{Ll})[\p{N}\p{M}]*|\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}\p{Lt}\p{N}\p{M}]+/gu;

function isTelling(word: string): boolean {
	return word.length > 1 && !/^\p{N}+$/u.test(word) && !/^[0-9a-f]*\d[0-9a-f]{6,}$/.test(word) && !STOP_WORDS.has(word);
}
