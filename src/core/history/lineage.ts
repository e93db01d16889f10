import type { Steps } from '../steps.ts';
import type { CommitHistory, FileChange } from './commitHistory.ts';

/** The part of a history that `git blame` of one file has to see. */
export interface Lineage {
	/** The lines of its `-S` file: a commit and its parents, by full hash. */
	readonly lines: readonly string[];
	/** No commit between the known one and the head changed the file: every line has the same commit as there, and `lines` is empty. */
	readonly unchanged: boolean;
	/** Commits in it that changed the file under any of its names. */
	readonly changed: readonly number[];
	/** All names that were looked for. A blame that ends at another one found a rename that the history does not know. */
	readonly names: ReadonlySet<string>;
	/** All of this holds only if these do. */
	readonly guesses: readonly MergeGuess[];
}

/**
 * The ways that a merge brings together differ in the file, and the merge took one of them as it was: the history does not say which. It is taken to be
 * the newer one.
 */
export interface MergeGuess {
	readonly merge: number;
	/** A commit with the same content under every name. */
	readonly like: number;
	/** Parents that git looks at before; none of them may have the merge's content under any name. */
	readonly unlike: readonly number[];
}

export interface LineageQuestion {
	readonly head: number;
	readonly path: string;
	/** Further names of the file, known from elsewhere. */
	readonly names?: readonly string[];
	/** A commit at which the blame of `path` is known: what is older than it is left out, and lines from there come as its own. */
	readonly known?: number;
	/** Merges of which nothing is to be guessed: git sees both ways and decides. */
	readonly unclear?: ReadonlySet<number> | 'all';
}

const NOTHING = -1;
const UNKNOWN = -2;
/** How many commits are looked at between two chances for others. */
const STEP = 4096;
/** Hashes become text, which takes longer. */
const LINE_STEP = 512;

/**
 * Contracts the history to the commits that changed the file and the merges that brought changed files together. If the guesses hold, it is exact for
 * every commit that is kept: its parents in the contraction hold the same content under every name, and where git may look for a rename (an added or
 * renamed file, a merge) the true parents stand in between, so that it compares the same trees. Undefined: a part of the history on the way is not known.
 *
 * Without guesses every merge after a change would have to be kept, for good: a branch that began before one such merge and ended after it makes the
 * next one, whatever it changed.
 */
export function* lineageOf(history: CommitHistory, question: LineageQuestion): Steps<Lineage | undefined> {
	const { head, path, known = NOTHING, unclear = new Set() } = question;
	const changes = new Map<string, readonly FileChange[]>();
	closeOverRenames(history, [path, ...(question.names ?? [])], changes);
	const marks = markChanged([...changes.values()].flat(), head);
	if (known > NOTHING && known <= head) marks[known] ||= CHANGED;
	const last = new Int32Array(head + 1);
	yield* findLast(history, { marks, last, unclear });
	const names = new Set(changes.keys());
	const way = createSkipped(history, last);
	if (last[head] === known && known > NOTHING) {
		yield* way.skip(head);
		return { lines: [], unchanged: true, changed: [], names, guesses: way.guesses };
	}
	const kept = yield* collect(history, { head, known, marks, last, way });
	return kept && { ...kept, unchanged: false, names, guesses: way.guesses };
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

/** For each commit the one that decides what the file is there: itself, or the one that its parents have. */
function* findLast(
	history: CommitHistory,
	{ marks, last, unclear }: Pick<Walk, 'marks' | 'last'> & { readonly unclear: ReadonlySet<number> | 'all' },
): Steps<void> {
	for (let commit = 0; commit < last.length; commit++) {
		if (commit % STEP === 0) yield;
		const parents = history.parents(commit);
		if ((marks[commit] ?? 0) > 0) last[commit] = commit;
		else if (parents.length < 2) last[commit] = parents.length === 0 ? NOTHING : lastAt(last, parents[0] ?? UNKNOWN);
		else {
			const newest = newestOf(parents, last);
			const isSame = parents.every((parent) => lastAt(last, parent) === newest);
			const isGuessed = newest >= 0 && unclear !== 'all' && !unclear.has(commit);
			last[commit] = isSame || isGuessed ? newest : commit;
		}
	}
}

function newestOf(parents: readonly number[], last: Int32Array): number {
	return parents.reduce((found, parent) => Math.max(found, lastAt(last, parent)), UNKNOWN);
}

function lastAt(last: Int32Array, commit: number): number {
	return commit < 0 ? UNKNOWN : (last[commit] ?? UNKNOWN);
}

/** Notes what has to hold for the commits that are left out. */
interface Skipped {
	readonly guesses: readonly MergeGuess[];
	/** From this commit down to the one that decides. */
	skip(from: number): Steps<void>;
}

function createSkipped(history: CommitHistory, last: Int32Array): Skipped {
	const guesses: MergeGuess[] = [];
	const seen = new Uint8Array(last.length);
	let steps = 0;
	return {
		guesses,
		*skip(from) {
			const open = [from];
			for (let commit = open.pop(); commit !== undefined; commit = open.pop()) {
				const own = lastAt(last, commit);
				if (own < 0 || own === commit || seen[commit] === 1) continue;
				if (++steps % STEP === 0) yield;
				seen[commit] = 1;
				const parents = history.parents(commit);
				const chosen = parents.findIndex((parent) => lastAt(last, parent) === own);
				if (parents.every((parent) => lastAt(last, parent) === own)) open.push(...parents);
				else {
					guesses.push({ merge: commit, like: own, unlike: parents.slice(0, chosen) });
					open.push(parents[chosen] ?? UNKNOWN);
				}
			}
		},
	};
}

interface Walk {
	readonly head: number;
	readonly known: number;
	readonly marks: Uint8Array;
	readonly last: Int32Array;
	readonly way: Skipped;
}

/** The kept commits that can be reached from the head, each with the parents that it has in the contraction. */
function* collect(
	history: CommitHistory,
	{ head, known, marks, last, way }: Walk,
): Steps<Pick<Lineage, 'lines' | 'changed'> | undefined> {
	const parentsOf = new Map<number, readonly number[]>();
	const open: number[] = [head];
	for (let commit = open.pop(); commit !== undefined; commit = open.pop()) {
		if (parentsOf.has(commit)) continue;
		if (parentsOf.size % STEP === 0) yield;
		const own = lastAt(last, commit);
		const parents = commit === known ? [] : history.parents(commit);
		let contracted: readonly number[];
		if (own !== commit) {
			// Only a step on the way to the commit that decides: a true parent, or the head.
			yield* way.skip(commit);
			contracted = [own];
		} else if (parents.length > 1 || marks[commit] === APPEARED) {
			contracted = parents.map((parent) => (parent < 0 ? UNKNOWN : parent));
		} else {
			for (const parent of parents) yield* way.skip(parent);
			contracted = parents.map((parent) => lastAt(last, parent));
		}
		if (contracted.includes(UNKNOWN)) return undefined;
		contracted = contracted.filter((parent) => parent !== NOTHING);
		parentsOf.set(commit, contracted);
		open.push(...contracted);
	}
	const lines: string[] = [];
	for (const [commit, parents] of parentsOf) {
		if (lines.length % LINE_STEP === 0) yield;
		lines.push([commit, ...parents].map((each) => history.hash(each)).join(' '));
	}
	return { lines, changed: [...parentsOf.keys()].filter((commit) => (marks[commit] ?? 0) > 0) };
}
