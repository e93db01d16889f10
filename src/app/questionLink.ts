import { specLabel } from '../core/gitAddress.ts';
import type { RepoPath } from '../core/repoPath.ts';
import type { SpecAddress } from '../core/specAddress.ts';
import { forgePage } from './forgePages.ts';

/**
 * What to paste into a chat to name a question: the address of its file on the forge. Of a forge whose addresses are not known, and of a folder, it is
 * `acme/product-specs: questions/x.md`. Never holds a user's name or password of the remote.
 */
export function questionLink(address: SpecAddress, file: RepoPath, branch: string | undefined): string {
	const path = pathInRepo(address, file);
	const page =
		address.kind === 'remote' && branch !== undefined
			? forgePage(address.url, { at: { kind: 'branch', name: branch }, path })
			: undefined;
	return page ?? `${specLabel({ ...address, path: undefined })}: ${path}`;
}

/** The path of a file of the spec repo from the top of its repository. */
export function pathInRepo({ path }: SpecAddress, file: string): string {
	return path ? `${path.replace(/^\/+|\/+$/g, '')}/${file}` : file;
}
