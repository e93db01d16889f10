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
	return plainParagraph(paragraph);
}

/**
 * All of a PM's Markdown as plain text, a line for each paragraph, heading, list item, row of a table and line of code; by the same rules as `readAloud`.
 * Two texts that differ only in how they are set have the same lines.
 */
export function plainLines(markdown: string): readonly string[] {
	const lines: string[] = [];
	let open = '';
	let fence: string | undefined;
	const close = () => {
		const text = plainParagraph(open);
		if (text !== '') lines.push(text);
		open = '';
	};
	for (const line of markdown.replace(/<!--[\s\S]*?(-->|$)/g, '').split(/\r?\n/)) {
		const mark = /^[ \t]*(```|~~~)/.exec(line)?.[1];
		if (fence !== undefined || mark !== undefined) {
			close();
			if (mark !== undefined) fence = fence === undefined ? mark : mark === fence ? undefined : fence;
			else if (line.trim() !== '') lines.push(line.trim());
			continue;
		}
		if (line.trim() === '' || /^[ \t]*(?:[-*+][ \t]|\d+[.)][ \t]|#|\|)/.test(line)) close();
		open += `${open === '' ? '' : '\n'}${line.replace(/^[ \t]*#+[ \t]+/, '')}`;
		if (/^[ \t]*[#|]/.test(line)) close();
	}
	close();
	return lines;
}

function plainParagraph(paragraph: string): string {
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
