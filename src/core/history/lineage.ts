import type { RepoPath } from '../repoPath.ts';
import type { Steps } from '../steps.ts';
import type { CommitHistory, FileChange } from './commitHistory.ts';

/** The part of a history that `git blame` of one file has to see, as the lines of its `-S` file: a commit and its parents, by full hash. */
export interface Lineage {
	readonly lines: readonly string[];
	/** Commits in it that changed the file under any of its names. */
	readonly changed: readonly number[];
	/** All names that were looked for. A blame that ends at another one found a rename that the history does not know. */
	readonly names: ReadonlySet<string>;
}

export interface LineageQuestion {
	readonly head: number;
	readonly path: RepoPath;
	/** Further names of the file, known from elsewhere. */
	readonly names?: readonly string[];
	/** A commit at which the blame of `path` is known: what is older than it is left out, and lines from there come as its own. */
	readonly known?: number;
}

/** `unchanged`: no commit between `known` and `head` changed the file, so that every line has the same commit as there. */
export type LineageAnswer = Lineage | 'unchanged';

const NOTHING = -1;
const UNKNOWN = -2;
/** How many commits are looked at between two chances for others. */
const STEP = 4096;
/** Hashes become text, which takes longer. */
const LINE_STEP = 512;

/**
 * Contracts the history to the commits that changed the file and the merges at which its ways differ. Exact for every commit that is kept: its parents in
 * the contraction hold the same content under every name, and where git may look for a rename (an added or renamed file, a merge) the true parents
 * stand in between, so that it compares the same trees. Undefined: a part of the history on the way is not known.
 */
export function* lineageOf(history: CommitHistory, question: LineageQuestion): Steps<LineageAnswer | undefined> {
	const { head, path, known = NOTHING } = question;
	const changes = new Map<string, readonly FileChange[]>();
	closeOverRenames(history, [path, ...(question.names ?? [])], changes);
	const marks = markChanged([...changes.values()].flat(), head);
	const last = new Int32Array(head + 1);
	yield* findLast(history, marks, last, 0);
	if (known > NOTHING && known <= head) {
		if (last[known] === last[head] && (last[head] ?? NOTHING) >= 0) return 'unchanged';
		marks[known] ||= CHANGED;
		yield* findLast(history, marks, last, known);
	}
	const kept = yield* collect(history, { head, known, marks, last });
	return kept && { ...kept, names: new Set(changes.keys()) };
}

/** Adds every name that the file had before, and those names' changes. */
function closeOverRenames(
	history: CommitHistory,
	names: readonly string[],
	changes: Map<string, readonly FileChange[]>,
): void {
	const open = [...names];
	for (let name = open.pop(); name !== undefined; name = open.pop()) {
		if (changes.has(name)) continue;
		const found = history.changesOf(name);
		changes.set(name, found);
		for (const { path, from } of found) if (path === name && from !== undefined) open.push(from);
	}
}

const CHANGED = 1;
/** The file came to be here under this name: git looks for where from. */
const APPEARED = 2;

function markChanged(changes: readonly FileChange[], head: number): Uint8Array {
	const marks = new Uint8Array(head + 1);
	for (const { commit, kind } of changes) {
		if (commit > head) continue;
		marks[commit] = Math.max(marks[commit] ?? 0, kind === 'added' || kind === 'renamed' ? APPEARED : CHANGED);
	}
	return marks;
}

/** For each commit from `start` on, the commit that decides what the file is there: itself, or the one that all of its parents have. */
function* findLast(history: CommitHistory, marks: Uint8Array, last: Int32Array, start: number): Steps<void> {
	for (let commit = start; commit < last.length; commit++) {
		if (commit % STEP === 0) yield;
		last[commit] = (marks[commit] ?? 0) > 0 ? commit : lastOfParents(history.parents(commit), last, commit);
	}
}

function lastOfParents(parents: readonly number[], last: Int32Array, commit: number): number {
	const [first] = parents;
	if (first === undefined) return NOTHING;
	const common = lastAt(last, first);
	for (let at = 1; at < parents.length; at++) if (lastAt(last, parents[at] ?? UNKNOWN) !== common) return commit;
	return common;
}

function lastAt(last: Int32Array, commit: number): number {
	return commit < 0 ? UNKNOWN : (last[commit] ?? UNKNOWN);
}

interface Walk {
	readonly head: number;
	readonly known: number;
	readonly marks: Uint8Array;
	readonly last: Int32Array;
}

/** The kept commits that can be reached from the head, each with the parents that it has in the contraction. */
function* collect(
	history: CommitHistory,
	{ head, known, marks, last }: Walk,
): Steps<Omit<Lineage, 'names'> | undefined> {
	const parentsOf = new Map<number, readonly number[]>();
	const open: number[] = [head];
	while (open.length > 0) {
		const commit = open.pop() ?? head;
		if (parentsOf.has(commit)) continue;
		if (parentsOf.size % STEP === 0) yield;
		const parents = contractedParents(history.parents(commit), { commit, known, marks, last });
		if (parents.includes(UNKNOWN)) return undefined;
		parentsOf.set(commit, parents);
		open.push(...parents);
	}
	const lines: string[] = [];
	for (const [commit, parents] of parentsOf) {
		if (lines.length % LINE_STEP === 0) yield;
		lines.push([commit, ...parents].map((each) => history.hash(each)).join(' '));
	}
	return { lines, changed: [...parentsOf.keys()].filter((commit) => (marks[commit] ?? 0) > 0) };
}

function contractedParents(
	parents: readonly number[],
	{ commit, known, marks, last }: Omit<Walk, 'head'> & { readonly commit: number },
): readonly number[] {
	if (commit === known) return [];
	const own = last[commit] ?? UNKNOWN;
	// Only a step on the way to the commit that decides: a true parent, or the head.
	if (own !== commit) return own === NOTHING ? [] : [own];
	// UNKNOWN is no number of a commit.
	if (parents.length > 1 || marks[commit] === APPEARED) return parents.map((parent) => (parent < 0 ? UNKNOWN : parent));
	return parents.map((parent) => lastAt(last, parent)).filter((parent) => parent !== NOTHING);
}
