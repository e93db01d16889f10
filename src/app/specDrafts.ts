import { createDisposables, replaceable } from '../core/disposables.ts';
import type { Disposable, Disposables } from '../core/disposables.ts';
import { createEmitter } from '../core/event.ts';
import type { Event } from '../core/event.ts';
import { Failure, isCancelled } from '../core/failure.ts';
import type { SpecSnapshot } from '../core/snapshot.ts';
import { coalesce } from './coalesce.ts';
import type { Clock, Log, SpecEntry, SpecTree } from './ports.ts';
import type { SpecStore } from './specStore.ts';

/** The text of a file that is open and not saved. */
export interface Draft {
	/** Relative to the spec's root, `/` as separator. */
	readonly path: string;
	readonly text: string;
	/** It is not on disk yet. Without this, a file that the spec repo does not list (because git ignores it) stays unlisted. */
	readonly isNew: boolean;
}

/** A spec repo as it is on the screen. */
export interface SpecView {
	/** The store's own where nothing is unsaved. */
	readonly snapshot: SpecSnapshot;
	readonly tree: SpecTree;
	/** The unsaved texts that it was read with, by path. */
	readonly drafts: ReadonlyMap<string, string>;
}

export interface SpecDrafts extends Disposable {
	/** These are the unsaved texts of the spec repo now. The first call makes it one that is viewed, also where there are none. */
	set(store: SpecStore, drafts: readonly Draft[]): void;
	/** As last read; undefined as long as nothing is. It lags behind the typing by `QUIET_MS` and the reading. */
	view(store: SpecStore): SpecView | undefined;
	/** The spec repo is viewed no more. */
	forget(store: SpecStore): void;
	readonly onDidChange: Event<SpecStore>;
}

export interface SpecDraftsDeps {
	readonly clock: Clock;
	readonly log: Log;
}

/** How long nobody has typed before the text is read. */
export const QUIET_MS = 150;

interface Entry {
	readonly store: SpecStore;
	drafts: readonly Draft[];
	/** What is saved, listed once for each snapshot of the store. */
	saved?: { readonly snapshot: SpecSnapshot; readonly tree: SpecTree };
	/** What `view` was made of. */
	made?: { readonly drafts: readonly Draft[]; readonly snapshot: SpecSnapshot };
	view?: SpecView;
	schedule(): void;
	readonly parts: Disposables;
	readonly stop: AbortController;
}

/** Reads spec repos with the unsaved texts laid over the saved ones, a moment after the last key press; the reader parses only what has changed. */
export function createSpecDrafts({ clock, log }: SpecDraftsDeps): SpecDrafts {
	const disposables = createDisposables();
	const changed = disposables.add(createEmitter<SpecStore>());
	const entries = new Map<SpecStore, Entry>();

	const look = async (entry: Entry): Promise<void> => {
		const { store, drafts, stop } = entry;
		// Between a save and its being seen on disk the former text would show again.
		if (entry.view && [...entry.view.drafts.keys()].some((path) => !drafts.some((draft) => draft.path === path))) {
			await store.reread();
		}
		const snapshot = store.snapshot();
		if (!snapshot || (entry.made?.drafts === drafts && entry.made.snapshot === snapshot)) return;
		if (entry.saved?.snapshot !== snapshot) {
			entry.saved = { snapshot, tree: await store.source.open(stop.signal) };
		}
		const { tree } = entry.saved;
		const laid = layOver(tree, drafts);
		const view = laid === tree ? snapshot : await store.read(laid, stop.signal);
		// A late result: what it was made of has changed, and the next look is on its way.
		if (stop.signal.aborted || entry.drafts !== drafts || store.snapshot() !== snapshot) return entry.schedule();
		entry.made = { drafts, snapshot };
		entry.view = {
			snapshot: view,
			tree: laid,
			drafts: new Map(drafts.map(({ path, text }) => [path, text])),
		};
		changed.fire(store);
	};

	const open = (store: SpecStore, drafts: readonly Draft[]): Entry => {
		const parts = createDisposables();
		const timer = parts.add(replaceable<Disposable>());
		const stop = new AbortController();
		const run = coalesce(async () => {
			try {
				if (!stop.signal.aborted) await look(entry);
			} catch (error) {
				if (isCancelled(error) || stop.signal.aborted) return;
				if (error instanceof Failure) log.warn(`${store.source.label}: ${error.message}`);
				else log.error(`${store.source.label}: reading what is typed`, error);
			}
		});
		const schedule = () => timer.set(stop.signal.aborted ? undefined : clock.after(QUIET_MS, () => void run()));
		const entry: Entry = { store, drafts, schedule, parts, stop };
		parts.add(
			store.onDidChange(() => {
				if (store.snapshot() !== entry.made?.snapshot) schedule();
			}),
		);
		entries.set(store, entry);
		return entry;
	};

	const close = (entry: Entry) => {
		entry.stop.abort();
		entry.parts.dispose();
		entries.delete(entry.store);
	};

	return {
		set(store, drafts) {
			const known = entries.get(store);
			if (known && isSame(known.drafts, drafts)) return;
			const entry = known ?? open(store, drafts);
			entry.drafts = drafts;
			entry.schedule();
		},
		view: (store) => entries.get(store)?.view,
		forget(store) {
			const entry = entries.get(store);
			if (entry) close(entry);
		},
		onDidChange: changed.event,
		dispose() {
			for (const entry of entries.values()) close(entry);
			disposables.dispose();
		},
	};
}

/** The tree itself where no draft is of it. */
function layOver(tree: SpecTree, drafts: readonly Draft[]): SpecTree {
	if (drafts.length === 0) return tree;
	const listed = new Set(tree.entries.map(({ path }) => path));
	const encoder = new TextEncoder();
	const laid = new Map<string, { entry: SpecEntry; bytes: Uint8Array }>();
	for (const { path, text, isNew } of drafts) {
		if (!isNew && !listed.has(path)) continue;
		const bytes = encoder.encode(text);
		// The text is its identity: an editor's version numbers begin anew when a file is opened again.
		laid.set(path, { entry: { path, size: bytes.length, identity: `draft ${text}` }, bytes });
	}
	if (laid.size === 0) return tree;
	return {
		revision: tree.revision,
		entries: [...tree.entries.filter(({ path }) => !laid.has(path)), ...[...laid.values()].map(({ entry }) => entry)],
		async readBytes(paths, signal) {
			const saved = paths.filter((path) => !laid.has(path));
			const found = new Map(saved.length > 0 ? await tree.readBytes(saved, signal) : []);
			for (const path of paths) {
				const draft = laid.get(path);
				if (draft) found.set(path, draft.bytes);
			}
			return found;
		},
	};
}

function isSame(ones: readonly Draft[], others: readonly Draft[]): boolean {
	return (
		ones.length === others.length &&
		ones.every((one, at) => {
			const other = others[at];
			return one.path === other?.path && one.text === other.text && one.isNew === other.isNew;
		})
	);
}
