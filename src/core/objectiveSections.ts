import { headingWords, type MarkdownLine } from './markdownLines.ts';

export type SectionName = keyof typeof SECTION_NAMES;

/** Headings as people write them (see `headingWords`). `other` only tells that a heading is not a title. */
const SECTION_NAMES = {
	why: ['why', 'why this matters', 'why it matters'],
	motivation: [
		'motivation',
		'problem',
		'problem statement',
		'problem description',
		'context and problem statement',
		'user story',
		'rationale',
	],
	summary: ['summary', 'abstract', 'overview', 'introduction', 'context', 'background', 'purpose'],
	constraints: ['constraint', 'constraints', 'technical constraints', 'constraints and trade offs', 'trade offs'],
	decisions: ['decision', 'decisions', 'decisions made', 'decision outcome', 'clarifications'],
	outOfScope: ['out of scope', 'not in scope', 'non goals', 'nongoals', 'no goals', 'what is out of scope'],
	open: ['open questions', 'unresolved questions', 'open points', 'open issues', 'unresolved issues'],
	goals: ['goals'],
	other: [
		'key results',
		'detailed design',
		'design',
		'questions',
		'links',
		'changelog',
		'notes',
		'requirements',
		'added requirements',
		'modified requirements',
		'removed requirements',
		'status',
		'proposal',
	],
	opening: [],
} as const satisfies Record<string, readonly string[]>;

const OWN_SECTIONS: readonly SectionName[] = ['why', 'goals', 'constraints', 'decisions', 'outOfScope'];

/** Whether its heading ends the section around it on whatever level it stands. */
export function endsSection(name: SectionName): boolean {
	return OWN_SECTIONS.includes(name);
}

/** Which section a heading begins; undefined where it is none that is known. */
export function sectionOf(heading: string): SectionName | undefined {
	const words = headingWords(withoutComments(heading));
	const names = Object.keys(SECTION_NAMES) as SectionName[];
	return names.find((name) => (SECTION_NAMES[name] as readonly string[]).includes(words));
}

/** A part of the body from one heading to the next that ends it. A section may have several. */
export interface SectionPart {
	readonly name: SectionName;
	/** Absent for the opening. */
	readonly heading?: Extract<MarkdownLine, { kind: 'heading' }>;
	/** Without its heading; headings below it are among them. */
	readonly lines: readonly MarkdownLine[];
}

/** The parts of a body in their order; what stands before the first heading (the title aside) is the opening. */
export function splitSections(lines: readonly MarkdownLine[], title: MarkdownLine | undefined): readonly SectionPart[] {
	const parts: (SectionPart & { readonly lines: MarkdownLine[] })[] = [];
	let current = { name: 'opening' as SectionName, level: 6, lines: [] as MarkdownLine[] };
	parts.push(current);
	for (const line of lines) {
		if (line === title) continue;
		if (line.kind === 'heading') {
			const name = sectionOf(line.title);
			if (line.level <= current.level || (name !== undefined && endsSection(name))) {
				const next = { name: name ?? 'other', level: line.level, heading: line, lines: [] };
				current = next;
				parts.push(next);
				continue;
			}
		}
		current.lines.push(line);
	}
	return parts;
}

/** A reader of the page sees no comment in a heading either: `Summary <!-- omit in toc -->`. */
export function withoutComments(heading: string): string {
	const end = heading.lastIndexOf('-->') + 3;
	return end < 3 ? heading : `${heading.slice(0, end).replace(/<!--.*?-->/g, '')}${heading.slice(end)}`;
}
