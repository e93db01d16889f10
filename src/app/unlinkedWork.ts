import { createDisposables } from '../core/disposables.ts';
import type { Disposable } from '../core/disposables.ts';
import { createEmitter } from '../core/event.ts';
import type { Event } from '../core/event.ts';
import { isCancelled } from '../core/failure.ts';
import type { SpecSnapshot } from '../core/snapshot.ts';
import type { CodeContexts, RepoContext } from './codeContexts.ts';
import type { Clock, CodeRepo } from './ports.ts';
import { readUnlinkedCommits, UNLINKED_LIMIT } from './unlinkedCommits.ts';
import type { RepoUnlinked, UnlinkedCommit, UnlinkedDeps } from './unlinkedCommits.ts';
import type { Gap } from './objectiveActivity.ts';
import type { SpecStore } from './specStore.ts';
import type { Why } from './why.ts';

/** Recent commits of the code repos of one spec repo that name none of its objectives. */
export interface UnlinkedWork {
	/** `loading`: nothing is known yet; `failed`: the objectives cannot be read; else `commits` is what was found, as far as `gaps` allow. */
	readonly state: 'loading' | 'failed' | 'ready';
	/** Newest first, at most `UNLINKED_LIMIT`. */
	readonly commits: readonly UnlinkedCommit[];
	/** There are more than are listed. */
	readonly isCut: boolean;
	/** The code repos that were looked at. */
	readonly repos: readonly CodeRepo[];
	/** Where could not be looked, or not at everything. */
	readonly gaps: readonly Gap[];
}

export interface UnlinkedWorks extends Disposable {
	/**
	 * What is known now; looks in the background where the snapshot, a code repo or the day has changed, and keeps the former answer until then. Never runs
	 * git itself.
	 */
	get(store: SpecStore): UnlinkedWork;
	/** Looks again where something could not be read, with the next `get`. */
	retryFailed(): void;
	readonly onDidChange: Event<void>;
}

export interface UnlinkedWorksDeps extends UnlinkedDeps {
	readonly contexts: Pick<CodeContexts, 'known'>;
	readonly rulesFor: Why['rulesFor'];
	readonly clock: Pick<Clock, 'now'>;
}

/** How far back is looked, in days. */
export const UNLINKED_DAYS = 90;
const DAY_MS = 86_400_000;

const FAILED: UnlinkedWork = { state: 'failed', commits: [], isCut: false, repos: [], gaps: [] };
const LOADING: UnlinkedWork = { state: 'loading', commits: [], isCut: false, repos: [], gaps: [] };

/** What an answer depends on, to be compared part by part. */
interface Basis {
	readonly snapshot: SpecSnapshot;
	readonly contexts: readonly RepoContext[];
	/** Milliseconds since 1970; a whole day, so that an answer holds for a while. */
	readonly since: number;
}

interface Entry {
	readonly basis: Basis;
	readonly stop: AbortController;
	/** Of this basis; before that, of the former one. */
	work: UnlinkedWork;
}

/** Looks for the unlinked work of a spec repo's code when it is asked for. */
export function createUnlinkedWorks(deps: UnlinkedWorksDeps): UnlinkedWorks {
	const { contexts, clock } = deps;
	const disposables = createDisposables();
	const changed = disposables.add(createEmitter<void>());
	const entries = new Map<SpecStore, Entry>();
	let disposed = false;

	const basisOf = (store: SpecStore): Basis | undefined => {
		const snapshot = store.snapshot();
		const own = contexts.known().filter(({ spec }) => spec.kind === 'store' && spec.store === store);
		const since = (Math.floor(clock.now() / DAY_MS) - UNLINKED_DAYS) * DAY_MS;
		return snapshot && { snapshot, contexts: own, since };
	};

	/** Spec repos that no code repo names any more. */
	const forgetUnused = () => {
		const used = new Set(contexts.known().map(({ spec }) => (spec.kind === 'store' ? spec.store : undefined)));
		for (const [store, { stop }] of entries) {
			if (used.has(store)) continue;
			stop.abort();
			entries.delete(store);
		}
	};

	const read = async (store: SpecStore, entry: Entry) => {
		const { snapshot, since } = entry.basis;
		const { signal } = entry.stop;
		const found: RepoUnlinked[] = [];
		try {
			for (const context of entry.basis.contexts) {
				// The first use of rules builds an index: not in the turn of who asked.
				await deps.breathe();
				const rules = () => deps.rulesFor(context, store, snapshot);
				const { address } = store.source;
				const one = await readUnlinkedCommits({ context, rules, snapshot, address, since: since / 1000 }, deps, signal);
				if (one) found.push(one);
			}
		} catch (error) {
			if (isCancelled(error)) return;
			throw error;
		}
		entry.work = together(found);
		changed.fire();
	};

	return {
		get(store) {
			const basis = disposed ? undefined : basisOf(store);
			const former = entries.get(store);
			if (!basis) return former?.work ?? (store.state().kind === 'failed' ? FAILED : LOADING);
			if (former && isSame(former.basis, basis)) return former.work;
			former?.stop.abort();
			forgetUnused();
			const entry: Entry = { basis, stop: new AbortController(), work: former?.work ?? LOADING };
			entries.set(store, entry);
			void read(store, entry).catch((error: unknown) => deps.log.error('unlinked work', error));
			return entry.work;
		},
		retryFailed() {
			for (const [store, { work }] of entries) {
				if (work.gaps.some(({ kind }) => kind === 'failed')) entries.delete(store);
			}
		},
		onDidChange: changed.event,
		dispose() {
			disposed = true;
			for (const { stop } of entries.values()) stop.abort();
			entries.clear();
			disposables.dispose();
		},
	};
}

/** What several code repos have, each commit once: two working trees of one repository have the same. */
function together(found: readonly RepoUnlinked[]): UnlinkedWork {
	const commits = new Map<string, UnlinkedCommit>();
	for (const one of found.flatMap((repo) => repo.commits)) {
		if (!commits.has(one.commit.hash)) commits.set(one.commit.hash, one);
	}
	const newest = [...commits.values()].sort((one, other) => other.commit.time - one.commit.time);
	return {
		state: 'ready',
		commits: newest.slice(0, UNLINKED_LIMIT),
		isCut: newest.length > UNLINKED_LIMIT || found.some(({ isCut }) => isCut),
		repos: found.map(({ repo }) => repo),
		gaps: found.flatMap(({ gaps }) => gaps),
	};
}

function isSame(one: Basis, other: Basis): boolean {
	const sameSpec = one.snapshot === other.snapshot && one.since === other.since;
	return (
		sameSpec &&
		one.contexts.length === other.contexts.length &&
		one.contexts.every(({ repo, name, head }, index) => {
			const context = other.contexts[index];
			return (
				context?.repo.root === repo.root &&
				context.name === name &&
				context.head.commit === head.commit &&
				context.head.shallow === head.shallow
			);
		})
	);
}
