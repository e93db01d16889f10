import type { DifferencePart } from '../protocol/news.ts';
import { escapeMarkdown } from './doctorMarkdown.ts';
import { changeViews } from './newsViews.ts';
import type { ChangedObjective } from './objectiveNews.ts';
import { relativeTime } from './words.ts';

/** What changed, as a Markdown document; content of repositories stands in it as text. Times in milliseconds since 1970. */
export function newsDocument(news: readonly ChangedObjective[], now: number): string {
	const parts = news.flatMap((one) => [
		`## ${escapeMarkdown(`${one.id} ${one.title}`)}`,
		`*Changed since you looked (${relativeTime(one.since, now)})*`,
		...changeViews(one).flatMap(({ label, differences }) => [
			`**${escapeMarkdown(label)}**`,
			differences.map((difference) => `- ${difference.map(partText).join('')}`).join('\n'),
		]),
	]);
	const nothing =
		'Nothing has changed since you looked. Tandem watches the objectives of the code that you open, and those that your commits name.';
	return `${['# What Changed', ...(parts.length > 0 ? parts : [nothing])].join('\n\n')}\n`;
}

/** Elements, since marks of Markdown are none between a letter and a full stop. */
function partText({ text, kind }: DifferencePart): string {
	// Blanks at the ends belong to the sentence.
	const [, head = '', words = '', tail = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
	const element = kind === 'added' ? 'ins' : 'del';
	const shown = escapeMarkdown(words);
	return `${head}${kind && words !== '' ? `<${element}>${shown}</${element}>` : shown}${tail}`;
}
