import { diffArrays } from 'diff';

/** So many elements of both sequences, one after the other: of `before` only, of `after` only, or of both. */
export interface Run {
	readonly kind: 'removed' | 'added' | 'same';
	readonly count: number;
}

/**
 * How one sequence becomes the other with as few elements as possible added and removed; elements are equal where `===` says so. Undefined where that
 * takes more than `editLimit` of them, so that the time is bounded.
 */
export function diffSequences<Element>(
	before: readonly Element[],
	after: readonly Element[],
	editLimit: number,
): readonly Run[] | undefined {
	const changes = diffArrays([...before], [...after], { maxEditLength: editLimit });
	return changes?.map(({ added, removed, count }) => ({ kind: added ? 'added' : removed ? 'removed' : 'same', count }));
}
