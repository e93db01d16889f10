import { plainMessage } from '../messageText.ts';
import { plainTitle } from '../questionFormat.ts';
import { markerLength, withMarker } from './hiddenMarker.ts';
import { shortLine, wholeCharacters } from './shortened.ts';

/** GitHub takes no longer body, and no longer title. */
const BODY_LIMIT = 65_536;
const TITLE_LIMIT = 256;
const REST = '_The rest is in the file of the question._';

/** The title of an issue: one line, cut where GitHub would refuse it. */
export function githubTitle(title: string): string {
	return shortLine(plainTitle(title) || 'Question', TITLE_LIMIT);
}

/**
 * The body of an issue or a comment, with the marker. Markdown stays Markdown, but text that came from a repository pings nobody (`@name`), leads to no
 * other issue (`#12`, which is another one there), and is no HTML: a comment would hide what follows it. An empty comment behind the `@` does that; pages
 * show the same text. An open fence is closed, so that it does not swallow the rest.
 */
export function githubBody(markdown: string, marker: string): string {
	const room = BODY_LIMIT - markerLength(marker);
	const lines = harmlessLines(plainMessage(markdown).split('\n'));
	return withMarker(fits(lines, room) ? joined(lines) : joined(cutTo(lines, room - REST.length - 2), REST), marker);
}

interface Line {
	readonly text: string;
	/** The fence that is open behind this line. */
	readonly fence?: string;
}

function fits(lines: readonly Line[], room: number): boolean {
	return joined(lines).length <= room;
}

function joined(lines: readonly Line[], note?: string): string {
	const open = lines.at(-1)?.fence;
	const text = [...lines.map((line) => line.text), ...(open === undefined ? [] : [open])].join('\n');
	return note === undefined ? text : `${text}\n\n${note}`;
}

/** Whole lines, and of a line of code its beginning. */
function cutTo(lines: readonly Line[], room: number): readonly Line[] {
	const taken: Line[] = [];
	let left = room;
	for (const line of lines) {
		const closing = (line.fence?.length ?? -1) + 1;
		if (line.text.length + 1 + closing > left) {
			const inCode = line.fence !== undefined && taken.at(-1)?.fence === line.fence;
			const text = wholeCharacters(line.text.slice(0, Math.max(0, left - closing - 2)));
			return inCode && text !== '' ? [...taken, { ...line, text }] : taken;
		}
		taken.push(line);
		left -= line.text.length + 1;
	}
	return taken;
}

/**
 * Fences count only where they begin at the margin: there GitHub reads them as we do, whatever stands above. An indented one is shown as it was typed,
 * because only the lists around it could tell where it ends.
 */
function harmlessLines(texts: readonly string[]): readonly Line[] {
	const lines: Line[] = [];
	let paragraph: string[] = [];
	const endParagraph = () => {
		lines.push(...harmlessParagraph(paragraph).map((text) => ({ text })));
		paragraph = [];
	};
	let fence: string | undefined;
	for (const text of texts) {
		if (fence !== undefined) {
			if (/^ {0,3}(`+|~+)[ \t]*$/.exec(text)?.[1]?.startsWith(fence)) fence = undefined;
			lines.push({ text, ...(fence !== undefined && { fence }) });
			continue;
		}
		const opened = /^(?:(`{3,})[^`]*|(~{3,}).*)$/.exec(text);
		fence = opened?.[1] ?? opened?.[2];
		if (fence === undefined && !/^[ \t]*$/.test(text)) {
			paragraph.push(text.replace(/^[ \t]+(?=`{3}|~{3})/, '$&\\'));
			continue;
		}
		endParagraph();
		// A bar behind the fence could make it the head of a table.
		lines.push(fence === undefined ? { text } : { text: text.replaceAll('|', ' '), fence });
	}
	endParagraph();
	return lines;
}

/** Code is left alone, if it is clear for all of the paragraph where it begins and ends. */
function harmlessParagraph(lines: readonly string[]): readonly string[] {
	const parts = lines.map(codeParts);
	return parts.every((one) => one !== undefined)
		? parts.map((one) => one.map((part, index) => (index % 2 === 0 ? harmless(part) : part)).join(''))
		: lines.map(harmless);
}

/**
 * The line cut at its code: text, code, text, code, text. Undefined where it is not clear what is code: a run of backticks without a partner on the line,
 * or one that may belong to something that GitHub reads first (an escape, a cell, a formula, an address).
 */
function codeParts(line: string): readonly string[] | undefined {
	const runs = [...line.matchAll(/`+/g)];
	if (runs.length > 0 && line.includes('|')) return undefined;
	const parts: string[] = [];
	let from = 0;
	for (let index = 0; index < runs.length; index++) {
		const open = runs[index];
		let close = runs[++index];
		while (close && close[0].length !== open?.[0].length) close = runs[++index];
		if (!open || !close) return undefined;
		const before = line.slice(from, open.index);
		if (/\$|\\$|(?:\/\/|www\.)\S*$/i.test(before)) return undefined;
		from = close.index + close[0].length;
		parts.push(before, line.slice(open.index, from));
	}
	const rest = line.slice(from);
	return runs.length > 0 && rest.includes('$') ? undefined : [...parts, rest];
}

const NOTHING = '<!-- -->';

/** Addresses can be followed still: what could mean something else where Markdown ends them early is written in their own escapes. */
function harmless(text: string): string {
	return text
		.replace(/&(?=#|[A-Za-z][A-Za-z0-9]*;)/g, '&amp;')
		.replace(/<(?=[A-Za-z/!?])/g, '&lt;')
		.replace(
			/https?:\/\/[^\s<>()[\]"'`\\|]+|(?<![A-Za-z0-9])@(?=[A-Za-z0-9])|#(?=\d)|(?<![A-Za-z0-9])GH\\?-(?=\d)/gi,
			(found) => (found.includes('://') ? escapedAddress(found) : found + NOTHING),
		);
}

function escapedAddress(url: string): string {
	return url
		.replaceAll('@', '%40')
		.replace(/#(?=\d)/g, '#%3')
		.replace(/(?<![A-Za-z0-9])(GH)-(?=\d)/gi, '$1%2D');
}
