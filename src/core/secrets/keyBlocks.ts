import type { FoundSecret } from './foundSecret.ts';

const BEGIN = /-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----/g;
const END = /-----END [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----/g;
/** A line of a key as it stands in a file, in a string, in a comment or in a list of strings. */
const KEY_LINE = /^[\s"'`+#*/>|-]{0,40}(?:[A-Za-z0-9+/]{1,4000}={0,2}(?:\\[nr]){0,4})?["'`+,;\s\\)]{0,8}$/;
const KEY_HEADER = /^\s*[A-Z][A-Za-z-]{2,20}: /;
const KEY_TEXT = /[A-Za-z0-9+/]{16}/;

/** What stands between the first and the last line of private keys. A quote may have but one of the two. */
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
	return found;
}

function startsOf(lines: readonly string[]): readonly number[] {
	let start = 0;
	return lines.map((line) => {
		const own = start;
		start += line.length + 1;
		return own;
	});
}
