import type { Emulator } from 'emulate';

/** GitHub's API on 127.0.0.1, with the repository `acme/product-questions` and the users `anaruiz` and `marial`. */
export interface GithubServer {
	/** Root of the API, and of its pages. */
	readonly api: string;
	/** What `user` does or sees in the repository: the parsed answer, which has to be a good one. */
	call(user: GithubUser, method: string, path: string, body?: unknown): Promise<unknown>;
	/** The open and closed issues, oldest first. */
	issues(): Promise<readonly GithubIssue[]>;
	close(): Promise<void>;
}

type GithubUser = 'anaruiz' | 'marial';

export interface GithubIssue {
	readonly number: number;
	readonly title: string;
	readonly body: string;
	readonly state: string;
	readonly labels: readonly { readonly name: string }[];
}

export const githubRepo = 'acme/product-questions';
/** With which `anaruiz` signs in. */
export const githubToken = 'anaruiz-token';
/** Each token may be used 5,000 times an hour: so many more each user has. */
const MORE_TOKENS = 100;

/** Another token of `anaruiz`, for those who ask a lot. */
export function anotherGithubToken(number: number): string {
	return tokenOf('anaruiz', number);
}

function tokenOf(user: GithubUser, number: number): string {
	return `${user}-token-${number % MORE_TOKENS}`;
}

function tokensOf(login: GithubUser): Record<string, { login: string; scopes: string[] }> {
	const names = [`${login}-token`, ...Array.from({ length: MORE_TOKENS }, (_, number) => tokenOf(login, number))];
	return Object.fromEntries(names.map((name) => [name, { login, scopes: ['repo'] }]));
}

export async function startGithubServer(): Promise<GithubServer> {
	// An ES module only.
	const { createEmulator } = await import('emulate');
	const [owner = '', name = ''] = githubRepo.split('/');
	const server: Emulator = await createEmulator({
		service: 'github',
		port: 0,
		seed: {
			tokens: { ...tokensOf('anaruiz'), ...tokensOf('marial') },
			github: {
				users: [{ login: 'anaruiz' }, { login: 'marial' }],
				orgs: [{ login: owner }],
				repos: [{ owner, name, auto_init: true }],
			},
		},
	});
	const api = server.url.replace('localhost', '127.0.0.1');
	let calls = 0;
	const call: GithubServer['call'] = async (user, method, path, body) => {
		const response = await fetch(`${api}/repos/${githubRepo}${path}`, {
			method,
			headers: { 'authorization': `Bearer ${tokenOf(user, calls++)}`, 'content-type': 'application/json' },
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
		return response.json();
	};
	return {
		api,
		call,
		async issues() {
			const all: GithubIssue[] = [];
			for (let page = 1; all.length === (page - 1) * 100; page++) {
				const path = `/issues?state=all&sort=created&direction=asc&per_page=100&page=${page}`;
				all.push(...((await call('anaruiz', 'GET', path)) as GithubIssue[]));
			}
			return all;
		},
		close: () => server.close(),
	};
}
