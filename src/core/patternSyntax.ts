import { compileGlob } from './glob.ts';

/** One line of a .gitignore file, taken apart. */
export interface PatternSyntax {
	/** It began with `!`: what it matches is taken out again. */
	readonly negative: boolean;
	/** It ended with `/`: it matches folders, and with them what is below. */
	readonly folderOnly: boolean;
	/** It holds no slash (save at the end, or a `**\/` before it): it is compared with the name alone, at any depth. */
	readonly anyDepth: boolean;
	/** The rest as bytes, without outer slashes. */
	readonly body: string;
	/** How many characters at the start of `body` are no wildcards and no escapes. */
	readonly literal: number;
}

/** Longest pattern that is read, in characters. */
export const PATTERN_LIMIT = 1_000;

/** Reads one pattern as git reads a line of .gitignore. Undefined: it can match nothing (empty, a comment, an open bracket, too long). */
export function parsePattern(text: string): PatternSyntax | undefined {
	if (text.length > PATTERN_LIMIT || text.startsWith('#') || /[\0\n]/.test(text)) return undefined;
	let body = trimTrailingSpaces(text.endsWith('\r') ? text.slice(0, -1) : text);
	const negative = body.startsWith('!');
	if (negative) body = body.slice(1);
	const folderOnly = body.endsWith('/');
	if (folderOnly) body = body.slice(0, -1);
	let anyDepth = !body.includes('/');
	if (body.startsWith('/')) body = body.slice(1);
	if (/^\*\*\/[^/]+$/.test(body)) {
		// The same, said with more letters.
		anyDepth = true;
		body = body.slice(3);
	}
	if (body === '') return undefined;
	body = toBytes(body);
	const special = body.search(/[*?[\\]/);
	const literal = special < 0 ? body.length : special;
	// Nothing else can make a pattern unreadable; the globs of thousands of patterns are made where they are needed.
	if (/[[\\]/.test(body) && !compileGlob(body, literal)) return undefined;
	return { negative, folderOnly, anyDepth, body, literal };
}

/** Why `text` is surely not what its author meant, as the end of a sentence that begins with the pattern; undefined where nothing is wrong. */
export function patternProblem(text: string): string | undefined {
	if (text.trim() === '') return 'is empty';
	if (text.length > PATTERN_LIMIT) return `is longer than ${PATTERN_LIMIT} characters`;
	if (/[\0\n\r]/.test(text)) return 'has a line break in it; write one pattern per list item';
	if (text.startsWith('#')) return 'starts with "#", which makes it a comment; write "\\#"';
	if (/^!?\/?\/?\s*$/.test(text)) return 'names no file or folder';
	if (/\\[A-Za-z0-9]/.test(text)) return 'has a "\\" in it; write "/" between folders';
	if (/^!?\.\.?\//.test(text) || /\/\.\.?(\/|$)/.test(text)) {
		return 'has "." or ".." as a folder; write it from the root of the repository';
	}
	if (text.includes('//')) return 'has "//" in it, which no path has';
	if (!parsePattern(text)) return 'has a "[" without its "]", or ends with "\\"';
	return undefined;
}

/** `text` as a string of its UTF-8 bytes, because git compares bytes: `?` is one byte. */
export function toBytes(text: string): string {
	if (/^\p{ASCII}*$/u.test(text)) return text;
	let bytes = '';
	for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
	return bytes;
}

/** Blanks at the end do not count unless a backslash keeps them. */
function trimTrailingSpaces(text: string): string {
	let end = text.length;
	while (end > 0 && text[end - 1] === ' ') end--;
	let slashes = 0;
	while (text[end - 1 - slashes] === '\\') slashes++;
	return slashes % 2 === 1 && end < text.length ? text.slice(0, end + 1) : text.slice(0, end);
}
