import { aroundQuote } from '../core/anchors/aroundQuote.ts';
import { defined } from '../core/defined.ts';
import { mapLines } from '../core/lineMap.ts';
import { QUOTE_LIMIT, type Anchor } from '../core/question.ts';
import type { LineRange } from '../core/textRange.ts';
import { codeLink } from './codeLink.ts';
import type { RepoPath } from '../core/repoPath.ts';
import type { RepoContext } from './codeContexts.ts';
import type { AskPlace } from './composer.ts';
import type { KnownWhy } from './why.ts';

/** How many lines above and below the cursor are quoted where nothing is selected. */
const AROUND = 3;

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
	const range = selected.first === selected.last ? blockAround(lines, selected.first) : selected;
	const answer = why.explanation.answer(selected.first);
	const linked = answer.links.map(({ objective }) => objective);
	const anchor = anchorAt(why, lines, range);
	const suggested = preferred && why.snapshot.objectiveById.has(preferred) ? [preferred, ...linked] : linked;
	return {
		store: why.store,
		repo: why.context.repo,
		anchor,
		...defined({ link: linkOfLines(why, lines, anchor.lines) }),
		language,
		suggested: [...new Set(suggested)],
	};
}

/**
 * The anchor of some lines of a document: where they are, and what of their text is written into the spec repo. Everything that leaves the machine as a
 * quote is made here.
 */
export function anchorAt(
	{ context: { name, head }, path }: { readonly context: Pick<RepoContext, 'name' | 'head'>; readonly path: RepoPath },
	lines: readonly string[],
	selected: LineRange,
): Anchor {
	const range = clip(selected, lines.length);
	return {
		...(name ? { repo: name } : {}),
		path,
		lines: range,
		...(head.commit ? { commit: head.commit } : {}),
		quote: lines.slice(range.first - 1, Math.min(range.last, range.first - 1 + QUOTE_LIMIT)).join('\n'),
		...aroundQuote(lines, range),
	};
}

/** The address of lines of the document on the forge: unsaved and uncommitted edits have moved them, and what is not committed is not there. */
export function linkOfLines(
	{ context, history, path }: KnownWhy,
	lines: readonly string[],
	{ first, last }: LineRange,
): string | undefined {
	const { repo, head } = context;
	const committed = history.kind === 'ready' ? mapLines(history.history.lines, lines) : undefined;
	if (!committed) return undefined;
	const [from = -1, to = -1] = [committed[first - 1], committed[last - 1]];
	if (from < 0 || to < from) return undefined;
	const place = { commit: head.commit, path, lines: { first: from + 1, last: to + 1 } };
	return codeLink({ remoteUrl: repo.remoteUrl, ...place });
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
	return { first: start, last: Math.min(Math.max(start, last), Math.max(1, lineCount)) };
}
