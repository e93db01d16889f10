import { aroundQuote } from '../core/anchors/aroundQuote.ts';
import type { Anchor } from '../core/question.ts';
import type { LineRange } from '../core/textRange.ts';
import type { AskPlace } from './composer.ts';
import type { KnownWhy } from './why.ts';

/** How many lines above and below the cursor are quoted where nothing is selected. */
const AROUND = 3;
/** A longer selection is cut: a question is about a place, not about a file. */
const QUOTE_LIMIT = 60;

/**
 * Where a question stands and what it quotes: the selected lines, or, around a bare cursor, the block without blank lines that it is in.
 * `line` and `lastLine` count from 1.
 */
export function askPlace(
	why: KnownWhy,
	lines: readonly string[],
	selected: LineRange,
	language: string,
	preferred?: string,
): AskPlace {
	const range = clip(selected.first === selected.last ? blockAround(lines, selected.first) : selected, lines.length);
	const answer = why.explanation.answer(selected.first);
	const linked = answer.links.map(({ objective }) => objective);
	const anchor: Anchor = {
		...(why.context.name ? { repo: why.context.name } : {}),
		path: why.path,
		lines: range,
		...(why.context.head.commit ? { commit: why.context.head.commit } : {}),
		quote: lines.slice(range.first - 1, range.last).join('\n'),
		...aroundQuote(lines, range),
	};
	const suggested = preferred && why.snapshot.objectiveById.has(preferred) ? [preferred, ...linked] : linked;
	return { store: why.store, repo: why.context.repo, anchor, language, suggested: [...new Set(suggested)] };
}

function blockAround(lines: readonly string[], line: number): LineRange {
	const isBlank = (at: number) => (lines[at - 1] ?? '').trim() === '';
	let first = line;
	let last = line;
	if (isBlank(line)) return { first, last };
	while (first > 1 && line - first < AROUND && !isBlank(first - 1)) first--;
	while (last < lines.length && last - line < AROUND && !isBlank(last + 1)) last++;
	return { first, last };
}

function clip({ first, last }: LineRange, lineCount: number): LineRange {
	const start = Math.min(Math.max(1, first), Math.max(1, lineCount));
	return { first: start, last: Math.min(Math.max(start, last), start + QUOTE_LIMIT - 1, Math.max(1, lineCount)) };
}
