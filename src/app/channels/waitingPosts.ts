import type { OutboxEntry } from '../outboxEntry.ts';
import type { ChannelPost } from './channelPost.ts';

/** An entry for a channel that was tried, and could not be sent yet. */
export type WaitingPost = OutboxEntry & {
	readonly action: { readonly kind: 'post'; readonly post: ChannelPost };
	readonly lastFailure: NonNullable<OutboxEntry['lastFailure']>;
};

export function isWaitingPost(entry: OutboxEntry): entry is WaitingPost {
	return entry.action.kind === 'post' && entry.lastFailure !== undefined;
}

/** Whether it waits until the user signs in to its channel. */
export function isSignInMissing(entry: OutboxEntry): entry is WaitingPost {
	return isWaitingPost(entry) && entry.lastFailure.kind === 'unauthorized';
}

/** What cannot get from the file of `entry` into a channel, where there is something. */
export function waitingPostOf(
	{ spec, path }: Pick<OutboxEntry, 'spec' | 'path'>,
	entries: readonly OutboxEntry[],
): WaitingPost | undefined {
	return entries.filter(isWaitingPost).find((post) => post.spec === spec && post.path === path);
}
