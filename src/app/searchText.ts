import { foldText } from '../core/foldText.ts';
import type { BodyItem, Objective, Person } from '../core/objective.ts';
import { readAloud } from '../core/plainMarkdown.ts';

/** What of an objective is searched, the weightiest first. */
export const SEARCH_FIELDS = ['id', 'names', 'title', 'keyResults', 'people', 'team', 'why', 'body'] as const;
export type SearchField = (typeof SEARCH_FIELDS)[number];

/** A text of a field. */
export interface SearchText {
	/** What it is, for people: `Constraint`. */
	readonly what: string;
	/** As the PM wrote it, Markdown included. */
	readonly text: string;
	/** Its line in the objective's file, where it has one of its own. */
	readonly line?: number;
}

/** The texts of a field; none where the objective says nothing. */
export function searchTexts(objective: Objective, field: SearchField): readonly SearchText[] {
	const { pm, engineer, team, why } = objective;
	switch (field) {
		case 'id':
			return [{ what: 'Id', text: objective.id }];
		case 'title':
			return [{ what: 'Title', text: objective.title }];
		case 'names':
			return [
				...objective.aliases.map((text) => ({ what: 'Also known as', text })),
				...objective.tickets.map((text) => ({ what: 'Ticket', text })),
			];
		case 'people':
			return [...personTexts('PM', pm), ...personTexts('Engineering', engineer)];
		case 'team':
			return team ? [{ what: 'Team', text: team }] : [];
		case 'keyResults':
			return objective.keyResults.map(({ metric, line }) => ({ what: 'Key result', text: metric, line }));
		case 'why':
			return why ? [{ what: 'Why', text: why }] : [];
		case 'body':
			return [
				...bodyTexts('Left open', objective.openPoints),
				...bodyTexts('Constraint', objective.constraints),
				...bodyTexts('Decision', objective.decisions),
				...bodyTexts('Out of scope', objective.outOfScope),
			];
	}
}

/** The words of a text as they are searched, each once: `CHK-1` are `chk` and `1`. */
export function searchWords(text: string): readonly string[] {
	const written = new Set(text.match(/[\p{L}\p{N}\p{M}]+/gu));
	const words = new Set<string>();
	// Most words come many times, and folding them is most of the time.
	for (const word of written) words.add(foldText(word));
	return [...words];
}

/** How many characters of a text are shown around a word. */
const AROUND = 90;
/** And at most how many words before it. */
const BEFORE = 4;

/** Longer paragraphs are shown with their marks: taking these out of one that is made to be slow would hold up the editor. */
const READABLE = 4_000;

/** One line of `text` around the first word that begins with one of `words`; undefined where none does. */
export function wordsAround(text: string, words: readonly string[]): string | undefined {
	for (const paragraph of text.split(/\n[ \t]*\r?\n/)) {
		const plain = paragraph.length > READABLE ? paragraph : readAloud(paragraph) || paragraph;
		const shown = plain.split(/\s+/).filter((word) => word !== '');
		const at = shown.findIndex((word) =>
			searchWords(word).some((part) => words.some((wanted) => part.startsWith(wanted))),
		);
		if (at < 0) continue;
		// The beginning of a sentence reads best, where it is near.
		const first = at <= BEFORE ? 0 : at - BEFORE;
		return `${first > 0 ? '…' : ''}${cut(shown.slice(first).join(' '))}`;
	}
	return undefined;
}

/** The beginning of a PM's Markdown as one short line of plain text. */
export function firstWords(markdown: string): string {
	return cut(readAloud(markdown.slice(0, READABLE)));
}

function cut(line: string): string {
	if (line.length <= AROUND) return line;
	return `${line.slice(0, Math.max(line.lastIndexOf(' ', AROUND), AROUND / 2))}…`;
}

function personTexts(what: string, person: Person | undefined): readonly SearchText[] {
	if (!person) return [];
	const { name, email = '', handle = '' } = person;
	return [name, email, handle].filter((text) => text !== '').map((text) => ({ what, text }));
}

function bodyTexts(what: string, items: readonly BodyItem[]): readonly SearchText[] {
	return items.map(({ markdown, line }) => ({ what, text: markdown, line }));
}
