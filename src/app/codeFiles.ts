import { isCancelled } from '../core/failure.ts';
import type { RepoPath } from '../core/repoPath.ts';
import type { SpecSnapshot } from '../core/snapshot.ts';
import type { CodeContexts, RepoContext } from './codeContexts.ts';
import type { CodeFiles } from './pathSuggestions.ts';
import type { CodeRepos, Log } from './ports.ts';
import { specPlace } from './specPlace.ts';
import type { SpecStore } from './specStore.ts';
import { findRemoteTwin } from './specTwin.ts';

/** What could be found out about the files of the open code repos. */
export interface KnownCode {
	readonly repos: readonly CodeFiles[];
	/** Those that could not be read, by name or root. */
	readonly unread: readonly string[];
}

/** Looks up the files of code repos; of each, the newest commit's are kept. */
export interface CodeFileLists {
	/** The files of the code repos that this spec repo is for, without the spec itself. Never rejects. */
	read(store: SpecStore, snapshot: SpecSnapshot): Promise<KnownCode>;
}

export interface CodeFileDeps {
	readonly codeRepos: Pick<CodeRepos, 'files'>;
	readonly contexts: Pick<CodeContexts, 'known'>;
	readonly specs: () => readonly SpecStore[];
	readonly log: Log;
}

/** Asks for nothing before the first `read`. */
export function createCodeFileLists({ codeRepos, contexts, specs, log }: CodeFileDeps): CodeFileLists {
	const known = new Map<string, { readonly commit: string; readonly files: Promise<readonly RepoPath[]> }>();

	const filesOf = ({ repo, head: { commit } }: RepoContext): Promise<readonly RepoPath[]> => {
		if (commit === undefined) return Promise.resolve([]);
		const former = known.get(repo.root);
		if (former?.commit === commit) return former.files;
		const files = codeRepos.files(repo, commit, new AbortController().signal);
		known.set(repo.root, { commit, files });
		// A failure is not kept: the next one who asks tries again.
		files.catch(() => known.get(repo.root)?.files === files && known.delete(repo.root));
		return files;
	};

	return {
		async read(store, snapshot) {
			const repos: CodeFiles[] = [];
			const unread: string[] = [];
			const twin = findRemoteTwin(store, specs(), contexts.known());
			for (const context of contexts.known()) {
				const { spec, repo, name } = context;
				if (spec.kind !== 'store' || (spec.store !== store && spec.store !== twin)) continue;
				const place = specPlace(store.source.address, repo.root, snapshot);
				if (place.kind === 'whole') continue;
				try {
					const files = codeOutside(await filesOf(context), place.kind === 'folders' ? place.folders : []);
					if (files.length > 0) repos.push({ ...(name === undefined ? {} : { name }), root: repo.root, files });
				} catch (error) {
					if (!isCancelled(error)) log.warn(`files of ${repo.root}: ${String(error)}`);
					unread.push(name ?? repo.root);
				}
			}
			return { repos, unread };
		},
	};
}

/** Without the spec; nothing where there is nothing but the spec and what every repository has at its root. */
function codeOutside(files: readonly RepoPath[], specFolders: readonly RepoPath[]): readonly RepoPath[] {
	if (specFolders.length === 0) return files;
	const others = files.filter(
		(path) => !specFolders.some((folder) => path === folder || path.startsWith(`${folder}/`)),
	);
	return others.some((path) => path.includes('/') && !path.startsWith('.')) ? others : [];
}
