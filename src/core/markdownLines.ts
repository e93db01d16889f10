/**
 * One line of a Markdown text, with what it is. Headings are only those that a reader of the page would see: none inside a fence or a comment.
 * `part` tells a fence's two marks from what stands between them. `line` is counted as the caller says.
 */
export type MarkdownLine =
	| { readonly line: number; readonly text: string; readonly kind: 'text' | 'blank' | 'comment' }
	| {
			readonly line: number;
			readonly text: string;
			readonly kind: 'fence';
			readonly part: 'open' | 'content' | 'close';
	  }
	| {
			readonly line: number;
			readonly text: string;
			readonly kind: 'heading';
			readonly level: number;
			/** Without the marks around it. */
			readonly title: string;
	  };

export interface MarkdownOptions {
	/** Number of the first line; from 1 where absent. */
	readonly firstLine?: number;
	/** `as-text`: no comment is recognised. */
	readonly comments?: 'seen' | 'as-text';
}

/**
 * The lines of `markdown` in order, without line ends. A fence or a comment that is never closed is read as text, so that a forgotten mark
 * does not swallow the rest of the file. Takes time linear in the text.
 */
export function markdownLines(markdown: string, options: MarkdownOptions = {}): readonly MarkdownLine[] {
	const { firstLine = 1, comments = 'seen' } = options;
	const lines = markdown.includes('\r') ? markdown.split(/\r\n|\n|\r/) : markdown.split('\n');
	const closers = /```|~~~/.test(markdown) ? longestClosersAfter(lines) : undefined;
	const lastComment = comments === 'seen' ? lines.findLastIndex((line) => line.includes('-->')) : -1;
	const result: MarkdownLine[] = [];
	let fence: Fence | undefined;
	let inComment = false;
	for (const [index, text] of lines.entries()) {
		const line = firstLine + index;
		if (fence) {
			const closes = isCloser(text, fence);
			result.push({ line, text, kind: 'fence', part: closes ? 'close' : 'content' });
			if (closes) fence = undefined;
			continue;
		}
		if (inComment) {
			inComment = !text.includes('-->');
			result.push({ line, text, kind: 'comment' });
			continue;
		}
		const opened = closers && openedFence(text);
		const closer = opened && closers[opened.mark === '`' ? 'ticks' : 'tildes'][index + 1];
		if (opened && (closer ?? 0) >= opened.length) {
			fence = opened;
			result.push({ line, text, kind: 'fence', part: 'open' });
		} else if (index <= lastComment && /^ {0,3}<!--/.test(text) && (closesComment(text) || index < lastComment)) {
			inComment = !closesComment(text);
			// Words after the end of a comment are text that people see.
			const rest = inComment ? '' : text.slice(text.lastIndexOf('-->') + 3).trim();
			result.push({ line, text, kind: rest === '' ? 'comment' : 'text' });
		} else {
			result.push(plainLine(text, line));
		}
	}
	return result;
}

/** Whether the line opens a fence or a comment, if something closes that. */
export function opensBlock(text: string): boolean {
	return openedFence(text) !== undefined || /^ {0,3}<!--/.test(text);
}

/** The mark of a list item with the blanks behind it. */
export const LIST_ITEM = /^ {0,3}(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$)/;

export function isListItem(text: string): boolean {
	return LIST_ITEM.test(text);
}

/** The words of a heading as people mean them: without punctuation, case and surrounding space. `Out-of-scope:` is `out of scope`. */
export function headingWords(title: string): string {
	return title
		.slice(0, 200)
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim()
		.toLowerCase();
}

interface Fence {
	readonly mark: '`' | '~';
	readonly length: number;
}

function closesComment(text: string): boolean {
	return text.slice(text.indexOf('<!--') + 4).includes('-->');
}

function plainLine(text: string, line: number): MarkdownLine {
	if (text.trim() === '') return { line, text, kind: 'blank' };
	const marks = /^ {0,3}(#{1,6})(?=[ \t]|$)/.exec(text);
	if (!marks) return { line, text, kind: 'text' };
	let title = text.slice(marks[0].length).trim();
	let end = title.length;
	while (title[end - 1] === '#') end--;
	if (end < title.length && (end === 0 || /[ \t]/.test(title[end - 1] ?? ''))) title = title.slice(0, end).trim();
	return { line, text, kind: 'heading', level: marks[1]?.length ?? 1, title };
}

function openedFence(text: string): Fence | undefined {
	const match = /^(?: {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]{1,4}){0,4} {0,3}(`{3,}|~{3,})/.exec(text);
	const marks = match?.[1];
	if (!match || !marks) return undefined;
	if (marks.startsWith('`') && text.slice(match[0].length).includes('`')) return undefined;
	const mark = marks.startsWith('`') ? '`' : '~';
	return { mark, length: marks.length };
}

function closerOf(text: string): Fence | undefined {
	// At any depth: inside a list the mark is indented with its item.
	const marks = /^[ \t]*(`{3,}|~{3,})[ \t]*$/.exec(text)?.[1];
	return marks === undefined ? undefined : { mark: marks.startsWith('`') ? '`' : '~', length: marks.length };
}

function isCloser(text: string, fence: Fence): boolean {
	const closer = closerOf(text);
	return closer !== undefined && closer.mark === fence.mark && closer.length >= fence.length;
}

/** For each line the length of the longest mark from there on that could close a fence: a fence longer than it is never closed. */
function longestClosersAfter(lines: readonly string[]): { readonly ticks: Uint32Array; readonly tildes: Uint32Array } {
	const ticks = new Uint32Array(lines.length + 1);
	const tildes = new Uint32Array(lines.length + 1);
	for (let index = lines.length - 1; index >= 0; index--) {
		const closer = closerOf(lines[index] ?? '');
		ticks[index] = Math.max(ticks[index + 1] ?? 0, closer?.mark === '`' ? closer.length : 0);
		tildes[index] = Math.max(tildes[index + 1] ?? 0, closer?.mark === '~' ? closer.length : 0);
	}
	return { ticks, tildes };
}
