import type { AnchorPlace, FoundPlace } from './anchorPlace.ts';
import { type AnchorFacts, type FileText, findAnchor } from './findAnchor.ts';

/** From the surest to the least sure. */
const WAYS: readonly FoundPlace['how'][] = ['unchanged', 'mapped', 'exact', 'similar'];

/**
 * The place in a text that is being edited. `known` is the place at HEAD (with the file as the anchor's commit had it, where it is detached there) and `head`
 * the file at HEAD. Lines that were never committed, or came back since, are found by their text.
 */
export function throughEdits(
	anchor: AnchorFacts,
	known: { readonly place: AnchorPlace; readonly before?: FileText },
	{ head, now }: { readonly head: FileText | undefined; readonly now: FileText },
): AnchorPlace {
	const { place, before } = known;
	if (place.kind === 'detached' || !head) return findAnchor(anchor, { ...(before ? { before } : {}), now, heirs: [] });
	const edited = findAnchor({ path: place.path, lines: place.lines, quote: '' }, { before: head, now, heirs: [] });
	if (edited.kind === 'detached') return edited;
	const how = WAYS[Math.max(WAYS.indexOf(place.how), WAYS.indexOf(edited.how))] ?? edited.how;
	return { ...edited, how };
}
