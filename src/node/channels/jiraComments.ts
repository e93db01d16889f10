import { adfDocument } from '../../core/channels/adf.ts';
import type { AdfDocument } from '../../core/channels/adf.ts';
import { JIRA_COMMENTS, JIRA_MADE_COMMENT, JIRA_PROPERTY, jiraMark } from '../../core/channels/jiraAnswers.ts';
import type { JiraComment, JiraMark } from '../../core/channels/jiraAnswers.ts';
import { shortened } from '../../core/channels/shortened.ts';
import { Failure } from '../../core/failure.ts';
import type { RestApi } from './restApi.ts';

/** The comments of Jira's issues. Tandem's have their marker as a property, which nobody sees and which moves with the comment. */
export interface JiraComments {
	/** Oldest first. */
	list(ticket: string, signal: AbortSignal): Promise<readonly JiraComment[]>;
	/** The id of the comment with this marker that is no older than `since` (ISO 8601); undefined also where the ticket does not exist. */
	find(ticket: string, marker: string, since: string, signal: AbortSignal): Promise<string | undefined>;
	/** Gives the id. */
	add(ticket: string, markdown: string, mark: JiraMark, signal: AbortSignal): Promise<string>;
}

const PAGE_LIMIT = 30;
/** The server's clock may be behind. */
const SLACK_MS = 3_600_000;

export function createJiraComments(api: RestApi): JiraComments {
	async function pages(
		ticket: string,
		order: string,
		isEnough: (comment: JiraComment) => boolean,
		signal: AbortSignal,
	) {
		const comments: JiraComment[] = [];
		for (let page = 0; page < PAGE_LIMIT; page++) {
			const query = `?startAt=${comments.length}&maxResults=100&orderBy=${order}&expand=properties`;
			const { comments: more, total } = await api.get(`/issue/${ticket}/comment${query}`, JIRA_COMMENTS, signal);
			comments.push(...more);
			if (more.length === 0 || comments.length >= total || more.some(isEnough)) return comments;
		}
		throw new Failure('bad-response', `${ticket} has more comments than can be read`);
	}

	return {
		list: (ticket, signal) => pages(ticket, 'created', () => false, signal),
		async find(ticket, marker, since, signal) {
			const oldest = Date.parse(since) - SLACK_MS;
			const isOurs = ({ properties }: JiraComment) =>
				jiraMark(properties?.find(({ key }) => key === JIRA_PROPERTY)?.value)?.marker === marker;
			try {
				const isEnough = (comment: JiraComment) => isOurs(comment) || Date.parse(comment.created) < oldest;
				return (await pages(ticket, '-created', isEnough, signal)).findLast(isOurs)?.id;
			} catch (error) {
				if (error instanceof Failure && error.kind === 'not-found') return undefined;
				throw error;
			}
		},
		async add(ticket, markdown, mark, signal) {
			const body = { body: jiraText(markdown), properties: [{ key: JIRA_PROPERTY, value: mark }] };
			const call = { body, shape: JIRA_MADE_COMMENT, signal };
			return (await api.send('POST', `/issue/${ticket}/comment`, call)).id;
		},
	};
}

/** Jira takes 32,767 characters of a document. */
const LONGEST = 32_000;

/** A text as a document that is short enough for Jira. */
export function jiraText(markdown: string): AdfDocument {
	let length = Math.min(markdown.length, LONGEST);
	for (;;) {
		const document = adfDocument(shortened(markdown, length));
		const size = JSON.stringify(document).length;
		if (size <= LONGEST || length === 0) return document;
		length = Math.floor(Math.min(length * (LONGEST / size), length - 1) * 0.9);
	}
}
