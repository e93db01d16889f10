import type { KeyIndex } from './objectiveKeys.ts';

/** A branch's name holds a key of an objective. */
export interface BranchMention {
	readonly objective: string;
	/** As it stands in the name. */
	readonly words: string;
}

/**
 * The objectives that a branch's name holds, each once, in order: `CHK-1` for `feature/chk-1-retry`. `/`, `-` and `_` end a key. A key that may be an
 * ordinary word counts only where it is all that stands between two slashes.
 */
export function readBranch(branch: string, keys: KeyIndex): readonly BranchMention[] {
	const mentions = new Map<string, BranchMention>();
	for (const { objective, words, strength, start, end } of keys.scan(branch, 'branch')) {
		const isSegment = (start === 0 || branch[start - 1] === '/') && (end === branch.length || branch[end] === '/');
		if ((strength === 'strong' || isSegment) && !mentions.has(objective)) mentions.set(objective, { objective, words });
	}
	return [...mentions.values()];
}
