import { specLabel } from '../core/gitAddress.ts';
import { nameOfRemote } from '../core/remoteName.ts';
import type { RepoPath } from '../core/repoPath.ts';
import type { SpecAddress } from '../core/specAddress.ts';

/** What a forge puts between a repository's page and a branch, by a word of its host's name. */
const FORGES = [
	[/(^|\.)github\./, 'blob'],
	[/gitlab/, '-/blob'],
	[/bitbucket\.org$/, 'src'],
	[/(^|\.)(?:codeberg|gitea|forgejo)\./, 'src/branch'],
] as const;

/**
 * What to paste into a chat to name a question: the address of its file on the forge. Of a forge whose addresses are not known, and of a folder, it is
 * `acme/product-specs: questions/x.md`. Never holds a user's name or password of the remote.
 */
export function questionLink(address: SpecAddress, file: RepoPath, branch: string | undefined): string {
	const inRepo = address.path ? `${address.path.replace(/^\/+|\/+$/g, '')}/${file}` : file;
	const page = address.kind === 'remote' ? pageOf(address.url) : undefined;
	if (!page || branch === undefined) return `${specLabel({ ...address, path: undefined })}: ${inRepo}`;
	return `${page}/${[...branch.split('/'), ...inRepo.split('/')].map(encodeURIComponent).join('/')}`;
}

function pageOf(url: string): string | undefined {
	const [, host] = /^(?:(?:https?|ssh):\/\/)?(?:[^@/]*@)?([A-Za-z0-9.-]+)(?::\d+)?[:/]/.exec(url) ?? [];
	const name = nameOfRemote(url);
	const between = FORGES.find(([word]) => word.test(host?.toLowerCase() ?? ''))?.[1];
	if (host === undefined || name === undefined || between === undefined) return undefined;
	return `https://${host.toLowerCase()}/${name.split('/').map(encodeURIComponent).join('/')}/${between}`;
}
