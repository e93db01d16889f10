import type { MarkdownLine } from './markdownLines.ts';
import { isAsTaken, sourceOf, takenOf } from './messageSource.ts';
import { unescapeLines } from './messageText.ts';

/**
 * The lines of a message without the older texts of its comment: git's union merge puts what two histories took over below each other. Only texts that are
 * as they were taken over are left out.
 */
export function newestTaken(lines: readonly MarkdownLine[]): readonly MarkdownLine[] {
	const parts: { readonly lines: readonly MarkdownLine[]; readonly source: string; readonly at: number }[] = [];
	let start = 0;
	for (let end = 2; end <= lines.length; end++) {
		// What ends a text is its address with what was taken over below it.
		const mark = lines.slice(end - 2, end);
		const [source, taken] = [sourceOf(mark), takenOf(mark)];
		if (source === undefined || !taken) continue;
		const part = lines.slice(start, end);
		if (!isAsTaken(unescapeLines(part), taken)) return lines;
		parts.push({ lines: part, source, at: Date.parse(taken.at) });
		start = end;
	}
	const rest = lines.slice(start);
	const [first] = parts;
	if (!first || parts.length < 2 || rest.some(({ kind }) => kind !== 'blank')) return lines;
	if (parts.some(({ source }) => source !== first.source)) return lines;
	const newest = parts.reduce((one, other) => (other.at > one.at ? other : one));
	return [...newest.lines, ...rest];
}
