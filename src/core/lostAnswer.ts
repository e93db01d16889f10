import type { MarkdownLine } from './markdownLines.ts';
import type { QuestionState } from './question.ts';
import type { QuestionOpening } from './questionOpening.ts';
import type { QuestionSection } from './questionSections.ts';
import { isDated } from './sectionHeading.ts';

export interface LostAnswer {
	/** Where somebody may have answered; where nobody did, the last line with words. As the sections count. */
	readonly line: number;
	readonly words: 'surely' | 'perhaps' | 'none';
}

/**
 * Whether an open question that Tandem wrote may hold an answer that nothing marks as one: words where Tandem writes none, or no `## Answer` behind what
 * asks. What the engineer wrote is not told from an answer below it, so that this is for people to look at and never guessed.
 */
export function lostAnswer({
	written,
	state,
	isPlaced,
	strayLine,
}: Pick<QuestionOpening, 'isPlaced' | 'strayLine'> & {
	readonly written: readonly QuestionSection[];
	readonly state: QuestionState;
}): LostAnswer | undefined {
	if (state !== 'open' || !(isPlaced || written.some(isDated))) return undefined;
	if (isPlaced && strayLine !== undefined) return { line: strayLine, words: 'surely' };
	const last = written.at(-1);
	if (!last || last.kind === 'answer') return undefined;
	const { lines } = last;
	const end = lines.findLastIndex(hasWords);
	const start = lines.findLastIndex(({ kind }, index) => index <= end && kind === 'blank') + 1;
	const isSecond = last.kind !== 'opening' && lines.slice(0, start).some(hasWords);
	return { line: lines[isSecond ? start : end]?.line ?? 1, words: isSecond ? 'perhaps' : 'none' };
}

function hasWords({ kind }: MarkdownLine): boolean {
	return kind !== 'blank' && kind !== 'comment';
}
