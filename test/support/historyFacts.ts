import type { CommitHistory } from '../../src/core/history/commitHistory.ts';
import type { HistoryView } from '../../src/core/history/historyView.ts';
import type { GitRepo } from './gitRepo.ts';

/** All that an index says of the checked-out commit, in words that do not depend on how it was made. */
export async function factsOf(
	repo: GitRepo,
	{ history, view, ids }: { history: CommitHistory; view: HistoryView; ids: readonly string[] },
): Promise<unknown> {
	const hashes = (await repo.git('rev-list', 'HEAD')).split('\n');
	const files = (await repo.git('ls-files')).split('\n').filter((file) => file !== '');
	const now = Date.parse('2024-02-03T00:00:00Z') / 1000;
	return {
		count: view.commits,
		partial: view.partial,
		commits: hashes.map((hash) => commitFacts(history, hash)),
		files: files.map((file) => [file, view.fileWork(file), view.commitsOfFile(file).map((commit) => commit.hash)]),
		objectives: ids.map((id) => [
			id,
			view.objectiveWork(id, now),
			view.commitsOfObjective(id),
			view.constraintsOfObjective(id),
		]),
		unlinked: view.unlinked(0, 1000).map(({ hash, paths }) => [hash, [...paths].sort()]),
	};
}

function commitFacts(history: CommitHistory, hash: string): unknown {
	const commit = history.find(hash);
	return {
		hash: history.hash(commit),
		author: history.author(commit),
		time: history.time(commit),
		parents: history.parents(commit).map((parent) => history.hash(parent)),
		changes: history
			.changes(commit)
			.map(({ path, kind, from }) => `${kind} ${from ?? ''} ${path}`)
			.sort(),
	};
}

/** The same of the commits, as git prints it line by line: the oracle. */
export async function commitsByGit(repo: GitRepo): Promise<readonly unknown[]> {
	const format = '--format=commit %H%n%P%n%at%n%an%n%ae';
	const log = await repo.git('log', '-c', '-M', '--name-status', '--combined-all-paths', '--root', format);
	return log
		.split(/^commit /m)
		.slice(1)
		.map((text) => {
			const [hash = '', parents = '', time = '', name = '', email = '', ...changes] = text.split('\n');
			return {
				hash,
				author: { name, email },
				time: Number(time),
				parents: parents.split(' ').filter((parent) => parent !== ''),
				changes: [...new Set(changes.filter((line) => line !== '').flatMap(changesOf))].sort(),
			};
		});
}

function changesOf(line: string): readonly string[] {
	const [status = '', ...paths] = line.split('\t');
	const letters = status.replace(/\d+$/, '');
	const path = paths.at(-1) ?? '';
	const from = new Set(paths.slice(0, -1).filter((name) => name !== path));
	if (letters.includes('R') && from.size > 0) return [...from].map((name) => `renamed ${name} ${path}`);
	const kind = /^A+$/.test(letters) ? 'added' : /^D+$/.test(letters) ? 'deleted' : 'modified';
	return [`${kind}  ${path}`];
}
