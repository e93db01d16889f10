import { indentOf, plainLineEnds } from './sourceLines.ts';

/** A line of the result; the words of `text` and `heading` are still those of reStructuredText. */
export type RstDraft =
	| { readonly kind: 'blank' | 'comment' }
	| { readonly kind: 'text'; readonly lead: string; readonly words: string; readonly opens: boolean }
	| { readonly kind: 'shown'; readonly text: string }
	| { readonly kind: 'fence'; readonly text: string; readonly part: 'open' | 'content' | 'close' }
	| { readonly kind: 'heading'; readonly level: number; readonly title: string };

/** The lines of a reStructuredText, and what became of those that are done. */
export interface RstPage {
	readonly lines: readonly string[];
	readonly indents: readonly number[];
	/** One for each line that is done. */
	readonly drafts: RstDraft[];
	/** Of the lists around the line, outermost first: where their items' text begins, here and in Markdown. */
	readonly lists: { readonly from: number; readonly to: number }[];
	/** Styles of titles in the order of their first appearance, which is that of their levels. */
	readonly styles: string[];
}

/** A page of which nothing is done. */
export function createRstPage(text: string): RstPage {
	const lines = plainLineEnds(text).split(/\r?\n/);
	return { lines, indents: lines.map(indentOf), drafts: [], lists: [], styles: [] };
}

/** The last line that belongs to what begins at line `at`: lines indented more than `base`, and blank ones between. */
export function blockEnd({ lines, indents }: RstPage, at: number, base: number): number {
	let last = at;
	for (let line = at + 1; line < lines.length; line++) {
		if ((lines[line] ?? '').trim() === '') continue;
		if ((indents[line] ?? 0) <= base) break;
		last = line;
	}
	return last;
}

/** The indentation in Markdown: that of the list item around the line. Other indentation would be code there. */
export function leadOf({ indents, lists }: RstPage, at: number): string {
	while (lists.length > 0 && (lists.at(-1)?.from ?? 0) > (indents[at] ?? 0)) lists.pop();
	return ' '.repeat(lists.at(-1)?.to ?? 0);
}

/**
 * Lines that are shown as they stand. The fence around them takes the lines above and below, which are blank where the author kept to the
 * rules; where one is not, the lines are indented as code.
 */
export function addLiteral(
	page: RstPage,
	block: { readonly first: number; readonly last: number; readonly language: string },
): void {
	const { lines, indents, drafts } = page;
	const { first, last, language } = block;
	const content = lines.slice(first, last + 1);
	const filled = content.flatMap((text, index) => (text.trim() === '' ? [] : [indents[first + index] ?? 0]));
	const base = filled.reduce((least, indent) => Math.min(least, indent), Infinity);
	const lead = leadOf(page, first);
	const above = drafts[first - 1]?.kind;
	const isFenced =
		(above === 'blank' || above === 'comment') && last + 1 < lines.length && lines[last + 1]?.trim() === '';
	const marks = '`'.repeat(Math.max(3, longestTicks(content) + 1));
	if (isFenced) drafts[first - 1] = { kind: 'fence', part: 'open', text: `${lead}${marks}${language}` };
	for (const [index, text] of content.entries()) {
		const own = text.trim() === '' ? '' : `${' '.repeat((indents[first + index] ?? 0) - base)}${text.trim()}`;
		if (isFenced) drafts.push({ kind: 'fence', part: 'content', text: own === '' ? '' : lead + own });
		else drafts.push(own === '' ? { kind: 'blank' } : { kind: 'shown', text: `${lead}    ${own}` });
	}
	if (isFenced) drafts.push({ kind: 'fence', part: 'close', text: lead + marks });
}

function longestTicks(lines: readonly string[]): number {
	let longest = 0;
	for (const line of lines) for (const [run] of line.matchAll(/`+/g)) longest = Math.max(longest, run.length);
	return longest;
}
