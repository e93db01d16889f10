import type { MarkdownLine } from './markdownLines.ts';
import { isAsTaken, sourceOf, takenOf } from './messageSource.ts';
import { isDated, needsWords, type Heading } from './sectionHeading.ts';

/** A section and its words. */
type Said = Heading & { readonly lines: readonly MarkdownLine[]; readonly markdown: string };

/**
 * Each message once, where a merge of two histories left it twice: one with author and time of day wherever it stands; any other only where it follows
 * itself, because two answers may well be the same word.
 */
export function withoutDoubles<Section extends Said>(sections: readonly Section[]): readonly Section[] {
	const seen = new Set<string>();
	let before: string | undefined;
	return newestOnly(sections).filter((section) => {
		// An answer that was not given yet stands between two that were as if it was not there.
		if (section.markdown === '' && needsWords(section)) return true;
		const key = sectionKey(section);
		const isDouble = isDated(section) ? seen.has(key) : before === key;
		seen.add(key);
		before = key;
		return !isDouble;
	});
}

/**
 * Of two texts of one comment, which two histories took over each for itself, the newest; where a person changed one of them, that one. Only what was taken
 * over and left as it was is left out.
 */
export function newestOnly<Section extends Pick<Said, 'lines' | 'markdown'>>(
	sections: readonly Section[],
): readonly Section[] {
	const newest = new Map<string, { readonly section: Section; readonly rank: number }>();
	const facts = sections.map((section) => {
		const source = sourceOf(section.lines);
		const taken = source === undefined ? undefined : takenOf(section.lines);
		if (source === undefined || !taken) return undefined;
		const isOwn = !isAsTaken(section.markdown, taken);
		const rank = isOwn ? Infinity : Date.parse(taken.at);
		if (rank > (newest.get(source)?.rank ?? -Infinity)) newest.set(source, { section, rank });
		return { source, isOwn };
	});
	return sections.filter((section, index) => {
		const fact = facts[index];
		if (!fact || fact.isOwn) return true;
		const { section: last } = newest.get(fact.source) ?? {};
		return last === undefined || last === section || last.markdown === section.markdown;
	});
}

/** The same for two sections that say the same and were not taken over from two comments of a channel. */
export function sectionKey({ markdown, lines, ...head }: Said): string {
	return `${headingKey(head)}\n${markdown}\n${sourceOf(lines) ?? ''}`;
}

/** The same for two sections that stand below the same heading, in whatever words. */
export function headingKey({ kind, who = '', at = '' }: Heading): string {
	return [kind, who.toLowerCase(), at].join('|');
}
