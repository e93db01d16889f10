import { isYamlFile, readHead } from './formats/readHead.ts';
import type { HeadKind } from './formats/specFormat.ts';
import { splitFrontMatter } from './frontMatter.ts';
import { createProblemSink } from './mapReader.ts';
import { findInMap, type MapPlace } from './specHeader.ts';
import type { TextPosition, TextRange } from './textRange.ts';
import { parseYamlMap } from './yamlRecovery.ts';
import type { ValueStyle } from './yamlWord.ts';

/** Where in a spec file somebody is typing. `word` is what stands before the cursor, `range` what would be replaced. */
export type SpecCursor =
	/** The header is still to be written: nothing stands there, or some of its first dashes. */
	| { readonly kind: 'opening'; readonly range: TextRange }
	| {
			readonly kind: 'key';
			/** The keys around it as they are written; empty at the top level. */
			readonly path: readonly string[];
			readonly word: string;
			readonly range: TextRange;
			/** The other keys of the same map; where there are none, it can also become a value of the last key of `path`. */
			readonly taken: readonly string[];
			/** Its colon is there already. */
			readonly followed: boolean;
			readonly style: ValueStyle;
	  }
	| {
			readonly kind: 'value';
			/** The keys around it as they are written, its own the last. */
			readonly path: readonly string[];
			readonly word: string;
			readonly range: TextRange;
			/** The other keys of the same map that have one text. */
			readonly siblings: Readonly<Record<string, string>>;
			readonly style: ValueStyle;
			/** The colon before it has no blank behind it. */
			readonly glued: boolean;
	  }
	| {
			readonly kind: 'body';
			readonly word: string;
			readonly range: TextRange;
			/** The line up to the word. */
			readonly before: string;
	  }
	| { readonly kind: 'nowhere' };

/**
 * Finds out what is being typed at a position of a spec file. A word that nobody uses is put there and read with all around it, as it
 * is and, where that is not complete yet, as it would be with its colon or its closing brackets. `heads` are the kinds of heads that the file may have;
 * absent: front matter, or YAML as a whole. Never throws.
 */
export function specCursor(
	path: string,
	text: string,
	position: TextPosition,
	heads: readonly HeadKind[] = ['front-matter'],
): SpecCursor {
	const place = splitAt(text, position);
	if (!place) return { kind: 'nowhere' };
	if (!isYamlFile(path) && isOpening(place))
		return { kind: 'opening', range: onLine(position.line, 1, place.line.length + 1) };
	const mark = unusedWord(text);
	// Lists and lines of `Key: value` have no brackets and no errors.
	const lineHeads = heads.filter((kind) => kind === 'fields' || kind === 'bullets' || kind === 'field-list');
	if (lineHeads.length > 0 && splitFrontMatter(text).yaml === undefined) {
		return lineCursor(path, { place, position, mark, heads: lineHeads });
	}
	let fallback: SpecCursor | undefined;
	for (const { before, after, followed, glued } of attempts(place, mark)) {
		const whole = `${place.above}${before}${after}${place.below}`;
		const parts = isYamlFile(path) ? { yaml: whole.replace(/^\uFEFF/, ''), yamlLine: 1 } : splitFrontMatter(whole);
		if (!parts.yaml?.includes(mark)) return bodyCursor(place, position);
		const { root, errors } = parseYamlMap(parts.yaml, parts.yamlLine);
		const found = root?.kind === 'map' ? findInMap(root, (one) => textOf(one).includes(mark)) : undefined;
		if (!found) continue;
		const cursor = toCursor(found, { place, position, mark, followed, glued });
		const isClean = !errors.some(({ range }) => range.start.line <= position.line && range.end.line >= position.line);
		if (isClean) return cursor;
		fallback ??= cursor;
	}
	return fallback ?? { kind: 'nowhere' };
}

/** The cursor in a head of lines `Key: value`; everything else is body. */
function lineCursor(
	path: string,
	{ place, position, mark, heads }: { place: Place; position: TextPosition; mark: string; heads: readonly HeadKind[] },
): SpecCursor {
	for (const { before, after, followed, glued } of attempts(place, mark)) {
		const whole = `${place.above}${before}${after}${place.below}`;
		const { map } = readHead(heads, whole, createProblemSink(path));
		const found = map && findInMap(map, (one) => textOf(one).includes(mark));
		const cursor = found && toCursor(found, { place, position, mark, followed, glued });
		if (cursor && cursor.kind !== 'nowhere') return cursor;
	}
	return bodyCursor(place, position);
}

interface Place {
	readonly above: string;
	readonly below: string;
	/** The line without its end. */
	readonly line: string;
	readonly before: string;
	readonly after: string;
}

interface Attempt {
	readonly before: string;
	readonly after: string;
	readonly followed: boolean;
	readonly glued: boolean;
}

function splitAt(text: string, { line, column }: TextPosition): Place | undefined {
	let start = 0;
	for (let count = 1; count < line; count++) {
		const end = text.indexOf('\n', start);
		if (end < 0) return undefined;
		start = end + 1;
	}
	const newline = text.indexOf('\n', start);
	const stop = newline < 0 ? text.length : newline;
	const end = stop > start && text[stop - 1] === '\r' ? stop - 1 : stop;
	const content = text.slice(start, end);
	if (column < 1 || column > content.length + 1) return undefined;
	return {
		above: text.slice(0, start),
		below: text.slice(end),
		line: content,
		before: content.slice(0, column - 1),
		after: content.slice(column - 1),
	};
}

function isOpening({ above, below, line }: Place): boolean {
	if (!/^\uFEFF?-{0,3}[ \t]*$/.test(line) || above.trim() !== '') return false;
	return splitFrontMatter(`${above}${line}${below}`).yaml === undefined;
}

/** A few lengths of text are enough: a hostile one gets a wrong suggestion, not a wait. */
function unusedWord(text: string): string {
	let word = 'zqcursorqz';
	while (text.includes(word) && word.length < 40) word += 'qz';
	return word;
}

function attempts({ above, before, after }: Place, mark: string): readonly Attempt[] {
	const result: Attempt[] = [];
	const followed = /^[\p{L}\p{N}_-]*["']?:(?:[ \t]|$)/u.test(after);
	const isWord = before.length <= LONGEST && /^[ \t]*(?:[-*+] +)*(?:["':]|\*\*)?[\p{L}\p{N}_ -]*$/u.test(before);
	if (isWord && (followed || /^[\p{L}\p{N}_-]*[ \t]*$/u.test(after))) {
		result.push({
			before: `${before}${mark}`,
			after: followed ? after : `${after.trimEnd()}:`,
			followed,
			glued: false,
		});
	}
	if (before.length <= LONGEST && /^[ \t]*(?:- +)*[\p{L}\p{N}_-]+:$/u.test(before) && after.trim() === '') {
		return [{ before: `${before} ${mark}`, after, followed: false, glued: true }];
	}
	const plain: Attempt = { before: `${before}${mark}`, after, followed, glued: false };
	const closers = openBrackets(`${above}${before}`);
	return [...result, plain, ...(closers === '' ? [] : [{ ...plain, after: `${after}${closers}` }])];
}

/** No key or word is longer with all that stands before it; a line of blanks would be split in each possible way. */
const LONGEST = 500;

/** What would close the quotes and brackets that are open at the end of `text`, as far as they belong to the last top-level key. */
function openBrackets(text: string): string {
	const lines = text.slice(-BRACKETS_LIMIT).split('\n');
	const start = lines.findLastIndex((line) => /^[\p{L}_"']/u.test(line));
	const open: string[] = [];
	let quote = '';
	let former = ' ';
	for (const char of lines.slice(Math.max(0, start)).join('\n')) {
		if (quote !== '') quote = char === quote ? '' : quote;
		else if ((char === '"' || char === "'") && /[\s[{,]/.test(former)) quote = char;
		else if (char === '[') open.push(']');
		else if (char === '{') open.push('}');
		else if (char === ']' || char === '}') open.pop();
		former = char;
	}
	return quote + open.reverse().join('');
}

const BRACKETS_LIMIT = 20_000;

function textOf(place: MapPlace): string {
	return place.kind === 'key' ? (place.path.at(-1) ?? '') : place.text;
}

function toCursor(
	found: MapPlace,
	context: { place: Place; position: TextPosition; mark: string; followed: boolean; glued: boolean },
): SpecCursor {
	const { place, position, mark, followed, glued } = context;
	const { start, end } = found.range;
	if (start.line !== position.line || end.line !== position.line) return { kind: 'nowhere' };
	const quoted = /["']/.test(place.line[start.column - 1] ?? '') && start.column < position.column;
	const from = glued ? position.column : start.column + (quoted ? 1 : 0);
	const ahead = glued ? position.column : end.column - mark.length;
	const to = quoted && /["']/.test(place.line[ahead - 2] ?? '') && ahead - 1 >= position.column ? ahead - 1 : ahead;
	if (from > position.column || to < position.column) return { kind: 'nowhere' };
	const range = onLine(position.line, from, Math.min(to, place.line.length + 1));
	const word = place.line.slice(from - 1, position.column - 1);
	const style = quoted ? 'quoted' : isInFlow(place) ? 'flow' : 'plain';
	const others = found.map.entries.filter(({ key }) => !key.includes(mark));
	if (found.kind === 'key') {
		const path = found.path.slice(0, -1);
		return {
			kind: 'key',
			path,
			word,
			range,
			taken: others.map(({ key }) => key),
			followed,
			style,
		};
	}
	const texts = others.flatMap(({ key, value }) => (value.kind === 'scalar' ? [[key, value.text] as const] : []));
	return { kind: 'value', path: found.path, word, range, siblings: Object.fromEntries(texts), style, glued };
}

/** A comma ends a value between brackets, whether they are the map's own or those of a list in it. */
function isInFlow({ above, before }: Place): boolean {
	return openBrackets(`${above}${before}`).replace(/["']/g, '') !== '';
}

function bodyCursor({ before, after }: Place, { line, column }: TextPosition): SpecCursor {
	const word = /[\p{L}\p{N}_#./-]*$/u.exec(before.slice(-LONGEST))?.[0] ?? '';
	const rest = /^[\p{L}\p{N}_#/-]*/u.exec(after)?.[0] ?? '';
	const range = onLine(line, column - word.length, column + rest.length);
	return { kind: 'body', word, range, before: before.slice(0, before.length - word.length) };
}

function onLine(line: number, from: number, to: number): TextRange {
	return { start: { line, column: from }, end: { line, column: to } };
}
