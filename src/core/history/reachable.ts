import { type CommitColumns, NO_PARENT, parentsOf, UNKNOWN } from './commitTable.ts';

/** The commits that can be reached from one, it included: 1 at their numbers. */
export interface Reachable {
	readonly marks: Uint8Array;
	readonly count: number;
	/** Some of them have parents that are not known, so that older commits are missing. */
	readonly partial: boolean;
}

/** Parents have lower numbers, so that one walk down is enough. `from` is -1 for a commit that is not known: then nothing can be reached. */
export function reachableFrom(columns: CommitColumns, from: number): Reachable {
	const marks = new Uint8Array(columns.count);
	if (from < 0) return { marks, count: 0, partial: true };
	const { values: first } = columns.firstParents;
	const { merges } = columns;
	const { values: ends } = columns.otherParentEnds;
	const { values: others } = columns.otherParents;
	let merge = merges.length - 1;
	let count = 0;
	let partial = false;
	marks[from] = 1;
	for (let commit = from; commit >= 0; commit--) {
		while (merge >= 0 && (merges.values[merge] ?? 0) > commit) merge--;
		if (marks[commit] === 0) continue;
		count++;
		const parent = first[commit] ?? NO_PARENT;
		if (parent >= 0) marks[parent] = 1;
		else if (parent === UNKNOWN) partial = true;
		if (merge < 0 || merges.values[merge] !== commit) continue;
		const start = merge === 0 ? 0 : (ends[merge - 1] ?? 0);
		for (let at = start; at < (ends[merge] ?? start); at++) {
			const other = others[at] ?? UNKNOWN;
			if (other >= 0) marks[other] = 1;
			else partial = true;
		}
	}
	return { marks, count, partial };
}

/** The commits from which `of` can be reached, it not included: 1 at their numbers. */
export function descendantsOf(columns: CommitColumns, of: number): Uint8Array {
	const marks = new Uint8Array(columns.count);
	marks[of] = 1;
	const { values: first } = columns.firstParents;
	const { merges } = columns;
	let merge = 0;
	for (let commit = of + 1; commit < columns.count; commit++) {
		while (merge < merges.length && (merges.values[merge] ?? 0) < commit) merge++;
		const parent = first[commit] ?? NO_PARENT;
		if (parent >= 0 && marks[parent] === 1) marks[commit] = 1;
		else if (merge < merges.length && merges.values[merge] === commit) {
			if (parentsOf(columns, commit).some((other) => other >= 0 && marks[other] === 1)) marks[commit] = 1;
		}
	}
	marks[of] = 0;
	return marks;
}
