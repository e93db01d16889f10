import { type MarkdownLine } from '../markdownLines.ts';
import type { ObjectiveStatus } from '../objective.ts';
import { slugId } from '../objectiveName.ts';
import type { ChildDraft } from './specFormat.ts';

/** The lines below each heading that `isWanted`, up to the next heading of its level or above. */
export function sectionsWhere(
	lines: readonly MarkdownLine[],
	isWanted: (title: string) => boolean,
): readonly { readonly title: string; readonly line: number; readonly lines: readonly MarkdownLine[] }[] {
	const sections: { title: string; line: number; level: number; lines: MarkdownLine[] }[] = [];
	let open: (typeof sections)[number] | undefined;
	for (const line of lines) {
		if (line.kind === 'heading' && (!open || line.level <= open.level)) {
			open = isWanted(line.title) ? { title: line.title, line: line.line, level: line.level, lines: [] } : undefined;
			if (open) sections.push(open);
		} else open?.lines.push(line);
	}
	return sections;
}

/** Items such as `- **FR-001**: System MUST …`, each with the lines that belong to it. */
export function labelledItems(
	lines: readonly MarkdownLine[],
	label: RegExp,
): readonly { readonly label: string; readonly text: string; readonly line: number }[] {
	const items: { label: string; text: string; line: number }[] = [];
	let open = false;
	for (const { kind, text, line } of lines) {
		const match = kind === 'text' ? LABELLED.exec(text) : null;
		const name = match?.[1]?.replace(/:$/, '').trim() ?? '';
		if (match && label.test(name)) items.push({ label: name, text: match[2]?.trim() ?? '', line });
		const last = items.at(-1);
		if (match || kind !== 'text' || !/^\s/.test(text)) open = match !== null && last?.line === line;
		else if (open && last) items[items.length - 1] = { ...last, text: `${last.text} ${text.trim()}` };
	}
	return items;
}

/** With the rest as it is: `.` stops at a line separator, and takes as many ways to get there as there are blanks. */
const LABELLED = /^[ \t]{0,6}[-*+][ \t]+\*\*([^*]{1,40})\*\*[ \t]*:?([^]*)$/;

/** A requirement as one line of plain text that can stand as a title. */
export function shortTitle(markdown: string): string {
	const text = markdown
		.slice(0, 1000)
		.replace(/\[NEEDS CLARIFICATION[^\]]*\]?/g, '…')
		.replace(/\*\*|__|`/g, '')
		.replace(/\s+/g, ' ')
		.trim();
	if (text.length <= TITLE_LIMIT) return text;
	const cut = text.slice(0, TITLE_LIMIT);
	return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), TITLE_LIMIT - 30)).replace(/[,;:.\s]+$/, '')}…`;
}

const TITLE_LIMIT = 120;

/** The text of lines, without blank ones around it and without comments. */
export function textOf(lines: readonly MarkdownLine[]): string {
	return lines
		.filter(({ kind }) => kind !== 'comment')
		.map(({ text }) => text)
		.join('\n')
		.trim();
}

/**
 * `003-retry/FR-001`: an id inside of another; undefined where `name` gives none. A name that is too long is cut, and a sum of all of it put behind, so that
 * two names with one beginning are two.
 */
export function idInside(parent: string, name: string): string | undefined {
	const slug = slugId(name.slice(0, 200));
	if (slug === undefined) return undefined;
	const room = ID_LIMIT - parent.length - 1;
	if (slug.length <= room && name.length <= 80) return `${parent}/${slug}`;
	const sum = sumOf(name);
	const cut = slug.slice(0, Math.max(0, room - sum.length - 1)).replace(/[^\p{L}\p{N}]+$/u, '');
	const id = cut === '' ? undefined : `${parent}/${cut}-${sum}`;
	return id === undefined || id.length > ID_LIMIT ? undefined : id;
}

/** Four letters that depend on all of a text. */
function sumOf(text: string): string {
	let sum = 0;
	for (const char of text) sum = (Math.imul(sum, 31) + (char.codePointAt(0) ?? 0)) >>> 0;
	return (sum % 36 ** 4).toString(36).padStart(4, '0');
}

const ID_LIMIT = 80;

/** Without those that share an id with one before. */
export function withOwnIds(children: readonly ChildDraft[]): readonly ChildDraft[] {
	const ids = new Set<string>();
	return children.filter(({ id }) => !ids.has(id) && ids.add(id) !== undefined);
}

/** What a list of tasks says: all done, some, or none; undefined without any task. */
export function statusOfTasks(text: string | undefined): ObjectiveStatus | undefined {
	const marks = [...(text ?? '').slice(0, 500_000).matchAll(/^[ \t]*[-*+][ \t]+\[([ xX~-])\]/gm)].map(
		(match) => match[1],
	);
	if (marks.length === 0) return undefined;
	if (marks.every((mark) => mark === 'x' || mark === 'X')) return 'achieved';
	return marks.every((mark) => mark === ' ') ? 'proposed' : 'active';
}
