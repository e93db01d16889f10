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

/** What stands in a quote in place of a secret. */
export const MASK = '•'.repeat(8);

/** Whether something in a quoted line is masked. */
export function isMasked(line: string): boolean {
	return line.includes(MASK);
}

/** Tells the lines that a quoted line may be (both as `lineKey` gives them): itself, or, where something in it is masked, any that has the rest. */
export function lineMatcher(key: string): (other: string) => boolean {
	if (!isMasked(key)) return (other) => other === key;
	const parts = key.split(/•{8,}/);
	const [start = '', end = ''] = [parts[0], parts.at(-1)];
	const between = parts.slice(1, -1);
	return (other) => {
		if (!other.startsWith(start) || !other.endsWith(end)) return false;
		let at = start.length;
		for (const part of between) {
			const found = other.indexOf(part, at);
			if (found < 0) return false;
			at = found + part.length;
		}
		return at <= other.length - end.length;
	};
}
