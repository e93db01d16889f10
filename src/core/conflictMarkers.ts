import { markdownLines } from './markdownLines.ts';

/** The versions of a text in which a merge of git's stopped. */
export interface ConflictSides {
	/** Absent where the markers do not hold it (the style `merge`): what is outside of the conflicts is all that is known of it. */
	readonly base: string;
	readonly ours: string;
	readonly theirs: string;
	/** Line of the first marker, from 1. */
	readonly line: number;
}

/**
 * The two sides of a Markdown text in which somebody committed git's conflict markers; undefined where there are none. Of conflicts within conflicts the
 * innermost are taken apart. Markers inside of a fence are code that somebody quotes.
 */
export function splitConflicts(text: string): ConflictSides | undefined {
	if (!text.includes('<<<<<<<')) return undefined;
	const lines = text.split('\n');
	const conflicts = findConflicts(text);
	const [first] = conflicts;
	if (!first) return undefined;
	const sides: Record<'base' | 'ours' | 'theirs', string[]> = { base: [], ours: [], theirs: [] };
	let at = 0;
	for (const { start, base, middle, end } of conflicts) {
		const before = lines.slice(at, start);
		sides.ours.push(...before, ...lines.slice(start + 1, base ?? middle));
		sides.base.push(...before, ...(base === undefined ? [] : lines.slice(base + 1, middle)));
		sides.theirs.push(...before, ...lines.slice(middle + 1, end));
		at = end + 1;
	}
	const rest = lines.slice(at);
	const whole = (side: readonly string[]) => [...side, ...rest].join('\n');
	return {
		base: whole(sides.base),
		ours: whole(sides.ours),
		theirs: whole(sides.theirs),
		line: first.start + 1,
	};
}

/** The text without the lines that are markers, whatever stands between them. */
export function withoutMarkers(text: string): string {
	return text
		.split('\n')
		.filter((line) => markerOf(line) === undefined)
		.join('\n');
}

/** Whether the line is a marker of git's that can be nothing else: `=======` alone may underline a heading. */
export function isConflictMark(line: string): boolean {
	const marker = markerOf(line);
	return marker !== undefined && marker !== '=';
}

/** Line of the first marker outside of fences, from 1: of a conflict that somebody took out by hand, and not as a whole. */
export function strayConflictMark(text: string): number | undefined {
	if (!/^(?:<{7}|>{7}|\|{7})/m.test(text)) return undefined;
	return markdownLines(text).find(({ kind, text: line }) => kind !== 'fence' && isConflictMark(line))?.line;
}

/** Indexes of the lines with the markers. */
interface Conflict {
	readonly start: number;
	readonly base?: number;
	readonly middle: number;
	readonly end: number;
}

function findConflicts(text: string): readonly Conflict[] {
	// A lone return is no end of a line to git.
	const lines = markdownLines(text.replace(/\r(?!\n)/g, ' '));
	const conflicts: Conflict[] = [];
	let open: { start: number; base?: number; middle?: number; fenced: boolean } | undefined;
	for (const [index, line] of lines.entries()) {
		const marker = markerOf(line.text);
		const isQuoted = line.kind === 'fence' && line.part === 'content';
		if (marker === '<') open = { start: index, fenced: isQuoted };
		if (!open) continue;
		if (!isQuoted) open.fenced = false;
		if (marker === '|' && open.middle === undefined) open.base ??= index;
		if (marker === '=') open.middle ??= index;
		if (marker !== '>' || open.middle === undefined) continue;
		const { start, base, middle, fenced } = open;
		if (!fenced) conflicts.push({ start, ...(base !== undefined && { base }), middle, end: index });
		open = undefined;
	}
	return conflicts;
}

function markerOf(line: string): '<' | '|' | '=' | '>' | undefined {
	const mark = /^(?:(<{7}|\|{7}|>{7})(?: .*)?|(={7}))\r?$/.exec(line);
	return (mark?.[1] ?? mark?.[2])?.[0] as '<' | '|' | '=' | '>' | undefined;
}
