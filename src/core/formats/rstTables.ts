/** Makes a function that gives the last line of the table that begins at a line of reStructuredText; undefined where none does. */
export function createRstTableEnds(lines: readonly string[]): (at: number) => number | undefined {
	const borders = lastBorders(lines);
	return (at) => (isSimpleBorder(lines[at] ?? '') ? borders[at + 1] : gridEnd(lines, at));
}

function gridEnd(lines: readonly string[], at: number): number | undefined {
	if (!/^[ \t]*\+[-=+]{2,}[ \t]*$/.test(lines[at] ?? '')) return undefined;
	let end = at;
	while (/^[ \t]*[+|]/.test(lines[end + 1] ?? '')) end++;
	return end > at ? end : undefined;
}

/** `====  =====`: two columns at least. */
function isSimpleBorder(text: string): boolean {
	return /^[ \t]*=+(?:[ \t]+=+)+[ \t]*$/.test(text);
}

/** For each line the next one from it on that is a border with a blank line below: there a simple table ends. */
function lastBorders(lines: readonly string[]): readonly (number | undefined)[] {
	const next: (number | undefined)[] = Array.from({ length: lines.length + 1 });
	for (let at = lines.length - 1; at >= 0; at--) {
		const isLast = isSimpleBorder(lines[at] ?? '') && (lines[at + 1] ?? '').trim() === '';
		next[at] = isLast ? at : next[at + 1];
	}
	return next;
}
