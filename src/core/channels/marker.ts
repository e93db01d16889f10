/**
 * The word by which Tandem knows again what it wrote into a tracker whose texts are Markdown: a comment on a line of its own at the end, which nobody sees.
 * A marker is made of letters, digits and hyphens: `q-7f3k2a`.
 */
const MARKER_LINE = /(?:^|\n)[ \t]*<!-- tandem ([A-Za-z0-9-]{1,64}) -->\s*$/;

/** `markdown` with the marker at its end. */
export function withMarker(markdown: string, marker: string): string {
	return `${markdown}${markdown === '' ? '' : '\n\n'}<!-- tandem ${marker} -->`;
}

/** The text without its marker, and the marker, if there is one at its end. Whoever may write a comment may write a marker: it is no proof. */
export function readMarker(text: string): { readonly markdown: string; readonly marker?: string } {
	// Only the end is looked at, so that a long text costs nothing.
	const from = Math.max(0, text.trimEnd().length - 100);
	const [line, marker] = MARKER_LINE.exec(text.slice(from)) ?? [];
	if (line === undefined || marker === undefined) return { markdown: text };
	return { markdown: text.slice(0, text.length - line.length).trimEnd(), marker };
}
