import { isConflictMark } from './conflictMarkers.ts';
import { markdownLines, opensBlock, type MarkdownLine } from './markdownLines.ts';
import { markOf, underlinesSection } from './sectionMarks.ts';

/**
 * What a person typed, as it may stand in a section of a question's file: a line that would begin another section (`## Answer`), a comment, a conflict
 * of git's or a fence that it does not close, gets a backslash, which Markdown does not show. `unescapeLines` gives the same text back.
 */
export function escapeMessage(markdown: string): string {
	// Every comment is escaped, closed or not: what people type is shown, what the file's template says is not.
	return markdownLines(plainMessage(markdown), { comments: 'as-text' })
		.map((line, index, lines) => (isRisky(line, lines[index - 1]) ? line.text.replace(/^ {0,3}/, '$&\\') : line.text))
		.join('\n');
}

/** A message as it is kept: `\n` between lines, no blank lines around it, no NUL. */
export function plainMessage(markdown: string): string {
	return markdown
		.replace(/\r\n?/g, '\n')
		.replaceAll('\0', '')
		.replace(/^(?:[^\S\n]*\n)+/, '')
		.trimEnd();
}

/** The Markdown of a section's lines, without the backslashes of `escapeMessage` and without comments; empty where only those are left. */
export function unescapeLines(lines: readonly MarkdownLine[]): string {
	const texts = lines.flatMap((line, index) => {
		if (line.kind === 'comment') return [];
		const isEscaped = line.kind === 'text' && /^ {0,3}\\/.test(line.text) && isRisky(line, lines[index - 1]);
		return [isEscaped ? line.text.replace(/^( {0,3})\\/, '$1') : line.text];
	});
	return plainMessage(texts.join('\n'));
}

/** The same for a whole file in which somebody forgot to close something, before more is written below. */
export function escapeOpenBlocks(lines: readonly MarkdownLine[]): readonly string[] {
	return lines.map((line) =>
		line.kind === 'text' && opensBlock(line.text) ? line.text.replace(/^ {0,3}/, '$&\\') : line.text,
	);
}

/** Whether the line would be a mark of the format, or is one that was escaped already. */
function isRisky(line: MarkdownLine, above: MarkdownLine | undefined): boolean {
	if (line.kind === 'heading') return markOf(line) !== undefined;
	if (line.kind !== 'text') return false;
	const bare = line.text.replace(/^( {0,3})\\+/, '$1');
	if (opensBlock(bare) || isConflictMark(bare)) return true;
	if (above && underlinesSection(bare, above.text)) return true;
	const [alone] = markdownLines(bare);
	return alone !== undefined && markOf(alone) !== undefined;
}
