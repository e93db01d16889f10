/**
 * A path inside a repository: relative to its root, with `/` as separator, without `.` or `..` segments, never empty.
 * Paths of the operating system exist only in `node/` and `vscode/`.
 */
export type RepoPath = string & { readonly __repoPath: unique symbol };

/** The repository path for `text` (`\` is read as `/`, a leading `./` is dropped), or undefined where it leaves the repository, is absolute or empty. */
export function toRepoPath(text: string): RepoPath | undefined {
	if (text.includes('\0')) return undefined;
	const slashed = text.replaceAll('\\', '/');
	if (slashed.startsWith('/') || /^[A-Za-z]:/.test(slashed)) return undefined;
	const parts = slashed.split('/').filter((part) => part !== '' && part !== '.');
	if (parts.length === 0 || parts.includes('..')) return undefined;
	return parts.join('/') as RepoPath;
}

/** The path of a file that lies at `path` from the folder on. */
export function repoPathBelow(folder: RepoPath, path: RepoPath): RepoPath {
	return `${folder}/${path}` as RepoPath;
}

/** The last segment: `retry.ts` of `src/checkout/retry.ts`. */
export function baseName(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1);
}
