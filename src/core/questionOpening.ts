import type { MarkdownLine } from './markdownLines.ts';
import { unescapeLines } from './messageText.ts';
import type { Anchor } from './question.ts';
import { cutLine, linkIn, placeLine } from './questionFormat.ts';

/** What stands under the title. */
export interface QuestionOpening {
	readonly quote: string;
	/** Words that somebody wrote there by hand. */
	readonly text: string;
	/** Whether Tandem wrote the line that says where the code is. */
	readonly isPlaced: boolean;
	/** Line of the first of those words. */
	readonly strayLine?: number;
}

/** The quoted code is the first fence below the line that says where it is, or the first of all. */
export function readOpening(
	lines: readonly MarkdownLine[],
	anchor: Omit<Anchor, 'quote'> | undefined,
): QuestionOpening {
	if (!anchor) return { quote: '', text: unescapeLines(lines), isPlaced: false };
	const isPlace = ({ text }: MarkdownLine) => text === placeLine(anchor, linkIn(text));
	const start = quoteStart(lines, isPlace);
	const length = lines.slice(start).findIndex((line) => line.kind === 'fence' && line.part === 'close');
	const isQuote = (index: number) => start >= 0 && index >= start && index <= start + length;
	const quote = lines.filter((line, index) => isQuote(index) && line.kind === 'fence' && line.part === 'content');
	const code = quote.map((line) => line.text).join('\n');
	const isCut = ({ text }: MarkdownLine) => text === cutLine({ ...anchor, quote: code }, linkIn(text));
	const others = lines.filter((line, index) => !isQuote(index) && !isPlace(line) && !isCut(line));
	const stray = others.find(({ kind }) => kind !== 'blank' && kind !== 'comment');
	return {
		quote: code,
		text: unescapeLines(others),
		isPlaced: lines.some(isPlace),
		...(stray && { strayLine: stray.line }),
	};
}

/** Index of the line that opens the fence with the quote, or -1. */
export function quoteStart(lines: readonly MarkdownLine[], isPlace: (line: MarkdownLine) => boolean): number {
	const opens = (line: MarkdownLine) => line.kind === 'fence' && line.part === 'open';
	const place = lines.findIndex((line) => line.kind === 'text' && isPlace(line));
	const below = lines.findIndex((line, index) => index > place && opens(line));
	return below < 0 ? lines.findIndex(opens) : below;
}
