import { mapLines } from './lineMap.ts';

/** What becomes of lines that both sides changed, each in its own way. */
export type MergeBoth = (ours: readonly string[], theirs: readonly string[]) => readonly string[];

export interface MergedLines {
	readonly lines: readonly string[];
	/** Both sides changed the same lines, and `both` decided. */
	readonly clashed: boolean;
}

/**
 * The lines of `base` with the changes of both sides. Without a base it is what both sides have in common. Where the texts are too different to be compared in
 * bounded time, everything counts as changed.
 */
export function mergeLines(
	base: readonly string[] | undefined,
	ours: readonly string[],
	theirs: readonly string[],
	both: MergeBoth = keepBoth,
): MergedLines {
	const origin = base ?? commonLines(ours, theirs);
	const ourPlaces = placesIn(origin, ours);
	const theirPlaces = placesIn(origin, theirs);
	const lines: string[] = [];
	let clashed = false;
	let [baseAt, ourAt, theirAt] = [0, 0, 0];
	const upTo = (baseEnd: number, ourEnd: number, theirEnd: number) => {
		const [was, our, their] = [
			origin.slice(baseAt, baseEnd),
			ours.slice(ourAt, ourEnd),
			theirs.slice(theirAt, theirEnd),
		];
		if (isSame(our, was) || isSame(our, their)) lines.push(...their);
		else if (isSame(their, was)) lines.push(...our);
		else {
			clashed = true;
			lines.push(...both(our, their));
		}
	};
	for (let line = 0; line < origin.length; line++) {
		const [our = -1, their = -1] = [ourPlaces[line], theirPlaces[line]];
		if (our < 0 || their < 0) continue;
		upTo(line, our, their);
		lines.push(ours[our] ?? '');
		[baseAt, ourAt, theirAt] = [line + 1, our + 1, their + 1];
	}
	upTo(origin.length, ours.length, theirs.length);
	return { lines, clashed };
}

/** Ours, then theirs; once where one side holds the other as a whole. */
export function keepBoth(ours: readonly string[], theirs: readonly string[]): readonly string[] {
	if (holds(ours, theirs)) return ours;
	return holds(theirs, ours) ? theirs : [...ours, ...theirs];
}

function holds(whole: readonly string[], part: readonly string[]): boolean {
	return `\n${whole.join('\n')}\n`.includes(`\n${part.join('\n')}\n`);
}

function commonLines(ours: readonly string[], theirs: readonly string[]): readonly string[] {
	const map = mapLines(ours, theirs);
	return map ? theirs.filter((_, index) => (map[index] ?? -1) >= 0) : [];
}

/** For each line of `base` its index in `side`, or -1. */
function placesIn(base: readonly string[], side: readonly string[]): Int32Array {
	const places = new Int32Array(base.length).fill(-1);
	mapLines(base, side)?.forEach((origin, index) => {
		if (origin >= 0) places[origin] = index;
	});
	return places;
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
	return one.length === other.length && one.every((line, index) => line === other[index]);
}
