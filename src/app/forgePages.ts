import { nameOfRemote } from '../core/remoteName.ts';
import type { RepoPath } from '../core/repoPath.ts';
import type { LineRange } from '../core/textRange.ts';

/** How a forge, known by a word of its host's name, writes the address of a file at a branch or commit, and of lines in it. */
const FORGES = [
	{ host: /(^|\.)github\./, branch: 'blob', commit: 'blob', lines: ['L', '-L'] },
	{ host: /gitlab/, branch: '-/blob', commit: '-/blob', lines: ['L', '-'] },
	{ host: /bitbucket\.org$/, branch: 'src', commit: 'src', lines: ['lines-', ':'] },
	{ host: /(^|\.)(?:codeberg|gitea|forgejo)\./, branch: 'src/branch', commit: 'src/commit', lines: ['L', '-L'] },
] as const;

/** A file as a branch or commit (full hash) has it. */
export interface ForgeFile {
	readonly at: { readonly kind: 'branch' | 'commit'; readonly name: string };
	/** Relative to the repository's root. */
	readonly path: RepoPath | string;
	readonly lines?: LineRange;
}

/**
 * The address of a file's page on the forge of this remote, as it stands in a browser and can be written in Markdown; undefined for a forge whose addresses
 * are not known, and for a remote that is no forge. Never holds a user's name or password of the remote.
 */
export function forgePage(remoteUrl: string, { at, path, lines }: ForgeFile): string | undefined {
	const [, scheme, authority = ''] =
		/^(?:(https?|ssh):\/\/)?(?:[^@/]*@)?([A-Za-z0-9.-]+(?::\d+)?)(?:[:/]|$)/i.exec(remoteUrl.trim()) ?? [];
	const [host = '', port] = authority.toLowerCase().split(':');
	const name = nameOfRemote(remoteUrl);
	const forge = FORGES.find((one) => one.host.test(host));
	if (!forge || name === undefined || !isPublicHost(host)) return undefined;
	const site = scheme?.toLowerCase() === 'https' && port !== undefined ? `${host}:${port}` : host;
	const [before, between] = forge.lines;
	const { first, last } = lines ?? {};
	const anchor =
		first === undefined ? '' : `#${before}${first}${last === undefined || last === first ? '' : `${between}${last}`}`;
	return `https://${site}/${encoded(name)}/${forge[at.kind]}/${encoded(at.name)}/${encoded(path)}${anchor}`;
}

/** Not a name that only the user's own ssh settings know, such as `github.com-work`. */
function isPublicHost(host: string): boolean {
	return /\.[a-z]{2,}$/.test(host);
}

/** Brackets would end a link in Markdown. */
function encoded(path: string): string {
	return path
		.split('/')
		.map((part) => encodeURIComponent(part).replace(/[()]/g, (sign) => (sign === '(' ? '%28' : '%29')))
		.join('/');
}
