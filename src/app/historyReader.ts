import { createDisposables } from '../core/disposables.ts';
import { createEmitter } from '../core/event.ts';
import { Failure, isCancelled } from '../core/failure.ts';
import { readCommitMessage } from '../core/commitMessage.ts';
import { specLabel } from '../core/gitAddress.ts';
import type { HistoryView } from '../core/history/historyView.ts';
import { joinWork } from '../core/history/joinWork.ts';
import { keyOfNames } from '../core/history/readNamings.ts';
import type { SpecSnapshot } from '../core/snapshot.ts';
import type { CodeContexts, RepoContext } from './codeContexts.ts';
import type { Clock, CodeHistories, HistoryReading, Log } from './ports.ts';
import { specPlace } from './specPlace.ts';
import type { SpecStore } from './specStore.ts';
import type { HistoryProgress, WholeHistory } from './wholeHistory.ts';
import type { Why } from './why.ts';

export interface HistoryReaderDeps {
	readonly histories: CodeHistories;
	readonly contexts: Pick<CodeContexts, 'known'>;
	readonly rulesFor: Why['rulesFor'];
	readonly clock: Clock;
	readonly log: Log;
}

export interface HistoryReader extends WholeHistory {
	/** Something may have changed: reads what is missing, in the background. */
	look(): void;
	/** Reads again what failed or was stopped. */
	retry(): void;
	/** How far what is known of a repository's history goes; undefined: nobody has asked for it yet. */
	standing(context: RepoContext): HistoryStanding | undefined;
	/**
	 * The objectives that commits of this author (e-mail address) name since then (milliseconds since 1970), as far as known; without those in a repository
	 * that holds the spec, where they may be about the objectives themselves.
	 */
	namedBy(store: SpecStore, email: string, since: number): readonly string[];
	/** What the history says of a repository as it is checked out; undefined: not known yet. */
	view(context: RepoContext): HistoryView | undefined;
}

/** How much of a repository's history is known. */
export type HistoryStanding =
	| { readonly kind: 'reading' | 'stopped' }
	| { readonly kind: 'failed'; readonly failure: Failure }
	/** `partial`: where a shallow clone ends. */
	| { readonly kind: 'read'; readonly commits: number; readonly partial: boolean };

/** The first reading waits so long, so that what is on the screen comes first. */
const FIRST_MS = 1500;
const LATER_MS = 50;
/** A time that is left is told after so long, when it says something. */
const GUESS_MS = 1000;

/** What is to be known of one repository. */
interface Wanted {
	readonly context: RepoContext;
	readonly store: SpecStore;
	readonly snapshot: SpecSnapshot;
	readonly head: string;
	readonly names: string;
	/** All of that in a word. */
	readonly key: string;
}

interface Reading {
	readonly stop: AbortController;
	readonly since: number;
	readonly before?: number;
	progress?: HistoryReading;
}

/** Brings the history of each code repo up to its head and its spec repo's names, one reading per repository at a time. */
export function createHistoryReader({ histories, contexts, rulesFor, clock, log }: HistoryReaderDeps): HistoryReader {
	const disposables = createDisposables();
	const changed = disposables.add(createEmitter<void>());
	const progressed = disposables.add(createEmitter<void>());
	/** By root: what was read last, or tried. */
	const settled = new Map<string, { readonly key: string; readonly end: 'good' | 'stopped' | Failure }>();
	const running = new Map<string, Reading>();
	const nameKeys = new WeakMap<SpecSnapshot, Map<string, string>>();
	let timer: { dispose(): void } | undefined;
	let waited = false;
	let disposed = false;
	disposables.add(histories.onDidChange(() => changed.fire()));
	disposables.add(
		histories.onDidProgress(({ root, ...progress }) => {
			const reading = running.get(root);
			if (!reading) return;
			running.set(root, { ...reading, before: reading.before ?? progress.commits, progress });
			progressed.fire();
		}),
	);

	const namesIn = (context: RepoContext, store: SpecStore, { objectives }: SpecSnapshot) => ({
		objectives,
		...(context.name === undefined ? {} : { repoName: context.name }),
		...(specLabel(store.source.address) === undefined ? {} : { specName: specLabel(store.source.address) }),
	});

	const namesKey = (context: RepoContext, store: SpecStore, snapshot: SpecSnapshot): string => {
		const byRepo = nameKeys.get(snapshot) ?? new Map<string, string>();
		nameKeys.set(snapshot, byRepo);
		const known = byRepo.get(context.name ?? '') ?? keyOfNames(namesIn(context, store, snapshot));
		byRepo.set(context.name ?? '', known);
		return known;
	};

	const wantedOf = (context: RepoContext): Wanted | undefined => {
		const { spec, head } = context;
		const store = spec.kind === 'store' ? spec.store : undefined;
		const snapshot = store?.snapshot();
		if (!store || !snapshot || head.commit === undefined) return undefined;
		const names = namesKey(context, store, snapshot);
		return {
			context,
			store,
			snapshot,
			head: head.commit,
			names,
			key: `${head.commit} ${String(head.shallow)} ${names}`,
		};
	};

	const read = async ({ context, store, snapshot, head, names, key }: Wanted) => {
		const { root } = context.repo;
		const stop = new AbortController();
		running.set(root, { stop, since: clock.now() });
		let end: 'good' | 'stopped' | Failure;
		try {
			const rules = await rulesFor(context, store, snapshot);
			await histories.update(
				context.repo,
				head,
				{ ...namesIn(context, store, snapshot), key: names, read: (message) => readCommitMessage(message, rules.keys) },
				stop.signal,
			);
			end = 'good';
		} catch (error) {
			end = isCancelled(error) ? 'stopped' : failureOf(error);
			if (end === 'stopped') log.info(`the reading of the history of ${root} was stopped`);
			else if (error instanceof Failure) log.warn(`history of ${root}: ${error.message}`);
			else log.error(`history of ${root}`, error);
		}
		settled.set(root, { key, end });
		running.delete(root);
		if (disposed) return;
		progressed.fire();
		changed.fire();
		look();
	};

	const run = () => {
		timer = undefined;
		waited = true;
		for (const context of contexts.known()) {
			const wanted = wantedOf(context);
			const { root } = context.repo;
			if (wanted && !running.has(root) && settled.get(root)?.key !== wanted.key) void read(wanted);
		}
	};

	const look = () => {
		if (disposed) return;
		timer ??= clock.after(waited ? LATER_MS : FIRST_MS, run);
	};

	const view = (context: RepoContext): HistoryView | undefined => {
		const wanted = wantedOf(context);
		return wanted && histories.view(context.repo, wanted.head, wanted.names);
	};

	/** Of several working trees of one repository only the first: they share their commits. */
	const contextsOf = (store: SpecStore): readonly RepoContext[] => {
		const names = new Set<string>();
		return contexts.known().filter(({ spec, name, repo }) => {
			const key = name?.toLowerCase() ?? repo.root;
			return spec.kind === 'store' && spec.store === store && !names.has(key) && names.add(key);
		});
	};

	return {
		look,
		view,
		retry() {
			for (const [root, { end }] of settled) if (end !== 'good') settled.delete(root);
			look();
		},
		standing(context) {
			const { root } = context.repo;
			const last = settled.get(root);
			if (running.has(root)) return { kind: 'reading' };
			if (last?.end === 'stopped') return { kind: 'stopped' };
			if (last?.end instanceof Failure) return { kind: 'failed', failure: last.end };
			const known = view(context);
			return known && { kind: 'read', commits: known.commits, partial: known.partial };
		},
		objectiveWork(store, id) {
			const own = contextsOf(store);
			const known = own.flatMap((context) => view(context)?.objectiveWork(id, clock.now() / 1000) ?? []);
			const work = joinWork(known);
			return work && known.length < own.length ? { ...work, partial: true } : work;
		},
		namedBy(store, email, since) {
			const snapshot = store.snapshot();
			if (!snapshot) return [];
			const { address } = store.source;
			const own = contextsOf(store).filter(({ repo }) => specPlace(address, repo.root, snapshot).kind === 'elsewhere');
			return [...new Set(own.flatMap((context) => view(context)?.namedBy(email, since / 1000) ?? []))];
		},
		objectiveConstraints(store, id) {
			const known = contextsOf(store).flatMap((context) => {
				const found = view(context)?.constraintsOfObjective(id);
				return found ? [found.map((one) => ({ ...one, root: context.repo.root }))] : [];
			});
			return known.length === 0 ? undefined : known.flat().sort((one, other) => other.time - one.time);
		},
		fileWork: (context, path) => view(context)?.fileWork(path),
		fileCommits: (context, path, part) => view(context)?.commitsOfFile(path, part),
		progress: () => progressOf([...running.values()], clock.now()),
		cancel() {
			for (const { stop } of running.values()) stop.abort();
		},
		onDidChange: changed.event,
		onDidProgress: progressed.event,
		dispose() {
			disposed = true;
			timer?.dispose();
			for (const { stop } of running.values()) stop.abort();
			disposables.dispose();
		},
	};
}

function failureOf(error: unknown): Failure {
	return error instanceof Failure ? error : new Failure('git', 'unexpected', { cause: error });
}

/** Undefined as long as nothing was read from git: opening what is on disk is no work to tell of. */
function progressOf(readings: readonly Reading[], now: number): HistoryProgress | undefined {
	const telling = readings.filter(({ progress, before }) => progress !== undefined && progress.commits > (before ?? 0));
	if (telling.length === 0) return undefined;
	const sum = (numbers: readonly (number | undefined)[]) =>
		numbers.reduce<number | undefined>(
			(all, one) => (all === undefined || one === undefined ? undefined : all + one),
			0,
		);
	const done = sum(telling.map(({ progress }) => progress?.commits)) ?? 0;
	const total = sum(telling.map(({ progress }) => progress?.total));
	const secondsLeft = Math.max(...telling.map((reading) => secondsLeftOf(reading, now) ?? Infinity));
	return {
		done,
		...(total === undefined ? {} : { total: Math.max(total, done) }),
		...(Number.isFinite(secondsLeft) ? { secondsLeft } : {}),
	};
}

function secondsLeftOf({ since, before = 0, progress }: Reading, now: number): number | undefined {
	const passed = now - since;
	if (!progress || progress.total === undefined || passed < GUESS_MS) return undefined;
	const perCommit = passed / Math.max(1, progress.commits - before);
	return Math.ceil((Math.max(0, progress.total - progress.commits) * perCommit) / 1000);
}
