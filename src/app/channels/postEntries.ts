import type { Channel } from '../../core/channels/channel.ts';
import { channelPlace, isIssueChannel } from '../../core/channels/channel.ts';
import type { Person } from '../../core/objective.ts';
import type { Question } from '../../core/question.ts';
import { readQuestion } from '../../core/readQuestion.ts';
import { toRepoPath } from '../../core/repoPath.ts';
import type { Contribution } from '../conversation.ts';
import type { OutboxEntry } from '../outboxEntry.ts';
import { questionLink } from '../questionLink.ts';
import type { SpecStore } from '../specStore.ts';
import type { ChannelPost } from './channelPost.ts';
import { commentOf, issueOf, noticeOf } from './channelText.ts';

export interface QuestionPosting {
	readonly store: SpecStore;
	/** Those that the user agreed to. */
	readonly channels: readonly Channel[];
	/** Info string of the quoted code's fence. */
	readonly language: string;
	/** Address of the quoted lines, where it is known. */
	readonly code?: string;
}

/** The entry of a new question, with what goes to channels once its file has arrived: no word that the file does not say. */
export function withPosts(entry: OutboxEntry, { store, channels, language, code }: QuestionPosting): OutboxEntry {
	const path = toRepoPath(entry.path);
	if (entry.action.kind !== 'create' || !path || channels.length === 0) return entry;
	const snapshot = store.snapshot();
	const question = readQuestion({ path, text: entry.action.text, people: snapshot?.people ?? [] }).value;
	if (!question) return entry;
	const objective = question.objective === undefined ? undefined : snapshot?.objectiveById.get(question.objective);
	const posted = {
		question,
		language,
		...(objective ? { objective } : {}),
		file: questionLink(store.source.address, path, snapshot?.revision.branch),
		...(code === undefined ? {} : { code }),
	};
	const posts = channels.map((channel): ChannelPost =>
		isIssueChannel(channel)
			? { place: channelPlace(channel), what: 'question', issue: issueOf(posted, channel) }
			: { place: channelPlace(channel), what: 'notice', notice: noticeOf(posted) },
	);
	return { ...entry, next: posts.map((post) => postEntry(entry, post)) };
}

/** The entry of a further message, with what goes to the issue of its question. */
export function withMessagePost(
	entry: OutboxEntry,
	{
		question,
		contribution,
		author,
		channel,
	}: {
		readonly question: Question;
		readonly contribution: Contribution;
		readonly author: Person;
		readonly channel: Channel;
	},
): OutboxEntry {
	const about = { place: channelPlace(channel), question: question.id };
	const markdown = contribution.kind === 'resolved' ? '' : contribution.markdown;
	const comment: readonly ChannelPost[] =
		markdown === '' ? [] : [{ ...about, what: 'comment', marker: entry.id, markdown: commentOf(author, markdown) }];
	const state: readonly ChannelPost[] =
		contribution.kind === 'reply' ? [] : [{ ...about, what: contribution.kind === 'resolved' ? 'closed' : 'open' }];
	return { ...entry, next: [...comment, ...state].map((post) => postEntry(entry, post)) };
}

export function postEntry(
	{ id, spec, createdAt, path, message, author, title }: OutboxEntry,
	post: ChannelPost,
): OutboxEntry {
	const place = post.place.replace(/ .*/, '');
	return {
		id: `${id}-${place}${post.what === 'open' || post.what === 'closed' ? '-state' : ''}`,
		spec,
		createdAt,
		path,
		action: { kind: 'post', post },
		message,
		...(author ? { author } : {}),
		title,
		attempts: 0,
	};
}
