import type { Question } from '../core/question.ts';
import type { MessageView, QuestionView } from '../protocol/sidebar.ts';
import { failureWord, isRefusal } from './failureText.ts';
import { placeLabel, type PlaceOfQuestion } from './questionPlace.ts';
import { encodeTarget } from './target.ts';
import { relativeTime, shortDuration } from './words.ts';
import type { FailureKind } from '../core/failure.ts';

/** A question as this window knows it: what the spec repo says, and what this machine knows besides. */
export interface KnownQuestion {
	readonly question: Question;
	/** It has an answer that was not looked at yet on this machine. */
	readonly unread: boolean;
	/** It, or a message of it, waits in the outbox; `failure` says why once it was tried. */
	readonly waiting?: { readonly failure?: { readonly kind: FailureKind; readonly detail: string } };
}

export interface QuestionPlace {
	readonly spec: string;
	/** Milliseconds since 1970. */
	readonly now: number;
	/** Where its code is; absent where no code repo is looked at. */
	readonly placeOf?: PlaceOfQuestion;
}

/** A question in words, ready to be laid out. */
export function questionView(known: KnownQuestion, { spec, now, placeOf }: QuestionPlace): QuestionView {
	const { question, unread, waiting } = known;
	const { anchor } = question;
	const place = anchor && placeOf?.(anchor);
	const isGone = place !== undefined && place !== 'pending' && place.kind === 'detached';
	// Without an answer there is no code repo here in which it could be opened.
	const target = place === undefined ? undefined : encodeTarget({ kind: 'question', spec, id: question.id });
	return {
		id: question.id,
		title: question.title,
		state: waiting ? 'waiting' : question.state,
		note: noteOf(known, now),
		unread,
		messages: question.messages
			.filter((message) => message.kind !== 'question')
			.map((message): MessageView => ({
				kind: message.kind === 'question' ? 'reply' : message.kind,
				author: message.author?.name ?? (message.kind === 'answer' ? (question.to?.name ?? 'Answer') : 'Somebody'),
				when: message.at ? relativeTime(Date.parse(message.at), now) : '',
				markdown: message.markdown,
			})),
		...(question.askedBy ? { askedBy: question.askedBy.name } : {}),
		...(question.whyItMatters ? { whyItMatters: question.whyItMatters } : {}),
		...(anchor ? { place: placeLabel(anchor, place, target) } : {}),
		...(anchor && isGone && anchor.quote !== '' ? { goneCode: anchor.quote } : {}),
		...(isGone ? { canReposition: true } : {}),
		...(waiting
			? {}
			: {
					file: {
						text: 'Open file',
						title: question.file,
						target: encodeTarget({ kind: 'spec-file', spec, path: question.file, line: 1 }),
					},
				}),
		canResolve: question.state !== 'resolved' && !waiting,
		canDecide: !waiting,
		canReopen: question.state === 'resolved' && !waiting,
		...(waiting?.failure
			? {
					failure: `Not sent yet: ${failureWord(waiting.failure.kind)}. ${isRefusal(waiting.failure.kind) ? '"Tandem: Show Outbox" has another way.' : 'It goes out by itself.'}`,
				}
			: {}),
	};
}

function noteOf({ question, waiting }: KnownQuestion, now: number): string {
	if (waiting) return 'waits to be sent';
	if (question.state === 'open') {
		const asked = question.askedAt ? Date.parse(question.askedAt) : Number.NaN;
		return Number.isNaN(asked) ? 'open' : `open ${shortDuration(now - asked)}`;
	}
	return question.state;
}
