import type { ForgeChannel } from './channel.ts';

export interface GithubChannel extends ForgeChannel {
	readonly repo: string;
}

/** Root of the REST API: of github.com, of a company's own `acme.ghe.com`, or of a GitHub Enterprise Server. */
export function githubApi({ url, api }: Pick<ForgeChannel, 'url' | 'api'>): string {
	if (api !== undefined) return api;
	const { protocol, host } = new URL(url);
	return host === 'github.com' || host.endsWith('.ghe.com') ? `${protocol}//api.${host}` : `${url}/api/v3`;
}

/** `/repos/acme/product-specs` */
export function githubRepoPath({ repo }: Pick<GithubChannel, 'repo'>): string {
	return `/repos/${repo.split('/').map(encodeURIComponent).join('/')}`;
}

/** The page of an issue; made here, not taken from an answer, so that it is on this very host. */
export function githubIssueUrl({ url, repo }: GithubChannel, number: number): string {
	return `${url}/${repo}/issues/${number}`;
}

/** The number in the address of an issue of this very repository, or of a place on its page. */
export function githubIssueKey(channel: GithubChannel, text: string): string | undefined {
	if (text.length > 1000 || !URL.canParse(text)) return undefined;
	const { origin, username, password, pathname } = new URL(text);
	if (origin !== new URL(channel.url).origin || username !== '' || password !== '') return undefined;
	const [, repo, number] = /^\/([^/]+\/[^/]+)\/issues\/([1-9]\d{0,14})\/?$/.exec(pathname) ?? [];
	return repo?.toLowerCase() === channel.repo.toLowerCase() ? number : undefined;
}

/** What GitHub takes for a user's name; the `_acme` at the end is of a company's own users. */
export function isGithubHandle(text: string): boolean {
	return /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})(?:_[A-Za-z0-9]{1,12})?$/.test(text);
}
