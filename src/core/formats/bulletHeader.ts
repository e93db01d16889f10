import { markdownLines, type MarkdownLine } from '../markdownLines.ts';
import type { YamlValue } from '../yamlValue.ts';
import type { Header } from './header.ts';
import { plainWords } from './plainWords.ts';
import {
	entryOf,
	headerInside,
	indentOf,
	joinedValue,
	listOf,
	sourceLines,
	trimmedPart,
	plainLineEnds,
	type HeadField,
	type LinePart,
	type SourceLine,
} from './sourceLines.ts';

/**
 * Reads a list of `* Key: value` or `**Key**: value` lines, directly below the first heading or at the file's top. Two keys make a head, or below a heading
 * one that is bold. Values are plain words, without Markdown; items below a key that has no value are a list. The body is the whole text, the head's lines
 * empty.
 */
export function readBulletHeader(text: string): Header {
	const content = plainLineEnds(text);
	const lines = sourceLines(content);
	const kinds = markdownLines(content);
	const start = firstLine(kinds);
	const items = readItems(lines, kinds, start);
	if (items.length < 2 && !(start > 0 && items[0]?.isBold)) return { body: content, bodyLine: 1 };
	const used = items.flatMap(({ parts }) => parts.map(({ line }) => line));
	return headerInside(
		content,
		items.map((item) => entryOf(item, valueOf(item))),
		new Set(used),
	);
}

interface Item extends HeadField {
	readonly isBold: boolean;
}

const BULLET = /^([ \t]*)[-*+][ \t]+/;
const PLAIN_KEY = /^(\p{L}[\p{L}\d /()#&'._-]{0,39}):(?=[ \t]|$)/u;
const BOLD_KEY = /^(?:\*\*|__)([^*_:]{1,40})(?:(?:\*\*|__)[ \t]?:|:[ \t]?(?:\*\*|__))/;

/** Index of the line below the first heading, or of the first line where text comes before it. */
function firstLine(lines: readonly MarkdownLine[]): number {
	const at = lines.findIndex(({ kind }) => kind !== 'blank' && kind !== 'comment');
	if (at < 0) return lines.length;
	if (lines[at]?.kind === 'heading') return at + 1;
	return isUnderline(lines[at + 1]?.text) ? at + 2 : at;
}

function readItems(lines: readonly SourceLine[], kinds: readonly MarkdownLine[], start: number): readonly Item[] {
	const items: Item[] = [];
	/** The item that lines go on with; undefined below one without a key, whose lines stay in the body. */
	let current: Item | undefined;
	let indent = 0;
	let afterBlank = true;
	for (let at = start; at < lines.length; at++) {
		const [line, kind] = [lines[at], kinds[at]?.kind];
		if (!line || kind === 'heading' || kind === 'fence') break;
		if (kind === 'blank' || kind === 'comment') {
			afterBlank ||= kind === 'blank';
			continue;
		}
		const isNested = items.length > 0 && indentOf(line.text) >= indent + 2;
		const bullet = isNested ? undefined : BULLET.exec(line.text)?.[0];
		const item = isNested ? undefined : readItem(line, bullet?.length ?? 0);
		if (item && (bullet !== undefined || !isUnderline(lines[at + 1]?.text))) {
			items.push(item);
			current = item;
			indent = indentOf(line.text);
		} else if (bullet !== undefined) {
			if (afterBlank) break;
			current = undefined;
		} else {
			const goesOn = isNested || (!afterBlank && !startsBlock(line.text) && !isUnderline(lines[at + 1]?.text));
			if (items.length === 0 || !goesOn) break;
			current?.parts.push(trimmedPart(line));
		}
		afterBlank = false;
	}
	return items;
}

/** The key and the value that begin at `from`; a plain key is one only behind a bullet. */
function readItem(line: SourceLine, from: number): Item | undefined {
	const rest = line.text.slice(from).trimStart();
	const at = line.text.length - rest.length;
	const bold = BOLD_KEY.exec(rest);
	const match = bold ?? (from > 0 ? PLAIN_KEY.exec(rest) : null);
	const name = match?.[1];
	if (!match || name === undefined || name.trim() === '') return undefined;
	const keyAt = at + match[0].indexOf(name);
	const key = trimmedPart({ ...line, text: line.text.slice(0, keyAt + name.length) }, keyAt);
	return { key, isBold: bold !== null, parts: [valuePart(line, at + match[0].length)] };
}

/** Without the mark of a line break. */
function valuePart(line: SourceLine, from: number): LinePart {
	const part = trimmedPart(line, from);
	if (part.to === part.from || line.text[part.to - 1] !== '\\') return part;
	return { ...trimmedPart({ ...line, text: line.text.slice(0, part.to - 1) }, from), line };
}

function valueOf({ parts }: Item): YamlValue {
	const [own, ...below] = parts;
	const marks = below.map(({ line }) => BULLET.exec(line.text)?.[0].length);
	const texts = below.map((part, index) => ({ ...part, from: Math.min(marks[index] ?? part.from, part.to) }));
	const isList = own.to === own.from && marks[0] !== undefined;
	const items = isList ? groups(texts, marks).map((group) => joinedValue(group, plainWords)) : [];
	return listOf(items) ?? joinedValue([own, ...texts], plainWords);
}

/** The parts of each item, of which the first has a mark. */
function groups(
	parts: readonly LinePart[],
	marks: readonly (number | undefined)[],
): readonly [LinePart, ...LinePart[]][] {
	const result: [LinePart, ...LinePart[]][] = [];
	for (const [index, part] of parts.entries()) {
		if (marks[index] === undefined) result.at(-1)?.push(part);
		else result.push([part]);
	}
	return result;
}

/** Markdown that ends the paragraph above it. */
function startsBlock(text: string): boolean {
	return /^[ \t]*(?:[>|]|\d{1,9}[.)][ \t]|[-*_]{3}|<)/.test(text);
}

function isUnderline(text: string | undefined): boolean {
	return text !== undefined && /^(?:={2,}|-{2,})[ \t]*$/.test(text);
}
