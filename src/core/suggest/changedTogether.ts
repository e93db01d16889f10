import type { RepoPath } from '../repoPath.ts';

/** A file that changes with another one. */
export interface Partner {
	readonly path: RepoPath;
	/** How many commits changed both. */
	readonly commits: number;
	/** Of the commits of the file that was asked for, how many of them; two more are counted without it, so that one commit is no habit. 0 to 1. */
	readonly share: number;
}

/** Which files change in the same commits. */
export interface ChangedTogether {
	add(files: readonly RepoPath[]): void;
	/** Those with a share that tells something, the greatest first. */
	partners(path: RepoPath): readonly Partner[];
}

/** A commit of more files is a rename or a new licence, and says nothing of any two of them. */
const MOST_FILES = 20;
const LEAST_SHARE = 0.1;
const MOST_PARTNERS = 50;

export function createChangedTogether(): ChangedTogether {
	const commits = new Map<RepoPath, number>();
	const pairs = new Map<RepoPath, Map<RepoPath, number>>();
	return {
		add(files) {
			for (const path of files) commits.set(path, (commits.get(path) ?? 0) + 1);
			if (files.length > MOST_FILES) return;
			for (const path of files) {
				const partners = pairs.get(path) ?? new Map<RepoPath, number>();
				pairs.set(path, partners);
				for (const other of files) if (other !== path) partners.set(other, (partners.get(other) ?? 0) + 1);
			}
		},
		partners(path) {
			const all = (commits.get(path) ?? 0) + 2;
			return [...(pairs.get(path) ?? [])]
				.map(([other, count]): Partner => ({ path: other, commits: count, share: count / all }))
				.filter(({ share }) => share >= LEAST_SHARE)
				.sort((one, other) => other.share - one.share)
				.slice(0, MOST_PARTNERS);
		},
	};
}
