import * as z from 'zod/mini';
import { TIME, maybe } from './trackerAnswers.ts';

/** What Tandem reads of Jira Cloud's answers (REST API v3). Markers are kept as the property `tandem` of an issue or a comment. */
export const JIRA_PROPERTY = 'tandem';

const MARK = z.object({ marker: z.string(), to: z.optional(z.string()) });
export type JiraMark = z.infer<typeof MARK>;

export const JIRA_CREATED = z.object({ key: z.string() });

const FOUND = z.object({
	key: z.string(),
	fields: maybe(z.object({ labels: maybe(z.array(z.string())) })),
	properties: maybe(z.object({ [JIRA_PROPERTY]: z.optional(z.unknown()) })),
});
export type JiraFound = z.infer<typeof FOUND>;
export const JIRA_SEARCH = z.object({
	issues: z.array(FOUND),
	nextPageToken: maybe(z.string()),
	isLast: maybe(z.boolean()),
});
export const JIRA_BULK = z.object({ issues: z.array(FOUND) });

const USER = z.object({
	accountId: z.string(),
	/** `atlassian`, `app`, or `customer` of a service desk. */
	accountType: maybe(z.string()),
	displayName: maybe(z.string()),
	emailAddress: maybe(z.string()),
});
const STATUS = z.object({ statusCategory: z.object({ key: z.string() }) });
export const JIRA_ISSUE = z.object({
	key: z.string(),
	fields: z.object({
		status: STATUS,
		creator: maybe(USER),
		created: maybe(TIME),
		updated: TIME,
		resolutiondate: maybe(TIME),
		statuscategorychangedate: maybe(TIME),
	}),
});
export const JIRA_TRANSITIONS = z.object({
	transitions: z.array(z.object({ id: z.string(), to: STATUS, hasScreen: maybe(z.boolean()) })),
});

export const JIRA_USERS = z.array(USER);

const COMMENT = z.object({
	id: z.string(),
	body: z.unknown(),
	author: maybe(USER),
	created: TIME,
	updated: maybe(TIME),
	/** For a group or a role only. */
	visibility: maybe(z.unknown()),
	properties: maybe(z.array(z.object({ key: z.string(), value: z.unknown() }))),
});
export type JiraComment = z.infer<typeof COMMENT>;
export const JIRA_MADE_COMMENT = z.object({ id: z.string() });
export const JIRA_COMMENTS = z.object({ comments: z.array(COMMENT), total: z.int() });

/** The mark that Tandem put on a comment or an issue. */
export function jiraMark(value: unknown): JiraMark | undefined {
	const read = MARK.safeParse(value);
	return read.success ? read.data : undefined;
}

/** A text inside of a query of Jira, where quotes and backslashes have a meaning. */
export function jqlText(text: string): string {
	return `"${text.replace(/[\p{Cc}]+/gu, ' ').replace(/[\\"]/g, '\\$&')}"`;
}
