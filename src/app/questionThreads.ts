import type { AnchorPlace } from '../core/anchors/anchorPlace.ts';
import type { Anchor, Message, Question } from '../core/question.ts';
import type { RepoPath } from '../core/repoPath.ts';
import type { LineRange } from '../core/textRange.ts';
import { failureWord } from './failureText.ts';
import { isAnchorOf } from './questionPlace.ts';
import type { KnownQuestion } from './questionViews.ts';
import { boldLine, threadMarkdown } from './threadMarkdown.ts';

/** A question beside the code, in words. Everything but `body` is plain text; `body` is Markdown of a repository, without images. */
export interface QuestionThread {
	/** The question's file in the spec repo: the same thread as long as it is the same. */
	readonly id: string;
	readonly question: string;
	/** In the document as it is now, from 1. */
	readonly lines: LineRange;
	/** It does not belong here: it stays where it was only as long as it is unfolded, since somebody may be writing in it. */
	readonly isLeft?: boolean;
	/** `Open · CHK-1` */
	readonly label: string;
	readonly state: 'waiting' | Question['state'];
	/** How it is shown at first; afterwards it is the user's choice, until the state changes. */
	readonly folded: boolean;
	readonly comments: readonly ThreadComment[];
}

export interface ThreadComment {
	/** What kind of message it is, for menus. */
	readonly kind: Message['kind'];
	readonly author: string;
	/** Milliseconds since 1970; absent where the file does not say. */
	readonly at?: number;
	/** `Answer`, behind the author's name. */
	readonly label?: string;
	readonly body: string;
}

export interface ThreadsInput {
	/** The file's place in its repository, and what that one is called. */
	readonly path: RepoPath;
	readonly repoName: string | undefined;
	readonly questions: readonly KnownQuestion[];
	readonly placeOf: (anchor: Anchor) => AnchorPlace | 'pending';
	readonly showResolved: boolean;
	readonly unfoldOpen: boolean;
	/** Of what is known now; a thread whose place is being looked up stays where it was. */
	readonly shown: ReadonlyMap<string, LineRange>;
	/** Of what is shown now, by id: what is unfolded. */
	readonly unfolded: ReadonlySet<string>;
}

/**
 * The threads of one file, by line. A question whose code is gone has none, since nothing may stand at a wrong place, nor has one that is resolved; one
 * that is unfolded says so instead until it is folded, since with it would go what is being typed.
 */
export function questionThreads(input: ThreadsInput): readonly QuestionThread[] {
	// Places are looked up in this order: first what most likely stands here; a file that was renamed comes later.
	const isHere = ({ question }: KnownQuestion) => Number(question.anchor?.path === input.path);
	return [...input.questions]
		.sort((a, b) => isHere(b) - isHere(a))
		.flatMap((known): readonly QuestionThread[] => {
			const lines = linesOf(known.question, input);
			const isUnfolded = input.unfolded.has(known.question.file);
			if (known.question.state === 'resolved' && !input.showResolved) {
				return lines && isUnfolded ? [{ ...threadOf(known, lines, input), isLeft: true, folded: false }] : [];
			}
			if (lines) return [threadOf(known, lines, input)];
			const former = isUnfolded ? input.shown.get(known.question.file) : undefined;
			return former ? [leftThread(known, former, input)] : [];
		})
		.sort((a, b) => a.lines.first - b.lines.first || (a.id < b.id ? -1 : 1));
}

function linesOf({ anchor, file }: Question, { path, repoName, placeOf, shown }: ThreadsInput): LineRange | undefined {
	if (!anchor || !isAnchorOf(anchor, repoName === undefined ? {} : { name: repoName })) return undefined;
	const place = placeOf(anchor);
	if (place === 'pending') return shown.get(file);
	return place.kind === 'found' && place.path === path ? place.lines : undefined;
}

const STATES: Record<QuestionThread['state'], string> = {
	waiting: 'Waits to be sent',
	open: 'Open',
	answered: 'Answered',
	resolved: 'Resolved',
};

function threadOf(known: KnownQuestion, lines: LineRange, { unfoldOpen }: ThreadsInput): QuestionThread {
	const { question, unread, waiting } = known;
	const { failure } = waiting ?? {};
	const state = waiting ? 'waiting' : question.state;
	const words = unread ? 'New answer' : failure ? `Not sent yet: ${failureWord(failure.kind)}` : STATES[state];
	return {
		id: question.file,
		question: question.id,
		lines,
		label: [words, question.objective].filter((part) => part).join(' · '),
		state,
		folded: question.state !== 'open' || !unfoldOpen,
		comments: [askedComment(question), ...question.messages.map((message) => commentOf(message, question))],
	};
}

function leftThread(known: KnownQuestion, lines: LineRange, input: ThreadsInput): QuestionThread {
	const { question } = known;
	const place = question.anchor && input.placeOf(question.anchor);
	const isElsewhere = place !== undefined && place !== 'pending' && place.kind === 'found';
	const words = isElsewhere ? `Its code is in ${place.path} now` : 'Its code is gone';
	const label = [words, question.objective].filter((part) => part).join(' · ');
	return { ...threadOf(known, lines, input), isLeft: true, label };
}

function askedComment({ askedBy, askedAt, title, whyItMatters = '' }: Question): ThreadComment {
	return {
		kind: 'question',
		author: askedBy?.name ?? 'Somebody',
		...timeOf(askedAt),
		body: [boldLine(title), threadMarkdown(whyItMatters)].filter((part) => part !== '').join('\n\n'),
	};
}

const LABELS: Record<Message['kind'], string | undefined> = {
	question: undefined,
	answer: 'Answer',
	reply: undefined,
	resolved: 'Resolved it',
	reopened: 'Reopened it',
};

function commentOf({ kind, author, at, markdown }: Message, { to }: Question): ThreadComment {
	const label = LABELS[kind];
	return {
		kind,
		author: author?.name ?? (kind === 'answer' ? (to?.name ?? 'PM') : 'Somebody'),
		...timeOf(at),
		...(label ? { label } : {}),
		body: threadMarkdown(markdown),
	};
}

function timeOf(text: string | undefined): { readonly at?: number } {
	const time = text === undefined ? Number.NaN : Date.parse(text);
	return Number.isNaN(time) ? {} : { at: time };
}
