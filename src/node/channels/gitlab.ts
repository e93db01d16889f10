import type { Issue, IssueComment, IssueTracker, NewIssue } from '../../app/channels/issueTracker.ts';
import type { Clock } from '../../app/ports.ts';
import type { ForgeChannel } from '../../core/channels/channel.ts';
import { GITLAB_ISSUE, GITLAB_ME, GITLAB_NOTE, GITLAB_USERS } from '../../core/channels/gitlabAnswers.ts';
import type { GitlabIssue, GitlabUser } from '../../core/channels/gitlabAnswers.ts';
import { gitlabMarkdown, gitlabTitle, withoutJoiners } from '../../core/channels/gitlabMarkdown.ts';
import { readMarker, withMarker } from '../../core/channels/hiddenMarker.ts';
import { shortened } from '../../core/channels/shortened.ts';
import { Failure } from '../../core/failure.ts';
import type { Person } from '../../core/objective.ts';
import type { Http } from '../http.ts';
import { createGitlabMembers, isGitlabBot } from './gitlabAccounts.ts';
import { createRestApi } from './restApi.ts';

export interface GitlabDeps {
	readonly http: Http;
	readonly clock: Pick<Clock, 'now'>;
	readonly channel: ForgeChannel & { readonly repo: string };
	/** With the scope `api`. */
	readonly token: string;
}

/** GitLab takes 1,048,576 characters, and less in a note; what neutralises a text may double it. */
const LONGEST = 400_000;
/** The server's clock may be behind. */
const SLACK_MS = 3_600_000;

/** The issues of one project of GitLab, by its REST API v4. Notes that only members of the project may read stay there. */
export function createGitlabIssues({ http, clock, channel, token }: GitlabDeps): IssueTracker {
	const root = channel.api ?? `${channel.url}/api/v4`;
	// Not PRIVATE-TOKEN: clients take only `Authorization` off a request that is led to another host.
	const api = createRestApi({ http, clock, root, headers: { authorization: `Bearer ${token}` } });
	const project = `/projects/${encodeURIComponent(channel.repo)}`;
	const issues = `${project}/issues`;
	const isMember = createGitlabMembers(api, project);
	let me: number | undefined;
	const page = `${channel.url}/${channel.repo}/-/`;
	const issueOf = (iid: number): Issue => ({ key: String(iid), url: `${page}issues/${iid}` });
	const issueAt = (key: string) => `${issues}/${encodeURIComponent(key)}`;

	return {
		async find({ marker, since }, signal) {
			const after = encodeURIComponent(new Date(Date.parse(since) - SLACK_MS).toISOString());
			// Oldest first: who clones an issue copies its marker.
			const query = `?scope=all&created_after=${after}&order_by=created_at&sort=asc&per_page=100`;
			const isMarked = ({ description }: GitlabIssue) => readMarker(description ?? '').marker === marker;
			// As far as the first one with the marker; further only where somebody else has put it there.
			for (const isEnough of [isMarked, undefined]) {
				const marked = (await api.pages(issues + query, GITLAB_ISSUE, signal, isEnough)).filter(isMarked);
				for (const { iid, author } of marked) if (author && (await mayMark(author, signal))) return issueOf(iid);
				if (marked.length === 0) return undefined;
			}
			return undefined;
		},
		async create(issue, signal) {
			const assignee = await userId(issue, signal);
			const body = {
				title: gitlabTitle(issue.title),
				description: markdownOf(issue),
				...(issue.labels.length > 0
					? { labels: issue.labels.map((label) => label.replaceAll(',', ' ')).join(',') }
					: {}),
				...(assignee === undefined ? {} : { assignee_ids: [assignee] }),
			};
			return issueOf((await api.send('POST', issues, { body, shape: GITLAB_ISSUE, signal })).iid);
		},
		async read(key, signal) {
			const found = await api.get(issueAt(key), GITLAB_ISSUE, signal);
			const { state, created_at, closed_at, closed_by, updated_at, author: opener } = found;
			const issue = issueOf(found.iid);
			const list = `${issueAt(key)}/notes?sort=asc&order_by=created_at&per_page=100`;
			const notes = await api.pages(list, GITLAB_NOTE, signal);
			const seen = notes.filter((note) => !note.system && note.internal !== true && note.confidential !== true);
			const by = closed_by ? { by: closed_by.username, ...(isGitlabBot(closed_by) ? { isBot: true } : {}) } : {};
			const standings = new Map<number, IssueComment['standing']>();
			const ours = new Set<number>();
			for (const { id, author, body } of seen) {
				const isMarked = readMarker(body).marker !== undefined;
				if (isMarked && author && (author.id === opener?.id || (await mayMark(author, signal)))) ours.add(id);
			}
			for (const { author } of seen) {
				if (author) standings.set(author.id, await standingOf(author, signal));
			}
			return {
				...issue,
				...(created_at ? { createdAt: created_at } : {}),
				...(opener ? { opener: opener.username } : {}),
				...(state === 'closed' ? { closed: { at: closed_at ?? updated_at, ...by } } : {}),
				comments: seen.map((note): IssueComment => {
					const { markdown, marker } = readMarker(note.body, ours.has(note.id));
					const standing = note.author ? standings.get(note.author.id) : undefined;
					return {
						url: `${issue.url}#note_${note.id}`,
						author: personOf(note.author),
						at: note.created_at,
						...(note.updated_at ? { editedAt: note.updated_at } : {}),
						markdown: withoutJoiners(markdown),
						...(standing === undefined ? {} : { standing }),
						...(marker === undefined ? {} : { marker }),
					};
				}),
			};
		},
		async comment(key, comment, signal) {
			await api.send('POST', `${issueAt(key)}/notes`, {
				body: { body: markdownOf(comment) },
				shape: GITLAB_NOTE,
				signal,
			});
		},
		async setClosed(key, closed, signal) {
			const { state } = await api.get(issueAt(key), GITLAB_ISSUE, signal);
			if ((state === 'closed') === closed) return;
			const body = { state_event: closed ? 'close' : 'reopen' };
			await api.send('PUT', issueAt(key), { body, shape: GITLAB_ISSUE, signal });
		},
		keyOf(url) {
			// GitLab's paths are the same in capitals, and newer versions show issues as work items.
			if (!url.toLowerCase().startsWith(page.toLowerCase())) return undefined;
			return /^(?:issues|work_items)\/([1-9]\d{0,9})\/?(?:[?#].*)?$/.exec(url.slice(page.length))?.[1];
		},
	};

	/** Everybody can write a marker: it counts from members of the project and from the user; in an issue also from who made it. */
	async function mayMark(user: GitlabUser, signal: AbortSignal): Promise<boolean> {
		if (await isMember(user, signal)) return true;
		me ??= (await api.get('/user', GITLAB_ME, signal)).id;
		return user.id === me;
	}

	async function standingOf(user: GitlabUser, signal: AbortSignal): Promise<IssueComment['standing']> {
		if (isGitlabBot(user)) return 'bot';
		return (await isMember(user, signal)) ? 'member' : undefined;
	}

	/** Whoever cannot be found is left out: the question is worth more than its assignee. */
	async function userId({ assignee }: NewIssue, signal: AbortSignal): Promise<number | undefined> {
		const handle = assignee?.handle;
		if (handle === undefined) return undefined;
		try {
			const users = await api.get(`/users?username=${encodeURIComponent(handle)}`, GITLAB_USERS, signal);
			return users.find(({ username }) => username.toLowerCase() === handle.toLowerCase())?.id;
		} catch (error) {
			if (error instanceof Failure) return undefined;
			throw error;
		}
	}
}

function markdownOf({ markdown, marker }: { readonly markdown: string; readonly marker: string }): string {
	return withMarker(shortened(gitlabMarkdown(shortened(markdown, LONGEST)), 2 * LONGEST), marker);
}

function personOf(user: GitlabUser | null | undefined): Person {
	return user ? { name: user.username, handle: user.username } : { name: 'Somebody' };
}
