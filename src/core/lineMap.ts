import { diffSequences } from './sequenceDiff.ts';

/** Edits (lines added or removed among those that both texts have) beyond which two texts are too different to be compared. */
const EDIT_LIMIT = 1_000;

/**
 * For each line of `after`, from 0, the index in `before` of the line that it is, or -1 where it is new; undefined where the texts are too different to
 * tell in bounded time. A `\r` at the end of a line does not count.
 */
export function mapLines(before: readonly string[], after: readonly string[]): Int32Array | undefined {
	const map = new Int32Array(after.length).fill(-1);
	const shorter = Math.min(before.length, after.length);
	let head = 0;
	for (; head < shorter && sameLine(before[head], after[head]); head++) map[head] = head;
	let tail = 0;
	for (; tail < shorter - head && sameLine(before.at(-1 - tail), after.at(-1 - tail)); tail++) {
		map[after.length - 1 - tail] = before.length - 1 - tail;
	}
	const numbers = new Map<string, number>();
	const old = numbered(before.slice(head, before.length - tail), numbers);
	const fresh = numbered(after.slice(head, after.length - tail), numbers);
	// A line that the other side does not have at all is new, or gone: only the others have to be compared.
	const oldCommon = onlyIn(old, fresh);
	const freshCommon = onlyIn(fresh, old);
	const runs = diffSequences(textsOf(oldCommon), textsOf(freshCommon), EDIT_LIMIT);
	if (!runs) return undefined;
	let oldAt = 0;
	let freshAt = 0;
	for (const { kind, count } of runs) {
		if (kind === 'same') {
			for (let step = 0; step < count; step++) {
				const line = freshCommon[freshAt + step];
				const origin = oldCommon[oldAt + step];
				if (line && origin) map[head + line.index] = head + origin.index;
			}
		}
		if (kind !== 'added') oldAt += count;
		if (kind !== 'removed') freshAt += count;
	}
	return map;
}

/** A line as a number: the same text, the same number. */
interface NumberedLine {
	readonly text: number;
	readonly index: number;
}

function numbered(lines: readonly string[], numbers: Map<string, number>): readonly NumberedLine[] {
	return lines.map((line, index) => {
		const text = withoutReturn(line);
		const number = numbers.get(text) ?? numbers.size;
		numbers.set(text, number);
		return { text: number, index };
	});
}

function onlyIn(lines: readonly NumberedLine[], others: readonly NumberedLine[]): readonly NumberedLine[] {
	const wanted = new Set(textsOf(others));
	return lines.filter(({ text }) => wanted.has(text));
}

function textsOf(lines: readonly NumberedLine[]): readonly number[] {
	return lines.map(({ text }) => text);
}

function sameLine(one: string | undefined, other: string | undefined): boolean {
	return one === other || (one !== undefined && other !== undefined && withoutReturn(one) === withoutReturn(other));
}

function withoutReturn(line: string): string {
	return line.endsWith('\r') ? line.slice(0, -1) : line;
}
