import type { LineRange } from '../textRange.ts';
import { hasWords, lineKey, lineMatcher, wordLetters } from './quotedLines.ts';

/** A shorter text (letters and digits) stands somewhere by chance, and is only found together with its neighbours. */
const SHORTEST_ALONE = 24;

/** What stood around a quote: the lines above, nearest last, and those below. */
export interface Surroundings {
	readonly above: readonly string[];
	readonly below: readonly string[];
}

/** How many lines around a quote are looked at. */
export const AROUND = 4;

/** Of a text: the lines around a range. */
export function surroundingsOf(lines: readonly string[], { first, last }: LineRange): Surroundings {
	return { above: lines.slice(Math.max(0, first - 1 - AROUND), first - 1), below: lines.slice(last, last + AROUND) };
}

/** Every place at which `wanted` stands, line for line, without blanks at their ends and with anything where it is masked. Never places that overlap. */
export function findText(lines: readonly string[], wanted: readonly string[]): readonly LineRange[] {
	const keys = wanted.map(lineKey);
	const matchers = keys.map(lineMatcher);
	// The longest line is the rarest one: most places are ruled out by a single comparison.
	const probe = keys.reduce((best, key, at) => (key.length > (keys[best]?.length ?? 0) ? at : best), 0);
	const found: LineRange[] = [];
	const probed = matchers[probe];
	if (!probed) return found;
	for (let start = 0; start + keys.length <= lines.length; start++) {
		if (!probed(lineKey(lines[start + probe] ?? ''))) continue;
		if (!matchers.every((matches, at) => matches(lineKey(lines[start + at] ?? '')))) continue;
		found.push({ first: start + 1, last: start + keys.length });
		start += keys.length - 1;
	}
	return found;
}

interface Judged {
	/** What stands at each of the places. */
	readonly wanted: readonly string[];
	readonly around: Surroundings;
	readonly repeated?: boolean | undefined;
}

/**
 * The one of several places with the same text that has the same lines around it; undefined where nothing tells them apart. A single place needs no
 * judge unless the text is so short that it may stand there by chance, or is `repeated`: it stood in several places before.
 */
export function judgeBySurroundings(
	lines: readonly string[],
	places: readonly LineRange[],
	{ wanted, around, repeated = false }: Judged,
): LineRange | undefined {
	const [only] = places;
	if (!only) return undefined;
	if (places.length === 1 && !repeated && wordLetters(wanted) >= SHORTEST_ALONE) return only;
	const scored = places
		.map((place) => ({ place, score: likeness(surroundingsOf(lines, place), around) }))
		.sort((one, other) => other.score - one.score);
	const [best, second] = scored;
	return best && best.score > 0 && best.score > (second?.score ?? 0) ? best.place : undefined;
}

/** How many lines that say something are the same, counted away from the place; nearer ones count more. */
function likeness(one: Surroundings, other: Surroundings): number {
	return side(one.above.toReversed(), other.above.toReversed()) + side(one.below, other.below);
}

function side(one: readonly string[], other: readonly string[]): number {
	const wanted = other.filter(hasWords).map((line) => lineMatcher(lineKey(line)));
	return one
		.filter(hasWords)
		.map(lineKey)
		.reduce((sum, key, at) => sum + (wanted.some((matches) => matches(key)) ? AROUND + 1 - at : 0), 0);
}
