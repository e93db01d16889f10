import { isClaimed, messageMarkers } from '../../core/claimMessage.ts';
import { Failure } from '../../core/failure.ts';
import { plainMessage } from '../../core/messageText.ts';
import type { Person } from '../../core/objective.ts';
import { isWrittenByHand } from '../../core/question.ts';
import type { Message, Question } from '../../core/question.ts';
import type { Send } from '../outbox.ts';
import { changeOf, claimOf } from '../outboxChange.ts';
import type { OutboxAction, OutboxEntry } from '../outboxEntry.ts';
import type { SpecStore } from '../specStore.ts';
import { commentOf } from './channelText.ts';
import type { IssueThread } from './issueTracker.ts';
import { postEntry } from './postEntries.ts';

export interface WrittenInput {
	readonly question: Question;
	readonly thread: IssueThread;
	/** `specKey` of the question's spec repo. */
	readonly spec: string;
	/** `GitHub` */
	readonly channel: string;
	/** Whom git's settings name here. */
	readonly author?: Person;
	/** `channelPlace` of the channel, to which the user agreed. */
	readonly place: string;
	/** Milliseconds since 1970. */
	readonly now: number;
	/** Another one at each call. */
	readonly nonce: string;
}

/** A person's clock and time zone are not the tracker's: so much older than its issue a message may be, in milliseconds. */
const CLOCK_MARGIN_MS = 24 * 60 * 60 * 1000;

/**
 * What people wrote into the file of a question of this user, and is not in its issue yet, as entries for the outbox. Each first claims its message in the
 * file, so that one window of all that there are posts it.
 */
export function writtenEntries(input: WrittenInput): readonly OutboxEntry[] {
	const { question, thread, spec, channel, author, place, now, nonce } = input;
	if (!author || !isAsker(question, author)) return [];
	const markers = messageMarkers(question.id, question.messages);
	const texts = new Set(thread.comments.map(({ markdown }) => plainMessage(markdown)));
	const known = new Set(thread.comments.map(({ marker }) => marker));
	return question.messages.flatMap((message, index): readonly OutboxEntry[] => {
		const { markdown } = message;
		const marker = markers[index] ?? '';
		// Said there in the same words: somebody took away where it was taken over from.
		if (!isWrittenByHand(message) || known.has(marker) || texts.has(markdown) || isOlder(message, thread)) return [];
		const by = message.author ?? (message.kind === 'answer' ? question.to : undefined);
		const comment = commentOf(by ?? { name: message.kind === 'answer' ? 'PM' : 'Somebody' }, markdown);
		const post = { place, what: 'comment', question: question.id, marker, markdown: comment } as const;
		return [
			{
				id: marker,
				spec,
				createdAt: new Date(now + index).toISOString(),
				path: question.file,
				action: { kind: 'claim', nonce, post },
				message: `Post to ${channel}: ${question.title}${question.objective ? `\n\nObjective: ${question.objective}` : ''}`,
				author,
				title: question.title,
				attempts: 0,
			},
		];
	});
}

/**
 * Claims the message and, where that has arrived as the only claim, gives the post. Throws `Failure` as long as the claim is in the user's own folder alone:
 * another window may come first. A message that is not committed yet is left alone.
 */
export async function claimAndPost(
	{ source }: SpecStore,
	entry: OutboxEntry,
	action: Extract<OutboxAction, { readonly kind: 'claim' }>,
	signal: AbortSignal,
): ReturnType<Send> {
	const change = changeOf(entry);
	let isOurs = false;
	const update = (current: string | undefined) => {
		const text = change.update(current);
		isOurs = isClaimed(text, claimOf(action));
		return text;
	};
	const delivery = await source.deliver({ ...change, update }, signal);
	if (!isOurs || delivery.kind === 'written') return { delivery, next: [] };
	if (delivery.kind === 'committed-locally') throw new Failure('git', 'it is posted once your commits are pushed');
	return { delivery, next: [postEntry(entry, action.post)] };
}

/** By e-mail alone: of two people with one name only one asked. */
function isAsker({ askedBy }: Question, { email }: Person): boolean {
	return email !== undefined && askedBy?.email?.toLowerCase() === email.toLowerCase();
}

function isOlder({ at }: Message, { createdAt }: IssueThread): boolean {
	return at !== undefined && createdAt !== undefined && Date.parse(at) < Date.parse(createdAt) - CLOCK_MARGIN_MS;
}
