import { isListItem, type MarkdownLine } from './markdownLines.ts';

/** The lines, with one that is underlined with `===` or `---` as a heading of level 1 or 2, which it is as well. */
export function withUnderlinedHeadings(lines: readonly MarkdownLine[]): readonly MarkdownLine[] {
	if (!lines.some((line) => levelOf(line) !== undefined)) return lines;
	return lines.map((line, index): MarkdownLine => {
		const { text, line: number } = line;
		const level = canBeUnderlined(lines, index) ? levelOf(lines[index + 1]) : undefined;
		if (level !== undefined) return { line: number, text, kind: 'heading', level, title: text.trim() };
		const underlines = levelOf(line) !== undefined && canBeUnderlined(lines, index - 1);
		return underlines ? { line: number, text: '', kind: 'blank' } : line;
	});
}

/** Only a line that stands alone: below a paragraph `---` is meant as a rule more often than as a heading of several lines. */
function canBeUnderlined(lines: readonly MarkdownLine[], index: number): boolean {
	const [line, above] = [lines[index], lines[index - 1]];
	if (line?.kind !== 'text' || isListItem(line.text) || line.text.startsWith('|')) return false;
	return levelOf(lines[index + 1]) === 1 || above === undefined || above.kind !== 'text';
}

function levelOf(line: MarkdownLine | undefined): 1 | 2 | undefined {
	if (line?.kind !== 'text') return undefined;
	if (line.text.startsWith('=') && /^={2,}[ \t]*$/.test(line.text)) return 1;
	return line.text.startsWith('-') && /^-{3,}[ \t]*$/.test(line.text) ? 2 : undefined;
}
