import type { FailureKind, Failure } from '../../core/failure.ts';
import { CHANNEL_NAMES } from '../../core/channels/channel.ts';
import type { ChannelKind } from '../../core/channels/channel.ts';
import { failureWord } from '../failureText.ts';
import { relativeTime } from '../words.ts';
import type { ChannelPost } from './channelPost.ts';
import type { ChannelStanding } from './channels.ts';

/** `GitHub` */
export function postPlace({ place }: Pick<ChannelPost, 'place'>): string {
	return CHANNEL_NAMES[place.replace(/ .*/, '') as ChannelKind] ?? place;
}

/** What a post says, as Markdown for people. */
export function postText(post: ChannelPost): string {
	switch (post.what) {
		case 'question':
			return `# ${post.issue.title}\n\n${post.issue.markdown}\n`;
		case 'comment':
			return `${post.markdown}\n`;
		case 'closed':
			return 'Closes the issue.\n';
		case 'open':
			return 'Opens the issue again.\n';
		case 'notice':
			return `${[post.notice.headline, ...post.notice.lines, ...post.notice.links.map(({ url }) => url)].join('\n\n')}\n`;
	}
}

/** Why something does not get into a channel, and what to do next. The question itself is in the spec repo. */
export function channelFailureText(failure: Failure, post: Pick<ChannelPost, 'place'>): string {
	return (SENTENCES[failure.kind] ?? OTHERWISE)(postPlace(post), failure.detail);
}

/** Of something that is in the spec repo, and not in its channel yet: why, and what to do next. `kept` is what it is, as the beginning of a sentence. */
export function postWaitingText(kept: string, failure: Failure, post: Pick<ChannelPost, 'place'>): string {
	return failure.kind === 'unauthorized'
		? `${kept} is in the spec repo, and goes to ${postPlace(post)} once you are signed in there.`
		: `${kept} is in the spec repo, and not in ${postPlace(post)} yet. ${channelFailureText(failure, post)}`;
}

/**
 * How it stands with a channel, for the list of channels and the doctor. `account`: as whom the user is signed in, where that is known; undefined: not at all.
 * `now`: milliseconds since 1970.
 */
export function channelStanding(
	standing: ChannelStanding | undefined,
	account: { readonly name?: string } | undefined,
	now: number,
): string {
	if (!account) return 'Not signed in.';
	const signedIn = account.name === undefined ? 'Signed in.' : `Signed in as ${account.name}.`;
	switch (standing?.kind) {
		case undefined:
		case 'signed-out':
			return signedIn;
		case 'read':
			return `${signedIn} Answers were looked for ${relativeTime(standing.at, now)}.`;
		case 'failed':
			return `Answers could not be read ${relativeTime(standing.at, now)}: ${failureWord(standing.failure.kind)} (${standing.failure.detail}).`;
	}
}

type Sentence = (channel: string, detail: string) => string;

const OTHERWISE: Sentence = (channel, detail) =>
	`${channel} did not take it (${detail}). Tandem tries again by itself.`;

const SENTENCES: Partial<Record<FailureKind, Sentence>> = {
	'unauthorized': (channel) => `You are not signed in to ${channel}, or no longer. Run "Tandem: Channels".`,
	'rejected': (channel, detail) =>
		`${channel} refused it (${detail}). Check the channel in tandem.yml, and what you may do there.`,
	'not-found': (channel, detail) =>
		`It was not found at ${channel} (${detail}). Check the channel in tandem.yml, and what you may see there.`,
	'not-agreed': (_channel, detail) =>
		`You took back your consent for ${detail}. "Tandem: Channels" lets it go out after all; or discard it here.`,
	'offline': (channel, detail) => `${channel} cannot be reached (${detail}). Tandem tries again by itself.`,
	'timeout': (channel) => `${channel} did not answer in time. Tandem tries again by itself.`,
	'busy': (channel) => `${channel} wants fewer requests. Tandem tries again by itself.`,
	'refused-address': (_channel, detail) => detail,
	'not-configured': (channel, detail) =>
		`${channel} is not set up for this (${detail}). Check the channel in tandem.yml.`,
};
