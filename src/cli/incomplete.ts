import { reasonOf } from './cannotKnow.ts';
import type { ReadSpec } from './session.ts';

/** What to do about a history that ends somewhere. */
export const SHALLOW = 'This is a shallow clone; run "git fetch --unshallow" in it.';

/** Why the spec repo is not known as it is now; empty where it is. */
export function incompleteSpec({ state, store }: ReadSpec): readonly string[] {
	if (state.kind !== 'stale') return [];
	const reason = reasonOf(state.failure)?.reason ?? '';
	return [`${reason} This is what was last known of ${store.source.label}.`.trim()];
}
