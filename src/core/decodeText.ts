import type { Problem, Read } from './problem.ts';

/** Bytes of one file of the spec repo; a larger one is not read. */
export const SPEC_FILE_LIMIT = 1024 * 1024;

/**
 * The text of a file of the spec repo, without byte order mark and with a lone CR as a line end like any other; undefined where it is too large or binary. Invalid UTF-8 is read with
 * replacement characters, UTF-16 with a byte order mark is read too, both with a problem.
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
		return { value: withLineEnds(new TextDecoder('utf-8').decode(bytes)), problems: [encoding] };
	}
}

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
