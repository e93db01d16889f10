/** A title without the id that its heading begins with: `Jump to date` for `MSC3030: Jump to date`, `KEP-1287 - x`, `RFC 389. x`, `ADR 5: x`, `12. x`. */
export function withoutIdPrefix(title: string, id: string): string | undefined {
	const number = /0*(\d+)$/.exec(id)?.[1];
	if (number === undefined) return title;
	const prefix = new RegExp(`^\\[?(?:[A-Za-z]{2,12}[- #]{0,2})?0*${number}\\]?(?:\\s*[:.–—|-]\\s*|\\s+)(?=\\S)`).exec(
		title,
	)?.[0];
	// `3 ways to pay` begins with a number that may be the id's by chance.
	if (prefix === undefined || (/^\d+\s+$/.test(prefix) && !prefix.startsWith('0'))) return title;
	return title.slice(prefix.length);
}
