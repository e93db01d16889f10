import type { MarkdownLine } from '../markdownLines.ts';

/** MediaWiki text as the lines of Markdown that say the same, one for one; `firstLine` is the number of the first. Takes time linear in the text. */
export function mediaWikiLines(text: string, firstLine: number): readonly MarkdownLine[] {
	let block: RegExp | undefined;
	return text.split(/\r\n|\n|\r/).map((raw, index): MarkdownLine => {
		const line = firstLine + index;
		if (block) {
			const closes = block.test(raw);
			if (closes) block = undefined;
			return closes
				? { line, text: '```', kind: 'fence', part: 'close' }
				: { line, text: raw, kind: 'fence', part: 'content' };
		}
		const opened = /^\s*<(source|pre|syntaxhighlight|code)\b[^>]*>\s*$/i.exec(raw)?.[1];
		if (opened) {
			block = new RegExp(`</${opened}>`, 'i');
			return { line, text: '```', kind: 'fence', part: 'open' };
		}
		if (raw.trim() === '') return { line, text: '', kind: 'blank' };
		const heading = /^(={1,6})([^=].*?)\1\s*$/.exec(raw.slice(0, 500));
		const title = heading?.[2]?.trim();
		if (heading && title)
			return {
				line,
				text: raw,
				kind: 'heading',
				level: Math.max(1, (heading[1]?.length ?? 2) - 1),
				title: inline(title),
			};
		return { line, text: inline(listItem(raw)), kind: 'text' };
	});
}

/** `#` numbers and `*` marks items, as often as they are nested. */
function listItem(text: string): string {
	const marks = /^[*#:;]{1,8}(?=\s|\S)/.exec(text)?.[0];
	if (marks === undefined) return text;
	const rest = text.slice(marks.length).trim();
	const indent = '  '.repeat(marks.length - 1);
	if (marks.endsWith('#')) return `${indent}1. ${rest}`;
	return marks.endsWith('*') ? `${indent}- ${rest}` : rest;
}

function inline(text: string): string {
	if (text.length > 5_000) return text;
	return text
		.replace(/'''/g, '**')
		.replace(/''/g, '*')
		.replace(/\[\[([^\]|]{1,300})\|([^\]]{1,300})\]\]/g, '$2')
		.replace(/\[\[([^\]]{1,300})\]\]/g, '$1')
		.replace(/\[(https?:\/\/[^\s\]]{1,500}) ([^\]]{1,300})\]/g, '[$2]($1)')
		.replace(/<\/?(?:tt|code|nowiki)>/gi, '`');
}
