import { splitConflicts, withoutMarkers } from './conflictMarkers.ts';
import { frontMatterFirst, type MovedFrontMatter } from './frontMatterFirst.ts';
import { mergeQuestion } from './mergeQuestion.ts';

export interface MendedQuestion extends MovedFrontMatter {
	/** Line of the first conflict marker that was found, from 1; absent where the text is as it was. */
	readonly conflictLine?: number;
}

/**
 * A question's file as it is meant: with its front matter at the top, and where somebody committed a merge conflict in it, with both sides, merged by message.
 * Any other text is given back as it is.
 */
export function mendQuestion(text: string): MendedQuestion {
	const sides = splitConflicts(text);
	if (!sides) return frontMatterFirst(text);
	const isHostile = text.split('<<<<<<<').length > MOST;
	return { text: isHostile ? withoutMarkers(text) : mended(text, 0), conflictLine: sides.line };
}

/** Conflicts beyond which both sides simply stand one below the other: no merge of people's makes as many, and each costs time. */
const MOST = 200;
/** The same for conflicts within conflicts. */
const DEEPEST = 3;

function mended(text: string, depth: number): string {
	const sides = splitConflicts(text);
	if (!sides) return text;
	if (depth === DEEPEST) return withoutMarkers(text);
	const [ours, theirs] = [mended(sides.ours, depth + 1), mended(sides.theirs, depth + 1)];
	return mergeQuestion(withoutMarkers(sides.base), ours, theirs);
}
