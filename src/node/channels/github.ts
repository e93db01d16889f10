import type { Issue, IssueComment, IssueTracker, NewIssue } from '../../app/channels/issueTracker.ts';
import {
	ANY_ANSWER,
	GITHUB_COMMENT,
	GITHUB_ISSUE,
	GITHUB_ME,
	githubPerson,
	isByMember,
	isGithubBot,
} from '../../core/channels/githubAnswers.ts';
import {
	githubApi,
	githubIssueKey,
	githubIssueUrl,
	githubRepoPath,
	isGithubHandle,
} from '../../core/channels/githubAddress.ts';
import type { GithubUser } from '../../core/channels/githubAnswers.ts';
import type { GithubChannel } from '../../core/channels/githubAddress.ts';
import { githubBody, githubTitle } from '../../core/channels/githubMarkdown.ts';
import { readMarker } from '../../core/channels/hiddenMarker.ts';
import { Failure } from '../../core/failure.ts';
import { createRestApi } from './restApi.ts';
import type { RestApiDeps } from './restApi.ts';

export interface GithubDeps extends Pick<RestApiDeps, 'http' | 'clock'> {
	readonly channel: GithubChannel;
	readonly token: string;
}

/** The oldest version of the API that is served, and the newest that every GitHub Enterprise Server knows. */
const API_VERSION = '2022-11-28';
/** By how much the clocks of the user's machine and of the server may differ. */
const CLOCKS_DIFFER_MS = 24 * 60 * 60_000;

/** Questions as issues of a repository at GitHub: github.com, GitHub Enterprise Cloud with its own host, or a server of one's own. */
export function createGithubIssues({ http, clock, channel, token }: GithubDeps): IssueTracker {
	const api = createRestApi({
		http,
		clock,
		root: githubApi(channel),
		headers: {
			'authorization': `Bearer ${token}`,
			'accept': 'application/vnd.github+json',
			'x-github-api-version': API_VERSION,
		},
	});
	const repo = githubRepoPath(channel);
	const issuePath = (key: string) => `${repo}/issues/${encodeURIComponent(key)}`;
	const issueOf = ({ number }: { readonly number: number }): Issue => ({
		key: String(number),
		url: githubIssueUrl(channel, number),
	});
	const inRepo = <Value>(work: Promise<Value>) => named(channel.repo, work);
	const inIssue = <Value>(key: string, work: Promise<Value>) => named(`${channel.repo}#${key}`, work);

	let me: string | undefined;
	/** Everybody can write a marker: it counts from who belongs to the repository, from whoever made the issue, and from the user. */
	const mayMark = async (
		made: Parameters<typeof isByMember>[0] & { readonly user?: GithubUser },
		signal: AbortSignal,
		opener?: GithubUser,
	): Promise<boolean> => {
		const login = made.user?.login;
		if (isByMember(made) || (login !== undefined && login === opener?.login)) return true;
		me ??= (await api.get('/user', GITHUB_ME, signal)).login;
		return login === me;
	};

	/** Logins for the issue: GitHub would refuse all of it for one whom it may not be assigned to. */
	const assignees = async ({ assignee }: NewIssue, signal: AbortSignal): Promise<readonly string[]> => {
		const handle = assignee?.handle;
		if (handle === undefined || !isGithubHandle(handle)) return [];
		try {
			await api.get(`${repo}/assignees/${handle}`, ANY_ANSWER, signal);
			return [handle];
		} catch (error) {
			// Nobody whom it can be assigned to, or not known: the question matters more.
			if (error instanceof Failure) return [];
			throw error;
		}
	};

	return {
		async find({ marker, since }, signal) {
			const from = new Date(Date.parse(since) - CLOCKS_DIFFER_MS).toISOString();
			// Newest first: what was asked since is at the beginning, however many older ones changed meanwhile. By its label it could not be
			// found any more once somebody took that off.
			const query = `state=all&since=${encodeURIComponent(from)}&sort=created&direction=desc&per_page=100`;
			const isOlder = ({ created_at }: { readonly created_at: string }) => Date.parse(created_at) < Date.parse(from);
			const issues = await inRepo(api.pages(`${repo}/issues?${query}`, GITHUB_ISSUE, signal, isOlder));
			// Whoever copies a marker is later.
			const marked = issues.filter(
				({ body, pull_request: request }) => request === undefined && readMarker(body ?? '').marker === marker,
			);
			for (const issue of marked.reverse()) if (await mayMark(issue, signal)) return issueOf(issue);
			return undefined;
		},

		async create(issue, signal) {
			const body = {
				title: githubTitle(issue.title),
				body: githubBody(issue.markdown, issue.marker),
				labels: issue.labels,
				assignees: await assignees(issue, signal),
			};
			return issueOf(await inRepo(api.send('POST', `${repo}/issues`, { body, shape: GITHUB_ISSUE, signal })));
		},

		async read(key, signal) {
			const issue = await inIssue(key, api.get(issuePath(key), GITHUB_ISSUE, signal));
			const path = `${issuePath(key)}/comments?per_page=100`;
			const comments = await inIssue(key, api.pages(path, GITHUB_COMMENT, signal));
			const { url } = issueOf(issue);
			const ours = new Set<number>();
			for (const comment of comments) {
				const isMarked = readMarker(comment.body ?? '').marker !== undefined;
				if (isMarked && (await mayMark(comment, signal, issue.user))) ours.add(comment.id);
			}
			const { closed_by: closer } = issue;
			const by = closer ? { by: closer.login, ...(isGithubBot(closer) ? { isBot: true } : {}) } : {};
			return {
				...issueOf(issue),
				createdAt: issue.created_at,
				...(issue.user ? { opener: issue.user.login } : {}),
				...(issue.closed_at && { closed: { at: issue.closed_at, ...by } }),
				comments: comments.map((comment): IssueComment => ({
					url: `${url}#issuecomment-${comment.id}`,
					author: githubPerson(comment.user),
					at: comment.created_at,
					editedAt: comment.updated_at,
					...(isGithubBot(comment.user) ? { standing: 'bot' } : isByMember(comment) ? { standing: 'member' } : {}),
					...readMarker(comment.body ?? '', ours.has(comment.id)),
				})),
			};
		},

		async comment(key, { marker, markdown }, signal) {
			const body = { body: githubBody(markdown, marker) };
			await inIssue(key, api.send('POST', `${issuePath(key)}/comments`, { body, shape: GITHUB_COMMENT, signal }));
		},

		async setClosed(key, closed, signal) {
			const body = closed ? { state: 'closed', state_reason: 'completed' } : { state: 'open' };
			await inIssue(key, api.send('PATCH', issuePath(key), { body, shape: GITHUB_ISSUE, signal }));
		},

		keyOf: (url) => githubIssueKey(channel, url),
	};
}

/** Says of which issue or repository a failure is, where GitHub's own word does not. */
async function named<Value>(place: string, work: Promise<Value>): Promise<Value> {
	try {
		return await work;
	} catch (error) {
		if (!(error instanceof Failure)) throw error;
		if (error.kind === 'refused-address') {
			const moved = `${place} has moved: its repository has another name now, or the issue was transferred.`;
			throw new Failure('refused-address', `${moved} Put the new name into tandem.yml. (${error.detail})`);
		}
		if (error.kind === 'not-found') {
			throw new Failure('not-found', `${place} does not exist, or this account may not see it (${error.detail})`);
		}
		throw error;
	}
}
