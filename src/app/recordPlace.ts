import { mapLines } from '../core/lineMap.ts';
import type { Anchor } from '../core/question.ts';
import type { KnownWhy } from './why.ts';

/**
 * The place of lines in the editor as the commit has it, so that whoever opens that commit finds them there. Lines that are not committed as they are stand
 * as they are in the editor, without a commit.
 */
export function committedPlace(
	{ history }: Pick<KnownWhy, 'history'>,
	lines: readonly string[],
	anchor: Omit<Anchor, 'quote'>,
): Omit<Anchor, 'quote'> {
	const { commit: _former, ...uncommitted } = anchor;
	const known = history.kind === 'ready' ? history.history : history.kind === 'pending' ? history.partial : undefined;
	const map = known && mapLines(known.lines, lines);
	if (!map) return uncommitted;
	const { first, last } = anchor.lines;
	const origins = [...map.subarray(first - 1, last)];
	const [start = -1] = origins;
	const isThere = start >= 0 && origins.every((origin, at) => origin === start + at);
	return isThere ? { ...anchor, lines: { first: start + 1, last: start + origins.length } } : uncommitted;
}
