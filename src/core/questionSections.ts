import { headingWords, markdownLines, type MarkdownLine } from './markdownLines.ts';
import type { Message } from './question.ts';

/**
 * One section of a question's file. `opening` is what stands under the title; `why` is `## Why it matters`; the others are messages, `who` and
 * `at` as their headings say it.
 */
export interface QuestionSection {
	readonly kind: 'opening' | 'why' | Exclude<Message['kind'], 'question'>;
	readonly who?: string;
	/** ISO 8601, UTC. */
	readonly at?: string;
	readonly lines: readonly MarkdownLine[];
}

/** The title (the first heading, if it is of level 1) and the sections of a question's Markdown, in their order. */
export function questionSections(markdown: string): { title?: string; sections: readonly QuestionSection[] } {
	const { title, sections } = splitSections(markdownLines(markdown));
	return {
		...(title && { title: title.title }),
		sections: sections.map(({ head, lines }) => ({ ...head, lines: lines.filter((line) => line !== title) })),
	};
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
	const headings = lines.filter((line) => line.kind === 'heading');
	const title = headings[0]?.level === 1 ? headings[0] : undefined;
	const limit = sectionLevel(headings.filter((line) => line !== title));
	const opening: MarkdownLine[] = [];
	const sections: { head: Heading; heading: MarkdownLine; lines: readonly MarkdownLine[] }[] = [];
	let open = opening;
	for (const line of lines) {
		const isHeading = line !== title && line.kind === 'heading' && line.level <= limit;
		const head = isHeading ? sectionHeading(line.title) : undefined;
		if (head) sections.push({ head, heading: line, lines: (open = []) });
		else open.push(line);
	}
	// git's union merge writes once what two messages have in common: two headings directly below each other share the words below them.
	for (const [index, section] of [...sections.entries()].reverse()) {
		const next = sections[index + 1];
		if (next && section.lines.length === 0 && isDated(section.head) && needsWords(section.head)) {
			section.lines = next.lines;
		}
	}
	return { title, sections: [{ head: { kind: 'opening' }, lines: opening }, ...sections] };
}

/** Whether the section says nothing as long as nothing stands below its heading. */
export function needsWords({ kind }: Heading): boolean {
	return kind === 'answer' || kind === 'reply';
}

/** Whether a heading names its message beyond doubt, as those that Tandem writes do: by whom and at what minute. */
export function isDated({ who, at }: Heading): boolean {
	return who !== undefined && at !== undefined && !at.endsWith('T00:00:00Z');
}

export type Heading = Omit<QuestionSection, 'lines'>;

/**
 * What a heading says: `Answer by Maria Lopez, 2026-11-03 09:12 UTC`, `answer:`, `Why it matters`. Undefined for any other heading, such as
 * `Answer to the second point`, which belongs to the message around it.
 */
export function sectionHeading(title: string): Heading | undefined {
	if (title.length > LONGEST_HEADING) return undefined;
	if (['why it matters', 'why this matters'].includes(headingWords(title))) return { kind: 'why' };
	const match = HEADING.exec(
		title
			.replace(/\s+/g, ' ')
			.replace(/[*_`]{1,3}$|^[*_`]{1,3}/g, '')
			.trim(),
	);
	const kind = KINDS[match?.groups?.['kind']?.toLowerCase() ?? ''];
	if (!match || !kind) return undefined;
	const { who, day, time } = match.groups ?? {};
	return {
		kind,
		...(who !== undefined && { who: who.trim() }),
		...(day !== undefined && { at: `${day}T${(time ?? '00:00').padEnd(8, ':00')}Z` }),
	};
}

const KINDS: Readonly<Record<string, Exclude<Message['kind'], 'question'> | undefined>> = {
	answer: 'answer',
	answered: 'answer',
	answers: 'answer',
	reply: 'reply',
	replied: 'reply',
	resolved: 'resolved',
	reopened: 'reopened',
};

const LONGEST_HEADING = 300;

const HEADING =
	/^(?<kind>[a-z]{5,8}) ?(?: (?:by|from) (?<who>.+?))?(?:,? (?:on |at )?\(?(?<day>\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?:[T ](?<time>(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?))? ?(?:UTC|Z)?\)?)? ?[:.]?$/i;

/** Sections are headings of level 1 and 2; only where the file has no such section do deeper ones count (`### Answer`). */
function sectionLevel(headings: readonly MarkdownLine[]): number {
	const levels = headings.flatMap((line) => {
		const head = line.kind === 'heading' ? sectionHeading(line.title) : undefined;
		return line.kind === 'heading' && head && head.kind !== 'why' ? [line.level] : [];
	});
	const lowest = levels.reduce((least, level) => Math.min(least, level), 7);
	return lowest <= 2 || lowest === 7 ? 2 : lowest;
}
