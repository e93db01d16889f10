import { splitFrontMatter } from './frontMatter.ts';
import { bodyLines } from './formats/readHead.ts';
import { itemLine } from './itemLine.ts';
import { headingWords, LIST_ITEM, type MarkdownLine } from './markdownLines.ts';
import { bodyItems } from './objectiveBody.ts';
import { endsSection, sectionOf, splitSections, type SectionPart } from './objectiveSections.ts';
import { saysNothing } from './saysNothing.ts';

/** What is recorded in an objective's file. */
export type RecordKind = 'decision' | 'constraint' | 'trade-off';

export interface ItemToRecord {
	readonly kind: RecordKind;
	/** Markdown of one line; see `itemLine`. */
	readonly item: string;
}

/**
 * The Markdown file of an objective with one item more at the end of its section, in the section's own style; the section is made where there is none.
 * A section that says `None yet` has the item in its place. Every other byte stays. The same text back: the section has the item already.
 */
export function recordItem(text: string, { kind, item }: ItemToRecord): string {
	const file = readSpecBody(text);
	const parts = splitSections(file.lines, titleOf(file.lines));
	const line = itemLine(item);
	const own = parts.filter(({ name }) => name === (kind === 'decision' ? 'decisions' : 'constraints'));
	if (own.some((part) => bodyItems(part.lines).some(({ markdown }) => isSame(markdown, line)))) return text;
	const part = own.find(
		({ heading }) => /\btrade\b/.test(headingWords(heading?.title ?? '')) === (kind === 'trade-off'),
	);
	const chosen = part ?? own[0];
	return chosen ? inSection(file, chosen, line) : inNewSection(file, parts, { kind, line });
}

/** The file, and its lines below the front matter. */
interface SpecBody {
	readonly text: string;
	/** Offset of the first of `lines`. */
	readonly start: number;
	readonly lines: readonly MarkdownLine[];
	/** Number of the first of `lines` in the file, from 1. */
	readonly bodyLine: number;
	/** Where each of `lines` begins, and where its line end does. */
	readonly places: readonly { readonly from: number; readonly to: number }[];
	/** The front matter goes on to the first blank line. */
	readonly unclosed: boolean;
}

function readSpecBody(text: string): SpecBody {
	// As it is read everywhere; the offsets stay.
	const { body, bodyLine, unclosed } = splitFrontMatter(text.replace(/\r(?!\n)/g, '\n'));
	const start = text.length - body.length;
	const places: { from: number; to: number }[] = [];
	let from = start;
	for (const { index, 0: end } of body.matchAll(/\r?\n|$/g)) {
		places.push({ from, to: start + index });
		from = start + index + end.length;
	}
	return { text, start, lines: bodyLines('markdown', body, bodyLine), bodyLine, places, unclosed };
}

function titleOf(lines: readonly MarkdownLine[]): MarkdownLine | undefined {
	const first = lines.find((line) => line.kind === 'heading' && line.level === 1);
	return first?.kind === 'heading' && sectionOf(first.title) === undefined ? first : undefined;
}

function isSame(one: string, other: string): boolean {
	return one.replace(/\s+/g, ' ').trim() === other;
}

function inSection(file: SpecBody, { heading, lines }: SectionPart, item: string): string {
	const deeper = lines.findIndex((line) => line.kind === 'heading');
	const content = withoutTail(deeper < 0 ? lines : lines.slice(0, deeper));
	const last = content.at(-1);
	const items = bodyItems(content);
	const placeholder =
		items.length === 1
			? content.find(({ line, text }) => line === items[0]?.line && saysNothing(withoutMark(text)))
			: undefined;
	if (placeholder && items[0]?.markdown === withoutMark(placeholder.text)) {
		const { from, to } = placeOf(file, placeholder.line);
		return `${file.text.slice(0, from)}${LIST_ITEM.exec(placeholder.text)?.[0] ?? '- '}${item}${file.text.slice(to)}`;
	}
	const listed = content.filter(isListed);
	const isTight = listed.length > 0 && !isLoose(content) && endsInList(content);
	const marked = items.length === 0 || listed.length > 0 ? `${nextMark(listed)}${item}` : item;
	const above = last ?? heading;
	return insertBelow(file, above?.line ?? file.bodyLine, { text: marked, isTight });
}

function withoutMark(text: string): string {
	return text.replace(LIST_ITEM, '').trim();
}

/** Without what stands at the end of a section and belongs to none of its items: blank lines, a rule, the targets of links. */
function withoutTail(lines: readonly MarkdownLine[]): readonly MarkdownLine[] {
	let end = lines.length;
	for (;;) {
		while (end > 0 && (lines[end - 1]?.kind === 'blank' || RULE.test(lines[end - 1]?.text ?? ''))) end--;
		let start = end;
		while (start > 0 && LINK_TARGET.test(lines[start - 1]?.text ?? '')) start--;
		// Right below a paragraph such a line is its last one.
		if (start === end || (start > 0 && lines[start - 1]?.kind !== 'blank')) return lines.slice(0, end);
		end = start;
	}
}

const RULE = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const LINK_TARGET = /^ {0,3}\[[^\]]+\]:\s/;

/** Whether blank lines stand between the items. */
function isLoose(content: readonly MarkdownLine[]): boolean {
	const first = content.findIndex(isListed);
	return content.some((line, at) => at > first && isListed(line) && content[at - 1]?.kind === 'blank');
}

/** A list's own items, and not those that are nested in one. */
function isListed({ kind, text }: MarkdownLine): boolean {
	return kind === 'text' && /^ ?\S/.test(text) && LIST_ITEM.test(text);
}

/** Whether the last line is one of a list item, and not of a paragraph below the list. */
function endsInList(content: readonly MarkdownLine[]): boolean {
	for (let at = content.length - 1; at >= 0; at--) {
		const line = content[at];
		if (!line || line.kind === 'blank') return false;
		if (LIST_ITEM.test(line.text) || /^(?: {2}|\t)/.test(line.text)) return true;
		if (line.kind !== 'text') return false;
	}
	return false;
}

/** The mark of the item that follows a list's items. */
function nextMark(listed: readonly MarkdownLine[]): string {
	const [before, last] = [listed.at(-2), listed.at(-1)].map((line) =>
		/^( ?)([-*+]|(\d{1,9})([.)]))([ \t]*)/.exec(line?.text ?? ''),
	);
	if (!last) return '- ';
	const [, indent = '', bullet = '-', number, sign = '', blank = ''] = last;
	const gap = blank === '' ? ' ' : blank;
	if (number === undefined) return `${indent}${bullet}${gap}`;
	// Some number every item with 1 and let Markdown count.
	const next = before?.[3] === number ? number : String(Number(number) + 1);
	return `${indent}${next}${sign}${gap}`;
}

const ORDER = ['why', 'constraints', 'decisions', 'outOfScope'] as const;

function inNewSection(
	file: SpecBody,
	parts: readonly SectionPart[],
	{ kind, line }: { kind: RecordKind; line: string },
): string {
	const name = kind === 'decision' ? 'decisions' : 'constraints';
	const rank = ORDER.indexOf(name);
	const headed = (names: readonly string[]) => parts.filter((part) => part.heading && names.includes(part.name));
	const siblings = headed(ORDER.slice(1));
	const [why] = headed(['why']);
	const level = siblings[0]?.heading?.level ?? Math.max(2, why?.heading?.level ?? 2);
	const mark = siblings
		.flatMap((part) => part.lines)
		.find(({ kind: of, text }) => of === 'text' && /^ ?[-*+][ \t]/.test(text))
		?.text.trimStart()[0];
	const text = `${'#'.repeat(level)} ${name === 'decisions' ? 'Decisions' : 'Constraints'}\n\n${mark ?? '-'} ${line}`;
	const [next] = headed(ORDER.slice(rank + 1));
	const former = headed(ORDER.slice(0, rank)).at(-1);
	const below = next?.heading ? next.heading.line - 1 : former && lastLineOf(parts, former, level);
	const above = file.lines.filter((one) => one.line <= (below ?? Infinity) && !isBlankSource(file, one.line)).at(-1);
	if (above) return insertBelow(file, above.line, { text, isTight: false });
	return asWholeBody(file, text);
}

/** The last line of a part, and of those behind it that would become a part of what is put there with a heading of this level. */
function lastLineOf(parts: readonly SectionPart[], part: SectionPart, level: number): number | undefined {
	const rest = parts.slice(parts.indexOf(part) + 1);
	const end = rest.findIndex(({ name, heading }) => endsSection(name) || (heading?.level ?? 0) <= level);
	const last = rest[(end < 0 ? rest.length : end) - 1] ?? part;
	return (last.lines.at(-1) ?? last.heading)?.line;
}

/** Where there is nothing below the front matter. */
function asWholeBody({ text, start, unclosed }: SpecBody, section: string): string {
	const end = lineEndOf(text);
	const [head, rest] = [text.slice(0, start), text.slice(start)];
	const isClosed = /(?:^\uFEFF?|[\r\n])$/.test(head);
	return `${head}${isClosed ? '' : end}${unclosed ? end : ''}${section.replaceAll('\n', end)}${/^[\r\n]/.test(rest) || !isClosed ? '' : end}${rest}`;
}

/** Puts lines below the line `above`, with a blank one between where the list is not `isTight`, and one before what follows. */
function insertBelow(file: SpecBody, above: number, { text, isTight }: { text: string; isTight: boolean }): string {
	const end = lineEndOf(file.text);
	// The marks below an underlined heading are a part of it.
	const under = file.lines[above - file.bodyLine + 1];
	const at = under?.kind === 'blank' && under.text === '' && !isBlankSource(file, under.line) ? above + 1 : above;
	const { to } = placeOf(file, at);
	const rest = file.text.slice(to);
	const isLast = /^(?:\r\n?|\n)?$/.test(rest);
	const gap = isLast || isBlankSource(file, at + 1) ? '' : end;
	return `${file.text.slice(0, to)}${isTight ? end : end + end}${text.replaceAll('\n', end)}${gap}${rest}`;
}

/** Whether nothing stands in that line of the file, not even the marks below a heading. */
function isBlankSource(file: SpecBody, line: number): boolean {
	const { from, to } = placeOf(file, line);
	return file.text.slice(from, to).trim() === '';
}

function placeOf({ text, places, bodyLine }: SpecBody, line: number): { readonly from: number; readonly to: number } {
	return places[line - bodyLine] ?? { from: text.length, to: text.length };
}

function lineEndOf(text: string): string {
	return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}
