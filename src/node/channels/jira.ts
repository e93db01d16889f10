import type { Issue, IssueComment, IssueTracker, NewIssue } from '../../app/channels/issueTracker.ts';
import type { Clock } from '../../app/ports.ts';
import { adfMarkdown } from '../../core/channels/adfMarkdown.ts';
import type { JiraChannel } from '../../core/channels/channel.ts';
import { JIRA_ISSUE, jiraMark } from '../../core/channels/jiraAnswers.ts';
import type { JiraComment } from '../../core/channels/jiraAnswers.ts';
import { jiraKey, jiraPlace, jiraTickets } from '../../core/channels/jiraKey.ts';
import type { JiraPlace } from '../../core/channels/jiraKey.ts';
import { Failure } from '../../core/failure.ts';
import type { Http } from '../http.ts';
import { createJiraComments } from './jiraComments.ts';
import { createJiraProject } from './jiraProject.ts';
import { createJiraStatus } from './jiraStatus.ts';
import { createRestApi } from './restApi.ts';

export interface JiraDeps {
	readonly http: Http;
	readonly clock: Pick<Clock, 'now'>;
	readonly channel: JiraChannel;
	/** Of the account to which `token` belongs. */
	readonly email: string;
	readonly token: string;
}

/**
 * Questions in Jira Cloud, by its REST API v3: an issue of the channel's project, or a comment on a ticket of the objective. Comments that only a group or
 * role may read stay there. The key of a comment's thread is `SHOP-1423?focusedCommentId=10042`.
 */
export function createJiraIssues({ http, clock, channel, email, token }: JiraDeps): IssueTracker {
	const authorization = `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}`;
	const api = createRestApi({ http, clock, root: `${channel.url}/rest/api/3`, headers: { authorization } });
	const comments = createJiraComments(api);
	const status = createJiraStatus(api, comments);
	const project = channel.project === undefined ? undefined : createJiraProject(api, channel.project, channel.type);
	const page = `${channel.url}/browse/`;
	const issueOf = (place: JiraPlace): Issue => ({ key: jiraKey(place), url: page + jiraKey(place) });
	const ticketsOf = (tickets: readonly string[] | undefined) =>
		channel.on === 'ticket' ? jiraTickets(tickets ?? [], channel.project) : [];

	return {
		async find({ marker, since, tickets }, signal) {
			for (const ticket of ticketsOf(tickets).slice(0, 5)) {
				const comment = await comments.find(ticket, marker, since, signal);
				if (comment !== undefined) return issueOf({ ticket, comment });
			}
			const ticket = await project?.find(marker, signal);
			return ticket === undefined ? undefined : issueOf({ ticket });
		},
		async create(issue: NewIssue, signal) {
			const [ticket] = ticketsOf(issue.tickets);
			if (ticket !== undefined) {
				// A comment has no title.
				const markdown = `**${issue.title.replace(/[\s\p{Cc}]+/gu, ' ').replace(/[\\`*_[\]<]/g, '\\$&')}**\n\n${issue.markdown}`;
				const comment = await comments.add(ticket, markdown, { marker: issue.marker }, signal);
				return issueOf({ ticket, comment });
			}
			if (!project) throw new Failure('not-configured', 'The objective has no ticket in Jira, and no project is set.');
			return issueOf({ ticket: await project.create(issue, signal) });
		},
		async read(key, signal) {
			const place = placeOf(key);
			const all = await comments.list(place.ticket, signal);
			const thread = threadOf(all, place).filter(({ visibility }) => visibility === undefined || visibility === null);
			const { fields } =
				place.comment === undefined ? await api.get(`/issue/${place.ticket}?fields=${FIELDS}`, JIRA_ISSUE, signal) : {};
			const isClosed = fields?.status.statusCategory.key === 'done';
			const at = fields?.resolutiondate ?? fields?.statuscategorychangedate ?? fields?.updated;
			const first = place.comment === undefined ? undefined : all.find(({ id }) => id === place.comment);
			const opener = fields ? fields.creator : first?.author;
			const createdAt = fields ? fields.created : first?.created;
			return {
				...issueOf(place),
				...(place.comment === undefined ? {} : { isShared: true }),
				...(createdAt ? { createdAt } : {}),
				...(opener ? { opener: opener.accountId } : {}),
				...(isClosed && at !== undefined ? { closed: { at } } : {}),
				comments: thread.map((comment): IssueComment => {
					const marker = markOf(comment)?.marker;
					const { accountId, accountType, displayName, emailAddress } = comment.author ?? {};
					const standing = STANDINGS[accountType ?? ''];
					return {
						url: page + jiraKey({ ticket: place.ticket, comment: comment.id }),
						author: { name: displayName || 'Somebody', ...(emailAddress ? { email: emailAddress } : {}) },
						...(accountId === undefined ? {} : { account: accountId }),
						...(standing === undefined ? {} : { standing }),
						at: comment.created,
						...(comment.updated ? { editedAt: comment.updated } : {}),
						markdown: adfMarkdown(comment.body),
						...(marker === undefined ? {} : { marker }),
					};
				}),
			};
		},
		async comment(key, { markdown, marker }, signal) {
			const { ticket, comment } = placeOf(key);
			await comments.add(ticket, markdown, { marker, ...(comment === undefined ? {} : { to: comment }) }, signal);
		},
		async setClosed(key, closed, signal) {
			const { ticket, comment } = placeOf(key);
			// The ticket is somebody else's.
			if (comment === undefined) await status.setClosed(ticket, closed, signal);
		},
		keyOf(url) {
			const place = url.startsWith(page) ? jiraPlace(url.slice(page.length)) : undefined;
			if (!place) return undefined;
			const isOwn = channel.project !== undefined && place.ticket.startsWith(`${channel.project}-`);
			if (place.comment !== undefined && channel.on === 'ticket') return jiraKey(place);
			return isOwn ? place.ticket : undefined;
		},
	};
}

const FIELDS = 'status,creator,created,updated,resolutiondate,statuscategorychangedate';

/** A customer of a service desk is neither. */
const STANDINGS: Readonly<Record<string, IssueComment['standing']>> = { atlassian: 'member', app: 'bot' };

function placeOf(key: string): JiraPlace {
	const place = jiraPlace(key);
	if (!place) throw new Failure('not-found', `${key.slice(0, 100)} is no key of Jira`);
	return place;
}

function markOf(comment: JiraComment) {
	return jiraMark(comment.properties?.find(({ key }) => key === 'tandem')?.value);
}

/**
 * The comments of an issue; of a question on a ticket those that follow it, until Tandem writes for another question. What Tandem wrote says to which
 * question it belongs, and what others write belongs to where Tandem wrote last.
 */
function threadOf(comments: readonly JiraComment[], { comment: question }: JiraPlace): readonly JiraComment[] {
	if (question === undefined) return comments;
	let current: string | undefined;
	return comments.filter((comment) => {
		const mark = markOf(comment);
		if (mark || comment.id === question) current = mark?.to ?? comment.id;
		return current === question && comment.id !== question;
	});
}
