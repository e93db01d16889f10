import { headingWords } from './markdownLines.ts';
import type { Message } from './question.ts';
import { splitDate } from './writtenDate.ts';

/**
 * What the heading of a section says. `opening` is what stands under the title; `why` is `## Why it matters`; the others are messages, `who` and `at` as
 * the heading says it.
 */
export interface Heading {
	readonly kind: 'opening' | 'why' | Exclude<Message['kind'], 'question'>;
	readonly who?: string;
	/** ISO 8601, UTC. */
	readonly at?: string;
	/** What stands on the heading's line behind it: the first words of the message, or who wrote it and when. */
	readonly said?: string;
}

/**
 * What a heading says: `Answer by Maria Lopez, 2026-11-03 09:12 UTC`, `answer:`, `My answer`, `Answer: yes`, `Why it matters`. Undefined for any other
 * heading, such as `Answer to the second point`, which belongs to the message around it.
 */
export function sectionHeading(title: string): Heading | undefined {
	if (title.length > LONGEST_HEADING) return undefined;
	if (['why it matters', 'why this matters'].includes(headingWords(title))) return { kind: 'why' };
	const plain = title
		.replace(INVISIBLE, '')
		.replace(/\s+/g, ' ')
		.replace(/ ?\{[#.][\w-]{1,100}\} ?$/, '')
		.replace(/[*_`]{1,3}$|^[*_`]{1,3}/g, '')
		.trim()
		.replace(/^\d{1,3}[.)] /, '')
		.replace(/^(?:my|our) (?=answer)/i, '');
	const [, word = '', behind = ''] = /^([a-z]{5,8})(?![a-z])(.*)$/i.exec(plain) ?? [];
	const kind = KINDS[word.toLowerCase()];
	const rest = kind && restOf(kind, behind);
	return kind && rest && { kind, ...rest };
}

/** Whether the section says nothing as long as nothing stands below its heading. */
export function needsWords({ kind }: Heading): boolean {
	return kind === 'answer' || kind === 'reply';
}

/** Whether a heading names its message beyond doubt, as those that Tandem writes do: by whom and at what minute. */
export function isDated({ who, at }: Heading): boolean {
	return who !== undefined && at !== undefined && !at.endsWith('T00:00:00Z');
}

/** Whether it is the place for an answer, which anybody may fill. */
export function isBareAnswer({ kind, who, at, said }: Heading): boolean {
	return kind === 'answer' && who === undefined && at === undefined && said === undefined;
}

/** What editors leave behind and nobody sees. */
const INVISIBLE = /[\u00AD\u200B-\u200D\u2060\uFEFF]/g;

const KINDS: Readonly<Record<string, Exclude<Message['kind'], 'question'> | undefined>> = {
	answer: 'answer',
	answered: 'answer',
	answers: 'answer',
	reply: 'reply',
	replied: 'reply',
	resolved: 'resolved',
	reopened: 'reopened',
};

const LONGEST_HEADING = 300;

type Rest = Pick<Heading, 'who' | 'at' | 'said'>;

function restOf(kind: Heading['kind'], behind: string): Rest | undefined {
	const text = behind.replace(/ ?[:.]$/, '');
	const dated = splitDate(text);
	const whole = byWhom(dated?.rest ?? text);
	const at = dated?.at === undefined ? {} : { at: dated.at };
	// What ends with a minute is a name as a whole, whatever stands in it.
	if (whole && (whole.who === undefined || dated?.timed === true)) return { ...whole, ...at };
	const colon = behind.indexOf(': ');
	if (whole && (kind !== 'answer' || colon < 0)) return { ...whole, ...at };
	if (kind !== 'answer') return undefined;
	const [, mark = '', words = ''] = /^( ?: ?| ?[—–] ?| - | (?=\(.+\)$))(.+)$/.exec(behind) ?? [];
	if (mark !== '') return { said: words.trim() };
	const before = colon < 0 ? undefined : restOf(kind, behind.slice(0, colon));
	return before && { ...before, said: behind.slice(colon + 2).trim() };
}

function byWhom(text: string): { readonly who?: string } | undefined {
	if (text === '') return {};
	const who = /^ ?(?:by|from) (.+)$/i.exec(text)?.[1]?.trim();
	return who === undefined || who === '' ? undefined : { who };
}
