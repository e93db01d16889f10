import type { LineRange } from '../core/textRange.ts';
import type { FileExplanation } from './fileExplanation.ts';

/** The runs of lines that serve an objective: where a question can be asked from the gutter. */
export function linkedRanges({ answer, lineCount }: FileExplanation): readonly LineRange[] {
	const ranges: { first: number; last: number }[] = [];
	for (let line = 1; line <= lineCount; line++) {
		if (answer(line).kind !== 'linked') continue;
		const previous = ranges.at(-1);
		if (previous?.last === line - 1) previous.last = line;
		else ranges.push({ first: line, last: line });
	}
	return ranges;
}
