import { diffSequences } from './sequenceDiff.ts';
import type { Run } from './sequenceDiff.ts';

/** A piece of a text that changed. Without the added pieces it reads as before, without the removed ones as now, up to blanks and what is left out. */
export interface TextPart {
	readonly kind: Run['kind'];
	readonly text: string;
}

/** One place at which a text changed: whole sentences, never empty. */
export type TextHunk = readonly TextPart[];

/** Edits beyond which two texts are told one after the other, for want of time. */
const EDIT_LIMIT = 2_000;
/** From 0 to 1: with less in common two sentences are different ones, and words between them would only confuse. */
const ALIKE = 0.4;
/** Letters of what both have between two changes that is too little to be told apart from them. */
const ISLAND = 3;
/** Longer unchanged pieces are cut, in characters at each end. */
const CONTEXT = 70;

/**
 * Where two texts differ, sentence by sentence, and within a sentence word by word. Each line of a text is a paragraph. Blanks do not count. Of texts that
 * were cut off, nothing is said of their ends: where they end says nothing.
 */
export function textDifference(
	before: readonly string[],
	after: readonly string[],
	{ cutOff }: { readonly cutOff: boolean } = { cutOff: false },
): readonly TextHunk[] {
	const [old, fresh] = [before.flatMap(sentences), after.flatMap(sentences)];
	const { places, reachesEnd } = changedPlaces(old, fresh);
	return (cutOff && reachesEnd ? places.slice(0, -1) : places).flatMap(sentenceHunks);
}

/** Which of a list's items came, went or were written anew. Their order does not count. */
export function itemsDifference(before: readonly string[], after: readonly string[]): readonly TextHunk[] {
	const removed = without(before, after);
	const hunks: TextHunk[] = [];
	for (const item of without(after, before)) {
		const likest = removed
			.map((old, at) => ({ at, share: shareOfWords(old, item) }))
			.reduce((best, next) => (next.share > best.share ? next : best), { at: -1, share: ALIKE });
		const [old] = likest.at < 0 ? [] : removed.splice(likest.at, 1);
		hunks.push(...(old === undefined ? [[{ kind: 'added', text: item } as const]] : [wordHunk(old, item)]));
	}
	return [...removed.map((text): TextHunk => [{ kind: 'removed', text }]), ...hunks];
}

/** The words of two texts that are known to be about the same. */
function wordHunk(before: string, after: string): TextHunk {
	const [old, fresh] = [tokens(before), tokens(after)];
	const runs = diffSequences(
		old.map(({ text }) => text),
		fresh.map(({ text }) => text),
		EDIT_LIMIT,
	);
	if (!runs) return replaced(before, after);
	const pieces: { kind: Run['kind']; old: readonly Token[]; fresh: readonly Token[] }[] = [];
	let [oldAt, freshAt] = [0, 0];
	for (const { kind, count } of runs) {
		const taken = {
			old: kind === 'added' ? [] : old.slice(oldAt, oldAt + count),
			fresh: kind === 'removed' ? [] : fresh.slice(freshAt, freshAt + count),
		};
		oldAt += taken.old.length;
		freshAt += taken.fresh.length;
		pieces.push({ kind, ...taken });
	}
	const parts: TextPart[] = [];
	const change = { old: [] as Token[], fresh: [] as Token[] };
	const flush = () => {
		parts.push(...changedParts(change.old, change.fresh));
		change.old = [];
		change.fresh = [];
	};
	for (const [at, piece] of pieces.entries()) {
		const isBetween = at > 0 && at < pieces.length - 1;
		if (piece.kind === 'same' && !(isBetween && lettersOf(piece.fresh) <= ISLAND)) {
			flush();
			parts.push({ kind: 'same', text: join(piece.fresh) });
		} else {
			change.old.push(...piece.old);
			change.fresh.push(...piece.fresh);
		}
	}
	flush();
	return shortened(parts);
}

/** What was removed comes first; the blanks before both are nobody's. */
function changedParts(old: readonly Token[], fresh: readonly Token[]): readonly TextPart[] {
	const parts: TextPart[] = [];
	for (const [kind, list] of [
		['removed', old],
		['added', fresh],
	] as const) {
		const text = join(list);
		if (text.startsWith(' ') || (kind === 'added' && parts.length > 0)) parts.push({ kind: 'same', text: ' ' });
		if (text !== '') parts.push({ kind, text: text.trimStart() });
	}
	return parts;
}

function sentenceHunks({ removed, added }: ChangedPlace): readonly TextHunk[] {
	const [before, after] = [removed.join(' '), added.join(' ')];
	if (before === '' || after === '') return [[{ kind: before === '' ? 'added' : 'removed', text: before + after }]];
	return [shareOfWords(before, after) >= ALIKE ? wordHunk(before, after) : replaced(before, after)];
}

function replaced(before: string, after: string): TextHunk {
	return [
		{ kind: 'removed', text: before },
		{ kind: 'same', text: ' ' },
		{ kind: 'added', text: after },
	];
}

/** The sentences that stand for each other: what is removed and added with nothing between it that both have. */
interface ChangedPlace {
	readonly removed: readonly string[];
	readonly added: readonly string[];
}

function changedPlaces(
	old: readonly string[],
	fresh: readonly string[],
): { readonly places: readonly ChangedPlace[]; readonly reachesEnd: boolean } {
	const runs = diffSequences(old, fresh, EDIT_LIMIT);
	if (!runs) return { places: [{ removed: old, added: fresh }], reachesEnd: true };
	const places: { removed: string[]; added: string[] }[] = [];
	let open: (typeof places)[number] | undefined;
	let [oldAt, freshAt] = [0, 0];
	for (const { kind, count } of runs) {
		if (kind === 'same') open = undefined;
		else if (!open) places.push((open = { removed: [], added: [] }));
		if (kind === 'removed') open?.removed.push(...old.slice(oldAt, oldAt + count));
		if (kind === 'added') open?.added.push(...fresh.slice(freshAt, freshAt + count));
		if (kind !== 'added') oldAt += count;
		if (kind !== 'removed') freshAt += count;
	}
	return { places, reachesEnd: open !== undefined };
}

function sentences(line: string): readonly string[] {
	return line
		.replace(/\s+/g, ' ')
		.trim()
		.split(/(?<=[.!?…:]["'”’)]?) (?=\P{Ll})/u)
		.filter((sentence) => sentence !== '');
}

interface Token {
	readonly text: string;
	/** A blank stands before it. */
	readonly apart: boolean;
}

function tokens(text: string): readonly Token[] {
	const found = text
		.replace(/\s+/g, ' ')
		.trim()
		.matchAll(/( ?)([\p{L}\p{N}_]+(?:[.,'’-][\p{L}\p{N}_]+)*|\S)/gu);
	return [...found].map(([, blank, word = '']) => ({ text: word, apart: blank === ' ' }));
}

function join(list: readonly Token[]): string {
	return list.map(({ text, apart }) => (apart ? ` ${text}` : text)).join('');
}

function lettersOf(list: readonly Token[]): number {
	return list.reduce((sum, { text }) => sum + (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0), 0);
}

/** From 0 to 1, how many words two texts have in common (Dice). */
function shareOfWords(one: string, other: string): number {
	const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
	const [ones, others] = [words(one), words(other)];
	const counts = new Map<string, number>();
	for (const word of ones) counts.set(word, (counts.get(word) ?? 0) + 1);
	let common = 0;
	for (const word of others) {
		const left = counts.get(word) ?? 0;
		if (left > 0) common++;
		counts.set(word, left - 1);
	}
	return ones.length + others.length === 0 ? 0 : (2 * common) / (ones.length + others.length);
}

/** The items that the others do not have, as often as they lack them. */
function without(items: readonly string[], others: readonly string[]): string[] {
	const left = new Map<string, number>();
	for (const item of others) left.set(item, (left.get(item) ?? 0) + 1);
	return items.filter((item) => {
		const count = left.get(item) ?? 0;
		left.set(item, count - 1);
		return count <= 0;
	});
}

function shortened(parts: readonly TextPart[]): TextHunk {
	return parts
		.filter(({ text }) => text !== '')
		.map((part, at, all) => {
			const { kind, text } = part;
			const isEdge = at === 0 || at === all.length - 1;
			if (kind !== 'same' || text.length <= CONTEXT * (isEdge ? 1 : 2) + 20) return part;
			const head = at === 0 ? '' : text.slice(0, CONTEXT).replace(/\s\S*$/, '');
			const tail = at === all.length - 1 ? '' : text.slice(-CONTEXT).replace(/^\S*\s/, '');
			return { kind, text: [head, '…', tail].filter((piece) => piece !== '').join(' ') };
		});
}
