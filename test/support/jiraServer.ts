import { adfProblems } from './adfRules.ts';
import { startFaultServer } from './faultServer.ts';
import type { Answer, FaultServer, SeenRequest } from './faultServer.ts';

/** Jira Cloud on this machine, after https://developer.atlassian.com/cloud/jira/platform/rest/v3: the projects `SHOP` and `OPS`. */
export interface JiraServer extends FaultServer {
	readonly issues: readonly JiraIssue[];
	/** Somebody makes a ticket on Jira's page. */
	ticket(key: string): void;
	/** Somebody comments on Jira's page. */
	say(key: string, body: unknown, more?: Partial<JiraComment>): JiraComment;
	/** Its author changes it on Jira's page. */
	edit(comment: JiraComment, body: unknown): void;
	behave(): void;
	/** So many of the newest issues are not known to the search yet. */
	searchLag: number;
	/** Pages have this many entries at most. */
	pageSize: number;
	/** Fields that are not on the screen where issues begin. */
	hiddenFields: readonly string[];
	/** `fields`: the way to done asks for a resolution. */
	workflow: 'open' | 'fields' | 'none';
}

export interface JiraIssue {
	readonly key: string;
	readonly fields: Record<string, unknown> & { labels: string[]; summary?: string };
	readonly properties: Record<string, unknown>;
	readonly comments: JiraComment[];
}

export interface JiraComment {
	readonly id: string;
	body: unknown;
	readonly author: JiraUser | null;
	readonly created: string;
	updated: string;
	readonly properties: readonly { readonly key: string; readonly value: unknown }[];
	readonly visibility?: unknown;
}

export interface JiraUser {
	readonly accountId: string;
	readonly accountType?: string;
	readonly displayName: string;
	readonly emailAddress?: string;
}

export const MARIA: JiraUser = { accountId: '5b1', accountType: 'atlassian', displayName: 'Maria Lopez' };
interface GivenIssue {
	readonly fields?: GivenFields;
	readonly properties?: readonly { readonly key: string; readonly value: unknown }[];
}

interface GivenSearch {
	readonly jql: string;
	readonly fields?: readonly string[];
	readonly maxResults?: number;
	readonly nextPageToken?: string;
}

/** What the other requests hold; each looks at what it needs. */
interface Given {
	readonly issueIdsOrKeys?: readonly string[];
	readonly transition?: { readonly id: string };
	readonly body?: unknown;
	readonly properties?: GivenIssue['properties'];
}

interface GivenFields {
	readonly project?: { readonly key: string };
	readonly issuetype?: { readonly name: string };
	readonly summary?: string;
	readonly description?: object;
	readonly labels?: string[];
	readonly assignee?: { readonly id: string };
}

const USERS: readonly { readonly user: JiraUser; readonly email: string }[] = [
	{ user: MARIA, email: 'maria@acme.example' },
	{ user: { accountId: '5b2', displayName: 'Ana Ruiz', emailAddress: 'ana@acme.example' }, email: 'ana@acme.example' },
	{
		user: { accountId: '5b3', displayName: 'Anna', emailAddress: 'ana@acme.example.org' },
		email: 'ana@acme.example.org',
	},
];
const STATUSES = { 'To Do': 'new', 'Doing': 'indeterminate', 'Done': 'done' } as const;
const statusOf = (name: keyof typeof STATUSES) => ({ name, statusCategory: { key: STATUSES[name] } });

export async function startJira(email: string, token: string): Promise<JiraServer> {
	const server = await startFaultServer();
	const credentials = `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}`;
	const issues: JiraIssue[] = [];
	let lastId = 10_000;
	let clock = Date.parse('2026-11-29T10:00:00Z');
	const now = () => new Date((clock += 1000)).toISOString().replace('Z', '+0000');
	const say = (status: number, value?: unknown) => ({ status, value });
	const refuse = (status: number, errors: Record<string, string> | string) =>
		say(status, typeof errors === 'string' ? { errorMessages: [errors], errors: {} } : { errorMessages: [], errors });

	const addIssue = (key: string, fields: JiraIssue['fields'], properties: Record<string, unknown> = {}) => {
		const at = now();
		issues.push({
			key,
			fields: { status: statusOf('To Do'), creator: USERS[1]?.user, created: at, updated: at, ...fields },
			properties,
			comments: [],
		});
	};
	const addComment = (issue: JiraIssue, comment: Omit<JiraComment, 'id' | 'created' | 'updated'>): JiraComment => {
		const at = now();
		const made = { id: String(++lastId), created: at, updated: at, ...comment };
		issue.comments.push(made);
		return made;
	};
	const findIssue = (key: string) => issues.find((issue) => issue.key === key);

	function create({ fields = {}, properties = [], ...other }: GivenIssue) {
		const { project, issuetype, summary, description, labels = [], assignee, ...more } = fields;
		if (Object.keys({ ...other, ...more }).length > 0) return refuse(400, 'unknown fields');
		if (project?.key !== 'SHOP') return refuse(400, { project: 'valid project is required' });
		if (issuetype?.name !== 'Task') return refuse(400, { issuetype: 'Specify a valid issue type' });
		if (typeof summary !== 'string' || summary === '')
			return refuse(400, { summary: 'You must specify a summary of the issue.' });
		if (summary.length >= 255 || /[\r\n]/.test(summary)) return refuse(400, { summary: 'The summary is invalid' });
		if (JSON.stringify(description).length > 32_767 || adfProblems(description).length > 0) {
			return refuse(400, {
				description: 'Operation value must be an Atlassian Document (see the Atlassian Document Format)',
			});
		}
		if (labels.some((label: string) => /\s/.test(label)))
			return refuse(400, { labels: 'The label contains spaces which is invalid.' });
		for (const field of jira.hiddenFields) {
			if (field in fields)
				return refuse(400, {
					[field]: `Field '${field}' cannot be set. It is not on the appropriate screen, or unknown.`,
				});
		}
		const number =
			Math.max(0, ...issues.filter(({ key }) => key.startsWith('SHOP-')).map(({ key }) => Number(key.slice(5)))) + 1;
		const kept = Object.fromEntries(properties.map(({ key, value }) => [key, value]));
		addIssue(`SHOP-${number}`, { summary, description, labels, assignee: assignee?.id ?? null }, kept);
		return say(201, { id: String(++lastId), key: `SHOP-${number}`, self: server.origin });
	}

	function search({ jql, fields, maxResults, nextPageToken, ...other }: GivenSearch) {
		if (!Array.isArray(fields) || typeof maxResults !== 'number' || Object.keys(other).length > 0)
			return refuse(400, 'Invalid request');
		const read =
			/^project = "((?:[^"\\]|\\.)*)"(?: AND labels = "((?:[^"\\]|\\.)*)")? ORDER BY created (ASC|DESC)$/.exec(jql);
		if (!read) return refuse(400, `Error in the JQL Query: ${jql}`);
		const [, project = '', label, order] = read;
		if (!['SHOP', 'OPS'].includes(project))
			return refuse(400, `The value '${project}' does not exist for the field 'project'.`);
		const known = issues
			.slice(0, Math.max(0, issues.length - jira.searchLag))
			.filter(
				({ key, fields }) => key.startsWith(`${project}-`) && (label === undefined || fields.labels.includes(label)),
			);
		// An empty page comes first, as it may.
		if (nextPageToken === undefined) return say(200, { issues: [], nextPageToken: 'next', isLast: false });
		const ordered = order === 'ASC' ? known : known.toReversed();
		return say(200, {
			issues: ordered
				.slice(0, maxResults)
				.map(({ key, fields }) => ({ id: '1', key, fields: { labels: fields.labels } })),
			isLast: true,
		});
	}

	function transitions(issue: JiraIssue) {
		const ways = [
			{ id: '11', name: 'Start', to: statusOf('Doing'), hasScreen: false },
			{ id: '31', name: 'Finish', to: statusOf('Done'), hasScreen: jira.workflow === 'fields' },
		];
		const isDone = (issue.fields['status'] as { name: string }).name === 'Done';
		return jira.workflow === 'none' ? ways.slice(0, 1) : isDone ? ways.slice(0, 1) : ways;
	}

	function answerTo({ method, url: target, headers, body }: SeenRequest) {
		const url = new URL(target, server.origin);
		const query = url.searchParams;
		if (headers.authorization !== credentials)
			return refuse(401, 'Client must be authenticated to access this resource.');
		const path = url.pathname.replace('/rest/api/3', '');
		const given = (body === '' ? {} : JSON.parse(body)) as Given;
		const call = `${method} ${path.replace(/\/issue\/[A-Z]+-\d+/, '/issue/KEY')}`;
		const issue = findIssue(/^\/issue\/([A-Z]+-\d+)/.exec(path)?.[1] ?? '');
		if (call.includes('KEY') && !issue)
			return refuse(404, 'Issue does not exist or you do not have permission to see it.');
		switch (call) {
			case 'POST /issue':
				return create(given);
			case 'POST /search/jql':
				return search(given as GivenSearch);
			case 'POST /search':
				return refuse(410, 'The requested API has been removed. Please migrate to the /rest/api/3/search/jql API.');
			case 'POST /issue/bulkfetch': {
				const keys = given.issueIdsOrKeys ?? [];
				if (keys.length === 0 || keys.length > 100 || (given.properties?.length ?? 0) > 5)
					return refuse(400, 'Invalid request');
				return say(200, { issues: issues.filter(({ key }) => keys.includes(key)), issueErrors: [] });
			}
			case 'GET /user/assignable/search': {
				const found = USERS.filter(({ email }) => email.startsWith(query.get('query') ?? '-'));
				return query.get('project') === 'SHOP'
					? say(
							200,
							found.map(({ user }) => user),
						)
					: refuse(404, 'No project');
			}
			case 'GET /issue/KEY':
				return say(200, { key: issue?.key, fields: issue?.fields });
			case 'GET /issue/KEY/transitions':
				return say(200, { transitions: issue && transitions(issue) });
			case 'POST /issue/KEY/transitions': {
				const way = issue && transitions(issue).find(({ id }) => id === given.transition?.id);
				if (!issue || !way) return refuse(400, 'Transition id is not valid for this issue.');
				if (way.hasScreen) return refuse(400, { resolution: 'Resolution is required.' });
				issue.fields['status'] = way.to;
				issue.fields['resolutiondate'] = way.to.name === 'Done' ? now() : null;
				return say(204);
			}
			case 'GET /issue/KEY/comment': {
				const all = query.get('orderBy') === '-created' ? issue?.comments.toReversed() : issue?.comments;
				const from = Number(query.get('startAt') ?? 0);
				const withProperties = query.get('expand') === 'properties';
				const shown = all
					?.slice(from, from + jira.pageSize)
					.map(({ properties, ...comment }) => (withProperties ? { ...comment, properties } : comment));
				return say(200, { startAt: from, maxResults: jira.pageSize, total: all?.length, comments: shown });
			}
			case 'POST /issue/KEY/comment': {
				if (!issue || JSON.stringify(given.body).length > 32_767 || adfProblems(given.body).length > 0)
					return refuse(400, { comment: 'Comment body is not valid!' });
				return say(
					201,
					addComment(issue, {
						body: given.body,
						author: USERS[1]?.user ?? null,
						properties: given.properties ?? [],
					}),
				);
			}
			default:
				return refuse(405, call);
		}
	}

	const behaving: Answer = (response, request) => {
		const { status, value } = answerTo(request);
		response.writeHead(status, { 'content-type': 'application/json;charset=UTF-8' });
		response.end(value === undefined ? undefined : JSON.stringify(value));
	};
	const jira: JiraServer = {
		origin: server.origin,
		get seen() {
			return server.seen;
		},
		answerWith: (answer) => server.answerWith(answer),
		close: () => server.close(),
		issues,
		ticket: (key) => addIssue(key, { labels: [] }),
		say(key, body, more = {}) {
			const issue = findIssue(key);
			if (!issue) throw new Error(`There is no issue ${key}`);
			return addComment(issue, { body, author: MARIA, properties: [], ...more });
		},
		edit: (comment, body) => void Object.assign(comment, { body, updated: now() }),
		behave: () => server.answerWith(behaving),
		searchLag: 0,
		pageSize: 50,
		hiddenFields: [],
		workflow: 'open',
	};
	jira.behave();
	return jira;
}
