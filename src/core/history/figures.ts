import { type RepoPath, toRepoPath } from '../repoPath.ts';
import { textOf } from './byteTable.ts';
import type { CommitAuthor } from './commitHistory.ts';
import { changeIndexes, type CommitColumns, commitOfChange } from './commitTable.ts';
import { CHANGE_KINDS } from './commitRecords.ts';
import type { TodaysName } from './todaysNames.ts';
import { WEEKS } from './historyFacts.ts';
import type { Reachable } from './reachable.ts';

const DAY = 86_400;

/** How many of `times` fall into each of the `WEEKS` weeks up to the one of `now` (all in seconds since 1970), oldest first. */
export function weeksOf(times: readonly number[], now: number): readonly number[] {
	const weeks = Array.from({ length: WEEKS }, () => 0);
	const last = weekOf(now);
	for (const time of times) {
		// A clock that ran ahead wrote this week's commits, too.
		const at = WEEKS - 1 - Math.max(0, last - weekOf(time));
		if (at >= 0) weeks[at] = (weeks[at] ?? 0) + 1;
	}
	return weeks;
}

/** Weeks since the Monday before 1970, which began on a Thursday; UTC. */
export function weekOf(time: number): number {
	return Math.floor((Math.floor(time / DAY) + 3) / 7);
}

/** Who wrote how many, by e-mail, most first; each by the name in the first commit of the list. */
export function peopleOf(
	authors: readonly CommitAuthor[],
): readonly { readonly name: string; readonly commits: number }[] {
	const people = new Map<string, { name: string; commits: number }>();
	for (const { name, email } of authors) {
		const key = (email || name).toLowerCase();
		const known = people.get(key) ?? { name: name || email, commits: 0 };
		known.commits++;
		people.set(key, known);
	}
	return [...people.values()].sort((one, other) => other.commits - one.commits || (one.name < other.name ? -1 : 1));
}

/** The files that `commits` changed and that are still there, by the names of today: the `limit` that most of the commits changed. */
export function filesOf(
	columns: CommitColumns,
	reachable: Reachable,
	commits: readonly number[],
	{ todaysName, limit }: { readonly todaysName: TodaysName; readonly limit: number },
): readonly { readonly path: RepoPath; readonly commits: number }[] {
	const counts = new Map<number, number>();
	for (const commit of commits) {
		const start = commit === 0 ? 0 : (columns.changeEnds.values[commit - 1] ?? 0);
		const own = new Set<number>();
		for (let change = start; change < (columns.changeEnds.values[commit] ?? start); change++) {
			own.add(todaysName((columns.changes.values[change] ?? 0) >>> 2, commit));
		}
		for (const path of own) counts.set(path, (counts.get(path) ?? 0) + 1);
	}
	const there = [...counts].filter(([path]) => isThere(columns, reachable, path));
	// Only those that can be among the first become texts.
	const least = there.map(([, count]) => count).sort((one, other) => other - one)[limit - 1] ?? 0;
	return there
		.filter(([, count]) => count >= least)
		.map(([path, count]) => ({ path: toRepoPath(textOf(columns.pathTable, path)), commits: count }))
		.flatMap(({ path, commits: count }) => (path === undefined ? [] : [{ path, commits: count }]))
		.sort((one, other) => other.commits - one.commits || (one.path < other.path ? -1 : 1))
		.slice(0, limit);
}

/** Whether the newest change that can be reached left the file there. */
function isThere(columns: CommitColumns, { marks }: Reachable, path: number): boolean {
	for (const change of changeIndexes(columns, path)) {
		if (marks[commitOfChange(columns, change)] !== 1) continue;
		return CHANGE_KINDS[(columns.changes.values[change] ?? 0) & 3] !== 'deleted';
	}
	return false;
}

export function least(numbers: readonly number[]): number {
	return numbers.reduce((one, other) => Math.min(one, other), Infinity);
}

export function most(numbers: readonly number[]): number {
	return numbers.reduce((one, other) => Math.max(one, other), -Infinity);
}
