import { createDisposables, replaceable } from '../core/disposables.ts';
import type { Disposable } from '../core/disposables.ts';
import { createEmitter } from '../core/event.ts';
import type { Event } from '../core/event.ts';
import { Failure, isCancelled } from '../core/failure.ts';
import { specKey } from '../core/gitAddress.ts';
import { coalesce } from './coalesce.ts';
import { changeOf } from './outboxChange.ts';
import type { Clock, Delivery, Log, OutboxEntry, OutboxStore } from './ports.ts';
import type { SpecStore } from './specStore.ts';

export interface Outbox extends Disposable {
	/** What waits, oldest first, as last read from disk. */
	entries(): readonly OutboxEntry[];
	/** Reads from disk what waits, and sends nothing. Never rejects. */
	load(): Promise<void>;
	/** Puts the entry on disk: from here on it cannot be lost. */
	keep(entry: OutboxEntry): Promise<void>;
	/** Tries to deliver a kept entry now. Resolves with what became of it: `waiting` when it has to wait. */
	deliver(id: string): Promise<Sent>;
	/** Tries everything that waits. Never rejects. */
	flush(): Promise<void>;
	/** Gives up one entry for good. */
	discard(id: string): Promise<void>;
	readonly onDidChange: Event<void>;
}

export type Sent = Delivery | { readonly kind: 'waiting'; readonly failure: Failure };

export interface OutboxDeps {
	readonly store: OutboxStore;
	/** The spec repos that are open in this window. */
	readonly specs: () => readonly SpecStore[];
	/** This file of a spec repo was just written by the user. */
	readonly onDidWrite?: (spec: string, path: string) => void;
	readonly clock: Clock;
	readonly log: Log;
}

/** Milliseconds until the next try: half a minute at first, ten minutes at most. */
const RETRY_MS = [30_000, 60_000, 120_000, 300_000, 600_000] as const;

/**
 * Everything that is to be written into a spec repo goes through here: on disk before it is sent, gone from disk only after it arrived.
 * Two windows may try the same entry: the change is applied to the newest text, so it happens once.
 */
export function createOutbox({ store, specs, onDidWrite, clock, log }: OutboxDeps): Outbox {
	const disposables = createDisposables();
	const changed = disposables.add(createEmitter<void>());
	const retry = disposables.add(replaceable<Disposable>());
	const stop = new AbortController();
	const results = new Map<string, Sent>();
	let entries: readonly OutboxEntry[] = [];

	const reload = async () => {
		entries = await store.list();
		changed.fire();
	};

	const deliver = async (entry: OutboxEntry): Promise<Sent | undefined> => {
		const spec = specs().find(({ source }) => specKey(source.address) === entry.spec);
		if (!spec) return undefined;
		try {
			const delivery = await spec.source.deliver(changeOf(entry), stop.signal);
			onDidWrite?.(entry.spec, entry.path);
			// In this order: between the two it would be neither in the file nor in the outbox, and for a blink look undone.
			await spec.reread();
			await store.remove(entry.id);
			return delivery;
		} catch (error) {
			if (isCancelled(error)) return undefined;
			const failure = error instanceof Failure ? error : new Failure('git', 'unexpected', { cause: error });
			if (error instanceof Failure) log.warn(`outbox ${entry.id}: ${failure.message}`);
			else log.error(`outbox ${entry.id}`, error);
			const at = new Date(clock.now()).toISOString();
			await store.put({
				...entry,
				attempts: entry.attempts + 1,
				lastFailure: { kind: failure.kind, detail: failure.detail, at },
			});
			return { kind: 'waiting', failure };
		}
	};

	const flush = coalesce(async () => {
		await reload();
		let failedAttempts = 0;
		for (const entry of entries) {
			const sent = await deliver(entry);
			if (!sent) continue;
			results.set(entry.id, sent);
			if (sent.kind === 'waiting') failedAttempts = Math.max(failedAttempts, entry.attempts + 1);
		}
		if (entries.length > 0) await reload();
		if (failedAttempts === 0) return;
		const wait = RETRY_MS[Math.min(failedAttempts, RETRY_MS.length) - 1] ?? RETRY_MS[0];
		retry.set(clock.after(wait, () => void safeFlush()));
	});
	const safeReload = () => reload().catch((error: unknown) => log.error('outbox', error));
	const safeFlush = () => flush().catch((error: unknown) => log.error('outbox', error));

	disposables.add(store.watch(() => void safeReload()));
	return {
		entries: () => entries,
		load: safeReload,
		async keep(entry) {
			await store.put(entry);
			await reload();
		},
		async deliver(id) {
			await flush();
			const sent = results.get(id);
			results.delete(id);
			return (
				sent ?? { kind: 'waiting', failure: new Failure('not-configured', 'the spec repo is not open in this window') }
			);
		},
		flush: safeFlush,
		async discard(id) {
			await store.remove(id);
			await reload();
		},
		onDidChange: changed.event,
		dispose() {
			stop.abort();
			disposables.dispose();
		},
	};
}
