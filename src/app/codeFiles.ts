import { isCancelled } from '../core/failure.ts';
import type { RepoPath } from '../core/repoPath.ts';
import type { SpecSnapshot } from '../core/snapshot.ts';
import type { CodeContexts } from './codeContexts.ts';
import type { CommitFiles } from './commitFiles.ts';
import { isCode } from './objectiveActivity.ts';
import type { CodeFiles } from './pathSuggestions.ts';
import type { Log } from './ports.ts';
import { specPlace } from './specPlace.ts';
import type { SpecStore } from './specStore.ts';
import { findRemoteTwin } from './specTwin.ts';

/** What could be found out about the files of the open code repos. */
export interface KnownCode {
	readonly repos: readonly CodeFiles[];
	/** Those that could not be read, by name or root. */
	readonly unread: readonly string[];
}

/** Looks up the files of code repos. */
export interface CodeFileLists {
	/** The files of the code repos that this spec repo is for, without the spec itself. Never rejects. */
	read(store: SpecStore, snapshot: SpecSnapshot): Promise<KnownCode>;
}

export interface CodeFileDeps {
	readonly commitFiles: CommitFiles;
	readonly contexts: Pick<CodeContexts, 'known'>;
	readonly specs: () => readonly SpecStore[];
	readonly log: Log;
}

/** Asks for nothing before the first `read`. */
export function createCodeFileLists({ commitFiles, contexts, specs, log }: CodeFileDeps): CodeFileLists {
	return {
		async read(store, snapshot) {
			const repos: CodeFiles[] = [];
			const unread: string[] = [];
			const twin = findRemoteTwin(store, specs(), contexts.known());
			for (const context of contexts.known()) {
				const { spec, repo, name, head } = context;
				if (spec.kind !== 'store' || (spec.store !== store && spec.store !== twin)) continue;
				const place = specPlace(store.source.address, repo.root, snapshot);
				if (place.kind === 'whole') continue;
				try {
					const all = head.commit === undefined ? [] : await commitFiles.of(repo, head.commit);
					const files = codeOutside(all, place.kind === 'folders' ? place.folders : []);
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
	if (!files.some((path) => isCode(path, specFolders))) return [];
	return files.filter((path) => !specFolders.some((folder) => path === folder || path.startsWith(`${folder}/`)));
}
