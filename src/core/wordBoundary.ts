/** Whether `code` (a UTF-16 unit) belongs to a word: letters, digits and `_`, but not those of scripts that put no blank between words. */
export function isWordCode(code: number): boolean {
	if (code < 128) return ASCII_WORD[code] === 1;
	return /[\p{L}\p{M}\p{N}]/u.test(String.fromCharCode(code)) && !UNSPACED.test(String.fromCharCode(code));
}

/** Whether `code` is an ASCII digit. */
export function isDigitCode(code: number): boolean {
	return code >= 48 && code <= 57;
}

function isAsciiLetter(code: number): boolean {
	const lower = code | 32;
	return lower >= 97 && lower <= 122;
}

const UNDERSCORE = 95;
/** It is asked for every character of every message. */
const ASCII_WORD = Uint8Array.from({ length: 128 }, (_, code) =>
	isAsciiLetter(code) || isDigitCode(code) || code === UNDERSCORE ? 1 : 0,
);
const UNSPACED =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
