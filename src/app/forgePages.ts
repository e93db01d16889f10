import { nameOfRemote } from '../core/remoteName.ts';
import type { RepoPath } from '../core/repoPath.ts';
import type { LineRange } from '../core/textRange.ts';

/** How a forge, known by a word of its host's name, writes the address of a file at a branch or commit, and of lines in it. */
const FORGES = [
	{ forge: 'github', host: /(^|\.)github\./, branch: 'blob', commit: 'blob', lines: ['L', '-L'] },
	{ forge: 'gitlab', host: /gitlab/, branch: '-/blob', commit: '-/blob', lines: ['L', '-'] },
	{ forge: 'bitbucket', host: /bitbucket\.org$/, branch: 'src', commit: 'src', lines: ['lines-', ':'] },
	{
		forge: 'gitea',
		host: /(^|\.)(?:codeberg|gitea|forgejo)\./,
		branch: 'src/branch',
		commit: 'src/commit',
		lines: ['L', '-L'],
	},
] as const;

/** A file as a branch or commit (full hash) has it. */
export interface ForgeFile {
	readonly at: { readonly kind: 'branch' | 'commit'; readonly name: string };
	/** Relative to the repository's root. */
	readonly path: RepoPath | string;
	readonly lines?: LineRange;
}

/** The pages of a repository on a forge. */
export interface ForgeRepo {
	readonly forge: (typeof FORGES)[number]['forge'];
	/** With its port where it has one. */
	readonly host: string;
	/** The repository's page: https, without user and password. */
	readonly page: string;
}

/** The repository on the forge of this remote; undefined for a forge whose addresses are not known, and for a remote that is no forge. */
export function forgeRepo(remoteUrl: string): ForgeRepo | undefined {
	const found = siteOf(remoteUrl);
	return found && { forge: found.addresses.forge, host: found.host, page: found.page };
}

/**
 * The address of a file's page on the forge of this remote, as it stands in a browser and can be written in Markdown; undefined for a forge whose addresses
 * are not known, and for a remote that is no forge. Never holds a user's name or password of the remote.
 */
export function forgePage(remoteUrl: string, { at, path, lines }: ForgeFile): string | undefined {
	const found = siteOf(remoteUrl);
	if (!found) return undefined;
	const { addresses, page } = found;
	const [before, between] = addresses.lines;
	const { first, last } = lines ?? {};
	const anchor =
		first === undefined ? '' : `#${before}${first}${last === undefined || last === first ? '' : `${between}${last}`}`;
	return `${page}/${addresses[at.kind]}/${encodedPath(at.name)}/${encodedPath(path)}${anchor}`;
}

function siteOf(remoteUrl: string) {
	const [, scheme, authority = ''] =
		/^(?:(https?|ssh):\/\/)?(?:[^@/]*@)?([A-Za-z0-9.-]+(?::\d+)?)(?:[:/]|$)/i.exec(remoteUrl.trim()) ?? [];
	const [name = '', port] = authority.toLowerCase().split(':');
	const repo = nameOfRemote(remoteUrl);
	const addresses = FORGES.find((one) => one.host.test(name));
	if (!addresses || repo === undefined || !isPublicHost(name)) return undefined;
	// The port of ssh says nothing of the pages.
	const host = scheme?.toLowerCase() === 'https' && port !== undefined ? `${name}:${port}` : name;
	return { addresses, host, page: `https://${host}/${encodedPath(repo)}` };
}

/** Not a name that only the user's own ssh settings know, such as `github.com-work`. */
function isPublicHost(host: string): boolean {
	return /\.[a-z]{2,}$/.test(host);
}

/** Brackets would end a link in Markdown. */
export function encodedPath(path: string): string {
	return path
		.split('/')
		.map((part) => encodeURIComponent(part).replace(/[()]/g, (sign) => (sign === '(' ? '%28' : '%29')))
		.join('/');
}
