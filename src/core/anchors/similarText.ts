import type { LineRange } from '../textRange.ts';
import { hasWords, isMasked } from './quotedLines.ts';

/**
 * From 0 to 1, how alike a place has to be to the quote: three quarters of what is particular about its words. Chosen so that one renamed variable or one
 * more argument in a few lines is borne, and a neighbouring line made after the same pattern is not.
 */
export const SIMILAR_ENOUGH = 0.75;
/** So much less alike the next best place has to be. */
const MARGIN = 0.15;
/** A quote of fewer different words is like too many places. */
const FEWEST_WORDS = 4;
/** More words of quote and file than this are not compared: it would take long, and such a quote is no place. */
const LARGEST_WORK = 4_000_000;

/**
 * The one place of `lines` that is like `wanted`, or undefined. Compared are the words of as many lines as were quoted; a word counts the more, the fewer
 * lines of the file have it (inverse document frequency), so that what every line has says nothing; a masked line does not count. The measure is Dice's, 2·common / (all of both), by weight.
 * `isFree` says which lines (from 1) may be part of the place.
 */
export function findSimilar(
	lines: readonly string[],
	wanted: readonly string[],
	isFree: (line: number) => boolean,
): LineRange | undefined {
	const size = wanted.length;
	const masked = wanted.flatMap((line, at) => (isMasked(line) ? [at] : []));
	const quote = bagOf(wanted.filter((line) => !isMasked(line)).map(wordsOf));
	const work = lines.length * (quote.size + masked.length);
	if (quote.size < FEWEST_WORDS || size === 0 || size > lines.length || work > LARGEST_WORK) return undefined;
	const words = lines.map(wordsOf);
	const weight = weightsOf(words);
	const total = weightOfBag(quote, weight);
	const places: { readonly first: number; readonly score: number }[] = [];
	const window = createWindow(quote, weight);
	for (const [at, line] of words.entries()) {
		window.add(line);
		if (at >= size) window.remove(words[at - size] ?? []);
		const first = at - size + 2;
		if (first < 1 || !hasWords(lines[first - 1] ?? '')) continue;
		// What stands in the place of a masked line may be anything.
		const free = masked.map((offset) => words[first - 1 + offset] ?? []);
		free.forEach(window.remove);
		const score = (2 * window.common()) / (total + window.total());
		free.forEach(window.add);
		if (score >= SIMILAR_ENOUGH - MARGIN && isAllFree(first, at + 1, isFree)) places.push({ first, score });
	}
	const best = places.reduce((top, place) => (place.score > top.score ? place : top), { first: 0, score: 0 });
	if (best.score < SIMILAR_ENOUGH) return undefined;
	const rival = places.some(({ first, score }) => Math.abs(first - best.first) >= size && score > best.score - MARGIN);
	return rival ? undefined : { first: best.first, last: best.first + size - 1 };
}

function isAllFree(first: number, last: number, isFree: (line: number) => boolean): boolean {
	for (let line = first; line <= last; line++) if (!isFree(line)) return false;
	return true;
}

function wordsOf(line: string): readonly string[] {
	return line.match(/[\p{L}\p{N}_$]+/gu) ?? [];
}

type Bag = ReadonlyMap<string, number>;

function bagOf(lines: readonly (readonly string[])[]): Bag {
	const bag = new Map<string, number>();
	for (const line of lines) for (const word of line) bag.set(word, (bag.get(word) ?? 0) + 1);
	return bag;
}

/** ln(lines / lines with the word), at least a little; a word that the file does not have is the rarest. */
function weightsOf(lines: readonly (readonly string[])[]): (word: string) => number {
	const counts = new Map<string, number>();
	for (const line of lines) for (const word of new Set(line)) counts.set(word, (counts.get(word) ?? 0) + 1);
	return (word) => Math.log((lines.length + 1) / (counts.get(word) ?? 1)) + 0.01;
}

function weightOfBag(bag: Bag, weight: (word: string) => number): number {
	return [...bag].reduce((sum, [word, count]) => sum + count * weight(word), 0);
}

/** The words of the lines under a window that moves down, and what they have in common with the quote. */
function createWindow(quote: Bag, weight: (word: string) => number) {
	const counts = new Map<string, number>();
	let common = 0;
	let total = 0;
	const change = (words: readonly string[], by: 1 | -1) => {
		for (const word of words) {
			const before = counts.get(word) ?? 0;
			const wanted = quote.get(word) ?? 0;
			const value = weight(word);
			common += (Math.min(before + by, wanted) - Math.min(before, wanted)) * value;
			total += by * value;
			counts.set(word, before + by);
		}
	};
	return {
		add: (words: readonly string[]) => change(words, 1),
		remove: (words: readonly string[]) => change(words, -1),
		common: () => common,
		total: () => total,
	};
}
