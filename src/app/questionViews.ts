import { baseName } from '../core/repoPath.ts';
import type { Question } from '../core/question.ts';
import type { MessageView, QuestionView } from '../protocol/sidebar.ts';
import { failureWord } from './failureText.ts';
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

/** A question in words, ready to be laid out. `root` is the code repo in which its place can be opened. */
export function questionView(known: KnownQuestion, place: { root?: string; spec: string; now: number }): QuestionView {
	const { question, unread, waiting } = known;
	const { anchor } = question;
	const lines =
		anchor &&
		(anchor.lines.first === anchor.lines.last ? `${anchor.lines.first}` : `${anchor.lines.first}-${anchor.lines.last}`);
	return {
		id: question.id,
		title: question.title,
		state: waiting ? 'waiting' : question.state,
		note: noteOf(known, place.now),
		unread,
		messages: question.messages
			.filter((message) => message.kind !== 'question')
			.map((message): MessageView => ({
				kind: message.kind === 'question' ? 'reply' : message.kind,
				author: message.author?.name ?? (message.kind === 'answer' ? (question.to?.name ?? 'Answer') : 'Somebody'),
				when: message.at ? relativeTime(Date.parse(message.at), place.now) : '',
				markdown: message.markdown,
			})),
		...(question.askedBy ? { askedBy: question.askedBy.name } : {}),
		...(question.whyItMatters ? { whyItMatters: question.whyItMatters } : {}),
		...(anchor && lines
			? {
					place: {
						text: `${baseName(anchor.path)}:${lines}`,
						title: anchor.path,
						...(place.root
							? {
									target: encodeTarget({
										kind: 'code',
										root: place.root,
										path: anchor.path,
										line: anchor.lines.first,
										lastLine: anchor.lines.last,
									}),
								}
							: {}),
					},
				}
			: {}),
		...(waiting
			? {}
			: {
					file: {
						text: 'Open file',
						title: question.file,
						target: encodeTarget({ kind: 'spec-file', spec: place.spec, path: question.file, line: 1 }),
					},
				}),
		canReply: question.state !== 'resolved',
		canResolve: question.state !== 'resolved' && !waiting,
		canReopen: question.state === 'resolved' && !waiting,
		...(waiting?.failure
			? { failure: `Not sent yet: ${failureWord(waiting.failure.kind)}. It goes out by itself.` }
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
