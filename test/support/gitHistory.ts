import { appendCommits, createCommitColumns } from '../../src/core/history/appendCommits.ts';
import type { CommitHistory } from '../../src/core/history/commitHistory.ts';
import { commitHistoryOf } from '../../src/core/history/commitTable.ts';
import { createGit } from '../../src/node/git.ts';
import { readLog } from '../../src/node/history/historyLog.ts';
import { runGit, testGitEnvironment } from './gitRepo.ts';

const log = { info() {}, warn() {}, error() {} };

/** The history of all branches of a repository, as the index reads it; with `newest` only so many commits, as while the others are still being read. */
export async function readGitHistory(root: string, newest = Infinity): Promise<CommitHistory> {
	const refs = await runGit(root, ['for-each-ref', '--format=%(objectname)', 'refs/heads', 'refs/tags']);
	const include = [await runGit(root, ['rev-parse', 'HEAD']), ...refs.split('\n').filter((ref) => ref !== '')];
	const columns = createCommitColumns();
	await readLog(
		createGit({ log, environment: testGitEnvironment() }),
		{ root, include, exclude: [], renames: true },
		{
			onMessage() {},
			isEnough: ({ count }) => count >= newest,
			onRecords: (records) => void (columns.count === 0 && appendCommits(columns, records)),
		},
		new AbortController().signal,
	);
	return commitHistoryOf(columns);
}
