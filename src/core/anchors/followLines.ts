import { mapLines } from '../lineMap.ts';
import type { LineRange } from '../textRange.ts';
import { hasWords, lineKey } from './quotedLines.ts';

/** Of the lines of a range that say something, so many must be left for what is left to be the place. */
export const KEPT_SHARE = 0.5;
/** How far away an unmistakable neighbour vouches for a line that stands in a file more than once. */
const NEIGHBOURS = 3;
/** What was written between two kept lines belongs to the range up to so many lines, or up to the range's own length where that is more. */
const LARGEST_GAP = 12;

/** How the lines of one text are those of a later one. */
export interface LineFollower {
	/** Where the range is: the kept lines and what was written between them; undefined where too few are kept. From 1, both ends included. */
	follow(range: LineRange): LineRange | undefined;
	/** Whether the later text's line (from 1) is, without doubt, an earlier line outside of `range`: it cannot be a place of that range then. */
	isOther(line: number, range: LineRange): boolean;
}

/**
 * Compares two texts. A line counts as kept where the shortest edit from one to the other keeps it, and where its text is unmistakable: it stands once in
 * either text, or a neighbour that does was kept at the same distance. So a `}` is no evidence by itself. Undefined: the texts are too different to be
 * compared in bounded time.
 */
export function createLineFollower(before: readonly string[], after: readonly string[]): LineFollower | undefined {
	const origins = mapLines(before, after);
	if (!origins) return undefined;
	const targets = new Int32Array(before.length).fill(-1);
	for (const [target, origin] of origins.entries()) if (origin >= 0) targets[origin] = target;
	const isUnmistakable = unmistakable(before, after);
	const vouched = (origin: number): boolean => {
		const target = targets[origin] ?? -1;
		if (target < 0) return false;
		for (let step = -NEIGHBOURS; step <= NEIGHBOURS; step++) {
			if (targets[origin + step] === target + step && isUnmistakable(before[origin + step])) return true;
		}
		return false;
	};
	return {
		follow({ first, last }) {
			const says = (at: number) => hasWords(before[at] ?? '');
			const all = indexes(first - 1, Math.min(last, before.length) - 1);
			const counting = all.some(says) ? all.filter(says) : all;
			const kept = counting.filter(vouched).map((origin) => targets[origin] ?? -1);
			const group = largestGroup(kept, Math.max(LARGEST_GAP, all.length));
			if (group.length === 0 || group.length < counting.length * KEPT_SHARE) return undefined;
			const from = group[0] ?? 0;
			const to = group.at(-1) ?? from;
			// Blank lines and brackets at the ends go with it where they are still next to it.
			const inRange = (target: number) => {
				const origin = origins[target] ?? -1;
				return origin >= first - 1 && origin <= last - 1;
			};
			let start = from;
			while (inRange(start - 1)) start--;
			let end = to;
			while (inRange(end + 1)) end++;
			return { first: start + 1, last: end + 1 };
		},
		isOther(line, { first, last }) {
			const origin = origins[line - 1] ?? -1;
			return origin >= 0 && (origin < first - 1 || origin > last - 1) && vouched(origin);
		},
	};
}

/** Tells texts that stand once in both. */
function unmistakable(before: readonly string[], after: readonly string[]): (line: string | undefined) => boolean {
	const [old, fresh] = [countLines(before), countLines(after)];
	return (line) => {
		if (line === undefined || !hasWords(line)) return false;
		const key = lineKey(line);
		return old.get(key) === 1 && fresh.get(key) === 1;
	};
}

function countLines(lines: readonly string[]): ReadonlyMap<string, number> {
	const counts = new Map<string, number>();
	for (const line of lines) {
		const key = lineKey(line);
		counts.set(key, (counts.get(key) ?? 0) + 1);
	}
	return counts;
}

function indexes(first: number, last: number): readonly number[] {
	return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
}

/** Of ascending numbers the most that stand together, with no gap larger than `gap`. */
function largestGroup(numbers: readonly number[], gap: number): readonly number[] {
	let best: readonly number[] = [];
	let group: number[] = [];
	for (const number of numbers) {
		if (group.length > 0 && number - (group.at(-1) ?? number) > gap + 1) group = [];
		group.push(number);
		if (group.length > best.length) best = group;
	}
	return best;
}
