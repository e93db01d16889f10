import type { AnchorPlace } from '../core/anchors/anchorPlace.ts';
import type { Disposable } from '../core/disposables.ts';
import type { Event } from '../core/event.ts';
import type { Anchor } from '../core/question.ts';
import type { RepoContext } from './codeContexts.ts';

/** Where the code of anchors is now: at HEAD, and in an open document through its unsaved edits. */
export interface AnchorPlaces extends Disposable {
	/**
	 * Answers at once with what is known; the rest is looked up in the background and told by `onDidChange`. `pending` is also what could not be looked up:
	 * a failure is no answer, and is tried again after `retryFailed`. The caller sees to it that the anchor is of this repository.
	 */
	placeOf(context: RepoContext, anchor: Anchor): AnchorPlace | 'pending';
	/** Forgets failures, so that the next `placeOf` asks again. */
	retryFailed(): void;
	/** `placeOf` may answer otherwise. It is not told for edits of an open document: who shows one is told of them by the editor. */
	readonly onDidChange: Event<void>;
}
