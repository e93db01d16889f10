import { createDisposables } from '../core/disposables.ts';
import type { Disposable } from '../core/disposables.ts';
import { createEmitter } from '../core/event.ts';
import type { Event } from '../core/event.ts';
import { Failure, isCancelled } from '../core/failure.ts';
import type { SpecSnapshot } from '../core/snapshot.ts';
import { createBreather } from './breather.ts';
import type { CodeContexts, RepoContext } from './codeContexts.ts';
import { activityOf, readRepoActivity, unreadableRepo } from './objectiveActivity.ts';
import type { ActivityDeps, ObjectiveActivity, RepoActivity } from './objectiveActivity.ts';
import type { Clock, CodeRepo } from './ports.ts';
import { specPlace } from './specPlace.ts';
import type { SpecStore } from './specStore.ts';
import type { Why } from './why.ts';

/** What the open code repos do with the objectives of one snapshot. */
export interface SpecActivity {
	readonly snapshot: SpecSnapshot;
	/** The code repos that were looked at; a repository that holds nothing but the spec is none. */
	readonly repos: readonly CodeRepo[];
	/** Commits count from here on: milliseconds since 1970. */
	readonly since: number;
	/** Undefined where the snapshot has no such objective. */
	of(id: string): ObjectiveActivity | undefined;
}

export interface Activities extends Disposable {
	/**
	 * What is known of the spec repo's objectives now; looks in the background where the snapshot, a code repo or the day has changed, and keeps the
	 * former answer until the new one is there. Undefined: nothing is known yet. Never runs git itself.
	 */
	get(store: SpecStore): SpecActivity | undefined;
	/** As `get`, but waits for the newest state. Undefined: the spec repo has no snapshot. */
	read(store: SpecStore): Promise<SpecActivity | undefined>;
	/** Forgets what could not be read, so that the next `get` looks again. */
	retryFailed(): void;
	/** The spec repo is in use no more. */
	forget(store: SpecStore): void;
	readonly onDidChange: Event<void>;
}

/** How far back commits count, in days. */
export const ACTIVITY_DAYS = 30;

export interface ActivitiesDeps extends Omit<ActivityDeps, 'breathe'> {
	readonly contexts: Pick<CodeContexts, 'known'>;
	readonly rulesFor: Why['rulesFor'];
	readonly clock: Pick<Clock, 'now'>;
	/** Lets the host do other things. */
	readonly pause: () => Promise<void>;
}

const DAY_MS = 86_400_000;
/** Half of what makes an editor stutter: the other half is for the step that is under way. */
const BUDGET_MS = 8;

/** What an answer depends on. */
interface Basis {
	readonly snapshot: SpecSnapshot;
	readonly contexts: readonly RepoContext[];
	readonly since: number;
}

interface Entry {
	readonly basis: Basis;
	readonly stop: AbortController;
	readonly done: Promise<void>;
	/** By root, as far as this run has come. */
	readonly repos: Map<string, RepoActivity>;
	/** Of this basis; before that, of the former one. */
	activity?: SpecActivity;
	/** It is to be looked at again although nothing has changed. */
	again?: boolean;
}

/** The activity of every spec repo that is asked for: one run per state, and in it one look at each code repo that has changed. */
export function createActivities(deps: ActivitiesDeps): Activities {
	const { contexts, clock, log, pause } = deps;
	const disposables = createDisposables();
	const changed = disposables.add(createEmitter<void>());
	const entries = new Map<SpecStore, Entry>();
	let disposed = false;

	const basisOf = (store: SpecStore): Basis | undefined => {
		const snapshot = store.snapshot();
		const own = contexts.known().filter(({ spec }) => spec.kind === 'store' && spec.store === store);
		// Whole days, so that an answer holds for a while.
		const since = (Math.floor(clock.now() / DAY_MS) - ACTIVITY_DAYS) * DAY_MS;
		return snapshot && { snapshot, contexts: own, since };
	};

	const readRepo = async (
		store: SpecStore,
		context: RepoContext,
		{ snapshot, since }: Basis,
		signal: AbortSignal,
	): Promise<RepoActivity | undefined> => {
		const { repo, head } = context;
		const place = specPlace(store.source.address, repo.root, snapshot);
		if (place.kind === 'whole') return undefined;
		const specFolders = place.kind === 'folders' ? place.folders : [];
		const breathe = createBreather({ now: clock.now, pause, budgetMs: BUDGET_MS });
		try {
			// Not in the turn of who asked.
			await pause();
			const rules = await deps.rulesFor(context, store, snapshot);
			signal.throwIfAborted();
			return await readRepoActivity(
				{ repo, head, rules, since: since / 1000, specFolders },
				{ ...deps, breathe },
				signal,
			);
		} catch (error) {
			if (isCancelled(error)) throw error;
			log.error(`activity of ${repo.root}`, error);
			return unreadableRepo(repo, new Failure('git', 'unexpected', { cause: error }));
		}
	};

	const start = (store: SpecStore, basis: Basis, former: Entry | undefined): Entry => {
		const stop = new AbortController();
		const repos = new Map<string, RepoActivity>();
		const run = async () => {
			try {
				for (const context of basis.contexts) {
					const { root } = context.repo;
					const known = former && isUnchanged(context, former.basis, basis) ? former.repos.get(root) : undefined;
					const fresh = known && !hasFailed(known) ? known : await readRepo(store, context, basis, stop.signal);
					if (fresh) repos.set(root, fresh);
				}
			} catch (error) {
				if (isCancelled(error)) return;
				throw error;
			}
			entry.activity = specActivity(
				basis,
				[...repos.values()].filter(({ holdsCode }) => holdsCode),
			);
			changed.fire();
		};
		const done = Promise.resolve().then(run);
		const entry: Entry = { basis, stop, done, repos, ...(former?.activity ? { activity: former.activity } : {}) };
		entries.set(store, entry);
		return entry;
	};

	const current = (store: SpecStore): Entry | undefined => {
		const basis = disposed ? undefined : basisOf(store);
		if (!basis) return undefined;
		const known = entries.get(store);
		if (known && !known.again && isSame(known.basis, basis)) return known;
		known?.stop.abort();
		return start(store, basis, known);
	};

	return {
		get: (store) => current(store)?.activity,
		async read(store) {
			for (;;) {
				const entry = current(store);
				if (!entry) return undefined;
				await entry.done;
				if (current(store) === entry) return entry.activity;
			}
		},
		retryFailed() {
			for (const entry of entries.values()) entry.again ||= [...entry.repos.values()].some(hasFailed);
		},
		forget(store) {
			entries.get(store)?.stop.abort();
			entries.delete(store);
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

function specActivity({ snapshot, since }: Basis, repos: readonly RepoActivity[]): SpecActivity {
	const known = new Map<string, ObjectiveActivity>();
	return {
		snapshot,
		since,
		repos: repos.map(({ repo }) => repo),
		of(id) {
			if (!snapshot.objectiveById.has(id)) return undefined;
			const activity = known.get(id) ?? activityOf(id, repos);
			known.set(id, activity);
			return activity;
		},
	};
}

function isSame(one: Basis, other: Basis): boolean {
	const isSameSpec = one.snapshot === other.snapshot && one.since === other.since;
	const isSameCode = one.contexts.length === other.contexts.length;
	return isSameSpec && isSameCode && other.contexts.every((context) => isUnchanged(context, one, other));
}

/** Whether what is known of this code repo for the basis `before` still holds for `after`. */
function isUnchanged({ repo, name, head }: RepoContext, before: Basis, after: Basis): boolean {
	if (before.snapshot !== after.snapshot || before.since !== after.since) return false;
	return before.contexts.some(
		(context) =>
			context.repo.root === repo.root &&
			context.name === name &&
			context.head.commit === head.commit &&
			context.head.shallow === head.shallow,
	);
}

function hasFailed({ fileGaps, commitGaps }: RepoActivity): boolean {
	return [...fileGaps, ...commitGaps].some(({ kind }) => kind === 'failed');
}
