import { findNearest } from '../nearest.ts';
import type { SpecFormat, StatusMeaning } from './specFormat.ts';

/**
 * What a status says in the words of its format: `**Implemented (Swift 6.2)**` and `superseded by ADR-5` begin with a known word, and what follows
 * explains it. Undefined where no known word stands there.
 */
export function readStatusWords(text: string, statuses: SpecFormat['statuses']): StatusMeaning | undefined {
	const words = statusWords(text);
	const known = Object.keys(statuses)
		.filter((word) => words === word || (words.startsWith(word) && !/^[\p{L}\p{N}]/u.test(words.slice(word.length))))
		.sort((one, other) => other.length - one.length)[0];
	return known === undefined ? undefined : statuses[known];
}

/** The status word that `text` was probably meant to be. */
export function nearestStatus(text: string, statuses: SpecFormat['statuses']): string | undefined {
	return findNearest(statusWords(text), Object.keys(statuses));
}

/** As the keys of a format's statuses are written: lower case, single blanks, no markup. */
export function statusWords(text: string): string {
	return text
		.slice(0, 200)
		.replace(/~~[^~]*~~/g, '')
		.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
		.replace(/[*`_\s-]+/g, ' ')
		.trim()
		.toLowerCase();
}
