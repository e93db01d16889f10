import type { Anchor } from './question.ts';
import { formatLines } from './questionFormat.ts';

/** The keys below `code:`, in their order. */
export function codeKeys(anchor: Omit<Anchor, 'quote'>): Readonly<Record<string, string>> {
	return {
		...(anchor.repo !== undefined && { repo: anchor.repo }),
		path: anchor.path,
		lines: formatLines(anchor.lines),
		...(anchor.commit !== undefined && { commit: anchor.commit }),
		...(anchor.symbol !== undefined && { symbol: anchor.symbol }),
		...(anchor.lineBefore !== undefined && { line_before: anchor.lineBefore }),
		...(anchor.lineAfter !== undefined && { line_after: anchor.lineAfter }),
	};
}

/** Whether two anchors are the same in a file. */
export function isSameAnchor(one: Anchor, other: Anchor): boolean {
	const facts = (anchor: Anchor) => JSON.stringify([codeKeys(anchor), plainQuote(anchor.quote)]);
	return facts(one) === facts(other);
}

/** As a file has it. */
function plainQuote(quote: string): string {
	return quote.replace(/\r\n?/g, '\n').replaceAll('\0', '');
}
