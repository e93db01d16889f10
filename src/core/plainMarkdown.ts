/**
 * The first paragraph of a PM's Markdown as one line of plain text, for places that show text and not markup (hover, status bar, quick picks):
 * emphasis marks, link targets, images, code marks and comments are dropped. Not a Markdown parser: what it does not know stays as written. Of a longer
 * paragraph only the first 4,000 characters: nobody shows more, and brackets that nothing closes take the square of the time.
 */
export function readAloud(markdown: string): string {
	const paragraph =
		markdown
			.replace(/<!--[\s\S]*?(-->|$)/g, '')
			.split(/\r?\n[ \t]*\r?\n/)
			.map((part) => part.trim())
			.find((part) => part !== '' && !/^(#|```|~~~|---|\|)/.test(part)) ?? '';
	return paragraph
		.slice(0, LONGEST)
		.replace(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
		.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
		.replace(/^[ \t]*(?:[-*+]|\d+[.)]|>)[ \t]+/gm, '')
		.replace(/(\*\*|__|`)(.+?)\1/g, '$2')
		.replace(/\s+/g, ' ')
		.trim();
}

const LONGEST = 4_000;
