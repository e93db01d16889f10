import type { YamlEntry } from '../yamlValue.ts';
import type { Header } from './header.ts';
import {
	entryOf,
	indentOf,
	joinedValue,
	mapOf,
	pastRstComments,
	sourceLines,
	trimmedPart,
	plainLineEnds,
	type HeadField,
	type SourceLine,
} from './sourceLines.ts';

/**
 * Reads `Key: value` lines at the top of a file as mails have them: up to the first blank line (PEP), or inside `<pre>` or a fence (BIP). At
 * least two keys make a head. A line without a key goes on with the value above it. The body is what stands below.
 */
export function readMailHeader(text: string): Header {
	const content = plainLineEnds(text);
	const lines = sourceLines(content);
	const block = findBlock(lines);
	const map = mapOf(readEntries(lines.slice(block.first, block.end), block.isFramed));
	if (!map) return { body: content, bodyLine: 1 };
	const below = lines[block.next];
	return below
		? { map, body: content.slice(below.start), bodyLine: below.number }
		: { map, body: '', bodyLine: lines.length };
}

/** Indices of lines: from `first` up to, not including, `end`; the body begins at `next`. */
interface Block {
	readonly first: number;
	readonly end: number;
	readonly next: number;
	/** Inside of `<pre>` or a fence. */
	readonly isFramed: boolean;
}

function findBlock(lines: readonly SourceLine[]): Block {
	const top = pastRstComments(lines, 0);
	const close = closerOf(lines[top]?.text.trim() ?? '');
	const first = close ? top + 1 : top;
	const end = close ? lines.findIndex((line, index) => index >= first && close(line.text.trim())) : -1;
	if (end >= 0) return { first, end, next: end + 1, isFramed: true };
	const blank = lines.findIndex((line, index) => index >= first && line.text.trim() === '');
	const next = blank < 0 ? lines.length : blank;
	return { first, end: next, next, isFramed: close !== undefined };
}

function closerOf(opening: string): ((text: string) => boolean) | undefined {
	if (/^<pre>$/i.test(opening)) return (text) => /^<\/pre>$/i.test(text);
	const fence = /^(`{3,}|~{3,})[\w-]{0,20}$/.exec(opening)?.[1];
	return fence === undefined ? undefined : (text) => text === fence;
}

const KEY = /^[ \t]*(\p{L}[\p{L}\d -]{0,39}):(?=[ \t]|$)/u;

function readEntries(lines: readonly SourceLine[], isFramed: boolean): readonly YamlEntry[] {
	const found: HeadField[] = [];
	let indent = 0;
	for (const line of lines) {
		if (line.text.trim() === '') continue;
		const match = KEY.exec(line.text);
		const own = indentOf(line.text);
		if (found.length === 0) indent = own;
		// Hand-written blocks are not quite straight; what is far to the right belongs to the value above.
		const isKey = match && (isFramed || indent > 0 ? own < indent + 4 : own === 0);
		if (isKey) {
			const colon = match[0].length - 1;
			const key = trimmedPart({ ...line, text: line.text.slice(0, colon) });
			found.push({ key, parts: [trimmedPart(line, colon + 1)] });
			continue;
		}
		const last = found.at(-1);
		if (!last || (own <= indent && found.length < 2)) return [];
		last.parts.push(trimmedPart(line));
	}
	if (found.length < 2) return [];
	return found.map((field) => entryOf(field, joinedValue(field.parts)));
}
