import { readAloud } from '../core/plainMarkdown.ts';

const LONGEST = 160;

/**
 * One line to ask about what an author left open: the whole text where it is short, else its first question, the heading above it, or its first sentence.
 */
export function questionTitle(markdown: string): string {
	const [, heading = '', below = ''] = /^#{1,6} +([^\n]*)(?:\n([^]*))?$/.exec(markdown.trim()) ?? [];
	const text = readAloud(heading === '' ? markdown : below);
	if (heading === '' && text.length <= LONGEST) return text;
	const sentences = text.split(/(?<=[.?!]) /).filter((sentence) => sentence.length <= LONGEST);
	const asked = sentences.find((sentence) => sentence.endsWith('?')) ?? (readAloud(heading) || sentences[0]);
	return asked ?? `${text.slice(0, LONGEST).trimEnd()}…`;
}
