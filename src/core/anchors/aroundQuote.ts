import { readSourceLines } from '../codeComments.ts';
import type { Anchor } from '../question.ts';
import { symbolEnd } from '../symbolRange.ts';
import type { LineRange } from '../textRange.ts';
import { AROUND } from './exactText.ts';
import { hasWords, lineKey, lineMatcher } from './quotedLines.ts';

/** A longer line, or one with control characters, is not recorded: people read these files. */
const LONGEST = 160;
/** How far above a quote its function may begin. */
const FARTHEST_HEAD = 400;

/** What of the text around a range is recorded with an anchor, so that it can be told from its twins when its commit is gone. */
export function aroundQuote(
	lines: readonly string[],
	{ first, last }: LineRange,
): Pick<Anchor, 'lineBefore' | 'lineAfter' | 'symbol'> {
	const before = lines.slice(Math.max(0, first - 1 - AROUND), first - 1).findLast(hasWords);
	const after = lines.slice(last, last + AROUND).find(hasWords);
	const symbol = headOf(lines, { first, last });
	return {
		...(isRecorded(before) ? { lineBefore: lineKey(before) } : {}),
		...(isRecorded(after) ? { lineAfter: lineKey(after) } : {}),
		...(isRecorded(symbol) ? { symbol: lineKey(symbol) } : {}),
	};
}

/** The lines of the symbol that this line heads; undefined where no line, or more than one, is it. */
export function symbolLines(lines: readonly string[], symbol: string): LineRange | undefined {
	const isHead = lineMatcher(symbol);
	const heads = lines.flatMap((line, at) => (isHead(lineKey(line)) ? [at] : []));
	const [head] = heads;
	if (head === undefined || heads.length > 1) return undefined;
	return { first: head + 1, last: symbolEnd(readSourceLines(lines), head) + 1 };
}

/** The nearest line above that is indented less, looks like the head of something with a name, and whose body holds the range. */
function headOf(lines: readonly string[], { first, last }: LineRange): string | undefined {
	const top = Math.max(0, first - 1 - FARTHEST_HEAD);
	const source = readSourceLines(lines.slice(top, last));
	const inner = source.slice(first - 1 - top).filter(({ code }) => code !== '');
	let indent = Math.min(...inner.map((line) => line.indent));
	for (let at = first - 2 - top; at >= 0 && indent > 0; at--) {
		const line = source[at];
		if (!line || line.code === '' || line.indent >= indent) continue;
		indent = line.indent;
		if (HEAD.test(line.code) && symbolEnd(source, at) >= source.length - 1) return lines[top + at];
	}
	return undefined;
}

/** A word that declares something, or a method: `name(...) {`. Not `if (...) {` and the like. */
const HEAD =
	/^(?:[\w@]+\s+){0,5}(?:function|class|def|fn|func|fun|interface|struct|enum|trait|impl|module|namespace|object|sub|proc|const|let|var|val|type)\b|^(?!(?:if|for|while|switch|catch|else|do|try|with|return|until|unless)\b)(?:[\w<>,[\]]+\s+){0,5}[\w$]+\s{0,2}\(/;

function isRecorded(line: string | undefined): line is string {
	return line !== undefined && line.length <= LONGEST && !/\p{Cc}/u.test(lineKey(line));
}
