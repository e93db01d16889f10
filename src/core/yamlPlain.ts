import type { TextPosition, TextRange } from './textRange.ts';
import {
	type YamlEntry,
	type YamlList,
	type YamlMap,
	type YamlScalar,
	type YamlValue,
	plainText,
} from './yamlValue.ts';

/**
 * Reads what nearly all front matter is made of: keys, texts on one line (plain, or in quotes without escapes), block lists, and `[…]` and `{…}` on
 * one line. Undefined for all other YAML, right or wrong: the library reads that, in ten times the time. What is read here is what the library
 * would read, to the column. Takes time linear in the text; line `firstLine` of the file is its first.
 */
export function parsePlainYaml(text: string, firstLine: number): YamlValue | undefined {
	if (text.length > TEXT_LIMIT || text.includes('\t')) return undefined;
	const lines = linesOf(text, firstLine);
	const first = lines?.[0];
	if (!lines || !first || first.indent > 0) return undefined;
	const source: Source = { lines, at: 0 };
	const root = readBlock(source, first, 0);
	// A line that fits into no block goes on with a text, or is an error: the library knows which.
	return source.at === lines.length ? root : undefined;
}

/** Hundreds of lines; it also keeps the number of values below what the library's reader allows. */
const TEXT_LIMIT = 32 * 1024;
/** People nest three levels. */
const DEPTH_LIMIT = 12;
const KEY_LIMIT = 60;

/** A line that is neither blank nor only a comment. */
interface Line {
	readonly number: number;
	readonly text: string;
	readonly indent: number;
}

interface Source {
	readonly lines: readonly Line[];
	/** The line that is read next. */
	at: number;
}

/** A place in a line. */
interface Cursor {
	readonly line: Line;
	at: number;
}

function linesOf(text: string, firstLine: number): readonly Line[] | undefined {
	const lines: Line[] = [];
	for (let start = 0, number = firstLine; start < text.length; number++) {
		const newline = text.indexOf('\n', start);
		const next = newline < 0 ? text.length : newline;
		const line = text.slice(start, newline > start && text[newline - 1] === '\r' ? newline - 1 : next);
		start = next + 1;
		if (line.includes('\r')) return undefined;
		const indent = skipSpaces(line, 0);
		if (indent < line.length && line[indent] !== '#') lines.push({ number, text: line, indent });
	}
	return lines;
}

function readBlock(source: Source, { text, number, indent }: Line, depth: number): YamlList | YamlMap | undefined {
	if (depth > DEPTH_LIMIT) return undefined;
	const start = { line: number, column: indent + 1 };
	return text[indent] === '-' ? readList(source, indent, { start, depth }) : readMap(source, indent, { start, depth });
}

/** The entries whose keys stand at column `indent`, of which the first may stand behind the mark of a list item. */
function readMap(
	source: Source,
	indent: number,
	{ start, depth }: { start: TextPosition; depth: number },
): YamlMap | undefined {
	const entries: YamlEntry[] = [];
	let line = source.lines[source.at];
	do {
		const colon = line ? keyEnd(line.text, indent) : undefined;
		if (!line || colon === undefined) return undefined;
		const from = skipSpaces(line.text, colon + 1);
		source.at++;
		const value = isEnd(line.text, from)
			? readBelow(source, indent, { place: rangeOf(line, from, from), depth })
			: readInline({ line, at: from });
		if (!value) return undefined;
		entries.push({ key: plainText(line.text.slice(indent, colon)), keyRange: rangeOf(line, indent, colon), value });
		line = source.lines[source.at];
	} while (line?.indent === indent);
	return { kind: 'map', entries, range: { start, end: entries.at(-1)?.value.range.end ?? start } };
}

/** The value of a key after which the line ends: the block below it, or nothing, which has the place `place`. */
function readBelow(
	source: Source,
	indent: number,
	{ place, depth }: { place: TextRange; depth: number },
): YamlValue | undefined {
	const line = source.lines[source.at];
	if (line && (line.indent > indent || (line.indent === indent && isItem(line.text, indent)))) {
		return readBlock(source, line, depth + 1);
	}
	return { kind: 'scalar', text: '', range: place };
}

function readList(
	source: Source,
	indent: number,
	{ start, depth }: { start: TextPosition; depth: number },
): YamlList | undefined {
	const items: YamlValue[] = [];
	for (let line = source.lines[source.at]; line?.indent === indent; line = source.lines[source.at]) {
		if (!isItem(line.text, indent)) break;
		const from = skipSpaces(line.text, indent + 1);
		let item: YamlValue | undefined;
		if (keyEnd(line.text, from) === undefined) {
			source.at++;
			item = readInline({ line, at: from });
		} else {
			item = readMap(source, from, { start: { line: line.number, column: from + 1 }, depth: depth + 1 });
		}
		if (!item) return undefined;
		items.push(item);
	}
	const end = items.at(-1)?.range.end;
	return end && { kind: 'list', items, range: { start, end } };
}

/** A value that stands on one line with nothing but a comment behind it. */
function readInline(cursor: Cursor): YamlValue | undefined {
	const value = readValue(cursor, { inFlow: false, depth: 0 });
	return value && isEnd(cursor.line.text, skipSpaces(cursor.line.text, cursor.at)) ? value : undefined;
}

interface Where {
	/** Inside of brackets or braces. */
	readonly inFlow: boolean;
	readonly depth: number;
}

function readValue(cursor: Cursor, where: Where): YamlValue | undefined {
	const { line, at } = cursor;
	if (where.depth > DEPTH_LIMIT) return undefined;
	switch (line.text[at] ?? '') {
		case '[': {
			const items = readBetween(cursor, ']', () => readValue(cursor, { inFlow: true, depth: where.depth + 1 }));
			return items && { kind: 'list', items, range: rangeOf(line, at, cursor.at) };
		}
		case '{': {
			const entries = readBetween(cursor, '}', () => readPair(cursor, where.depth + 1));
			return entries && { kind: 'map', entries, range: rangeOf(line, at, cursor.at) };
		}
		case '"':
		case "'":
			return readQuoted(cursor);
		default:
			return readPlain(cursor, where);
	}
}

function readPair(cursor: Cursor, depth: number): YamlEntry | undefined {
	const { line, at } = cursor;
	const colon = keyEnd(line.text, at);
	if (colon === undefined) return undefined;
	cursor.at = skipSpaces(line.text, colon + 1);
	const value = readValue(cursor, { inFlow: true, depth });
	return value && { key: plainText(line.text.slice(at, colon)), keyRange: rangeOf(line, at, colon), value };
}

/** What stands between the bracket at the cursor and `close`, with commas between. */
function readBetween<Item>(cursor: Cursor, close: string, read: () => Item | undefined): readonly Item[] | undefined {
	const { text } = cursor.line;
	const items: Item[] = [];
	cursor.at = skipSpaces(text, cursor.at + 1);
	while (text[cursor.at] !== close || items.length > 0) {
		const item = read();
		if (item === undefined) return undefined;
		items.push(item);
		cursor.at = skipSpaces(text, cursor.at);
		if (text[cursor.at] === close) break;
		if (text[cursor.at] !== ',') return undefined;
		cursor.at = skipSpaces(text, cursor.at + 1);
	}
	cursor.at++;
	return items;
}

function readQuoted(cursor: Cursor): YamlScalar | undefined {
	const { line, at } = cursor;
	const quote = line.text[at] ?? '';
	const close = line.text.indexOf(quote, at + 1);
	const text = line.text.slice(at + 1, close);
	if (close < 0 || (quote === '"' && text.includes('\\'))) return undefined;
	cursor.at = close + 1;
	return { kind: 'scalar', text, range: rangeOf(line, at, cursor.at) };
}

function readPlain(cursor: Cursor, { inFlow }: Where): YamlScalar | undefined {
	const { line, at } = cursor;
	if (!PLAIN_START.test(line.text.slice(at, at + 2))) return undefined;
	let end = at;
	for (; end < line.text.length; end++) {
		const char = line.text[end] ?? '';
		if (inFlow && FLOW_MARKS.includes(char)) break;
		if (char === '#' && line.text[end - 1] === ' ') break;
		if (char !== ':') continue;
		const next = line.text[end + 1] ?? ' ';
		if (next === ' ' || (inFlow && FLOW_MARKS.includes(next))) return undefined;
	}
	cursor.at = end;
	while (line.text[end - 1] === ' ') end--;
	return { kind: 'scalar', text: plainText(line.text.slice(at, end)), range: rangeOf(line, at, end) };
}

const FLOW_MARKS = ',[]{}';
/** No mark of YAML, but a `-` before what is no space, as in `-5`. */
const PLAIN_START = /^(?:[^\s\-?:,[\]{}#&*!|>'"%@`]|-[\w./])/;
const KEY = /^[A-Za-z_](?:[\w .-]*[\w.-])?$/;

/** The offset of the colon after a key that begins at `from`. */
function keyEnd(text: string, from: number): number | undefined {
	const colon = text.indexOf(':', from);
	if (colon < 0 || colon - from > KEY_LIMIT || (text[colon + 1] ?? ' ') !== ' ') return undefined;
	return KEY.test(text.slice(from, colon)) ? colon : undefined;
}

function isItem(text: string, indent: number): boolean {
	return text[indent] === '-' && (text[indent + 1] ?? ' ') === ' ';
}

/** Whether only a comment is left, if anything. */
function isEnd(text: string, at: number): boolean {
	return at >= text.length || text[at] === '#';
}

function skipSpaces(text: string, from: number): number {
	let at = from;
	while (text[at] === ' ') at++;
	return at;
}

function rangeOf({ number }: Line, from: number, to: number): TextRange {
	return { start: { line: number, column: from + 1 }, end: { line: number, column: to + 1 } };
}
