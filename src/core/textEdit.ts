import type { TextPosition, TextRange } from './textRange.ts';

/** One change of a text, small enough that everything around it stays as its author wrote it. */
export interface TextEdit {
	readonly range: TextRange;
	readonly text: string;
	/** The part of `text` that is only a guess: an editor selects it, so that the author types over it. */
	readonly placeholder?: string;
}

/** The text after these edits, which do not overlap. A position behind the end of a line or of the text is that end. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
	const offsetOf = createOffsets(text);
	const placed = edits.map((edit) => ({ ...edit, from: offsetOf(edit.range.start), to: offsetOf(edit.range.end) }));
	let result = text;
	for (const { from, to, text: next } of placed.sort((one, other) => other.from - one.from)) {
		result = result.slice(0, from) + next + result.slice(to);
	}
	return result;
}

/** Puts `text` at a place and takes nothing away. */
export function insertion(line: number, column: number, text: string): TextEdit {
	return { range: { start: { line, column }, end: { line, column } }, text };
}

/** A line of its own behind line `line`, whatever that one ends with. */
export function lineAfter(lines: TextLines, line: number, text: string): TextEdit {
	return insertion(line, lines.at(line).length + 1, lines.end + text);
}

/** Takes whole lines away, both ends included. */
export function withoutLines(first: number, last: number): TextEdit {
	return { range: { start: { line: first, column: 1 }, end: { line: last + 1, column: 1 } }, text: '' };
}

export interface TextLines {
	/** The line `line`, counted from 1, without its end; empty where there is none. */
	at(line: number): string;
	/** What ends the lines of this text. */
	readonly end: string;
	readonly count: number;
}

/** The lines of a text as an editor has them. */
export function linesOf(text: string): TextLines {
	const lines = text.split(/\r\n|\r|\n/);
	return { at: (line) => lines[line - 1] ?? '', end: text.includes('\r\n') ? '\r\n' : '\n', count: lines.length };
}

function createOffsets(text: string): (position: TextPosition) => number {
	const starts = [0];
	for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + end.length);
	return ({ line, column }) => {
		const start = starts[line - 1];
		if (start === undefined) return text.length;
		const next = starts[line];
		const content = text.slice(start, next).replace(/[\r\n]+$/, '');
		return start + Math.min(column - 1, content.length);
	};
}
