import type { TakenOver } from './messageSource.ts';
import type { Person } from './objective.ts';
import type { RepoPath } from './repoPath.ts';
import type { LineRange } from './textRange.ts';

/** Where in the code a question sits. */
export interface Anchor {
	/** Name of the code repo, `acme/web-shop`. */
	readonly repo?: string;
	readonly path: RepoPath;
	readonly lines: LineRange;
	/** Full hash of the code repo's HEAD when asked; absent before the first commit. */
	readonly commit?: string;
	/** The quoted code, `\n` between lines: all of them, or of more than `QUOTE_LIMIT` that many of the first. */
	readonly quote: string;
	/** The nearest lines above and below the quote that say something, without the blanks around them; absent where there is none, or in older files. */
	readonly lineBefore?: string;
	readonly lineAfter?: string;
	/** The line that heads the function, class or section around the quote, without the blanks around it. */
	readonly symbol?: string;
}

/** Of a longer selection only the beginning is quoted: a question is about a place, not about a file. */
export const QUOTE_LIMIT = 60;

/** How many lines of an anchor are not quoted. A shorter quote that is not all of its lines was written by hand. */
export function linesCut({ lines: { first, last }, quote }: Pick<Anchor, 'lines' | 'quote'>): number {
	const isCut = quote.split(/\r\n|\n|\r/).length === QUOTE_LIMIT;
	return isCut ? Math.max(0, last - first + 1 - QUOTE_LIMIT) : 0;
}

export type QuestionState = 'open' | 'answered' | 'resolved';

/** One section of a question's file. `question` is the heading and what follows; `why` is not a message. */
export interface Message {
	readonly kind: 'question' | 'answer' | 'reply' | 'resolved' | 'reopened';
	/** Absent where the file does not say (an answer written under the bare `## Answer`). */
	readonly author?: Person;
	/** ISO 8601, UTC; absent where the file does not say. */
	readonly at?: string;
	/** Markdown; may be empty for `resolved` and `reopened`. */
	readonly markdown: string;
	/** Address of the comment in a channel that it was taken over from. */
	readonly source?: string;
	/** Which text of that comment it is; absent in older files. */
	readonly taken?: TakenOver;
	/** It was written into the file, and somebody's window posts it to the question's channel, or did so. */
	readonly posted?: true;
}

/**
 * Whether a person wrote the message into the file and not with Tandem, and nobody's window posts it yet. A reply with a time of day may be one that Tandem
 * wrote, whose own window posts it.
 */
export function isWrittenByHand({ kind, at, source, posted, markdown }: Message): boolean {
	if (source !== undefined || posted || markdown.trim() === '') return false;
	return kind === 'answer' || (kind === 'reply' && at === undefined);
}

/** What an engineer asks the PM, read from one file `questions/<date>-<objective>-<slug>-<short id>.md` of the spec repo. */
export interface Question {
	readonly id: string;
	readonly objective?: string;
	readonly title: string;
	readonly whyItMatters?: string;
	readonly askedBy?: Person;
	readonly askedAt?: string;
	readonly to?: Person;
	readonly anchor?: Anchor;
	/** Address of the page in a channel on which it is asked as well. */
	readonly issue?: string;
	/** Oldest first; the question itself is not among them. */
	readonly messages: readonly Message[];
	readonly state: QuestionState;
	readonly file: RepoPath;
}

/** What the engineer typed and where, before it is a file. */
export interface QuestionDraft {
	readonly objective?: string;
	readonly title: string;
	readonly whyItMatters: string;
	readonly to?: Person;
	readonly anchor: Anchor;
}
