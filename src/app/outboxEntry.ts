import type { EditedComment } from '../core/editMessage.ts';
import type { Person } from '../core/objective.ts';
import type { Anchor, Message } from '../core/question.ts';
import type { RecordKind } from '../core/recordItem.ts';
import type { ChannelPost } from './channels/channelPost.ts';

/** What is done to the entry's file. */
export type OutboxAction =
	/** A new file; one that has its name already is left as it is. */
	| { readonly kind: 'create'; readonly text: string }
	/** A further section of a question's file. With a `source` that is in the file already it does nothing. */
	| {
			readonly kind: 'append';
			readonly messageKind: Exclude<Message['kind'], 'question'>;
			readonly section: string;
			readonly source?: string;
	  }
	/** The message that was taken over from a comment gets the words that its author gave it since. */
	| ({ readonly kind: 'edit' } & EditedComment)
	/** Of a message that somebody wrote into the file: this window is the one that posts it. Does nothing where another one is. */
	| {
			readonly kind: 'claim';
			readonly nonce: string;
			readonly post: Extract<ChannelPost, { readonly what: 'comment' }>;
	  }
	/** The address of the question's issue, noted in its file. */
	| { readonly kind: 'note-issue'; readonly issue: string }
	/** One more item in a section of an objective's file. */
	| { readonly kind: 'record'; readonly record: RecordKind; readonly item: string }
	/** A question's code is somewhere else; `language` is the info string of the quote's fence. */
	| { readonly kind: 'reposition'; readonly anchor: Anchor; readonly language: string; readonly link?: string }
	/** Something for a channel; the file stays as it is. */
	| { readonly kind: 'post'; readonly post: ChannelPost };

/** One thing to be sent. It is applied to the newest text of its file, so sending it twice changes nothing. */
export interface OutboxEntry {
	readonly id: string;
	/** Which spec repo it is for: see `specKey`. */
	readonly spec: string;
	readonly createdAt: string;
	readonly path: string;
	/** Id of the question that a further message or place is for: its file may be moved. A new question has the entry's own id. */
	readonly question?: string;
	readonly action: OutboxAction;
	/** The commit's message. */
	readonly message: string;
	/** Who wrote it. */
	readonly author?: Person;
	/** For people: the question's title, or what is recorded. */
	readonly title: string;
	/** Id of an entry that this one takes the place of: it is given up when this one is kept. */
	readonly replaces?: string;
	readonly attempts: number;
	/** Why it is still here; absent before the first try. `retryAt`: milliseconds since 1970, trying before is no use. */
	readonly lastFailure?: {
		readonly kind: string;
		readonly detail: string;
		readonly at: string;
		readonly retryAt?: number;
	};
	/** What is to be sent once this has arrived: kept on disk before this is taken away. */
	readonly next?: readonly OutboxEntry[];
}
