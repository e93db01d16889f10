const CUT = '\n\nThe text goes on in the spec repo.';

/** At most `longest` characters; a text that is cut off says so. */
export function shortened(text: string, longest: number): string {
	if (text.length <= longest) return text;
	return `${wholeCharacters(text.slice(0, Math.max(0, longest - CUT.length)))}${CUT}`;
}

/** A line of at most `longest` characters, cut with `…`. */
export function shortLine(line: string, longest: number): string {
	return line.length <= longest ? line : `${wholeCharacters(line.slice(0, longest - 1))}…`;
}

/** Without half of a character at its end. */
export function wholeCharacters(text: string): string {
	return text.replace(/[\uD800-\uDBFF]$/, '');
}
