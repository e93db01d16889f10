import type { CommitHistory, FileChange } from '../../src/core/history/commitHistory.ts';
import { repoPath } from './snapshots.ts';

/** A commit as `a: b c = M x, R y x`: name, parents, changes; a parent `?` is not known. */
export function smallHistory(...commits: readonly string[]): CommitHistory {
	const read = commits.map((text, commit) => {
		const [, name = '', parents = '', changes = ''] = /^(\w+):([^=]*)(?:=(.*))?$/.exec(text) ?? [];
		return {
			name,
			parents: parents.split(' ').filter(Boolean),
			changes: changes
				.split(',')
				.map((each) => each.trim().split(' '))
				.filter(([kind]) => kind !== '')
				.map(([kind = '', first = '', second]) => changeOf(commit, kind, first, second)),
		};
	});
	const find = (name: string) => read.findIndex((commit) => commit.name === name);
	const all = read.flatMap(({ changes }) => changes).reverse();
	return {
		commitCount: read.length,
		find,
		hash: (commit) => read[commit]?.name ?? '',
		time: () => 0,
		author: () => ({ name: 'Ana', email: '' }),
		parents: (commit) => (read[commit]?.parents ?? []).map(find),
		changes: (commit) => read[commit]?.changes ?? [],
		changesOf: (path) => all.filter((change) => change.path === path),
	};
}

const KINDS = { A: 'added', M: 'modified', D: 'deleted', R: 'renamed' } as const;

function changeOf(commit: number, kind: string, first: string, second: string | undefined): FileChange {
	const change = { commit, path: repoPath(second ?? first), kind: KINDS[kind as keyof typeof KINDS] };
	return second === undefined ? change : { ...change, from: repoPath(first) };
}
