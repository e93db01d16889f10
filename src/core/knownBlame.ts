import type { FileHistory } from './fileHistory.ts';
import type { StoredBlame } from './readStoredBlame.ts';

/** A finished blame without the text of the file: what is kept from one session to the next. */
export interface KnownBlame extends Omit<FileHistory, 'lines'> {
	/** The file's content at that commit, as git names it. */
	readonly blob: string;
}

/** As plain JSON: runs instead of lines. */
export function storeBlame({ path, commit, blob, ignoredRevs, boundary, commits, lineCommit }: KnownBlame): unknown {
	const runs: number[] = [];
	for (let start = 0, end = 0; start < lineCommit.length; start = end) {
		const index = lineCommit[start] ?? 0;
		while (end < lineCommit.length && lineCommit[end] === index) end++;
		runs.push(end - start, index);
	}
	return {
		path,
		commit,
		blob,
		ignoredRevs,
		boundary: [...boundary],
		commits: commits.map(({ hash: name, author, time, message }) => [name, author, time, message]),
		runs,
	} satisfies StoredBlame;
}
