import type { TextRange } from '../textRange.ts';
import type { YamlEntry, YamlList, YamlMap, YamlScalar, YamlValue } from '../yamlValue.ts';
import type { Header } from './header.ts';

/** A line of a file: its text without the line end, its number from 1, and where it and the next one begin in the file's text. */
export interface SourceLine {
	readonly text: string;
	readonly number: number;
	readonly start: number;
	readonly next: number;
}

/** A part of one line, by offsets. */
export interface LinePart {
	readonly line: SourceLine;
	readonly from: number;
	readonly to: number;
}

/** The text without a byte order mark, and with a lone CR as a line end like any other; every line has its columns still. */
export function plainLineEnds(text: string): string {
	const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
	return content.includes('\r') ? content.replace(/\r(?!\n)/g, '\n') : content;
}

/** The lines of a text; one at least. */
export function sourceLines(text: string): readonly SourceLine[] {
	const lines: SourceLine[] = [];
	let start = 0;
	for (const { index, 0: lineEnd } of text.matchAll(/\r?\n/g)) {
		const next = index + lineEnd.length;
		lines.push({ text: text.slice(start, index), number: lines.length + 1, start, next });
		start = next;
	}
	lines.push({ text: text.slice(start), number: lines.length + 1, start, next: text.length });
	return lines;
}

/** Index of the first line from `start` on that says something: no blank one, no comment of reStructuredText and no line for Emacs. */
export function pastRstComments(lines: readonly SourceLine[], start: number): number {
	let inComment = false;
	for (let at = start; ; at++) {
		const text = lines[at]?.text;
		if (text === undefined) return at;
		if (text.trim() === '' || /^\W{0,4}-\*-/.test(text)) continue;
		const isComment = /^\.\.(?:[ \t]|$)/.test(text);
		if (!isComment && !(inComment && /^[ \t]/.test(text))) return at;
		inComment = true;
	}
}

/** How far a line is indented, a tab counted to the next eighth column. */
export function indentOf(text: string): number {
	let column = 0;
	for (const char of text) {
		if (char === ' ') column++;
		else if (char === '\t') column += 8 - (column % 8);
		else break;
	}
	return column;
}

/** The line from offset `from` on, without the blanks around it. */
export function trimmedPart(line: SourceLine, from = 0): LinePart {
	const rest = line.text.slice(from);
	const start = from + rest.length - rest.trimStart().length;
	return { line, from: start, to: Math.max(start, from + rest.trimEnd().length) };
}

/** The text of a part. */
export function partText({ line, from, to }: LinePart): string {
	return line.text.slice(from, to);
}

/** From the first part to the last one. */
export function rangeOf(first: LinePart, last: LinePart = first): TextRange {
	return {
		start: { line: first.line.number, column: first.from + 1 },
		end: { line: last.line.number, column: last.to + 1 },
	};
}

/** The parts of a value that goes over several lines. */
export type LineParts = readonly [LinePart, ...LinePart[]];

/** A key of a head, where it stands. */
export interface HeadField {
	readonly key: LinePart;
	/** What stands behind the key, and each line below that goes on with it. */
	readonly parts: [LinePart, ...LinePart[]];
}

/** A field with what its value was read as. */
export function entryOf({ key }: HeadField, value: YamlValue): YamlEntry {
	return { key: partText(key), keyRange: rangeOf(key), value };
}

/** The value that these parts make, with a blank between each two; empty ones are left out. */
export function joinedValue(parts: LineParts, read: (text: string) => string = (text) => text): YamlScalar {
	const filled = parts.filter(({ from, to }) => to > from);
	const range = rangeOf(filled[0] ?? parts[0], filled.at(-1) ?? parts[0]);
	return { kind: 'scalar', text: read(filled.map(partText).join(' ')), range };
}

/** A list of these items; undefined where there are none. */
export function listOf(items: readonly YamlValue[]): YamlList | undefined {
	const [first, last] = [items[0], items.at(-1)];
	return first && last && { kind: 'list', items, range: { start: first.range.start, end: last.range.end } };
}

/** A map of these entries; undefined where there are none. */
export function mapOf(entries: readonly YamlEntry[]): YamlMap | undefined {
	const [first, last] = [entries[0], entries.at(-1)];
	return first && last && { kind: 'map', entries, range: { start: first.keyRange.start, end: last.value.range.end } };
}

/** A head that stands inside of the text: all of the text is the body, with the head's lines empty. */
export function headerInside(text: string, entries: readonly YamlEntry[], lines: ReadonlySet<SourceLine>): Header {
	const map = mapOf(entries);
	if (!map) return { body: text, bodyLine: 1 };
	const pieces: string[] = [];
	let from = 0;
	for (const line of lines) {
		pieces.push(text.slice(from, line.start));
		from = line.start + line.text.length;
	}
	return { map, body: pieces.join('') + text.slice(from), bodyLine: 1 };
}
