import { createHash } from 'node:crypto';
import { startFaultServer } from './faultServer.ts';
import type { Answer, FaultServer, SeenRequest } from './faultServer.ts';

/** GitLab's issues on this machine, after https://docs.gitlab.com/api/issues and /api/notes: one project, `acme/specs`. */
export interface GitlabServer extends FaultServer {
	readonly issues: readonly GitlabIssue[];
	/** Quick actions that a posted text ran, and names that it told. */
	readonly acted: readonly string[];
	/** Answers as GitLab does, from now on. */
	behave(): void;
	/** Whose issues `POST` makes from now on; the token stays ana's. */
	author: GitlabUser;
	/** Somebody writes on GitLab's page. */
	note(iid: number, note: Partial<GitlabNote> & { readonly body: string }): GitlabNote;
	/** Its author changes it on GitLab's page. */
	edit(note: GitlabNote, body: string): void;
	/** Pages have this many entries at most. */
	pageSize: number;
	/** `link`: as GitLab does. */
	paging: 'link' | 'number' | 'other host';
}

export interface GitlabIssue {
	iid: number;
	author: GitlabUser;
	title: string;
	description: string | null;
	state: 'opened' | 'closed';
	labels: readonly string[];
	assignees: readonly GitlabUser[];
	created_at: string;
	updated_at: string;
	closed_at: string | null;
	closed_by: GitlabUser | null;
	web_url: string;
	notes: GitlabNote[];
}

export interface GitlabNote {
	id: number;
	body: string;
	author: GitlabUser | null;
	created_at: string;
	updated_at: string;
	system: boolean;
	internal: boolean;
}

export interface GitlabUser {
	readonly id: number;
	readonly username: string;
	readonly name: string;
}

const USERS: readonly GitlabUser[] = [
	{ id: 7, username: 'maria', name: 'Maria Lopez' },
	{ id: 8, username: 'ana', name: 'Ana Ruiz' },
];
/** Their levels by their ids: maria is a Planner, ana a Developer, 9 a guest. */
const MEMBERS: Readonly<Record<string, number>> = { 7: 15, 8: 30, 9: 10 };
const ME = USERS[1] as GitlabUser;
const ROOT = '/api/v4/projects/acme%2Fspecs/issues';

export async function startGitlab(token: string): Promise<GitlabServer> {
	const server = await startFaultServer();
	const issues: GitlabIssue[] = [];
	const acted: string[] = [];
	let clock = Date.parse('2026-11-29T10:00:00Z');
	let lastNote = 300;
	const now = () => new Date((clock += 1000)).toISOString();

	const say = (status: number, value: unknown, headers: Record<string, string> = {}) => ({ status, value, headers });
	const namesIn = (text: string) => text.match(/(?<!\w)@[\w.-]+/g) ?? [];
	const take = (text: string, longest: number) => {
		const plain = text.replaceAll('\r', '');
		if (plain.length > longest || plain.includes('\0')) return undefined;
		// Quick actions in code too, as old versions do; names only outside of it.
		acted.push(...(plain.match(/^\/[a-z_]+(?=[ \n]|$)/gim) ?? []), ...namesIn(plain.replace(/^```[^]*?^```$/gm, '')));
		return plain.replace(/^\/[a-z_]+(?: .*)?(?:\n|$)/gim, '').trimEnd();
	};
	const addNote = (issue: GitlabIssue, note: Partial<GitlabNote> & { readonly body: string }) => {
		const at = now();
		const always = { id: ++lastNote, author: ME, created_at: at, updated_at: at, system: false, internal: false };
		const made = { ...always, ...note };
		issue.notes.push(made);
		return made;
	};

	function paged(list: readonly object[], url: URL) {
		const size = Math.min(Number(url.searchParams.get('per_page') ?? 20), 100, gitlab.pageSize);
		const page = Number(url.searchParams.get('page') ?? 1);
		const next = page * size < list.length ? page + 1 : undefined;
		url.searchParams.set('page', String(next));
		const host = gitlab.paging === 'other host' ? `http://localhost:${url.port}` : url.origin;
		const links = `<${host}${url.pathname}${url.search}>; rel="next", <${url.href}>; rel="first"`;
		return say(200, list.slice((page - 1) * size, page * size), {
			'x-next-page': next === undefined ? '' : String(next),
			...(next === undefined || gitlab.paging === 'number' ? {} : { link: links }),
		});
	}

	function answerTo({ method, url: target, headers, body }: SeenRequest) {
		const url = new URL(target, server.origin);
		const query = url.searchParams;
		if (headers.authorization !== `Bearer ${token}`) return say(401, { message: '401 Unauthorized' });
		if (method !== 'GET' && !headers['content-type']?.startsWith('application/json'))
			return say(415, { error: 'type' });
		const given = (body === '' ? {} : JSON.parse(body)) as Record<string, unknown>;
		if (url.pathname === '/api/v4/user') return say(200, ME);
		if (url.pathname === '/api/v4/users') {
			return say(
				200,
				USERS.filter(({ username }) => username === query.get('username')?.toLowerCase()),
			);
		}
		const member = MEMBERS[url.pathname.replace('/api/v4/projects/acme%2Fspecs/members/all/', '')];
		if (member !== undefined) return say(200, { access_level: member });
		if (!url.pathname.startsWith(ROOT)) return say(404, { message: '404 Project Not Found' });
		const [, iid, rest = ''] = /^(?:\/(\d+)(\/notes)?)?$/.exec(url.pathname.slice(ROOT.length)) ?? [];
		const issue = issues.find((one) => one.iid === Number(iid));
		if (iid !== undefined && !issue) return say(404, { message: '404 Issue Not Found' });
		const ascending = query.get('sort') === 'asc';
		if (!issue && method === 'GET') {
			const after = query.get('created_after') ?? '';
			const mine = query.get('scope') === 'all' ? issues : [];
			const found = mine.filter(({ created_at }) => created_at >= after);
			return paged(ascending ? found : found.toReversed(), url);
		}
		if (!issue && method === 'POST') {
			const { title, description, labels, assignee_ids, ...other } = given;
			if (typeof title !== 'string' || title === '') return say(400, { error: 'title is missing' });
			if (title.length > 255) return say(400, { message: { title: ['is too long (maximum is 255 characters)'] } });
			if (Object.keys(other).length > 0 || !(labels === undefined || typeof labels === 'string')) {
				return say(400, { error: 'a parameter is invalid' });
			}
			const text = take(String(description), 1_048_576);
			if (text === undefined) return say(400, { message: { description: ['is too long'] } });
			acted.push(...namesIn(title));
			const at = now();
			const assigned = (assignee_ids as readonly number[] | undefined) ?? [];
			issues.push({
				iid: issues.length + 1,
				author: gitlab.author,
				title,
				description: text,
				state: 'opened',
				labels: labels === undefined ? [] : labels.split(','),
				assignees: USERS.filter(({ id }) => assigned.includes(id)),
				created_at: at,
				updated_at: at,
				closed_at: null,
				closed_by: null,
				web_url: `${server.origin}/acme/specs/-/work_items/${issues.length + 1}`,
				notes: [],
			});
			return say(201, issues.at(-1));
		}
		if (!issue) return say(405, { error: 'method' });
		if (rest === '' && method === 'PUT') {
			const isClosing = given['state_event'] === 'close';
			if (!isClosing && given['state_event'] !== 'reopen') return say(400, { error: 'state_event is invalid' });
			issue.state = isClosing ? 'closed' : 'opened';
			issue.closed_at = isClosing ? now() : null;
			issue.closed_by = isClosing ? ME : null;
			addNote(issue, { body: isClosing ? 'closed' : 'reopened', system: true });
			return say(200, issue);
		}
		if (rest === '/notes' && method === 'POST') {
			const text = typeof given['body'] === 'string' ? take(given['body'], 1_000_000) : undefined;
			return text ? say(201, addNote(issue, { body: text })) : say(400, { error: 'body is missing' });
		}
		if (method !== 'GET') return say(405, { error: 'method' });
		return rest === '' ? say(200, issue) : paged(ascending ? issue.notes : issue.notes.toReversed(), url);
	}

	const behaving: Answer = (response, request) => {
		const { status, value, headers } = answerTo(request);
		const text = JSON.stringify(value);
		const etag = `W/"${createHash('sha1').update(text).digest('hex')}"`;
		const isKnown = request.method === 'GET' && request.headers['if-none-match'] === etag;
		response.writeHead(isKnown ? 304 : status, { 'content-type': 'application/json', etag, ...headers });
		response.end(isKnown ? undefined : text);
	};

	const gitlab: GitlabServer = {
		origin: server.origin,
		get seen() {
			return server.seen;
		},
		answerWith: (answer) => server.answerWith(answer),
		close: () => server.close(),
		issues,
		acted,
		behave: () => server.answerWith(behaving),
		note(iid, note) {
			const issue = issues.find((one) => one.iid === iid);
			if (!issue) throw new Error(`There is no issue ${iid}`);
			return addNote(issue, note);
		},
		author: ME,
		edit: (note, body) => void Object.assign(note, { body, updated_at: now() }),
		pageSize: 100,
		paging: 'link',
	};
	gitlab.behave();
	return gitlab;
}
