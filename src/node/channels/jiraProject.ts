import type { NewIssue } from '../../app/channels/issueTracker.ts';
import {
	JIRA_BULK,
	JIRA_CREATED,
	JIRA_PROPERTY,
	JIRA_SEARCH,
	JIRA_USERS,
	jiraMark,
	jqlText,
} from '../../core/channels/jiraAnswers.ts';
import type { JiraFound } from '../../core/channels/jiraAnswers.ts';
import { shortLine } from '../../core/channels/shortened.ts';
import { Failure } from '../../core/failure.ts';
import { jiraText } from './jiraComments.ts';
import type { RestApi } from './restApi.ts';

/** The issues that Tandem makes in one project of Jira. */
export interface JiraProject {
	/** The key of the issue with this marker. */
	find(marker: string, signal: AbortSignal): Promise<string | undefined>;
	/** Gives the key. */
	create(issue: NewIssue, signal: AbortSignal): Promise<string>;
}

/** How many keys around the newest one that the search knows are looked at. */
const NEAR = 50;

/**
 * Each issue has its marker as a label, for the search, and as a property, for when somebody tidies labels. The search knows of a new issue only after
 * seconds, sometimes minutes; reading by key knows at once. So `find` also reads the keys around the newest one that the search knows. An issue escapes only
 * where more than fifty were made after it while the search was behind.
 */
export function createJiraProject(api: RestApi, project: string, type: string): JiraProject {
	const search = async (query: string, order: string, signal: AbortSignal): Promise<JiraFound | undefined> => {
		const jql = `project = ${jqlText(project)}${query} ORDER BY ${order}`;
		let nextPageToken: string | undefined;
		// A page may be empty and yet not the last one.
		for (let page = 0; page < 10; page++) {
			const body = {
				jql,
				fields: ['labels'],
				maxResults: 1,
				...(nextPageToken === undefined ? {} : { nextPageToken }),
			};
			const found = await api.send('POST', '/search/jql', { body, shape: JIRA_SEARCH, signal });
			nextPageToken = found.nextPageToken ?? undefined;
			if (found.issues[0] || found.isLast === true || nextPageToken === undefined) return found.issues[0];
		}
		throw new Failure('bad-response', 'the search of Jira does not end');
	};

	return {
		async find(marker, signal) {
			const label = labelOf(marker);
			const known = await search(` AND labels = ${jqlText(label)}`, 'created ASC', signal);
			if (known) return known.key;
			const newest = await search('', 'created DESC', signal);
			const number = Number(newest?.key.split('-').at(-1) ?? 0);
			const numbers = Array.from({ length: 2 * NEAR }, (_, index) => number - NEAR + 1 + index);
			const body = {
				issueIdsOrKeys: numbers.filter((near) => near > 0).map((near) => `${project}-${near}`),
				fields: ['labels'],
				properties: [JIRA_PROPERTY],
			};
			const { issues } = await api.send('POST', '/issue/bulkfetch', { body, shape: JIRA_BULK, signal });
			return issues.find(
				({ fields, properties }) =>
					fields?.labels?.includes(label) || jiraMark(properties?.[JIRA_PROPERTY])?.marker === marker,
			)?.key;
		},
		async create(issue, signal) {
			const assignee = await accountId(issue, signal);
			const labels = [
				...issue.labels.map((label) => label.trim().replace(/\s+/g, '-').slice(0, 255)),
				labelOf(issue.marker),
			];
			let fields: Readonly<Record<string, unknown>> = {
				project: { key: project },
				issuetype: { name: type },
				summary: summaryOf(issue.title),
				description: jiraText(issue.markdown),
				labels: labels.filter((label) => label !== ''),
				...(assignee === undefined ? {} : { assignee: { id: assignee } }),
			};
			for (;;) {
				try {
					const body = { fields, properties: [{ key: JIRA_PROPERTY, value: { marker: issue.marker } }] };
					return (await api.send('POST', '/issue', { body, shape: JIRA_CREATED, signal })).key;
				} catch (error) {
					// Nothing was made: a project may leave fields off the screen on which its issues begin.
					const refused = ['assignee', 'labels'].find((field) => field in fields && isRefused(error, field));
					if (refused === undefined) throw error;
					fields = Object.fromEntries(Object.entries(fields).filter(([name]) => name !== refused));
				}
			}
		},
	};

	/** Whoever cannot be found for certain is left out: the question is worth more than its assignee. */
	async function accountId({ assignee }: NewIssue, signal: AbortSignal): Promise<string | undefined> {
		const email = assignee?.email?.toLowerCase();
		if (email === undefined) return undefined;
		try {
			const query = `?project=${encodeURIComponent(project)}&query=${encodeURIComponent(email)}`;
			const users = await api.get(`/user/assignable/search${query}`, JIRA_USERS, signal);
			const [only, second] = users.filter(({ emailAddress }) => !emailAddress || emailAddress.toLowerCase() === email);
			return second ? undefined : only?.accountId;
		} catch (error) {
			if (error instanceof Failure) return undefined;
			throw error;
		}
	}
}

function labelOf(marker: string): string {
	return `tandem-${marker}`;
}

/** One line; Jira takes 254 characters, some versions 255. */
function summaryOf(title: string): string {
	const line = title.replace(/[\s\p{Cc}\p{Cs}]+/gu, ' ').trim() || 'Question';
	return shortLine(line, 254);
}

function isRefused(error: unknown, field: string): boolean {
	return error instanceof Failure && error.kind === 'rejected' && error.detail.includes(`"${field}":`);
}
