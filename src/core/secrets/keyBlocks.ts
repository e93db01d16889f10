import type { FoundSecret } from './foundSecret.ts';

const BEGIN = /-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----/g;
const END = /-----END [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----/g;
/** A line of a key as it stands in a file, in a string, in a comment or in a list of strings. */
const KEY_LINE = /^[\s"'`+#*/>|-]{0,40}(?:[A-Za-z0-9+/]{1,4000}={0,2}(?:\\[nr]){0,4})?["'`+,;\s\\)]{0,8}$/;
/** A full line of a key. Of random characters so many are never all of one sort. */
const FULL_LINE =
	/^[\s"'`+#*/>|-]{0,40}(?=[^\d]{0,110}\d)(?=[^a-z]{0,110}[a-z])(?=[^A-Z]{0,110}[A-Z])(?<![A-Za-z0-9+/])(?:[A-Za-z0-9+/]{64}|[A-Za-z0-9+/]{70})(?:\\[nr]){0,4}["'`+,;\s\\)]{0,8}$/;
/** What stands between such lines is no secret: a certificate, a public key, a signature. */
const OPEN_TEXT = /-----(?:BEGIN|END) (?![A-Z0-9 ]{0,30}PRIVATE KEY)/;
const KEY_HEADER = /^\s*[A-Z][A-Za-z-]{2,20}: /;
const KEY_TEXT = /[A-Za-z0-9+/]{16}/;

/** What stands between the first and the last line of private keys. A quote may have but one of the two, or none: then two full lines tell. */
export function keyBlocks(lines: readonly string[]): readonly FoundSecret[] {
	const starts = startsOf(lines);
	const offset = (line: number) => starts[line] ?? 0;
	const isKey = (line: string) => KEY_LINE.test(line) || KEY_HEADER.test(line);
	const found: FoundSecret[] = [];
	const add = (start: number, end: number, text: string) => {
		if (KEY_TEXT.test(text)) found.push({ start, end, kind: 'a private key' });
	};
	lines.forEach((line, at) => {
		for (const begin of line.matchAll(BEGIN)) {
			const from = begin.index + begin[0].length;
			const inLine = line.slice(from).match(/^(?:[A-Za-z0-9+/=\s]|\\[nr]){0,8000}/)?.[0] ?? '';
			add(offset(at) + from, offset(at) + from + inLine.length, inLine);
			let last = at;
			while (last + 1 < lines.length && isKey(lines[last + 1] ?? '')) last++;
			const end = offset(last) + (lines[last]?.length ?? 0);
			if (last > at) add(offset(at + 1), end, lines.slice(at + 1, last + 1).join('\n'));
		}
		for (const end of line.matchAll(END)) {
			let from = end.index;
			while (from > 0 && /[A-Za-z0-9+/=\\]/.test(line[from - 1] ?? '')) from--;
			const inLine = line.slice(from, end.index);
			add(offset(at) + end.index - inLine.length, offset(at) + end.index, inLine);
			let first = at;
			while (first > 0 && isKey(lines[first - 1] ?? '')) first--;
			const before = lines.slice(first, at).join('\n');
			add(offset(first), offset(first) + before.length, before);
		}
	});
	for (let first = 0; first < lines.length; first++) {
		if (!FULL_LINE.test(lines[first] ?? '')) continue;
		let full = first;
		while (FULL_LINE.test(lines[full + 1] ?? '')) full++;
		const last = isLastLine(lines[full + 1] ?? '') ? full + 1 : full;
		const isOpen = OPEN_TEXT.test(lines[last + 1] ?? '') || OPEN_TEXT.test(openingOf(lines, first));
		if (full > first && !isOpen) add(offset(first), offset(last) + (lines[last]?.length ?? 0), lines[first] ?? '');
		first = full;
	}
	return found;
}

/** The shorter line after the full ones. */
function isLastLine(line: string): boolean {
	const text = /[A-Za-z0-9+/]{2,70}={0,2}/.exec(line)?.[0] ?? '';
	return KEY_LINE.test(line) && text !== '' && text.length % 4 === 0;
}

/** The first line above a block that can be none of its headers. */
function openingOf(lines: readonly string[], first: number): string {
	let at = first - 1;
	while (at > 0 && (lines[at]?.trim() === '' || KEY_HEADER.test(lines[at] ?? '')) && at > first - 8) at--;
	return lines[at] ?? '';
}

function startsOf(lines: readonly string[]): readonly number[] {
	let start = 0;
	return lines.map((line) => {
		const own = start;
		start += line.length + 1;
		return own;
	});
}
