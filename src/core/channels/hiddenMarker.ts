/** The text with the marker hidden below it, as Markdown that no page shows. `readMarker` takes both apart again. */
export function withMarker(markdown: string, marker: string): string {
	return `${markdown}${markdown === '' ? '' : '\n\n'}${comment(marker)}`;
}

/** How much longer `withMarker` makes a text. */
export function markerLength(marker: string): number {
	return comment(marker).length + 2;
}

/**
 * A text with its marker, if it has one. Only the very last line counts, and only where it is the comment and nothing else: what somebody quotes, indents
 * or writes above is their text and stays in it, so a body has one marker at most. Of whoever `mayMark` not, it is dropped: it says nothing, and their words stay.
 */
export function readMarker(body: string, mayMark = true): { readonly markdown: string; readonly marker?: string } {
	const text = body.replace(/\r\n?/g, '\n').trimEnd();
	const start = text.lastIndexOf('\n') + 1;
	const marker = /^<!-- tandem ([a-z]-[0-9a-z]{1,40}) -->$/.exec(text.slice(start))?.[1];
	if (marker === undefined) return { markdown: text };
	return { markdown: text.slice(0, start).trimEnd(), ...(mayMark ? { marker } : {}) };
}

function comment(marker: string): string {
	return `<!-- tandem ${marker} -->`;
}
