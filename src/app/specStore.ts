import { createDisposables } from '../core/disposables.ts';
import type { Disposable } from '../core/disposables.ts';
import { createEmitter } from '../core/event.ts';
import type { Event } from '../core/event.ts';
import { Failure, isCancelled } from '../core/failure.ts';
import type { SpecSnapshot } from '../core/snapshot.ts';
import { coalesce } from './coalesce.ts';
import type { Clock, Log, SpecSource, SpecTree, SyncProgress } from './ports.ts';

/**
 * What is known of one spec repo. A snapshot, once there, stays until a newer one replaces it: a failure makes it `stale`, never gone.
 * Times are milliseconds since 1970.
 */
export type SpecState =
	| { readonly kind: 'loading'; readonly progress?: SyncProgress }
	| { readonly kind: 'ready'; readonly snapshot: SpecSnapshot; readonly progress?: SyncProgress }
	| {
			readonly kind: 'stale';
			readonly snapshot: SpecSnapshot;
			readonly failure: Failure;
			readonly since: number;
			readonly progress?: SyncProgress;
	  }
	| { readonly kind: 'failed'; readonly failure: Failure; readonly since: number; readonly progress?: SyncProgress };

export interface SpecStore extends Disposable {
	readonly source: SpecSource;
	state(): SpecState;
	/** Reads a state of this spec repo; what has the same identity as before is not parsed again. */
	read(tree: SpecTree, signal: AbortSignal): Promise<SpecSnapshot>;
	/** The snapshot, fresh or stale. */
	snapshot(): SpecSnapshot | undefined;
	/** Brings the newest state here and reads it. Never rejects: what went wrong is in the state. */
	refresh(): Promise<void>;
	/** Reads again what is on this machine, without the network. Never rejects. */
	reread(): Promise<void>;
	/** Ends the running sync; the former state stays. */
	cancel(): void;
	readonly onDidChange: Event<SpecState>;
}

export interface SpecStoreDeps {
	readonly source: SpecSource;
	readonly read: (tree: SpecTree, signal: AbortSignal) => Promise<SpecSnapshot>;
	readonly clock: Clock;
	readonly log: Log;
}

/** The state of one spec repo over time. Nothing is read before the first `refresh` or `reread`. */
export function createSpecStore({ source, read, clock, log }: SpecStoreDeps): SpecStore {
	const disposables = createDisposables();
	const changed = disposables.add(createEmitter<SpecState>());
	let state: SpecState = { kind: 'loading' };
	let running = new AbortController();
	let disposed = false;

	const set = (next: SpecState) => {
		if (disposed) return;
		state = next;
		changed.fire(next);
	};
	const snapshot = () => (state.kind === 'ready' || state.kind === 'stale' ? state.snapshot : undefined);
	const fail = (error: unknown) => {
		if (isCancelled(error)) {
			const { progress: _ended, ...rest } = state;
			const cancelled = new Failure('git', 'cancelled');
			set(rest.kind === 'loading' ? { kind: 'failed', failure: cancelled, since: clock.now() } : rest);
			return;
		}
		const failure = error instanceof Failure ? error : new Failure('git', 'unexpected', { cause: error });
		if (error instanceof Failure) log.warn(`${source.label}: ${error.message}`);
		else log.error(`${source.label}: unexpected`, error);
		const since = state.kind === 'stale' || state.kind === 'failed' ? state.since : clock.now();
		const known = snapshot();
		set(known ? { kind: 'stale', snapshot: known, failure, since } : { kind: 'failed', failure, since });
	};

	const rereadNow = async (signal: AbortSignal) => {
		const next = await read(await source.open(signal), signal);
		return next;
	};

	const refresh = coalesce(async () => {
		running = new AbortController();
		const { signal } = running;
		try {
			// What is here already is shown before the network is asked.
			if (!snapshot()) {
				const known = await rereadNow(signal).catch(() => undefined);
				if (known) set({ kind: 'ready', snapshot: known });
			}
			await source.sync(signal, (progress) => set({ ...state, progress }));
			set({ kind: 'ready', snapshot: await rereadNow(signal) });
		} catch (error) {
			fail(error);
		}
	});

	const reread = coalesce(async () => {
		try {
			const next = await rereadNow(running.signal);
			// A failure of the network is not healed by reading the disk again.
			set(state.kind === 'stale' ? { ...state, snapshot: next } : { kind: 'ready', snapshot: next });
		} catch (error) {
			fail(error);
		}
	});

	disposables.add(source.watch(() => void reread()));
	return {
		source,
		read,
		state: () => state,
		snapshot,
		refresh,
		reread,
		cancel: () => running.abort(),
		onDidChange: changed.event,
		dispose() {
			disposed = true;
			running.abort();
			disposables.dispose();
		},
	};
}
