import { linesCut, type Anchor } from '../question.ts';
import type { RepoPath } from '../repoPath.ts';
import type { LineRange } from '../textRange.ts';
import type { AnchorPlace, DetachedPlace } from './anchorPlace.ts';
import { symbolLines } from './aroundQuote.ts';
import { findText, judgeBySurroundings, surroundingsOf, type Surroundings } from './exactText.ts';
import { createLineFollower, type LineFollower } from './followLines.ts';
import { lineKey, lineMatcher, quotedLines } from './quotedLines.ts';
import { findSimilar } from './similarText.ts';

/** A file in one state, as lines without their ends. */
export interface FileText {
	readonly path: RepoPath;
	readonly lines: readonly string[];
}

/** What is known of the anchor's file then and now. */
export interface FollowedFile {
	/** As the recorded commit has it; absent where the commit, or the file in it, is not there any more. */
	readonly before?: FileText;
	/** The same file as it is now, under its name of today; absent where it was deleted. */
	readonly now?: FileText;
	/** Files of now in which the text of a deleted file may have gone on: those that came when it went. */
	readonly heirs: readonly FileText[];
	/** Files that git may have mistaken `now`, or the file itself, for when it was renamed among files like it. */
	readonly rivals?: readonly FileText[];
}

/** What of an anchor tells its place. */
export interface AnchorFacts extends Omit<Anchor, 'repo' | 'commit'> {
	readonly commit?: string | undefined;
}

/**
 * Where the anchor's code is now: followed line by line from the recorded commit; else the one place where the quoted text stands; else the one place
 * that is like it. Lines that are known to be other lines of the old file are never taken. Where nothing is certain the anchor is detached.
 */
export function findAnchor(anchor: AnchorFacts, followed: FollowedFile): AnchorPlace {
	const place = findPlace(anchor, followed);
	const { rivals = [], now } = followed;
	return place.kind === 'found' && now && isMistakable(linesOf(now, place.lines), anchor, { ...followed, rivals })
		? detached('ambiguous')
		: place;
}

function findPlace(anchor: AnchorFacts, { before, now, heirs }: FollowedFile): AnchorPlace {
	const origin = before && originOf(anchor, before.lines);
	const around = before && origin ? surroundingsOf(before.lines, origin) : recordedSurroundings(anchor);
	const quoted: Wanted = { lines: quotedLines(anchor.quote), rest: linesCut(anchor) };
	const hasQuote = quoted.lines.length > 0;
	if (!now) return findInHeirs(heirs, hasQuote ? quoted : whole(linesOf(before, origin)), around);
	if (before && origin) {
		const follower = before.lines === now.lines ? undefined : createLineFollower(before.lines, now.lines);
		const place = followLines(origin, before, now, follower);
		if (place) return place;
		const text = whole(linesOf(before, origin));
		const repeated = placesOf(before.lines, text).length > 1;
		return findByText(now, text, { around, origin, follower, repeated });
	}
	if (hasQuote) {
		const symbol = anchor.symbol === undefined ? undefined : symbolLines(now.lines, anchor.symbol);
		return (symbol && findInSymbol(now, quoted, { around, symbol })) ?? findByText(now, quoted, { around });
	}
	return withoutQuote(anchor, now);
}

/** Where the quoted lines are in the recorded commit. The recorded numbers are those of the editor, in which there may have been unsaved edits. */
function originOf(anchor: AnchorFacts, lines: readonly string[]): LineRange | undefined {
	const wanted = quotedLines(anchor.quote);
	const { first, last } = anchor.lines;
	if (wanted.length === 0) return first <= lines.length ? { first, last: Math.min(last, lines.length) } : undefined;
	const rest = linesCut(anchor);
	const recorded = lines.slice(first - 1, last);
	const own = { first, last };
	const isSame = wanted.every((line, at) => lineMatcher(lineKey(line))(lineKey(recorded[at] ?? '')));
	if (recorded.length === wanted.length + rest && isSame) return own;
	const places = placesOf(lines, { lines: wanted, rest });
	const byText = judgeBySurroundings(lines, places, { wanted, around: recordedSurroundings(anchor) });
	if (byText || places.length > 0) return byText;
	// A quote in which somebody mended a word by hand is still that of its lines.
	const alike = findSimilar(lines, wanted, () => true);
	return alike && alike.first === first ? own : undefined;
}

function followLines(
	origin: LineRange,
	before: FileText,
	now: FileText,
	follower: LineFollower | undefined,
): AnchorPlace | undefined {
	const { path } = now;
	const lines = before.lines === now.lines ? origin : follower?.follow(origin);
	if (!lines) return undefined;
	const isSame = before.path === path && lines.first === origin.first && lines.last === origin.last;
	const text = linesOf(now, lines);
	const unchanged = isSame && linesOf(before, origin).every((line, at) => line === text[at]);
	return { kind: 'found', path, lines, how: unchanged ? 'unchanged' : 'mapped' };
}

/** The lines to look for, and how many more follow them in the range because the quote is cut. */
interface Wanted {
	readonly lines: readonly string[];
	readonly rest: number;
}

function whole(lines: readonly string[]): Wanted {
	return { lines, rest: 0 };
}

/** Where the lines stand, each with the rest of its range. */
function placesOf(lines: readonly string[], wanted: Wanted): readonly LineRange[] {
	return findText(lines, wanted.lines).map((place) => withRest(place, wanted, lines));
}

function withRest({ first, last }: LineRange, { rest }: Wanted, lines: readonly string[]): LineRange {
	return { first, last: Math.min(last + rest, Math.max(last, lines.length)) };
}

interface TextSearch {
	/** It stood in several places of the old text. */
	readonly repeated?: boolean;
	readonly around: Surroundings;
	readonly origin?: LineRange;
	readonly follower?: LineFollower | undefined;
}

function findByText(now: FileText, wanted: Wanted, { around, origin, follower, repeated }: TextSearch): AnchorPlace {
	const isFree = (line: number) => !(origin && follower?.isOther(line, origin));
	const places = placesOf(now.lines, wanted).filter((place) => isEveryLine(place, isFree));
	const exact = judgeBySurroundings(now.lines, places, { wanted: wanted.lines, around, repeated });
	if (exact) return { kind: 'found', path: now.path, lines: exact, how: 'exact' };
	if (places.length > 0) return detached('ambiguous');
	return findLike(now, wanted, isFree) ?? detached('lines-gone');
}

function findLike(now: FileText, wanted: Wanted, isFree: (line: number) => boolean): AnchorPlace | undefined {
	const similar = findSimilar(now.lines, wanted.lines, isFree);
	return similar && { kind: 'found', path: now.path, lines: withRest(similar, wanted, now.lines), how: 'similar' };
}

/** Whether one of the files that the renamed one is easily taken for has all that was found. */
function isMistakable(
	found: readonly string[],
	{ quote, lines }: AnchorFacts,
	{ before, rivals = [] }: FollowedFile,
): boolean {
	if (rivals.length === 0) return false;
	const asked = new Set((quote === '' ? linesOf(before, lines) : quotedLines(quote)).map(lineKey));
	const kept = found.map(lineKey).filter((key) => asked.has(key));
	return rivals.some((rival) => {
		const keys = new Set(rival.lines.map(lineKey));
		return kept.every((key) => keys.has(key));
	});
}

/** Inside of the recorded function, in which even a short line that stands there once is the one. */
function findInSymbol(
	now: FileText,
	wanted: Wanted,
	{ around, symbol }: { readonly around: Surroundings; readonly symbol: LineRange },
): AnchorPlace | undefined {
	const isInside = (line: number) => line >= symbol.first && line <= symbol.last;
	const places = placesOf(now.lines, wanted).filter((place) => isEveryLine(place, isInside));
	const exact =
		places.length === 1 ? places[0] : judgeBySurroundings(now.lines, places, { wanted: wanted.lines, around });
	if (exact) return { kind: 'found', path: now.path, lines: exact, how: 'exact' };
	return places.length > 0 ? undefined : findLike(now, wanted, isInside);
}

/** In other files nothing but the very text counts, and it has to stand in one of them alone. */
function findInHeirs(heirs: readonly FileText[], wanted: Wanted, around: Surroundings): AnchorPlace {
	const places = heirs.flatMap((file) => placesOf(file.lines, wanted).map((place) => ({ file, place })));
	const [only] = places;
	if (!only) return detached('file-gone');
	if (places.length > 1) return detached('ambiguous');
	const lines = judgeBySurroundings(only.file.lines, [only.place], { wanted: wanted.lines, around });
	return lines ? { kind: 'found', path: only.file.path, lines, how: 'exact' } : detached('file-gone');
}

/** A question that somebody wrote by hand says a place and nothing else: it is believed, unless it speaks of a commit that is not there. */
function withoutQuote({ lines: { first, last }, commit }: AnchorFacts, { path, lines }: FileText): AnchorPlace {
	if (commit !== undefined || first > Math.max(1, lines.length)) return detached('lines-gone');
	return {
		kind: 'found',
		path,
		lines: { first, last: Math.max(first, Math.min(last, lines.length)) },
		how: 'unchanged',
	};
}

function recordedSurroundings({ lineBefore, lineAfter }: AnchorFacts): Surroundings {
	return {
		above: lineBefore === undefined ? [] : [lineBefore],
		below: lineAfter === undefined ? [] : [lineAfter],
	};
}

function linesOf(file: FileText | undefined, range: LineRange | undefined): readonly string[] {
	return file && range ? file.lines.slice(range.first - 1, range.last) : [];
}

function isEveryLine({ first, last }: LineRange, is: (line: number) => boolean): boolean {
	for (let line = first; line <= last; line++) if (!is(line)) return false;
	return true;
}

function detached(why: DetachedPlace['why']): AnchorPlace {
	return { kind: 'detached', why };
}
