import type { RepoPath } from '../core/repoPath.ts';
import type { CodeRepo, CodeRepos } from './ports.ts';

/** The files of code repos, listed once for all who ask. */
export interface CommitFiles {
	/** In the order of their paths; the same list as long as the same commit is asked for. Rejects with the failure of git. */
	of(repo: CodeRepo, commit: string): Promise<readonly RepoPath[]>;
}

/** Lists the files of a commit when they are first asked for; of each code repo the newest commit's are kept. */
export function createCommitFiles(codeRepos: Pick<CodeRepos, 'files'>): CommitFiles {
	const known = new Map<string, { readonly commit: string; readonly files: Promise<readonly RepoPath[]> }>();
	return {
		of(repo, commit) {
			const former = known.get(repo.root);
			if (former?.commit === commit) return former.files;
			// Nobody cancels it: others may wait for the same.
			const files = codeRepos.files(repo, commit, new AbortController().signal);
			known.set(repo.root, { commit, files });
			// A failure is not kept: the next one who asks tries again.
			files.catch(() => known.get(repo.root)?.files === files && known.delete(repo.root));
			return files;
		},
	};
}
