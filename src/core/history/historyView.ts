import { textOf } from './byteTable.ts';
import { type CommitColumns, commitHistoryOf, findCommit, isMerge } from './commitTable.ts';
import { constraintsByObjective } from './constraintIndex.ts';
import { commitsOfFile } from './fileCommits.ts';
import { createTodaysNames, type TodaysName } from './todaysNames.ts';
import type { FileWork, FileWorkPart, FoundConstraint, IndexedCommit, ObjectiveWork } from './historyFacts.ts';
import { createNamedCommits, mainObjective, NAMES_NOTHING, namingOf, type Namings, SERVES_NONE } from './namings.ts';
import { reachableFrom } from './reachable.ts';
import { filesOf, least, most, peopleOf, weekOf, weeksOf } from './figures.ts';

/** What the history of one commit says: an index at one moment, seen from a branch. It does not see what is appended later. */
export interface HistoryView {
	/** Commits that can be reached. */
	readonly commits: number;
	/** Older commits are missing: the history is still being read, or the clone is shallow. */
	readonly partial: boolean;
	/** `now` in seconds since 1970: the week that counts as the last one. */
	objectiveWork(id: string, now: number): ObjectiveWork;
	/** Undefined: no known commit changed such a file. */
	fileWork(path: string): FileWork | undefined;
	/** The commits that name the objective, newest first. */
	commitsOfObjective(id: string): readonly IndexedCommit[];
	/** The objectives that commits of this author (e-mail address) name since then (seconds since 1970). */
	namedBy(email: string, since: number): readonly string[];
	/** What commits that name the objective say of constraints, newest first, each text once; at most `LISTED_CONSTRAINTS`. */
	constraintsOfObjective(id: string): readonly FoundConstraint[];
	/** The commits that changed the file, newest first: those of one part of `fileWork`, or all. */
	commitsOfFile(path: string, part?: Part): readonly IndexedCommit[];
	/** Commits since then (seconds since 1970) that say nothing of objectives, newest first, with their files; merges left out. */
	unlinked(since: number, limit: number): readonly (IndexedCommit & { readonly paths: readonly string[] })[];
}

/** Which commits of a file: those that name an objective most strongly, serve none on purpose, or say nothing. */
export type Part = { readonly kind: 'objective'; readonly objective: string } | { readonly kind: 'none' | 'unlinked' };

const FILES_KEPT = 100;
/** How many files and people are listed. */
const LISTED_FILES = 10;
const LISTED_PEOPLE = 20;
const LISTED_CONSTRAINTS = 100;

export function createHistoryView(columns: CommitColumns, namings: Namings, head: string): HistoryView {
	const history = commitHistoryOf(columns);
	/** By week and objective. */
	const works = new Map<string, ObjectiveWork>();
	const reachable = reachableFrom(columns, findCommit(columns, head));
	const { marks, partial } = reachable;
	let names: TodaysName | undefined;
	const todaysName: TodaysName = (path, commit) => (names ??= createTodaysNames(columns, reachable))(path, commit);
	const timeOf = (commit: number) => columns.times.values[commit] ?? 0;
	let namedCommits: ((id: string) => Uint32Array) | undefined;
	const named = (id: string) =>
		[...(namedCommits ??= createNamedCommits(namings))(id)].filter((commit) => marks[commit] === 1);
	// Numbers differ from index to index, hashes do not.
	const newestFirst = (commits: readonly number[]) =>
		[...commits].sort(
			(one, other) => timeOf(other) - timeOf(one) || (history.hash(one) < history.hash(other) ? -1 : 1),
		);
	const factsOf = (commit: number): IndexedCommit => {
		const naming = namingOf(namings, commit);
		return {
			hash: history.hash(commit),
			time: timeOf(commit),
			author: history.author(commit).name,
			objectives: (naming?.mentions ?? []).map(({ objective, relation, words }) => ({
				id: objective,
				relation,
				words,
			})),
			...(naming?.none ? { none: naming.none.reason === undefined ? {} : { reason: naming.none.reason } } : {}),
		};
	};
	/** The last files that were asked for: a move of the cursor asks again. */
	const files = new Map<string, readonly number[]>();
	const ofFile = (path: string): readonly number[] => {
		const known = files.get(path) ?? commitsOfFile(columns, reachable, path);
		files.delete(path);
		files.set(path, known);
		for (const oldest of files.keys()) {
			if (files.size <= FILES_KEPT) break;
			files.delete(oldest);
		}
		return known;
	};
	const partOf = (commit: number): Part => {
		const main = mainObjective(namings, commit);
		if (main === SERVES_NONE) return { kind: 'none' };
		return main === NAMES_NOTHING
			? { kind: 'unlinked' }
			: { kind: 'objective', objective: textOf(namings.objectives, main) };
	};

	/** By objective: a move of the cursor asks again. */
	const constraints = new Map<string, readonly FoundConstraint[]>();
	let constraining: ReturnType<typeof constraintsByObjective> | undefined;
	const constraintsOf = (id: string): readonly FoundConstraint[] => {
		const known = constraints.get(id);
		if (known) return known;
		const commits = ((constraining ??= constraintsByObjective(namings)).get(id) ?? []).filter(
			({ commit }) => marks[commit] === 1,
		);
		const saidBy = new Map(commits.map((one) => [one.commit, one.constraints]));
		const found = new Map<string, FoundConstraint>();
		for (const commit of newestFirst([...saidBy.keys()])) {
			for (const { kind, text } of saidBy.get(commit) ?? []) {
				const said = {
					kind,
					text,
					hash: history.hash(commit),
					time: timeOf(commit),
					author: history.author(commit).name,
				};
				if (!found.has(`${kind} ${text}`)) found.set(`${kind} ${text}`, said);
			}
		}
		const listed = [...found.values()].slice(0, LISTED_CONSTRAINTS);
		constraints.set(id, listed);
		return listed;
	};

	return {
		commits: reachable.count,
		partial,
		objectiveWork(id, now) {
			const key = `${weekOf(now)} ${id}`;
			const known = works.get(key);
			if (known) return known;
			const commits = named(id);
			const times = commits.map(timeOf);
			const work = {
				commits: commits.length,
				...(times.length > 0 ? { firstAt: least(times), lastAt: most(times) } : {}),
				weeks: weeksOf(times, now),
				people: peopleOf(newestFirst(commits).map(history.author)).slice(0, LISTED_PEOPLE),
				files: filesOf(columns, reachable, commits, { todaysName, limit: LISTED_FILES }),
				partial,
			};
			works.set(key, work);
			return work;
		},
		fileWork(path) {
			const commits = ofFile(path);
			if (commits.length === 0) return undefined;
			return {
				commits: commits.length,
				parts: partsOf(commits.map((commit) => [partOf(commit), timeOf(commit)])),
				lastAt: most(commits.map(timeOf)),
				partial,
			};
		},
		constraintsOfObjective: constraintsOf,
		commitsOfObjective: (id) => newestFirst(named(id)).map(factsOf),
		namedBy(email, since) {
			const wanted = email.toLowerCase();
			const ids = new Set<string>();
			for (const commit of namings.commits.values.subarray(0, namings.commits.length)) {
				if (marks[commit] !== 1 || timeOf(commit) < since) continue;
				if (history.author(commit).email.toLowerCase() !== wanted) continue;
				for (const { objective } of namingOf(namings, commit)?.mentions ?? []) ids.add(objective);
			}
			return [...ids];
		},
		commitsOfFile(path, part) {
			const all = ofFile(path);
			const commits = part ? all.filter((commit) => keyOf(partOf(commit)) === keyOf(part)) : all;
			return newestFirst(commits).map(factsOf);
		},
		unlinked(since, limit) {
			const found: number[] = [];
			for (let commit = 0; commit < marks.length; commit++) {
				if (marks[commit] !== 1 || timeOf(commit) < since || isMerge(columns, commit)) continue;
				if (mainObjective(namings, commit) === NAMES_NOTHING) found.push(commit);
			}
			return newestFirst(found)
				.slice(0, limit)
				.map((commit) => ({
					...factsOf(commit),
					paths: [...new Set(history.changes(commit).map(({ path }) => path))],
				}));
		},
	};
}

function keyOf(part: Part): string {
	return part.kind === 'objective' ? `objective ${part.objective}` : part.kind;
}

function partsOf(commits: readonly (readonly [part: Part, time: number])[]): readonly FileWorkPart[] {
	const found = new Map<string, { readonly part: Part; commits: number; lastAt: number }>();
	for (const [part, time] of commits) {
		const known = found.get(keyOf(part)) ?? { part, commits: 0, lastAt: 0 };
		known.commits++;
		known.lastAt = Math.max(known.lastAt, time);
		found.set(keyOf(part), known);
	}
	return [...found.values()]
		.sort((one, other) => other.commits - one.commits || other.lastAt - one.lastAt)
		.map(({ part, commits: count, lastAt }) => ({ ...part, commits: count, lastAt }));
}
