/** A line as anchors compare it: how many blanks there are does not count, since indentation, alignment and line ends change without the code. */
export function lineKey(line: string): string {
	return line.trim().replace(/\s+/g, ' ');
}

/** Whether a line says something of its own, unlike a blank one, a bracket or `*`. */
export function hasWords(line: string): boolean {
	return /[\p{L}\p{N}]{2}/u.test(line);
}

/** The lines of a quote; none for an empty one. */
export function quotedLines(quote: string): readonly string[] {
	return quote.trim() === '' ? [] : quote.split(/\r\n|\n|\r/);
}

/** How many letters and digits there are: what is short stands in many places by chance. */
export function wordLetters(lines: readonly string[]): number {
	return lines.reduce((sum, line) => sum + (line.match(/[\p{L}\p{N}]/gu)?.length ?? 0), 0);
}
