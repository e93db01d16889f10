/** A section's title as reStructuredText marks it: text with a line of punctuation below, and perhaps one above. */
export interface RstTitle {
	readonly text: string;
	/** The mark, and whether it stands above too: titles of one style are of one level. */
	readonly style: string;
	/** How many lines it takes, 2 or 3. */
	readonly lines: 2 | 3;
}

/** The title that begins at line `at`. */
export function rstTitleAt(lines: readonly string[], at: number): RstTitle | undefined {
	const [first, second, third] = [lines[at] ?? '', lines[at + 1] ?? '', lines[at + 2] ?? ''];
	const mark = adornmentMark(first);
	if (mark !== undefined) {
		const isFramed = adornmentMark(third) === mark && second.trim() !== '' && adornmentMark(second) === undefined;
		return isFramed && isLongEnough(third, second)
			? { text: second.trim(), style: `${mark}${mark}`, lines: 3 }
			: undefined;
	}
	const below = adornmentMark(second);
	if (below === undefined || first.trim() === '' || /^[ \t]/.test(first) || !isLongEnough(second, first))
		return undefined;
	return { text: first.trim(), style: below, lines: 2 };
}

/** Whether the line is as long as the text above it, and so no chance where a title is not expected. */
export function isAsLong(adornment: string, text: string): boolean {
	const { length } = adornment.trimEnd();
	return length >= 4 && length === text.trimEnd().length;
}

/** The mark of a line that is nothing but one mark repeated. `::` and `..` mean something else. */
export function adornmentMark(text: string): string | undefined {
	const mark = /^([!-/:-@[-`{-~])\1+[ \t]*$/.exec(text)?.[1];
	return mark === undefined || /^(?:::|\.\.)[ \t]*$/.test(text) ? undefined : mark;
}

/** A short line below a longer text is text. */
function isLongEnough(adornment: string, text: string): boolean {
	return adornment.trimEnd().length >= Math.min(4, text.trim().length);
}
