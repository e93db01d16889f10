const CUT = '\n\nThe text goes on in the spec repo.';

/** At most `longest` characters; a text that is cut off says so. */
export function shortened(text: string, longest: number): string {
	if (text.length <= longest) return text;
	return `${text.slice(0, Math.max(0, longest - CUT.length)).replace(/[\uD800-\uDBFF]$/, '')}${CUT}`;
}
