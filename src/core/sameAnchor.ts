import type { Anchor } from './question.ts';
import { codeKeys } from './writeQuestion.ts';

/** Whether two anchors are the same in a file. */
export function isSameAnchor(one: Anchor, other: Anchor): boolean {
	const facts = (anchor: Anchor) => JSON.stringify([codeKeys(anchor), plainQuote(anchor.quote)]);
	return facts(one) === facts(other);
}

/** As a file has it. */
function plainQuote(quote: string): string {
	return quote.replace(/\r\n?/g, '\n').replaceAll('\0', '');
}
