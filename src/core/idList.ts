import type { KeyIndex } from './objectiveKeys.ts';

/** The objectives that somebody listed where only objectives are expected: behind `Objective:` and `@objective`. */
export interface IdList {
	/** Objectives in order, with the words that name each. */
	readonly found: readonly { readonly objective: string; readonly words: string }[];
	/** What looks like an id and is none of the spec repo's. */
	readonly unknown: readonly string[];
	/** Offset behind the last id. */
	readonly end: number;
}

/** Longest list that is read, in characters. */
const LIST_LIMIT = 1_000;

/** Reads ids separated by commas, blanks, `and` or `&` at the start of `text`, up to the first word that is neither known nor behind a comma. */
export function readIdList(text: string, keys: KeyIndex): IdList {
	const list = text.slice(0, LIST_LIMIT);
	const hits = new Map(keys.scan(list).map((hit) => [hit.start, hit]));
	const found: { objective: string; words: string }[] = [];
	const unknown: string[] = [];
	let end = 0;
	for (let first = true; ; first = false) {
		const separator = /^(?:[\s,;&+"'`([<{]|and\b)*/i.exec(list.slice(end))?.[0] ?? '';
		const start = end + separator.length;
		const word = /^[^\s,;&"'`()[\]<>{}]+/.exec(list.slice(start))?.[0].replace(/[.:!?*]+$/, '') ?? '';
		const hit = hits.get(start);
		const objective = hit?.objective ?? keys.lookup(word);
		const words = hit?.words ?? word;
		if (words === '') break;
		if (objective !== undefined) {
			if (!found.some((other) => other.objective === objective)) found.push({ objective, words });
		} else if ((first || /[,;&]/.test(separator)) && looksLikeId(word)) unknown.push(word);
		else break;
		end = start + words.length;
	}
	return { found, unknown, end };
}

/** `CHK-9`, `GROW`, `checkout-abandonment`; but not a word of a sentence. */
function looksLikeId(word: string): boolean {
	return /^[\p{L}\p{N}][\p{L}\p{N}_.#/-]*$/u.test(word) && /\p{L}/u.test(word) && /\d|-|^\p{Lu}{2,}$/u.test(word);
}
