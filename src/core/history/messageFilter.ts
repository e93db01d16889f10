import type { ObjectiveKey } from '../objectiveKey.ts';

/** Tells from a message's bytes whether it may name an objective. */
export interface MessageFilter {
	/** False only where `readCommitMessage` would find nothing in it. */
	mayName(message: Uint8Array, start: number, end: number): boolean;
}

/**
 * Most messages name nothing, and reading one with the whole grammar takes longer than git needs to print it. Whatever the grammar finds holds the words
 * of a key, one right behind the other, or `objective`; a word is a run of ASCII letters in any case, or of digits without leading zeros. So it is
 * enough to look, in one pass over the bytes, for a few neighbouring words of each key. `ids` are the objectives' own, which some addresses hold bare.
 */
export function createMessageFilter(keys: readonly ObjectiveKey[], ids: readonly string[]): MessageFilter {
	const wanted = new Set<number>();
	let anyNonAscii = false;
	const add = (text: string, kind: ObjectiveKey['kind']) => {
		const mark = markOf(text, kind);
		if (mark === undefined) anyNonAscii = true;
		else wanted.add(mark);
	};
	for (const { text, kind } of keys) add(text, kind);
	for (const id of ids) add(id, 'plain');
	for (const word of ['objective', 'objectives']) wanted.add(wordHash(word));
	const bits = new Uint8Array(BITMAP_BYTES);
	for (const mark of wanted)
		bits[(mark & BITMAP_MASK) >>> 3] = (bits[(mark & BITMAP_MASK) >>> 3] ?? 0) | (1 << (mark & 7));
	const isWanted = (mark: number) =>
		((bits[(mark & BITMAP_MASK) >>> 3] ?? 0) & (1 << (mark & 7))) !== 0 && wanted.has(mark);

	return {
		mayName(message, start, end) {
			let before = 0;
			let beforeTwo = 0;
			let at = start;
			while (at < end) {
				const code = CLASSES[message[at] ?? 0] ?? 0;
				if (code < DIGIT) {
					// U+212A, the sign for kelvin, is a k in lower case.
					if (
						code === NON_ASCII &&
						(anyNonAscii || (message[at] === 0xe2 && message[at + 1] === 0x84 && message[at + 2] === 0xaa))
					) {
						return true;
					}
					at++;
					continue;
				}
				let hash = SEED;
				if (code === DIGIT) {
					while (message[at] === ZERO && CLASSES[message[at + 1] ?? 0] === DIGIT && at + 1 < end) at++;
					for (; at < end && CLASSES[message[at] ?? 0] === DIGIT; at++) hash = step(hash, message[at] ?? 0);
				} else {
					for (; at < end && (CLASSES[message[at] ?? 0] ?? 0) > DIGIT; at++)
						hash = step(hash, CLASSES[message[at] ?? 0] ?? 0);
				}
				const two = joined(before, hash);
				if (isWanted(hash) || isWanted(two) || isWanted(joined(beforeTwo, hash))) return true;
				before = hash;
				beforeTwo = two;
			}
			return false;
		},
	};
}

const BITMAP_BYTES = 16 * 1024;
const BITMAP_MASK = BITMAP_BYTES * 8 - 1;
const SEED = 0x811c9dc5 | 0;
const ZERO = 48;
const NON_ASCII = 1;
const DIGIT = 2;

/** 0: between words; `NON_ASCII`; `DIGIT`; a letter as its code in lower case. */
const CLASSES = Uint8Array.from({ length: 256 }, (_, code) => {
	if (code >= 128) return NON_ASCII;
	const char = String.fromCharCode(code);
	if (/\d/.test(char)) return DIGIT;
	return /[a-z]/i.test(char) ? char.toLowerCase().charCodeAt(0) : 0;
});

/** FNV-1a. */
function step(hash: number, code: number): number {
	return Math.imul(hash ^ code, 0x01000193);
}

/** Of words that follow each other, the first ones joined already. */
function joined(first: number, second: number): number {
	return Math.imul(first, 31) ^ Math.imul(second, 0x9e3779b1);
}

function wordHash(word: string): number {
	let hash = SEED;
	for (let at = 0; at < word.length; at++) hash = step(hash, word.charCodeAt(at));
	return hash;
}

/** What has to stand in a message that holds this key; undefined where no word of it can be looked for. */
function markOf(text: string, kind: ObjectiveKey['kind']): number | undefined {
	// The page of an issue is `repo/issues/381` in one place and `repo#381` in the other: only what is behind the last sign is sure.
	const sure = kind === 'plain' ? text : (text.split(/[/#]/).findLast((part) => /[\p{L}\p{N}]/u.test(part)) ?? '');
	const words = [...sure.matchAll(/\d+|[\p{L}\p{M}]+/gu)].map(([word]) =>
		/^\d/.test(word) ? word.replace(/^0+(?=.)/, '') : word.toLowerCase(),
	);
	const isPlain = (word: string | undefined) => word !== undefined && /^[a-z0-9]+$/.test(word);
	let best: { readonly mark: number; readonly length: number } | undefined;
	for (const [at, first] of words.entries()) {
		if (!isPlain(first)) continue;
		let mark = wordHash(first);
		let length = first.length;
		for (const next of words.slice(at + 1, at + WORDS)) {
			if (!isPlain(next)) break;
			mark = joined(mark, wordHash(next));
			length += next.length + WORD_WORTH;
		}
		if (!best || length > best.length) best = { mark, length };
	}
	return best?.mark;
}

/** So many neighbouring words of a key are looked for. */
const WORDS = 3;
/** Two short words are rarer than one long one. */
const WORD_WORTH = 8;
