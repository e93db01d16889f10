/** A part of a line, from `start` up to `end`, which is no part of it. */
export interface Span {
	readonly start: number;
	readonly end: number;
}

/** Where a value has not ended after so many characters it is none. */
const FARTHEST = 2_001;
const OPENS = /(?:[a-zA-Z@$]{0,2})("""|'''|["'`])/y;

/** The text in the quotes that open at `at`, or up to the end of the line; undefined where none open. */
export function quotedAt(line: string, at: number): Span | undefined {
	OPENS.lastIndex = at;
	const mark = OPENS.exec(line)?.[1];
	if (mark === undefined) return undefined;
	const start = OPENS.lastIndex;
	const limit = Math.min(line.length, start + FARTHEST);
	for (let end = start; end < limit; end++) {
		if (line[end] === '\\') end++;
		else if (line.startsWith(mark, end)) return { start, end };
	}
	return { start, end: limit };
}

/** From `start` to where `stop` matches first, or to the end of the line. */
export function upTo(stop: RegExp, line: string, start: number): Span {
	const near = line.slice(start, start + FARTHEST);
	return { start, end: start + (stop.exec(near)?.index ?? near.length) };
}

/** Where this match of the sticky pattern ends; undefined: it does not match at `at`. */
export function endOf(pattern: RegExp, line: string, at: number): number | undefined {
	pattern.lastIndex = at;
	return pattern.test(line) ? pattern.lastIndex : undefined;
}
