import type { OutboxEntry } from '../../src/app/outboxEntry.ts';
import type {
	Clock,
	CodeHistories,
	CodeRepos,
	CommitChoice,
	Delivery,
	Log,
	OutboxStore,
	PastVersion,
	SpecChange,
	SpecSource,
	SpecTree,
} from '../../src/app/ports.ts';
import type { Memory } from '../../src/app/unread.ts';
import type { WholeHistory } from '../../src/app/wholeHistory.ts';
import { createEmitter } from '../../src/core/event.ts';
import type { CommitFacts } from '../../src/core/link.ts';
import type { RepoPath } from '../../src/core/repoPath.ts';

/** Second implementations of the ports, which keep what they were told so that a test can look at it. */

export interface FakeClock extends Clock {
	/** Lets time pass and runs what is due, in order. */
	pass(ms: number): void;
	readonly timers: number;
}

export function fakeClock(start = Date.parse('2026-11-20T12:00:00Z')): FakeClock {
	let now = start;
	let timers: { at: number; run: () => void }[] = [];
	return {
		now: () => now,
		after(ms, run) {
			const timer = { at: now + ms, run };
			timers.push(timer);
			return { dispose: () => void (timers = timers.filter((other) => other !== timer)) };
		},
		pass(ms) {
			now += ms;
			const due = timers.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at);
			timers = timers.filter(({ at }) => at > now);
			for (const { run } of due) run();
		},
		get timers() {
			return timers.length;
		},
	};
}

export interface FakeLog extends Log {
	readonly lines: string[];
}

export function fakeLog(): FakeLog {
	const lines: string[] = [];
	return {
		lines,
		info: (message) => void lines.push(`info ${message}`),
		warn: (message) => void lines.push(`warn ${message}`),
		error: (message) => void lines.push(`error ${message}`),
	};
}

export function fakeMemory(): Memory & { readonly values: Map<string, unknown> } {
	const values = new Map<string, unknown>();
	return { values, get: (key) => values.get(key), set: (key, value) => void values.set(key, value) };
}

export interface FakeSource extends SpecSource {
	/** What the next `sync` does; it can throw. */
	onSync: () => void | Promise<void>;
	/** What the next `deliver` does; it can throw. */
	onDeliver: (change: SpecChange) => Delivery;
	/** What `past` answers; it can throw. */
	onPast: (path: string, commit: string) => readonly PastVersion[];
	readonly files: Map<string, string>;
	/** As if the folder had changed under us. */
	touch(): void;
	readonly watchers: number;
}

/** A spec repo held in memory. */
export function fakeSource(label = 'acme/product-specs'): FakeSource {
	const changed = createEmitter<void>();
	const files = new Map<string, string>();
	const tree = (): SpecTree => ({
		revision: { commit: 'c'.repeat(40), branch: 'main', inPlace: false },
		entries: [...files].map(([path, text]) => ({ path, size: text.length, identity: text })),
		readBytes: async (paths) =>
			new Map(
				paths.flatMap((path) => (files.has(path) ? [[path, new TextEncoder().encode(files.get(path))] as const] : [])),
			),
	});
	const source: FakeSource = {
		address: { kind: 'remote', url: `https://forge.example/${label}.git` },
		label,
		files,
		onSync: () => undefined,
		onDeliver: ({ path, update }) => {
			files.set(path, update(files.get(path)));
			return { kind: 'delivered', commit: 'd'.repeat(40) };
		},
		onPast: () => [],
		open: async () => tree(),
		sync: async () => source.onSync(),
		past: async (path, { commit }) => source.onPast(path, commit),
		destination: async () => `${label} (main)`,
		deliver: async (change) => source.onDeliver(change),
		watch: (onDidChange) => changed.event(onDidChange),
		touch: () => changed.fire(),
		get watchers() {
			return changed.size;
		},
	};
	return source;
}

export interface FakeOutboxStore extends OutboxStore {
	readonly kept: Map<string, OutboxEntry>;
}

export function fakeOutboxStore(): FakeOutboxStore {
	const kept = new Map<string, OutboxEntry>();
	const changed = createEmitter<void>();
	const claimed = new Map<string, Promise<void>>();
	return {
		kept,
		async claim(id) {
			const before = claimed.get(id);
			let release: () => void = () => undefined;
			claimed.set(id, new Promise((resolve) => (release = resolve)));
			await before;
			return async () => release();
		},
		list: async () => [...kept.values()],
		put: async (entry) => void kept.set(entry.id, entry),
		remove: async (id) => void kept.delete(id),
		stranded: async () => [],
		discardFile: async () => undefined,
		watch: (onDidChange) => changed.event(onDidChange),
	};
}

/** What a fake code repo holds; an error is thrown when it is asked for. */
export interface FakeCode {
	files: readonly string[] | Error;
	commits: readonly CommitFacts[] | Error;
	/** By hash; default: no commit changed anything. */
	touched?: Readonly<Record<string, readonly string[]>>;
}

export interface FakeCodeRepos extends Pick<CodeRepos, 'files' | 'commits' | 'touched'> {
	/** By root; a repository that is not here holds nothing. */
	readonly code: Map<string, FakeCode>;
	/** Each question: `files /shop`. */
	readonly asked: string[];
	/** What was wanted of the commits last. */
	choice: CommitChoice | undefined;
}

export function fakeCodeRepos(code: Readonly<Record<string, FakeCode>> = {}): FakeCodeRepos {
	const given = <Value>(value: Value | Error | undefined, fallback: Value): Value => {
		if (value instanceof Error) throw value;
		return value ?? fallback;
	};
	const repos: FakeCodeRepos = {
		code: new Map(Object.entries(code)),
		asked: [],
		choice: undefined,
		async files({ root }) {
			repos.asked.push(`files ${root}`);
			return given(repos.code.get(root)?.files, []) as readonly RepoPath[];
		},
		async commits({ root }, _range, limit, choice) {
			repos.asked.push(`commits ${root}`);
			repos.choice = choice;
			return given(repos.code.get(root)?.commits, []).slice(0, limit);
		},
		async touched({ root }, hashes) {
			repos.asked.push(`touched ${root}`);
			const all = repos.code.get(root)?.touched ?? {};
			return new Map(hashes.flatMap((hash) => (all[hash] ? [[hash, all[hash] as readonly RepoPath[]] as const] : [])));
		},
	};
	return repos;
}

/** Histories of which nothing is ever known. */
export function fakeCodeHistories(): CodeHistories {
	const changed = createEmitter<void>();
	const progressed = createEmitter<{ readonly root: string; readonly commits: number }>();
	return {
		opened: async () => undefined,
		view: () => undefined,
		update: async () => undefined,
		onDidChange: changed.event,
		onDidProgress: progressed.event,
		dispose: () => undefined,
	};
}

/** A history of which nothing is known, and nothing will be. */
export function createNoHistory(): WholeHistory {
	const never = createEmitter<void>();
	return {
		objectiveWork: () => undefined,
		objectiveConstraints: () => undefined,
		fileWork: () => undefined,
		fileCommits: () => undefined,
		progress: () => undefined,
		cancel: () => undefined,
		onDidChange: never.event,
		onDidProgress: never.event,
		dispose: () => never.dispose(),
	};
}
