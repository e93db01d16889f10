import { decodeText } from '../core/decodeText.ts';
import { createDisposables } from '../core/disposables.ts';
import type { Disposable } from '../core/disposables.ts';
import { createEmitter } from '../core/event.ts';
import type { Event } from '../core/event.ts';
import { Failure, isCancelled } from '../core/failure.ts';
import type { Captures, SpecFormat } from '../core/formats/specFormat.ts';
import { keyResultHistory } from '../core/keyResultHistory.ts';
import type { Measurement } from '../core/keyResultHistory.ts';
import type { KeyResult, Objective } from '../core/objective.ts';
import { compilePathTemplate } from '../core/pathTemplate.ts';
import type { readObjectives } from '../core/readObjective.ts';
import type { RepoPath } from '../core/repoPath.ts';
import type { SpecSnapshot } from '../core/snapshot.ts';
import { reading } from './loadedLater.ts';
import type { Log, PastVersion } from './ports.ts';
import { formatOf } from './specFile.ts';
import type { SpecStore } from './specStore.ts';

/** How the key results of an objective moved, by `keyResultKey`. */
export type Trends = ReadonlyMap<string, readonly Measurement[]>;

/** What the spec repo's own history says of key results. */
export interface KeyResultTrends extends Disposable {
	/**
	 * What is known of an objective of the snapshot; looks in the background where its revision is new, and keeps the former answer until then.
	 * Undefined: nothing is known yet, or there is no history (a folder that is not git). Never runs git itself.
	 */
	get(store: SpecStore, snapshot: SpecSnapshot, objective: Objective): Trends | undefined;
	/** Forgets what could not be read, so that the next `get` looks again. */
	retryFailed(): void;
	/** The spec repo is in use no more. */
	forget(store: SpecStore): void;
	readonly onDidChange: Event<void>;
}

export interface KeyResultTrendsDeps {
	/** Awaited after each small step of long work. */
	readonly breathe: () => Promise<void>;
	readonly log: Log;
}

/** How many versions of a file are read. */
export const VERSION_LIMIT = 200;
/** How many files of a spec repo are remembered. */
const FILE_LIMIT = 100;

/** What one version of a file had of its objectives. */
interface Version {
	readonly time: number;
	/** Undefined: not there, or not readable. */
	readonly objectives: readonly Pick<Objective, 'id' | 'keyResults'>[] | undefined;
}

/** The history of one file, up to one commit. */
interface FileEntry {
	readonly commit: string;
	readonly stop: AbortController;
	/** Of this commit; before that, of the former one. */
	versions?: readonly Version[];
	failed?: boolean;
	readonly trends: Map<string, { readonly versions: readonly Version[]; readonly trends: Trends }>;
}

/** Reads the history of a file when an objective of it is first asked for, once for each revision of the spec repo. */
export function createKeyResultTrends({ breathe, log }: KeyResultTrendsDeps): KeyResultTrends {
	const disposables = createDisposables();
	const changed = disposables.add(createEmitter<void>());
	const files = new Map<SpecStore, Map<RepoPath, FileEntry>>();
	let disposed = false;

	const forget = (store: SpecStore) => {
		for (const { stop } of files.get(store)?.values() ?? []) stop.abort();
		files.delete(store);
	};

	const load = async (entry: FileEntry, store: SpecStore, snapshot: SpecSnapshot, file: RepoPath) => {
		const { commit, stop } = entry;
		const format = formatOf(snapshot, file);
		try {
			if (!format) return;
			const past = await store.source.past(file, { commit, limit: VERSION_LIMIT }, stop.signal);
			const { readObjectives: read } = await reading();
			const versions: Version[] = [];
			for (const version of past) {
				versions.push(readVersion(version, file, format, snapshot, read));
				await breathe();
				stop.signal.throwIfAborted();
			}
			entry.versions = versions;
			changed.fire();
		} catch (error) {
			if (isCancelled(error)) return;
			entry.failed = true;
			if (error instanceof Failure) log.warn(`history of ${file}: ${error.message}`);
			else log.error(`history of ${file}`, error);
		}
	};

	const entryOf = (store: SpecStore, snapshot: SpecSnapshot, file: RepoPath): FileEntry | undefined => {
		const { commit } = snapshot.revision;
		if (disposed || commit === undefined) return undefined;
		const known = files.get(store) ?? new Map<RepoPath, FileEntry>();
		files.set(store, known);
		const former = known.get(file);
		if (former?.commit === commit) return former;
		former?.stop.abort();
		const entry: FileEntry = {
			commit,
			stop: new AbortController(),
			trends: new Map(),
			...(former?.versions ? { versions: former.versions } : {}),
		};
		known.delete(file);
		known.set(file, entry);
		for (const [oldest, { stop }] of known) {
			if (known.size <= FILE_LIMIT) break;
			stop.abort();
			known.delete(oldest);
		}
		void load(entry, store, snapshot, file);
		return entry;
	};

	return {
		get(store, snapshot, objective) {
			// What has no number now has no way that could be shown.
			if (!objective.keyResults.some(({ current }) => current !== undefined)) return undefined;
			const entry = entryOf(store, snapshot, objective.source.head ?? objective.source.file);
			if (!entry?.versions) return undefined;
			const known = entry.trends.get(objective.id);
			if (known?.versions === entry.versions) return known.trends;
			const trends = trendsOf(objective.id, entry.versions);
			entry.trends.set(objective.id, { versions: entry.versions, trends });
			return trends;
		},
		retryFailed() {
			for (const known of files.values()) {
				for (const [file, { failed }] of known) if (failed) known.delete(file);
			}
		},
		forget,
		onDidChange: changed.event,
		dispose() {
			disposed = true;
			[...files.keys()].forEach(forget);
			disposables.dispose();
		},
	};
}

/** The key results stand in the file with the head; what else an objective is made of says nothing about them. */
function readVersion(
	{ time, bytes }: PastVersion,
	file: RepoPath,
	format: SpecFormat,
	{ config }: SpecSnapshot,
	read: typeof readObjectives,
): Version {
	const text = bytes && decodeText(file, bytes).value;
	if (text === undefined) return { time, objectives: undefined };
	const captures = capturesOf(file, format);
	const input = { files: [{ path: file, text }], format, captures, people: config.people } as const;
	const { value } = read(input);
	return { time, objectives: value.map(({ id, keyResults }) => ({ id, keyResults })) };
}

function capturesOf(file: RepoPath, format: SpecFormat): Captures {
	for (const template of format.files) {
		const matched = compilePathTemplate(template).match(file);
		if (matched) return format.captures?.(matched) ?? matched;
	}
	return {};
}

function trendsOf(id: string, versions: readonly Version[]): Trends {
	return keyResultHistory(
		versions.map(({ time, objectives }) => ({ time, keyResults: objectives && ownResults(id, objectives) })),
	);
}

/** Of a file with one objective it is that one, also where it had another id then. */
function ownResults(id: string, objectives: NonNullable<Version['objectives']>): readonly KeyResult[] | undefined {
	const [only] = objectives;
	return (objectives.find((objective) => objective.id === id) ?? (objectives.length === 1 ? only : undefined))
		?.keyResults;
}
