/** What one line of source code holds, as far as it can be told without knowing the language. */
export interface SourceLine {
	/** Columns of white space before the first character; a tab counts as 4. -1 for a blank line. */
	readonly indent: number;
	/** The line without its comments and without what is inside of quotes; empty where nothing else is on it. */
	readonly code: string;
	/** The text of its comment without the signs that make it one; absent where there is none. */
	readonly comment?: string;
	/** The comment documents what is beside it: `/**`, `///`, or a docstring, which stands below its symbol. */
	readonly doc?: 'block' | 'docstring';
}

/** Longer lines are taken for generated code and not read. */
export const LINE_LIMIT = 10_000;

interface Block {
	readonly open: string;
	readonly close: string;
	/** It is a comment only where it begins the line. */
	readonly atLineStart?: boolean;
}

const BLOCKS: readonly Block[] = [
	{ open: '<!--', close: '-->' },
	{ open: '{{!--', close: '--}}' },
	{ open: '--[[', close: ']]' },
	{ open: '/*', close: '*/' },
	{ open: '<#', close: '#>', atLineStart: true },
	{ open: '(*', close: '*)', atLineStart: true },
	{ open: '{-', close: '-}', atLineStart: true },
	{ open: '{#', close: '#}' },
	{ open: '=begin', close: '=end', atLineStart: true },
	{ open: '"""', close: '"""', atLineStart: true },
	{ open: "'''", close: "'''", atLineStart: true },
];

/** The characters with which a comment or a quoted text can begin. */
const SIGNS = '<{-/(=#"\'`;%*rR';
const QUOTES = '"\'`';

/** Takes every line apart. Comments of most languages are known; a sign inside of quotes is none. */
export function readSourceLines(lines: readonly string[]): readonly SourceLine[] {
	const lastClose = new Map(BLOCKS.map(({ close }) => [close, lastLineWith(lines, close)]));
	let open: Block | undefined;
	let isDoc = false;
	return lines.map((line, number) => {
		if (line.length > LINE_LIMIT) return { indent: 0, code: 'x' };
		const indent = indentOf(line);
		let code = '';
		let at = 0;
		let unclosed = '';
		let opens = false;
		let isLineStart = true;
		let comment: { text: string; doc?: 'block' | 'docstring' } | undefined;
		while (at < line.length) {
			if (open) {
				const close = line.indexOf(open.close, at);
				const end = close < 0 ? line.length : close;
				const start = at + (/^\s*\*?(?!\/)/.exec(line.slice(at, end))?.[0].length ?? 0);
				const doc = /["']/.test(open.open) ? 'docstring' : isDoc ? 'block' : undefined;
				comment ??= { text: line.slice(start, end), doc };
				at = close < 0 ? line.length : close + open.close.length;
				if (close >= 0) open = undefined;
				continue;
			}
			if (!SIGNS.includes(line[at] ?? '')) {
				code += line[at++] ?? '';
				continue;
			}
			isLineStart &&= code.trim() === '';
			const block = BLOCKS.find((candidate) => opensBlock(line, at, candidate, isLineStart));
			if (
				block &&
				((lastClose.get(block.close) ?? -1) > number || line.includes(block.close, at + block.open.length))
			) {
				open = block;
				opens = true;
				isDoc = line.startsWith('/**', at);
				at += block.open.length;
				if (isDoc && line[at] === '*' && line[at + 1] !== '/') at++;
				continue;
			}
			const quote = line[at] ?? '';
			const quoted = unclosed.includes(quote) ? at : quotedEnd(line, at);
			const sign = quoted > at ? 0 : lineCommentAt(line, at, isLineStart);
			if (sign > 0) {
				comment ??= {
					text: line.slice(at + sign),
					doc: line.startsWith('///', at) ? 'block' : undefined,
				};
				break;
			}
			// Searching again for each quote of a line without end would take long.
			if (quoted === at && QUOTES.includes(quote)) unclosed += quote;
			code += quoted > at ? '""' : quote;
			at = quoted > at ? quoted : at + 1;
		}
		// A line that only opens a comment belongs to it.
		const text = comment?.text ?? (opens ? '' : undefined);
		return { indent, code: code.trim(), comment: text, doc: comment?.doc };
	});
}

function lastLineWith(lines: readonly string[], text: string): number {
	let last = lines.length - 1;
	while (last >= 0 && !lines[last]?.includes(text)) last--;
	return last;
}

function indentOf(line: string): number {
	let indent = 0;
	for (const char of line) {
		if (char === '\t') indent += 4;
		else if (char === ' ') indent++;
		else return char === '\r' ? -1 : indent;
	}
	return -1;
}

function opensBlock(line: string, at: number, { open, atLineStart }: Block, isLineStart: boolean): boolean {
	if (!line.startsWith(open, at)) return false;
	if (atLineStart) return isLineStart;
	// `src/*.ts` and `a/**/b` are no comments.
	return open !== '/*' || at === 0 || /[\s(){}[\],;:=>]/.test(line[at - 1] ?? ' ');
}

/** Length of the sign that begins a comment up to the end of the line, or 0. */
function lineCommentAt(line: string, at: number, isLineStart: boolean): number {
	const before = at === 0 ? ' ' : (line[at - 1] ?? ' ');
	const spaced = /\s/.test(before);
	if (!spaced && !isLineStart && before !== ';' && line[at] !== '/') return 0;
	const [sign] =
		/^(?:\/{2,}!?|#+(?=[\s!:@]|$)|-{2,}(?=[\s@]|$)|;+(?=[\s;@]|$)|%+(?=[\s@]|$)|'(?=\s*@)|rem(?=\s)|\*(?=\s|$))/i.exec(
			line.slice(at, at + 80),
		) ?? [''];
	if (sign === '') return 0;
	if (sign.startsWith('/')) return before === ':' ? 0 : sign.length;
	if (sign.startsWith('#') || sign.startsWith('-')) return spaced || isLineStart || before === ';' ? sign.length : 0;
	if (sign === "'") return spaced ? 1 : 0;
	if (/^[;%]/.test(sign) && spaced && /^[;%]+\s*@/.test(line.slice(at, at + 80))) return sign.length;
	return isLineStart ? sign.length : 0;
}

/** The end of the quoted text that begins at `at`, or `at` where none does. A quote that is not closed on its line is no quote. */
function quotedEnd(line: string, at: number): number {
	const quote = line[at] ?? '';
	if (!QUOTES.includes(quote)) return at;
	for (let end = at + 1; end < line.length; end++) {
		if (line[end] === '\\') end++;
		else if (line[end] === quote) return end + 1;
	}
	return at;
}
