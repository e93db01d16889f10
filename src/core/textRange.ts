/** A place in a text: both counted from 1, as people and compilers do. */
export interface TextPosition {
	readonly line: number;
	readonly column: number;
}

/** From `start` up to, not including, `end`. */
export interface TextRange {
	readonly start: TextPosition;
	readonly end: TextPosition;
}

/** Whole lines, both ends included, counted from 1. */
export interface LineRange {
	readonly first: number;
	readonly last: number;
}
