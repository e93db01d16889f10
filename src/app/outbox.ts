import { createDisposables, replaceable } from '../core/disposables.ts';
import type { Disposable } from '../core/disposables.ts';
import { createEmitter } from '../core/event.ts';
import type { Event } from '../core/event.ts';
import { Failure, isCancelled } from '../core/failure.ts';
import type { FailureKind } from '../core/failure.ts';
import { specKey } from '../core/gitAddress.ts';
import { coalesce } from './coalesce.ts';
import type { OutboxEntry } from './outboxEntry.ts';
import type { Clock, Delivery, Log, OutboxStore, StrandedFile } from './ports.ts';
import type { SpecStore } from './specStore.ts';

export interface Outbox extends Disposable, Pick<OutboxStore, 'discardFile'> {
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
	/** Files that lie there and cannot be sent by this version. Never rejects. */
	stranded(): Promise<readonly StrandedFile[]>;
	readonly onDidChange: Event<void>;
}

export type Sent = Delivery | { readonly kind: 'waiting'; readonly failure: Failure };

/** Brings an entry to where it belongs, and gives what is to be sent next. Throws `Failure`, and a cancellation where `signal` fires. */
export type Send = (
	spec: SpecStore,
	entry: OutboxEntry,
	signal: AbortSignal,
) => Promise<{ readonly delivery: Delivery; readonly next: readonly OutboxEntry[] }>;

export interface OutboxDeps {
	readonly store: OutboxStore;
	/** The spec repos that are open in this window. */
	readonly specs: () => readonly SpecStore[];
	/** This of the user's was just written into its file. */
	readonly onDidWrite?: (entry: OutboxEntry) => void;
	readonly send: Send;
	readonly clock: Clock;
	readonly log: Log;
}

/** Milliseconds until the next try: half a minute at first, ten minutes at most. */
const RETRY_MS = [30_000, 60_000, 120_000, 300_000, 600_000] as const;

/**
 * Everything that is to be written into a spec repo goes through here: on disk before it is sent, gone from disk only after it arrived.
 * One window at a time sends an entry, since many a channel takes the same thing twice; whoever waited for it looks again whether it is still there. What a
 * window that died has sent is found at its destination: a change is applied to the newest text, and an issue is known by its marker.
 */
export function createOutbox({ store, specs, send, onDidWrite, clock, log }: OutboxDeps): Outbox {
	const disposables = createDisposables();
	const changed = disposables.add(createEmitter<void>());
	const retry = disposables.add(replaceable<Disposable>());
	const stop = new AbortController();
	const results = new Map<string, Sent>();
	/** What arrived and could not be taken off the disk yet: a chat would show it again. */
	const arrived = new Map<string, Awaited<ReturnType<Send>>>();
	let entries: readonly OutboxEntry[] = [];

	const reload = async () => {
		entries = await store.list();
		changed.fire();
	};

	/** Undefined: not now, and nothing was tried. */
	const deliver = async (entry: OutboxEntry): Promise<Sent | undefined> => {
		const spec = specs().find(({ source }) => specKey(source.address) === entry.spec);
		if (!spec) return undefined;
		let release: (() => Promise<void>) | undefined;
		let current: OutboxEntry | undefined = entry;
		try {
			release = await store.claim(entry.id, stop.signal);
			current = (await store.list()).find(({ id }) => id === entry.id);
			const done = current ? (arrived.get(entry.id) ?? (await send(spec, current, stop.signal))) : SENT_ELSEWHERE;
			const { delivery, next } = done;
			arrived.set(entry.id, done);
			if (entry.action.kind !== 'post') {
				onDidWrite?.(entry);
				// Before it is taken away: between the two it would be neither in the file nor in the outbox, and for a blink look undone.
				await spec.reread();
			}
			// First what follows, then this one away: whoever dies in between sends this again, which changes nothing.
			for (const follower of [...next, ...(current?.next ?? [])]) await store.put(follower);
			await store.remove(entry.id);
			arrived.delete(entry.id);
			if (!current || next.length > 0 || current.next) await safeReload();
			return delivery;
		} catch (error) {
			if (isCancelled(error)) return undefined;
			const failure = error instanceof Failure ? error : new Failure('git', 'unexpected', { cause: error });
			if (error instanceof Failure) log.warn(`outbox ${entry.id}: ${failure.message}`);
			else log.error(`outbox ${entry.id}`, error);
			if (release && current) {
				const noted = { ...current, attempts: current.attempts + 1, lastFailure: noteOf(failure) };
				await store.put(noted).catch((cause: unknown) => log.warn(`outbox ${entry.id}: not noted: ${String(cause)}`));
			}
			return { kind: 'waiting', failure };
		} finally {
			await release?.();
		}
	};

	const noteOf = ({ kind, detail, retryAt }: Failure): OutboxEntry['lastFailure'] => ({
		kind,
		detail,
		at: new Date(clock.now()).toISOString(),
		...(retryAt === undefined ? {} : { retryAt }),
	});

	const flush = coalesce(async () => {
		await safeReload();
		const tried = new Set<string>();
		/** Milliseconds until the next try of what waits. */
		const waits: number[] = [];
		for (let entry = nextOf(entries, tried); entry; entry = nextOf(entries, tried)) {
			tried.add(entry.id);
			const early = (entry.lastFailure?.retryAt ?? 0) - clock.now();
			if (early > 0) {
				waits.push(early);
				continue;
			}
			// What is said in a channel keeps its order.
			const { id, spec, path, action } = entry;
			const isBehind = (other: OutboxEntry) =>
				other.id !== id && other.spec === spec && other.path === path && tried.has(other.id);
			if (action.kind === 'post' && entries.some((other) => other.action.kind === 'post' && isBehind(other))) continue;
			const sent = await deliver(entry);
			if (!sent) continue;
			results.set(id, sent);
			if (sent.kind === 'waiting') {
				waits.push(RETRY_MS[Math.min(entry.attempts + 1, RETRY_MS.length) - 1] ?? RETRY_MS[0]);
			} else entries = entries.filter((other) => other.id !== id);
		}
		if (tried.size > 0) await safeReload();
		if (waits.length > 0) retry.set(clock.after(Math.max(1000, Math.min(...waits)), () => void safeFlush()));
	});
	const safeReload = () => reload().catch((error: unknown) => log.error('outbox', error));
	const safeFlush = () => flush().catch((error: unknown) => log.error('outbox', error));

	disposables.add(store.watch(() => void safeReload()));
	return {
		entries: () => entries,
		load: safeReload,
		async keep(entry) {
			await store.put(entry);
			// Where the folder cannot be read now, it is still kept.
			entries = [...entries.filter(({ id }) => id !== entry.id), entry];
			await safeReload();
		},
		async deliver(id) {
			await flush();
			const sent = results.get(id);
			results.delete(id);
			return sent ?? notTried(entries.find((entry) => entry.id === id));
		},
		flush: safeFlush,
		async discard(id) {
			await store.remove(id);
			arrived.delete(id);
			await safeReload();
		},
		async stranded() {
			try {
				return await store.stranded();
			} catch (error) {
				log.error('outbox', error);
				return [];
			}
		},
		discardFile: store.discardFile,
		onDidChange: changed.event,
		dispose() {
			stop.abort();
			disposables.dispose();
		},
	};
}

const SENT_ELSEWHERE = { delivery: { kind: 'already-there' }, next: [] } as const;

/** What became of an entry that this window did not try: what is gone, another window has sent. */
function notTried(entry: OutboxEntry | undefined): Sent {
	if (!entry) return SENT_ELSEWHERE.delivery;
	const { kind, detail } = entry.lastFailure ?? NOT_OPEN;
	return { kind: 'waiting', failure: new Failure(kind as FailureKind, detail) };
}

const NOT_OPEN = { kind: 'not-configured', detail: 'the spec repo is not open in this window' } as const;

/** The oldest that was not tried yet: what a delivery has put there meanwhile is among them. */
function nextOf(entries: readonly OutboxEntry[], tried: ReadonlySet<string>): OutboxEntry | undefined {
	return entries.find(({ id }) => !tried.has(id));
}
