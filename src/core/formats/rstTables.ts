/** Makes a function that gives the last line of the table that begins at a line of reStructuredText; undefined where none does. */
export function createRstTableEnds(lines: readonly string[]): (at: number) => number | undefined {
	const borders = lastBorders(lines);
	const runs = gridRuns(lines);
	return (at) => {
		if (isSimpleBorder(lines[at] ?? '')) return borders[at + 1];
		const end = isGridBorder(lines[at] ?? '') ? runs[at] : undefined;
		return end === at ? undefined : end;
	};
}

function isGridBorder(text: string): boolean {
	return /^[ \t]*\+[-=+]{2,}[ \t]*$/.test(text);
}

/** For each line of a grid the last one of it. */
function gridRuns(lines: readonly string[]): readonly (number | undefined)[] {
	const ends: (number | undefined)[] = Array.from({ length: lines.length });
	for (let at = lines.length - 1; at >= 0; at--) {
		if (/^[ \t]*[+|]/.test(lines[at] ?? '')) ends[at] = ends[at + 1] ?? at;
	}
	return ends;
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
