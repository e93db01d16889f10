import { headingWords, isListItem, LIST_ITEM, type MarkdownLine } from './markdownLines.ts';
import type { BodyItem } from './objective.ts';
import { sectionOf, splitSections, withoutComments, type SectionName } from './objectiveSections.ts';

/** What the PM's Markdown below the front matter says. Lines are those of the file, from 1. */
export interface ObjectiveBody {
	/** The first level-1 heading, unless it is that of a section. */
	readonly title?: { readonly text: string; readonly line: number };
	/** Markdown; empty where there is none. */
	readonly why: string;
	readonly constraints: readonly BodyItem[];
	readonly decisions: readonly BodyItem[];
	readonly outOfScope: readonly BodyItem[];
	/** What the author left open: `[NEEDS CLARIFICATION: …]`, and the items of a section such as `Unresolved questions`. */
	readonly openPoints: readonly BodyItem[];
}

/**
 * Reads the sections of an objective. Heading levels, case and punctuation do not matter. A section ends at the next heading that is not
 * below it, or at the next section that is known. Where there is no `# Why`, it is the text before the first heading (the title aside), the motivation
 * or the summary that files of other formats have: `order` says which goes first.
 */
export function readObjectiveBody(
	lines: readonly MarkdownLine[],
	order: 'opening first' | 'motivation first' = 'opening first',
): ObjectiveBody {
	// In other formats a file may begin one level deeper.
	const first =
		lines.find((line) => line.kind === 'heading' && line.level === 1) ??
		(order === 'motivation first' ? lines.find((line) => line.kind === 'heading') : undefined);
	// A file whose first level-1 heading is a section has only sections on that level.
	const title = first?.kind === 'heading' && sectionOf(first.title) === undefined ? plainTitle(first.title) : '';
	const parts = splitSections(lines, title === '' ? undefined : first);
	const partsOf = (name: SectionName) => parts.filter((part) => part.name === name);
	const textOf = (name: SectionName) =>
		partsOf(name)
			.map((part) => trimmedText(part.lines))
			.filter((text) => text !== '')
			.join('\n\n');
	const itemsOf = (name: SectionName) => partsOf(name).flatMap((part) => bodyItems(part.lines));
	const why = WHY_ORDERS[order].map(textOf).find((text) => text !== '') ?? '';
	return {
		...(first && title !== '' && { title: { text: title, line: first.line } }),
		why,
		constraints: itemsOf('constraints'),
		decisions: itemsOf('decisions'),
		outOfScope: itemsOf('outOfScope'),
		openPoints: [...clarifications(lines), ...openItems(itemsOf('open'))].sort((one, other) => one.line - other.line),
	};
}

const WHY_ORDERS = {
	'opening first': ['why', 'opening', 'motivation', 'summary'],
	'motivation first': ['why', 'motivation', 'summary', 'opening'],
} as const;

/** What an author left open: without those that are ticked off, and without `None.`, `N/A` and `TBD`, which say that nothing is, or nothing yet. */
function openItems(items: readonly BodyItem[]): readonly BodyItem[] {
	return items
		.filter(({ markdown }) => !/^\[[xX]\] /.test(markdown))
		.map((item) => ({ ...item, markdown: item.markdown.replace(/^\[ \] /, '') }))
		.filter(asksSomething);
}

function asksSomething({ markdown }: BodyItem): boolean {
	const words = headingWords(markdown);
	if (UNFILLED.test(words) || LINK_TARGET.test(markdown)) return false;
	return words.length > NOTHING_LENGTH || !NOTHING.test(words);
}

const NOTHING_LENGTH = 60;
const NOTHING =
	/^(?:|tbd|to be determined|todo|n a|no|(?:there (?:are|is) )?(?:currently )?(?:none|nothing|no (?:(?:open|unresolved|outstanding|known) )?(?:questions|issues|points))(?: (?:yet|known|needed|so far|currently|at|for now|that|remaining|remain|left|identified|have been|beyond)(?: .*)?)?)$/;
/** What the templates of RFCs say there. */
const UNFILLED = /^optional but suggested for first drafts what parts of the design are still (?:tbd|to be determined)/;
const LINK_TARGET = /^ {0,3}\[[^\]]+\]:\s\S+$/;

/** Splits a section into its list items (each with what is nested in it), paragraphs, and parts with a heading of their own. */
export function bodyItems(lines: readonly MarkdownLine[]): readonly BodyItem[] {
	const groups: MarkdownLine[][] = [];
	let current: MarkdownLine[] | undefined;
	let afterBlank = false;
	for (const line of lines) {
		const last = current?.at(-1);
		const below = current?.[0]?.kind === 'heading' && line.kind !== 'heading';
		const belongs =
			below || line.kind === 'fence' || (current && (line.text.startsWith('  ') || line.text.startsWith('\t')));
		if (line.kind === 'blank') {
			current?.push(line);
		} else if (
			line.kind !== 'comment' &&
			!/^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/.test(line.text)
		) {
			if (
				!current ||
				line.kind === 'heading' ||
				(!belongs && (afterBlank || isListItem(line.text) || last?.kind === 'fence'))
			) {
				current = [];
				groups.push(current);
			}
			current.push(line);
		}
		afterBlank = line.kind === 'blank' || line.kind === 'comment';
	}
	return groups.flatMap((group) => {
		const markdown = withoutMarker(group.map((line) => line.text));
		return markdown === '' ? [] : [{ markdown, line: group[0]?.line ?? 1 }];
	});
}

/** The Markdown of a list item as if it stood alone: without its marker and the indentation that came with it. */
function withoutMarker(lines: readonly string[]): string {
	const marker = LIST_ITEM.exec(lines[0] ?? '')?.[0];
	if (marker === undefined) return lines.join('\n').trim();
	return lines
		.map((line, index) => (index === 0 ? line.slice(marker.length) : withoutIndent(line, marker.length)))
		.join('\n')
		.trim();
}

/** Without a tab, or `width` spaces at most. */
function withoutIndent(line: string, width: number): string {
	if (line.startsWith('\t')) return line.slice(1);
	let at = 0;
	while (at < width && line[at] === ' ') at++;
	return line.slice(at);
}

function trimmedText(lines: readonly MarkdownLine[]): string {
	// The targets of links are no words of the text.
	const shown = lines.filter((line) => line.kind !== 'comment' && !/^ {0,3}\[[^\]]+\]:\s/.test(line.text));
	return shown
		.map((line) => line.text)
		.join('\n')
		.replace(/^(?:[ \t]*\n)+/, '')
		.trimEnd();
}

/** Markup that means nothing in a title: code marks, emphasis, links. */
function plainTitle(title: string): string {
	return withoutComments(title.slice(0, 500))
		.replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
		.replace(/(\*\*|__|`+)(.+?)\1/g, '$2')
		.replace(/\\(?=[\p{P}\p{S}])/gu, '')
		.replace(/\s+/g, ' ')
		.trim();
}

/** `[NEEDS CLARIFICATION: which way?]`, as spec-kit marks what its author did not know. */
function clarifications(lines: readonly MarkdownLine[]): readonly BodyItem[] {
	return lines.flatMap(({ text, line, kind }) => {
		if (kind === 'comment' || !text.includes('[NEEDS CLARIFICATION')) return [];
		return [...text.matchAll(/\[NEEDS CLARIFICATION:?([^\]]{0,500})\]/g)].map((match) => {
			const markdown = match[1]?.trim() ?? '';
			return { markdown: markdown === '' ? withoutMarker([text]) : markdown, line };
		});
	});
}
