import type { Channel } from '../../core/channels/channel.ts';
import { isIssueChannel } from '../../core/channels/channel.ts';
import type { Objective, Person } from '../../core/objective.ts';
import type { Question } from '../../core/question.ts';
import { formatLines } from '../../core/questionFormat.ts';
import { quoteBlock } from '../../core/writeQuestion.ts';
import type { NewIssue, Notice } from './issueTracker.ts';

export interface PostedQuestion {
	readonly question: Question;
	/** Info string of the quoted code's fence. */
	readonly language: string;
	/** The objective that it is about, where there is one. */
	readonly objective?: Objective;
	/** Address of the question's file on its forge, or words that name it: see `questionLink`. */
	readonly file: string;
	/** Address of the quoted lines at their commit, where the forge is known. */
	readonly code?: string;
}

/** The question as an issue: what the file says, for somebody who sees neither the code nor the spec repo. */
export function issueOf(posted: PostedQuestion, channel: Channel): NewIssue {
	const { question, objective, language, file } = posted;
	const { anchor, askedBy, whyItMatters, to } = question;
	const where = anchor && (posted.code === undefined ? placeText(posted) : `[${placeText(posted)}](${posted.code})`);
	const about = objective && `${objective.id} ${objective.title}`;
	const parts = [
		[askedBy && `${askedBy.name} asks`, about && `about ${about}`].filter((part) => part).join(' '),
		where,
		anchor && anchor.quote !== '' ? quoteBlock(anchor.quote, language) : undefined,
		whyItMatters && `**Why it matters**\n\n${whyItMatters}`,
		`Answer here, or in the file: ${isAddress(file) ? `<${file}>` : `\`${file}\``}`,
	];
	return {
		marker: question.id,
		title: question.title,
		markdown: parts.filter((part) => part).join('\n\n'),
		labels: isIssueChannel(channel) ? channel.labels : [],
		...(to ? { assignee: to } : {}),
		tickets: objective?.tickets ?? [],
	};
}

/** The question as a notice in a chat: no code in it. */
export function noticeOf(posted: PostedQuestion): Notice {
	const { question, objective, file, code } = posted;
	const { askedBy, to, whyItMatters } = question;
	return {
		headline: `${askedBy?.name ?? 'Somebody'} asks ${to?.name ?? 'the PM'}: ${question.title}`,
		lines: [
			objective && `${objective.id} ${objective.title}`,
			question.anchor && placeText(posted),
			whyItMatters,
			isAddress(file) ? undefined : `Answer in ${file}`,
		].filter((line) => line !== undefined),
		links: [
			...(isAddress(file) ? [{ text: 'Answer', url: file }] : []),
			...(code === undefined ? [] : [{ text: 'Code', url: code }]),
		],
	};
}

/** A message of the conversation as a comment: it says who wrote it, since the account is that of whoever sends. */
export function commentOf(author: Person, markdown: string): string {
	return `**${author.name.replace(/[\\*_`[\]<>]/g, '\\$&')}**:\n\n${markdown}`;
}

function placeText({ question: { anchor } }: PostedQuestion): string {
	if (!anchor) return '';
	const at = anchor.commit === undefined ? '' : ` at ${anchor.commit.slice(0, 7)}`;
	const repo = anchor.repo === undefined ? '' : `${anchor.repo}: `;
	return `${repo}${anchor.path}:${formatLines(anchor.lines)}${at}`.replace(/[\\`[\]<>*_]/g, '\\$&');
}

function isAddress(text: string): boolean {
	return /^https?:\/\//.test(text);
}
