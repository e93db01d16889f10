import { type SourceLine, readSourceLines } from './codeComments.ts';
import { readIdList } from './idList.ts';
import type { KeyIndex } from './objectiveKeys.ts';
import { headAbove, isClosing, symbolEnd } from './symbolRange.ts';
import type { LineRange } from './textRange.ts';

/** An objective's id in a code comment: `@objective CHK-1`. */
export interface Marker {
	readonly objective: string;
	/** Line of the marker, from 1. */
	readonly line: number;
	/** The lines for which it speaks. */
	readonly scope: LineRange | 'file';
	/** As it stands in the comment. */
	readonly words: string;
}

/** The markers of one file, and the ids behind `@objective` that the spec repo does not know. */
export interface FileMarkers {
	readonly markers: readonly Marker[];
	/** `line` from 1. */
	readonly unknown: readonly { readonly line: number; readonly id: string }[];
}

/**
 * Finds `@objective ID` (several ids with commas or blanks between them) in the comments of a file in any language.
 * - Behind code it speaks for that line.
 * - At the top of the file, before the first code (imports are code; a shebang, a doctype, `package x` are not), for the whole file; but a comment right
 *   above a declaration there speaks for that if another comment stands before it, or if it is a documentation comment (`/**`, `///`).
 * - Elsewhere for the symbol or statement below; a docstring for the one around it; with nothing below in the same block, for its own line.
 *
 * Only the first 500 are read.
 */
export function findMarkers(lines: readonly string[], keys: KeyIndex): FileMarkers {
	if (!lines.some((line) => MARKER.test(line))) return { markers: [], unknown: [] };
	const source = readSourceLines(lines);
	const firstCode = source.findIndex(({ code }) => code !== '' && !PREAMBLE.test(code));
	const headerEnd = firstCode < 0 ? source.length : firstCode;
	const markers: Marker[] = [];
	const unknown: { line: number; id: string }[] = [];
	for (const [index, { comment }] of source.entries()) {
		const marker = comment === undefined ? null : MARKER.exec(comment);
		if (comment === undefined || !marker) continue;
		const start = marker.index + marker[0].length;
		const list = readIdList(comment.slice(start), keys);
		const words = comment
			.slice(marker.index, start + list.end)
			.trim()
			.slice(0, 100);
		const line = index + 1;
		for (const id of list.unknown) if (id.toLowerCase() !== 'none') unknown.push({ line, id });
		if (list.found.length === 0) continue;
		if (markers.length >= MARKER_LIMIT) break;
		const scope = scopeOf(source, index, headerEnd);
		for (const { objective } of list.found) markers.push({ objective, line, scope, words });
	}
	return { markers, unknown };
}

const MARKER_LIMIT = 500;
const MARKER = /(?<![\w@.])@objectives?\b\s*[:=]?\s*/i;

/** `headerEnd`: the first line that is neither a comment nor what every file of its kind begins with. */
function scopeOf(source: readonly SourceLine[], index: number, headerEnd: number): LineRange | 'file' {
	const own: LineRange = { first: index + 1, last: index + 1 };
	if (!isCommentOnly(source[index])) return own;
	let first = index;
	while (isCommentOnly(source[first - 1])) first--;
	let last = index;
	while (isCommentOnly(source[last + 1])) last++;
	let below = last + 1;
	while (source[below]?.code === '') below++;
	const isDocstring = source[index]?.doc === 'docstring';
	if (first < headerEnd) {
		const declares =
			below === last + 1 && !PREAMBLE.test(source[below]?.code ?? '') && !IMPORT.test(source[below]?.code ?? '');
		const isFirstComment = !source.slice(0, first).some(isCommentOnly);
		if (!declares || isDocstring || (isFirstComment && source[index]?.doc === undefined)) return 'file';
	}
	const head = isDocstring ? headAbove(source, first) : below;
	const [headLine, comment] = [head === undefined ? undefined : source[head], source[first]];
	if (head === undefined || !headLine || !comment) return own;
	if (!isDocstring && (headLine.indent < comment.indent || isClosing(headLine.code))) return own;
	return { first: head + 1, last: symbolEnd(source, head) + 1 };
}

function isCommentOnly(line: SourceLine | undefined): boolean {
	// `{/* ... */}` is a comment in JSX.
	return line?.comment !== undefined && (line.code === '' || line.code === '{}');
}

const PREAMBLE =
	/^(?:<\?(?:php|xml)\b|<!doctype\b|package\b|(?:namespace|module)\s[^{]*;?$|"";?$|---$|%YAML\b|declare\s*\()/i;
const IMPORT =
	/^(?:(?:import|from|use|using|require|require_once|require_relative|include|include_once|open|extern|load|source|library)\b|@import\b|@use\b|#\s*(?:include|import|pragma|ifndef|define)\b|(?:const|let|var)\s.*=\s*require\()/;
