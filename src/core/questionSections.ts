import { markdownLines, type MarkdownLine } from './markdownLines.ts';
import { unescapeLines } from './messageText.ts';
import { newestTaken } from './twiceTaken.ts';
import { isDated, needsWords, type Heading } from './sectionHeading.ts';
import { markLines, type MarkedLine, type SectionMark } from './sectionMarks.ts';

/** One section of a question's file. */
export interface QuestionSection extends Heading {
	readonly lines: readonly MarkdownLine[];
}

/** The title and the sections of a question's Markdown, in their order. */
export function questionSections(markdown: string): { title?: string; sections: readonly QuestionSection[] } {
	const { title, sections } = splitSections(markdownLines(markdown));
	return {
		...(title && { title: title.title }),
		sections: sections.map(({ head, lines }) => ({ ...head, lines: lines.filter((line) => line !== title) })),
	};
}

/** What a section says, with the words on its heading's line. */
export function sectionWords({ said = '', lines }: QuestionSection): string {
	const below = unescapeLines(lines);
	const isBelow = lines[0]?.kind === 'blank';
	return [said, below].filter((part) => part !== '').join(isBelow ? '\n\n' : '\n');
}

export interface SplitSection {
	readonly head: Heading;
	/** Absent for the opening, which holds the title. */
	readonly heading?: MarkdownLine;
	readonly lines: readonly MarkdownLine[];
}

type TitleLine = Extract<MarkdownLine, { kind: 'heading' }>;

/** The same with every line of the file. The opening is always there and the first. */
export function splitSections(lines: readonly MarkdownLine[]): {
	readonly title: TitleLine | undefined;
	readonly sections: readonly [SplitSection, ...SplitSection[]];
} {
	const marked = markLines(lines);
	const title = titleOf(marked);
	const opening: MarkdownLine[] = [];
	const sections: { head: Heading; heading: MarkdownLine; lines: readonly MarkdownLine[] }[] = [];
	let open: { readonly mark?: SectionMark; readonly lines: MarkdownLine[] } = { lines: opening };
	for (const { line, mark } of marked) {
		// Whatever somebody wrote above the title, what follows it is what Tandem asked.
		if (line === title) open = { lines: opening };
		if (mark && line !== title && !belongsTo(open, mark)) {
			open = { mark, lines: [] };
			sections.push({ head: mark.head, heading: line, lines: open.lines });
		} else open.lines.push(line);
	}
	// git's union merge writes once what two messages have in common: two headings directly below each other share the words below them.
	for (const [index, section] of [...sections.entries()].reverse()) {
		section.lines = newestTaken(section.lines);
		const next = sections[index + 1];
		if (next && section.lines.length === 0 && isDated(section.head) && needsWords(section.head)) {
			section.lines = next.lines;
		}
	}
	return { title, sections: [{ head: { kind: 'opening' }, lines: opening }, ...sections] };
}

/** The first heading, if it is of level 1; below an answer that stands above everything, the second. */
function titleOf(marked: readonly MarkedLine[]): TitleLine | undefined {
	const headings = marked.filter(({ line, mark }) => line.kind === 'heading' || mark);
	const [first, second] = headings;
	const isTop = (one: MarkedLine | undefined) => one?.line.kind === 'heading' && one.line.level === 1;
	const isBelowAnswer = first?.mark?.head.kind === 'answer' && isTop(second) && !second?.mark;
	const found = isBelowAnswer && (isTop(first) || isAbovePlace(marked, second)) ? second : first;
	return found?.line.kind === 'heading' && isTop(found) ? found.line : undefined;
}

function isAbovePlace(marked: readonly MarkedLine[], title: MarkedLine | undefined): boolean {
	const below = marked.slice(marked.findIndex((one) => one === title) + 1).find(({ line }) => line.kind !== 'blank');
	return below?.line.text.startsWith('`') === true;
}

/** Whether somebody who answers uses the heading inside of the answer: `### Answer` below `## Answer`. */
function belongsTo(
	open: { readonly mark?: SectionMark; readonly lines: readonly MarkdownLine[] },
	{ level, isWeak }: SectionMark,
): boolean {
	if (open.mark?.head.kind !== 'answer' || (!isWeak && level <= Math.max(2, open.mark.level))) return false;
	return open.mark.head.said !== undefined || open.lines.some(({ kind }) => kind !== 'blank' && kind !== 'comment');
}
