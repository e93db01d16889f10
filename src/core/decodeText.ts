import type { Problem, Read } from './problem.ts';

/** Bytes of one file of the spec repo; a larger one is not read. */
export const SPEC_FILE_LIMIT = 1024 * 1024;

/**
 * The text of a file of the spec repo, without byte order mark and with a lone CR as a line end like any other; undefined where it is too large or binary. What is no UTF-8 is read as
 * Windows-1252 where that is likely, else with replacement characters, and UTF-16 with a byte order mark is read too, all with a problem.
 */
export function decodeText(file: string, bytes: Uint8Array): Read<string | undefined> {
	if (bytes.length > SPEC_FILE_LIMIT) return none(tooLargeProblem(file, bytes.length));
	const encoding: Problem = { code: 'file.encoding', severity: 'warning', file, facts: {} };
	const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe ? 'little' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'big' : '';
	if (utf16 !== '') return { value: withLineEnds(decodeUtf16(bytes, utf16 === 'little')), problems: [encoding] };
	if (bytes.includes(0)) return none({ code: 'file.binary', severity: 'warning', file, facts: {} });
	try {
		return { value: withLineEnds(STRICT_UTF8.decode(bytes)), problems: [] };
	} catch {
		// The decoder's only refusal: a byte sequence that is not UTF-8.
		return { value: withLineEnds(decodeBroken(bytes).replace(/^\uFEFF/, '')), problems: [encoding] };
	}
}

/**
 * The text of bytes that are not UTF-8. What an older editor on Windows saves is Windows-1252; some tools add such a line to a file of UTF-8, so that each
 * line is looked at alone. A line that holds letters of UTF-8 as well is damaged, and gets replacement characters.
 */
export function decodeBroken(bytes: Uint8Array): string {
	const [utf8, ansi] = [new TextDecoder('utf-8', { ignoreBOM: true }), new TextDecoder('windows-1252')];
	const lines: string[] = [];
	for (let start = 0; start < bytes.length;) {
		const end = bytes.indexOf(LINE_FEED, start) + 1 || bytes.length;
		const line = bytes.subarray(start, end);
		const text = utf8.decode(line);
		const isAnsi = text.includes('\uFFFD') && !/[^\0-\x7F\uFFFD]/.test(text);
		lines.push(isAnsi ? withSigns(ansi.decode(line)) : text);
		start = end;
	}
	return lines.join('');
}

const LINE_FEED = 10;

/** Some versions of Node read Windows-1252 as Latin-1, which has control characters in the place of quotes, dashes and the euro. */
function withSigns(text: string): string {
	return text.replace(/[\x80-\x9F]/g, (sign) => SIGNS[sign.charCodeAt(0) - 0x80] ?? sign);
}

const SIGNS = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8DŽ\x8F\x90‘’“”•–—˜™š›œ\x9DžŸ';

/** To make one costs more than to decode a small file. */
const STRICT_UTF8 = new TextDecoder('utf-8', { fatal: true });

/** For a file that was not even read because of its size. */
export function tooLargeProblem(file: string, bytes: number): Problem {
	return { code: 'file.too-large', severity: 'error', file, facts: { bytes, limit: SPEC_FILE_LIMIT } };
}

function none(problem: Problem): Read<undefined> {
	return { value: undefined, problems: [problem] };
}

/** Editors count a line for it, YAML and git do not. */
function withLineEnds(text: string): string {
	return text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
}

/** Some editors on Windows save so. */
function decodeUtf16(bytes: Uint8Array, littleEndian: boolean): string {
	const parts: string[] = [];
	for (let at = 2; at + 1 < bytes.length; at += 2) {
		const [low, high] = littleEndian ? [bytes[at], bytes[at + 1]] : [bytes[at + 1], bytes[at]];
		parts.push(String.fromCharCode((high ?? 0) * 256 + (low ?? 0)));
	}
	return parts.join('').replaceAll('\0', '\uFFFD');
}
