import type { AnchorPlace } from '../core/anchors/anchorPlace.ts';
import { findAnchor, type FileText, type FollowedFile } from '../core/anchors/findAnchor.ts';
import { throughEdits } from '../core/anchors/throughEdits.ts';
import { createDisposables, type Disposable } from '../core/disposables.ts';
import { createEmitter, type Event } from '../core/event.ts';
import { Failure, isCancelled } from '../core/failure.ts';
import type { Anchor } from '../core/question.ts';
import type { RepoPath } from '../core/repoPath.ts';
import type { RepoContext } from './codeContexts.ts';
import type { Clock, CodeRepo, CodeRepos, Log } from './ports.ts';
import type { CodeDocument } from './why.ts';

/** Where the code of anchors is now: at HEAD, and in an open document through its unsaved edits. */
export interface AnchorPlaces extends Disposable {
	/**
	 * Answers at once with what is known; the rest is looked up in the background and told by `onDidChange`. `pending` is also what could not be looked up:
	 * a failure is no answer, and is tried again after `retryFailed`. The caller sees to it that the anchor is of this repository.
	 */
	placeOf(context: RepoContext, anchor: Anchor): AnchorPlace | 'pending';
	/** As `placeOf`, but waits until it is known, and tries again what failed; undefined where it cannot be found out now. */
	locate(context: RepoContext, anchor: Anchor): Promise<AnchorPlace | undefined>;
	/** Forgets failures, so that the next `placeOf` asks again. */
	retryFailed(): void;
	/** `placeOf` may answer otherwise. It is not told for edits of an open document: who shows one is told of them by the editor. */
	readonly onDidChange: Event<void>;
}

export interface AnchorPlacesDeps {
	readonly codeRepos: Pick<CodeRepos, 'follow'>;
	/** The file as it is open in an editor, or undefined where it is not. */
	readonly openDocument: (root: string, path: RepoPath) => CodeDocument | undefined;
	/** Lets the host do other things, in the middle of long work. */
	readonly breathe: () => Promise<void>;
	readonly clock: Pick<Clock, 'after'>;
	readonly log: Log;
}

/** So many anchors are followed at once; blame and the rest want git, too. */
const LANES = 2;
/** Places that become known within this time are told together, in milliseconds. */
const TELL_AFTER_MS = 50;

/** What is known of a repository's anchors at one HEAD; another HEAD begins anew. */
interface AtHead {
	readonly head: string;
	readonly stop: AbortController;
	readonly anchors: Map<string, Looked>;
	/** The files with anchors as HEAD has them, by path: anchors of one file share its text. */
	readonly texts: Map<string, FileText>;
}

type Looked = { readonly kind: 'pending'; readonly done: Promise<void> } | { readonly kind: 'failed' } | Known;

interface Known {
	readonly kind: 'known';
	readonly place: AnchorPlace;
	/** The file as the commit of a detached anchor had it: it may be in a document again. */
	readonly before?: FileText;
	/** The answer for one state of an open document. */
	edited?: { readonly document: string; readonly version: number; readonly place: AnchorPlace };
}

export function createAnchorPlaces({ codeRepos, openDocument, breathe, clock, log }: AnchorPlacesDeps): AnchorPlaces {
	const disposables = createDisposables();
	const changed = disposables.add(createEmitter<void>());
	const repos = new Map<string, AtHead>();
	const waiting: (() => Promise<void>)[] = [];
	let lanes = 0;
	let telling: Disposable | undefined;

	const tell = () => {
		telling ??= clock.after(TELL_AFTER_MS, () => {
			telling = undefined;
			changed.fire();
		});
	};

	const work = async () => {
		if (lanes >= LANES) return;
		lanes++;
		for (let next = waiting.shift(); next; next = waiting.shift()) await next();
		lanes--;
	};

	const lookAt = async (repo: CodeRepo, state: AtHead, key: string, anchor: Anchor) => {
		if (state.stop.signal.aborted) return;
		const { path, commit } = anchor;
		try {
			const file = { path, ...(commit === undefined ? {} : { commit }) };
			const followed = await codeRepos.follow(repo, file, state.head, state.stop.signal);
			await breathe();
			state.anchors.set(key, toKnown(findAnchor(anchor, followed), followed, state.texts));
			await breathe();
		} catch (error) {
			if (isCancelled(error)) return;
			if (!(error instanceof Failure)) log.error(`the place of ${path}`, error);
			else log.warn(`the place of ${path}: ${error.message}`);
			state.anchors.set(key, { kind: 'failed' });
		}
		if (!state.stop.signal.aborted) tell();
	};

	const look = (repo: CodeRepo, state: AtHead, anchor: Anchor) => {
		const key = keyOf(anchor);
		const done = new Promise<void>((resolve) => {
			waiting.push(() => lookAt(repo, state, key, anchor).finally(resolve));
		});
		state.anchors.set(key, { kind: 'pending', done });
		void work();
	};

	const stateOf = (root: string, head: string): AtHead => {
		const known = repos.get(root);
		if (known?.head === head) return known;
		known?.stop.abort();
		const state: AtHead = { head, stop: new AbortController(), anchors: new Map(), texts: new Map() };
		repos.set(root, state);
		return state;
	};

	const inDocument = (root: string, anchor: Anchor, known: Known, texts: AtHead['texts']): AnchorPlace => {
		const path = known.place.kind === 'found' ? known.place.path : anchor.path;
		const document = openDocument(root, path);
		if (!document) return known.place;
		const { osPath, version } = document;
		const { edited } = known;
		if (edited?.document === osPath && edited.version === version) return edited.place;
		const now = { path, lines: document.lines() };
		const place = throughEdits(anchor, known, { head: texts.get(path), now });
		known.edited = { document: osPath, version, place };
		return place;
	};

	const placeOf: AnchorPlaces['placeOf'] = ({ repo, head }, anchor) => {
		const { root } = repo;
		if (head.commit === undefined) {
			// Before the first commit there is nothing but what is in the editor.
			const document = openDocument(root, anchor.path);
			return document
				? findAnchor(anchor, { now: { path: anchor.path, lines: document.lines() }, heirs: [] })
				: 'pending';
		}
		const state = stateOf(root, head.commit);
		const looked = state.anchors.get(keyOf(anchor));
		if (looked?.kind === 'known') return inDocument(root, anchor, looked, state.texts);
		if (!looked) look(repo, state, anchor);
		return 'pending';
	};

	return {
		placeOf,
		async locate(context, anchor) {
			const { repo, head } = context;
			if (head.commit === undefined) return known(placeOf(context, anchor));
			const { anchors } = stateOf(repo.root, head.commit);
			const key = keyOf(anchor);
			if (anchors.get(key)?.kind === 'failed') anchors.delete(key);
			const place = known(placeOf(context, anchor));
			const looked = anchors.get(key);
			if (place || looked?.kind !== 'pending') return place;
			await looked.done;
			return anchors.get(key)?.kind === 'known' ? known(placeOf(context, anchor)) : undefined;
		},
		retryFailed() {
			for (const { anchors } of repos.values()) {
				for (const [key, { kind }] of anchors) if (kind === 'failed') anchors.delete(key);
			}
		},
		onDidChange: changed.event,
		dispose() {
			for (const { stop } of repos.values()) stop.abort();
			telling?.dispose();
			disposables.dispose();
		},
	};
}

function known(place: AnchorPlace | 'pending'): AnchorPlace | undefined {
	return place === 'pending' ? undefined : place;
}

function keyOf({ path, lines, commit, quote, lineBefore, lineAfter, symbol }: Anchor): string {
	return JSON.stringify([path, lines.first, lines.last, commit, quote, lineBefore, lineAfter, symbol]);
}

function toKnown(place: AnchorPlace, { before, now, heirs }: FollowedFile, texts: Map<string, FileText>): Known {
	const path = place.kind === 'found' ? place.path : now?.path;
	const text = [now, ...heirs].find((file) => file?.path === path);
	if (text && !texts.has(text.path)) texts.set(text.path, text);
	return { kind: 'known', place, ...(place.kind === 'detached' && before ? { before } : {}) };
}
