import type { RepoPath } from '../core/repoPath.ts';
import type { LineRange } from '../core/textRange.ts';
import { forgePage } from './forgePages.ts';

/** Lines of a file of a code repo at a commit, as far as they are known. */
export interface CodePlace {
	/** As git has it: `CodeRepo.remoteUrl`. */
	readonly remoteUrl: string | undefined;
	/** Full hash. */
	readonly commit: string | undefined;
	readonly path: RepoPath;
	/** As the commit has them. */
	readonly lines: LineRange;
}

/**
 * The address that shows exactly these lines for as long as the forge has the commit: `https://github.com/acme/shop/blob/3f2a…/src/a.ts#L40-L43`. Undefined
 * without a commit, a remote, or a forge whose addresses are known. Nobody is asked whether the commit was pushed.
 */
export function codeLink({ remoteUrl, commit, path, lines }: CodePlace): string | undefined {
	if (remoteUrl === undefined || commit === undefined) return undefined;
	return forgePage(remoteUrl, { at: { kind: 'commit', name: commit }, path, lines });
}
