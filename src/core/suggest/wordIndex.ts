import type { Steps } from '../steps.ts';
import type { Words } from './words.ts';

/** What is looked for: how much each word matters, by its stem. */
export type WordQuery = ReadonlyMap<string, { readonly weight: number; readonly shown: string }>;

export interface WordScores {
	/**
	 * For each document, 0 to 1: how much of the query it has. 1 is a document that has all of the query's most telling words a little more often
	 * than usual; a query of few words reaches no more than its share of them.
	 */
	readonly scores: Float64Array;
	/** The words of the query that speak for a document, the most telling first. */
	wordsFor(document: number, limit: number): readonly string[];
}

/** Texts of numbered documents, ranked by BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009) with the usual constants. */
export interface WordIndex {
	/** Adds a text to a document; each of its words counts `weight` times. */
	add(document: number, words: Words, weight?: number): void;
	/** `telling`: how many words a full answer has. Only the 200 most telling words of a query are looked for. */
	search(query: WordQuery, telling: number): Steps<WordScores>;
}

const K1 = 1.2;
const B = 0.75;
/** A full answer has its words a little more often than once: `(K1 + 1) * 0.6` where a word that comes once gives 1. */
const FULL = (K1 + 1) * 0.6;
const MOST_WORDS = 200;
/** That of a word which one text of ten has. Words that are more common tell less than a full answer, also where all words are common: among few texts. */
const LEAST_RARITY = Math.log(10);

/** An empty index of as many documents as are said; a document without text counts as one that has no word. */
export function createWordIndex(documents: number): WordIndex {
	/** By stem: documents in order, each followed by how often it has the word. */
	const postings = new Map<string, number[]>();
	const lengths = new Float64Array(documents);
	let filled = 0;
	let total = 0;

	const rarity = (uses: readonly number[]): number => {
		const having = uses.length / 2;
		return Math.log(1 + (filled - having + 0.5) / (having + 0.5));
	};
	const weigh = (uses: readonly number[], at: number, average: number): number => {
		const count = uses[at + 1] ?? 0;
		const length = lengths[uses[at] ?? 0] ?? 0;
		return (count * (K1 + 1)) / (count + K1 * (1 - B + (B * length) / average));
	};

	return {
		add(document, words, weight = 1) {
			if (words.size === 0) return;
			if (lengths[document] === 0) filled++;
			for (const [key, { count }] of words) {
				const uses = postings.get(key);
				const added = count * weight;
				lengths[document] = (lengths[document] ?? 0) + added;
				total += added;
				if (!uses) {
					postings.set(key, [document, added]);
					continue;
				}
				const at = placeOf(document, uses);
				if (uses[at] === document) uses[at + 1] = (uses[at + 1] ?? 0) + added;
				else uses.splice(at, 0, document, added);
			}
		},
		*search(query, telling) {
			const scores = new Float64Array(documents);
			const average = filled === 0 ? 1 : total / filled;
			const found: {
				readonly shown: string;
				readonly worth: number;
				readonly full: number;
				readonly uses: readonly number[];
			}[] = [];
			for (const [key, { weight, shown }] of query) {
				const uses = postings.get(key);
				if (!uses) continue;
				const rare = rarity(uses);
				found.push({ shown, worth: weight * rare, full: weight * Math.max(rare, LEAST_RARITY), uses });
			}
			found.sort((one, other) => other.worth - one.worth);
			const wanted = found.slice(0, MOST_WORDS);
			const best = wanted.slice(0, telling);
			const sum = best.reduce((whole, word) => whole + word.full, 0);
			const full = (sum * FULL * telling) / Math.max(1, best.length);
			for (const { worth, uses } of wanted) {
				for (let at = 0; at < uses.length; at += 2) {
					const document = uses[at] ?? 0;
					scores[document] = (scores[document] ?? 0) + worth * weigh(uses, at, average);
				}
				yield;
			}
			for (let at = 0; at < documents; at++) scores[at] = full === 0 ? 0 : Math.min(1, (scores[at] ?? 0) / full);
			return {
				scores,
				wordsFor(document, limit) {
					const having = wanted.flatMap(({ shown, worth, uses }) => {
						const at = placeOf(document, uses);
						return uses[at] === document ? [{ shown, worth: worth * weigh(uses, at, average) }] : [];
					});
					const sorted = having.sort((one, other) => other.worth - one.worth);
					return [...new Set(sorted.map(({ shown }) => shown))].slice(0, limit);
				},
			};
		},
	};
}

/** Where the document stands in the list, or would stand. */
function placeOf(document: number, uses: readonly number[]): number {
	// Most documents come one after another.
	if ((uses.at(-2) ?? -1) < document) return uses.length;
	let [low, high] = [0, uses.length / 2 - 1];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((uses[middle * 2] ?? 0) < document) low = middle + 1;
		else high = middle;
	}
	return low * 2;
}
