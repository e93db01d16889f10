import type { Channel } from '../../core/channels/channel.ts';
import { CHANNEL_NAMES, channelLabel, channelPlace } from '../../core/channels/channel.ts';
import { defined } from '../../core/defined.ts';
import { Failure } from '../../core/failure.ts';
import type { Question } from '../../core/question.ts';
import type { OutboxEntry } from '../outboxEntry.ts';
import type { Send } from '../outbox.ts';
import type { SpecStore } from '../specStore.ts';
import type { ChannelPost } from './channelPost.ts';
import type { Issue, IssueTracker, NoticeSender } from './issueTracker.ts';

/** A channel with the user's credentials. */
export type ConnectedChannel =
	| { readonly kind: 'issues'; readonly tracker: IssueTracker }
	| { readonly kind: 'notices'; readonly sender: NoticeSender };

export interface PostDeps {
	/** The channels of a spec repo, with every default filled in. */
	readonly channelsOf: (store: SpecStore) => readonly Channel[];
	/** As `Channels` has it: a consent may be taken back while something waits. */
	readonly isAllowed: (code: string | undefined, channel: Channel) => boolean;
	/** Undefined: the user is not signed in there. Never asks. */
	readonly connect: (channel: Channel, store: SpecStore) => Promise<ConnectedChannel | undefined>;
}

/** Clocks differ: an issue may be older than its question by this much, in milliseconds. */
const CLOCK_MARGIN_MS = 24 * 60 * 60 * 1000;

/** Brings a post to its channel. What was posted before, by this or another window, is found by its marker and not posted again. */
export async function postToChannel(
	{ channelsOf, isAllowed, connect }: PostDeps,
	store: SpecStore,
	entry: OutboxEntry & { readonly post: ChannelPost },
	signal: AbortSignal,
): ReturnType<Send> {
	const { post } = entry;
	const channel = channelsOf(store).find((one) => channelPlace(one) === post.place);
	if (!channel) throw new Failure('rejected', 'tandem.yml names another channel now; discard this, or ask again');
	if (!isAllowed(codeOfPost(store, entry), channel)) throw new Failure('not-agreed', channelLabel(channel));
	const connected = await connect(channel, store);
	if (!connected) throw new Failure('unauthorized', CHANNEL_NAMES[channel.kind]);
	if (connected.kind === 'notices') {
		if (post.what === 'notice') await connected.sender.send(post.notice, signal);
		return { delivery: ARRIVED, next: [] };
	}
	const { tracker } = connected;
	if (post.what === 'notice') return { delivery: ARRIVED, next: [] };
	const marker = post.what === 'question' ? post.issue.marker : post.question;
	const asked = store.snapshot()?.questions.find(({ id, file }) => id === marker || file === entry.path);
	const objective = asked?.objective && store.snapshot()?.objectiveById.get(asked.objective);
	const tickets = post.what === 'question' ? post.issue.tickets : (objective || undefined)?.tickets;
	const found = await findIssue(tracker, { asked, marker, tickets, createdAt: entry.createdAt }, signal);
	if (post.what === 'question') {
		const issue = found ?? (await tracker.create(post.issue, signal));
		const next = asked?.issue === undefined ? [noteEntry(entry, issue)] : [];
		return { delivery: found ? { kind: 'already-there' } : ARRIVED, next };
	}
	if (!found) throw new Failure('not-found', 'the question is not there yet');
	await addTo(tracker, found.key, post, signal);
	return { delivery: ARRIVED, next: [] };
}

/** The code repo that a post is about, as consents name it; undefined where the question's file does not say, or is not here yet. */
export function codeOfPost(store: SpecStore, { path }: Pick<OutboxEntry, 'path'>): string | undefined {
	return store.snapshot()?.questions.find(({ file }) => file === path)?.anchor?.repo;
}

/** It has no commit: nobody asks for it. */
const ARRIVED = { kind: 'delivered', commit: '' } as const;

async function findIssue(
	tracker: IssueTracker,
	wanted: {
		readonly asked: Question | undefined;
		readonly marker: string;
		readonly tickets: readonly string[] | undefined;
		readonly createdAt: string;
	},
	signal: AbortSignal,
): Promise<Issue | undefined> {
	const url = wanted.asked?.issue;
	const key = url === undefined ? undefined : tracker.keyOf(url);
	if (url !== undefined && key !== undefined) return { key, url };
	const asked = Date.parse(wanted.asked?.askedAt ?? wanted.createdAt);
	const since = new Date((Number.isNaN(asked) ? Date.parse(wanted.createdAt) : asked) - CLOCK_MARGIN_MS).toISOString();
	return tracker.find({ marker: wanted.marker, since, ...defined({ tickets: wanted.tickets }) }, signal);
}

async function addTo(
	tracker: IssueTracker,
	key: string,
	post: Exclude<ChannelPost, { what: 'question' | 'notice' }>,
	signal: AbortSignal,
): Promise<void> {
	if (post.what !== 'comment') return tracker.setClosed(key, post.what === 'closed', signal);
	const { comments } = await tracker.read(key, signal);
	if (comments.some(({ marker }) => marker === post.marker)) return;
	await tracker.comment(key, post, signal);
}

/** The entry that notes the issue's address in the question's file. */
function noteEntry(entry: OutboxEntry & { readonly post: ChannelPost }, { url }: Issue): OutboxEntry {
	const { spec, createdAt, path, post, title, author, message } = entry;
	return {
		id: `${entry.id}-issue`,
		spec,
		createdAt,
		path,
		...(post.what === 'question' ? { question: post.issue.marker } : {}),
		action: { kind: 'note-issue', issue: url },
		message: message.replace(/^[^\n]*/, `Note the issue of: ${title}`),
		...(author ? { author } : {}),
		title,
		attempts: 0,
	};
}
