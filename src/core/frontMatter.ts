export interface FrontMatter {
	/** The YAML between the fences, with its own line ends; absent where the file has none. */
	readonly yaml?: string;
	/** Line of the file at which `yaml` begins, from 1. */
	readonly yamlLine: number;
	readonly body: string;
	/** Line of the file at which `body` begins, from 1. */
	readonly bodyLine: number;
	/** The opening `---` has no closing one: `yaml` is what stands up to the first blank line, or up to a heading below the last key. */
	readonly unclosed: boolean;
}

/**
 * Takes the YAML front matter off a Markdown text: `---` on the first line, up to `---` or `...` alone on a line.
 * A byte order mark, CRLF and blank lines before the first fence are tolerated; a `---` that is only a rule of the text is left to the body.
 * By hand, because the known library for it runs code that stands in a `---js` block.
 */
export function splitFrontMatter(text: string): FrontMatter {
	const start = text.startsWith('\uFEFF') ? 1 : 0;
	const opening = /^(?:[ \t]*\r?\n)*---[ \t]*(?:\r?\n|$)/.exec(text.slice(start, start + LONGEST_OPENING));
	if (!opening) return { yamlLine: 1, body: text.slice(start), bodyLine: 1, unclosed: false };
	const yamlStart = start + opening[0].length;
	const yamlLine = 1 + countLines(opening[0]);
	const closing = findLine(text, yamlStart, (line) => /^(?:---|\.\.\.)[ \t]*$/.test(line));
	if (closing) {
		const yaml = text.slice(yamlStart, closing.start);
		return {
			yaml,
			yamlLine,
			body: text.slice(closing.next),
			bodyLine: yamlLine + countLines(text.slice(yamlStart, closing.next)),
			unclosed: false,
		};
	}
	if (!/^[ \t]*["']?[\p{L}_][^\n:]{0,60}:(?:[ \t\r\n]|$)/u.test(text.slice(yamlStart, yamlStart + LONGEST_OPENING))) {
		return { yamlLine: 1, body: text.slice(start), bodyLine: 1, unclosed: false };
	}
	const end = unclosedEnd(text, yamlStart);
	const yaml = text.slice(yamlStart, end);
	return {
		yaml,
		yamlLine,
		body: text.slice(end),
		bodyLine: yamlLine + countLines(yaml),
		unclosed: true,
	};
}

/** A line that begins with `#` may be a comment of YAML's: it is a heading where no key follows. */
function unclosedEnd(text: string, yamlStart: number): number {
	const blank = findLine(text, yamlStart, (line) => line.trim() === '')?.start ?? text.length;
	for (let from = yamlStart; ;) {
		const heading = findLine(text, from, (line) => /^#{1,6} /.test(line));
		if (!heading || heading.start >= blank) return blank;
		const key = findLine(text, heading.next, (line) => /^[a-z_]{1,60}:(?: |$)/.test(line));
		if (!key || key.start >= blank) return heading.start;
		from = key.next;
	}
}

/** More blank space than this before the first fence is not front matter; it also bounds the search. */
const LONGEST_OPENING = 1000;

function findLine(
	text: string,
	from: number,
	isWanted: (line: string) => boolean,
): { start: number; next: number } | undefined {
	for (let start = from; start < text.length;) {
		const newline = text.indexOf('\n', start);
		const end = newline < 0 ? text.length : newline;
		const next = newline < 0 ? text.length : newline + 1;
		if (isWanted(text.slice(start, end).replace(/\r$/, ''))) return { start, next };
		start = next;
	}
	return undefined;
}

function countLines(text: string): number {
	let count = 0;
	for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
	return count;
}
