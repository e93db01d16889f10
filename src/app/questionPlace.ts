import type { AnchorPlace } from '../core/anchors/anchorPlace.ts';
import type { Anchor, Question } from '../core/question.ts';
import { formatLines } from '../core/questionFormat.ts';
import { baseName } from '../core/repoPath.ts';
import type { Anchorable } from '../protocol/sidebar.ts';
import type { AnchorPlaces } from './anchorPlaces.ts';
import type { CodeContexts, RepoContext } from './codeContexts.ts';
import type { SpecStore } from './specStore.ts';

/** Where the code of a question is, as the place that shows it knows; undefined: it is of another code repo, or nobody looks. */
export type PlaceOfQuestion = (anchor: Anchor) => AnchorPlace | 'pending' | undefined;

/** Whether an anchor may be of this code repo: one that names none is taken for any. */
export function isAnchorOf({ repo }: Anchor, { name }: Pick<RepoContext, 'name'>): boolean {
	return repo === undefined || repo === name;
}

/** Looks in one code repo. */
export function placesIn(context: RepoContext, places: Pick<AnchorPlaces, 'placeOf'> | undefined): PlaceOfQuestion {
	return (anchor) => (isAnchorOf(anchor, context) ? places?.placeOf(context, anchor) : undefined);
}

/** The first code repo here that has this spec repo and may have the anchor. */
export function contextOfAnchor(
	contexts: readonly RepoContext[],
	store: SpecStore,
	anchor: Anchor,
): RepoContext | undefined {
	return contexts.find(
		(context) => context.spec.kind === 'store' && context.spec.store === store && isAnchorOf(anchor, context),
	);
}

/** The code repo that a question is about, as consents name it: by its name, or by its root where it has none. */
export function codeOf(
	contexts: readonly RepoContext[],
	store: SpecStore,
	{ anchor }: Pick<Question, 'anchor'>,
): string {
	return anchor?.repo ?? (anchor && contextOfAnchor(contexts, store, anchor))?.repo.root ?? '';
}

/** Where an anchor is in whichever code repo here may have it, as far as that is known; undefined where there is none. */
export function placeHere(
	{
		contexts,
		anchorPlaces,
	}: { readonly contexts: Pick<CodeContexts, 'known'>; readonly anchorPlaces: Pick<AnchorPlaces, 'placeOf'> },
	store: SpecStore,
	anchor: Anchor,
): AnchorPlace | 'pending' | undefined {
	const context = contextOfAnchor(contexts.known(), store, anchor);
	return context && anchorPlaces.placeOf(context, anchor);
}

/** Whether a question is about this file: by where its code is now, or, as long as that is not known, was. */
export function isAbout(anchor: Anchor, path: string, placeOf: PlaceOfQuestion): boolean {
	const place = placeOf(anchor);
	return (place !== undefined && place !== 'pending' && place.kind === 'found' ? place.path : anchor.path) === path;
}

/**
 * The place in words: `retry.ts:40-43`, where it is now. A place that is not known yet stands as it was recorded; one that is gone says so. `target` opens
 * the question, which finds its code first.
 */
export function placeLabel(anchor: Anchor, place: AnchorPlace | 'pending' | undefined, target?: string): Anchorable {
	const then = labelOf(anchor.path, anchor.lines);
	if (place === undefined || place === 'pending')
		return { text: then, title: anchor.path, ...(target ? { target } : {}) };
	if (place.kind === 'detached')
		return { text: `${then} (gone)`, title: `${GONE[place.why]} It was in ${anchor.path}.` };
	const moved = place.path !== anchor.path || formatLines(place.lines) !== formatLines(anchor.lines);
	const likeness = place.how === 'similar' ? 'It was changed since. ' : '';
	const title = moved ? `${place.path}\n${likeness}Asked about ${anchor.path}, ${linesText(anchor)}.` : place.path;
	return { text: labelOf(place.path, place.lines), title, ...(target ? { target } : {}) };
}

/** Why there is no place, in a sentence. */
export const GONE = {
	'file-gone': 'The file was deleted.',
	'lines-gone': 'The lines are not in the code any more.',
	'ambiguous': 'These lines are in several places, and nothing says which one was meant.',
} as const;

function labelOf(path: string, lines: Anchor['lines']): string {
	return `${baseName(path)}:${formatLines(lines)}`;
}

function linesText({ lines: { first, last } }: Anchor): string {
	return first === last ? `line ${first}` : `lines ${first} to ${last}`;
}
