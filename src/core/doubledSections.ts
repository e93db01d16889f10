import { isDated, needsWords, type Heading } from './questionSections.ts';

/**
 * Each message once, where a merge of two histories left it twice: one with author and time of day wherever it stands; any other only where it follows
 * itself, because two answers may well be the same word.
 */
export function withoutDoubles<Section extends Heading & { readonly markdown: string }>(
	sections: readonly Section[],
): readonly Section[] {
	const seen = new Set<string>();
	let before: string | undefined;
	return sections.filter((section) => {
		// An answer that was not given yet stands between two that were as if it was not there.
		if (section.markdown === '' && needsWords(section)) return true;
		const key = sectionKey(section);
		const isDouble = isDated(section) ? seen.has(key) : before === key;
		seen.add(key);
		before = key;
		return !isDouble;
	});
}

/** The same for two sections that say the same. */
export function sectionKey({ markdown, ...head }: Heading & { readonly markdown: string }): string {
	return `${headingKey(head)}\n${markdown}`;
}

/** The same for two sections that stand below the same heading, in whatever words. */
export function headingKey({ kind, who = '', at = '' }: Heading): string {
	return [kind, who.toLowerCase(), at].join('|');
}
