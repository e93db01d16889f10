import type { MarkdownLine } from './markdownLines.ts';
import { sectionHeading, type Heading } from './sectionHeading.ts';

/** A line that begins a section of a question. */
export interface SectionMark {
	readonly head: Heading;
	readonly level: number;
	/** A shape that people also use inside of what they write: it does not end an answer. */
	readonly isWeak: boolean;
	/** The words begin on the line, so that it counts only where a paragraph begins. */
	readonly opensParagraph: boolean;
}

export interface MarkedLine {
	readonly line: MarkdownLine;
	readonly mark?: SectionMark;
}

/**
 * The lines of a question, those that begin a section with their mark. What underlines a heading is no text any more; a title that is underlined is a
 * heading. Every line keeps its text.
 */
export function markLines(lines: readonly MarkdownLine[]): readonly MarkedLine[] {
	let titled = false;
	let underlines = false;
	return lines.map((line, index): MarkedLine => {
		if (underlines) {
			underlines = false;
			return { line: { line: line.line, text: line.text, kind: 'comment' } };
		}
		const above = lines[index - 1];
		const level = line.kind === 'text' && above?.kind !== 'text' ? underlineLevel(lines[index + 1]) : undefined;
		const head = level === undefined ? undefined : sectionHeading(line.text.trim());
		if (level !== undefined && (head || (level === 1 && !titled))) {
			underlines = titled = true;
			const heading = { line: line.line, text: line.text, kind: 'heading', level, title: line.text.trim() } as const;
			return head ? { line: heading, mark: firm(head, level) } : { line: heading };
		}
		const mark = markOf(line);
		if (line.kind === 'heading') titled = true;
		return mark && !(mark.opensParagraph && above?.kind === 'text') ? { line, mark } : { line };
	});
}

/** The mark of a line that stands alone. */
export function markOf(line: MarkdownLine): SectionMark | undefined {
	if (line.kind === 'heading') {
		const head = sectionHeading(line.title);
		return head && firm(head, line.level);
	}
	return line.kind === 'text' && WORDS.test(line.text) ? (untidyMark(line.text) ?? boldMark(line.text)) : undefined;
}

/** Whether `below` would make a heading of the section out of the line above it, were it not for backslashes. */
export function underlinesSection(below: string, above: string): boolean {
	return UNDERLINE.test(below) && sectionHeading(above.replace(/^( {0,3})\\+/, '$1').trim()) !== undefined;
}

const WORDS = /answer|repl|resolved|reopened|why/i;
const UNDERLINE = /^ {0,3}(?:={2,}|-{2,})[ \t]*$/;

function underlineLevel(line: MarkdownLine | undefined): 1 | 2 | undefined {
	if (line?.kind !== 'text' || !UNDERLINE.test(line.text)) return undefined;
	return line.text.includes('=') ? 1 : 2;
}

function firm(head: Heading, level: number): SectionMark {
	return { head, level, isWeak: false, opensParagraph: false };
}

/** A heading that is none to Markdown, and one in a list: `##Answer`, `- ## Answer`. */
function untidyMark(text: string): SectionMark | undefined {
	const match = /^[ \u200B\uFEFF]{0,3}((?:[-*+]|\d{1,9}[.)])[ \t]+)?(#{1,6})([^#].*)$/.exec(text);
	const [, item, marks = '', rest = ''] = match ?? [];
	// One `#` before a word is a tag.
	if (!match || (marks === '#' && !/^[\s\u200B]/.test(rest))) return undefined;
	const head = sectionHeading(rest.replace(/[ \t]#{1,20}[ \t]*$/, '').trim());
	return head && { ...firm(head, marks.length), isWeak: item !== undefined };
}

/** `**Answer**` alone on its line, or `**Answer:** yes`. */
function boldMark(text: string): SectionMark | undefined {
	const match = /^ {0,3}(\*\*|__) ?([^*_]{1,200}?) ?\1(.*)$/.exec(text);
	const [, , inner = '', rest = ''] = match ?? [];
	const behind = rest.trim();
	const head = match ? sectionHeading(inner) : undefined;
	if (head?.kind !== 'answer') return undefined;
	const mark = { head, level: 2, isWeak: true, opensParagraph: false };
	if (behind === '' || behind === ':') return mark;
	if (head.said !== undefined || !(inner.endsWith(':') || behind.startsWith(':'))) return undefined;
	return { ...mark, head: { ...head, said: behind.replace(/^: ?/, '') }, opensParagraph: true };
}
