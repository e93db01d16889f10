import { createLinkTargets } from '../core/deadLinks.ts';
import { decodeText, SPEC_FILE_LIMIT } from '../core/decodeText.ts';
import { createDisposables } from '../core/disposables.ts';
import type { Disposable } from '../core/disposables.ts';
import { createEmitter } from '../core/event.ts';
import type { Event } from '../core/event.ts';
import { isCancelled } from '../core/failure.ts';
import { fileLinks, type FileLink } from '../core/markdownLinks.ts';
import { toRepoPath } from '../core/repoPath.ts';
import type { Problem } from '../core/problem.ts';
import { createProblemPlaces } from '../core/problemPlaces.ts';
import type { TextRange } from '../core/textRange.ts';
import { coalesce } from './coalesce.ts';
import type { Log } from './ports.ts';
import type { SpecDrafts, SpecView } from './specDrafts.ts';
import type { SpecStore } from './specStore.ts';
import type { UnmatchedPatterns } from './unmatchedPatterns.ts';

/** What is wrong in a spec repo as it is on the screen, each problem at its place. */
export interface CheckedSpec {
	readonly view: SpecView;
	readonly problems: readonly Problem[];
}

export interface SpecChecks extends Disposable {
	/** As last known; undefined as long as nothing is. */
	get(store: SpecStore): CheckedSpec | undefined;
	/** Code repos came, went or have another commit: looks again where that matters. */
	lookAgain(): void;
	readonly onDidChange: Event<SpecStore>;
}

export interface SpecChecksDeps {
	readonly drafts: Pick<SpecDrafts, 'view' | 'onDidChange'>;
	readonly patterns: UnmatchedPatterns;
	/** Awaited after each small step of long work. */
	readonly breathe: () => Promise<void>;
	readonly log: Log;
}

/** What was learned from the text of one file. */
interface KnownFile {
	readonly identity: string;
	readonly links: readonly FileLink[];
	/** By problem, see `keyOf`. */
	readonly places: Map<string, TextRange | undefined>;
}

interface Entry {
	files: ReadonlyMap<string, KnownFile>;
	run: () => Promise<void>;
	checked?: CheckedSpec;
	/** The patterns that cover nothing, of the state before the newest one. */
	unmatched: readonly Problem[];
	basis?: string;
}

/**
 * Adds to the problems of each viewed snapshot those that need more than it: links to files that are not there, patterns that cover nothing. A file is
 * read once for each of its states.
 */
export function createSpecChecks({ drafts, patterns, breathe, log }: SpecChecksDeps): SpecChecks {
	const disposables = createDisposables();
	const changed = disposables.add(createEmitter<SpecStore>());
	const entries = new Map<SpecStore, Entry>();
	const stop = new AbortController();

	const show = (store: SpecStore, entry: Entry, checked: CheckedSpec) => {
		entry.checked = checked;
		changed.fire(store);
	};

	const check = async (store: SpecStore, entry: Entry) => {
		const view = drafts.view(store);
		if (!view) return;
		const isNewest = () => drafts.view(store) === view && !stop.signal.aborted;
		// The first look at a large spec repo takes a while: what is known without it is shown before.
		if (!entry.checked) show(store, entry, { view, problems: view.snapshot.problems });
		entry.files = await readFiles(view, entry.files, view.snapshot.problems);
		if (!isNewest()) return;
		// Several objectives may stand in one file.
		const objectiveFiles = new Set(view.snapshot.objectives.map(({ source }) => source.file));
		const targets = createLinkTargets(view.tree.entries.map(({ path }) => path));
		const own = [
			...view.snapshot.problems.map((problem) => placed(problem, entry.files)),
			...[...objectiveFiles].flatMap((file) => targets.dead(file, entry.files.get(file)?.links ?? [])),
		];
		const isKnown = new Set(view.snapshot.objectives.flatMap(patternKeys));
		// Until the newest answer is there, the former one holds for patterns that are still there.
		const former = entry.unmatched.filter((problem) => isKnown.has(patternKey(problem)));
		show(store, entry, { view, problems: [...own, ...former] });
		entry.basis = patterns.basis(store);
		const found = await patterns.find(store, view.snapshot, stop.signal);
		entry.files = await readFiles(view, entry.files, found);
		if (!isNewest()) return;
		entry.unmatched = found.map((problem) => placed(problem, entry.files));
		show(store, entry, { view, problems: [...own, ...entry.unmatched] });
	};

	/** Reads the objectives that have changed since `known`, and the places of these problems. */
	const readFiles = async (
		{ snapshot, tree }: SpecView,
		known: ReadonlyMap<string, KnownFile>,
		problems: readonly Problem[],
	): Promise<ReadonlyMap<string, KnownFile>> => {
		const wanted = new Set(snapshot.objectives.map(({ source }) => source.file as string));
		const toPlace = new Map<string, Problem[]>();
		for (const problem of problems.filter(isToBePlaced)) {
			wanted.add(problem.file);
			const list = toPlace.get(problem.file);
			if (list) list.push(problem);
			else toPlace.set(problem.file, [problem]);
		}
		const next = new Map<string, KnownFile>();
		const missing: { path: string; identity: string }[] = [];
		for (const { path, identity, size } of tree.entries) {
			if (!wanted.has(path) || size > SPEC_FILE_LIMIT) continue;
			const former = known.get(path);
			const isWhole = toPlace.get(path)?.every((problem) => former?.places.has(keyOf(problem))) ?? true;
			if (former?.identity === identity) next.set(path, former);
			if (former?.identity !== identity || !isWhole) missing.push({ path, identity });
		}
		for (let at = 0; at < missing.length; at += FILES_AT_ONCE) {
			const batch = missing.slice(at, at + FILES_AT_ONCE);
			const bytes = await tree.readBytes(
				batch.map(({ path }) => path),
				stop.signal,
			);
			for (const { path, identity } of batch) {
				const found = bytes.get(path);
				const repoPath = toRepoPath(path);
				const text = found && repoPath && decodeText(repoPath, found).value;
				if (text === undefined) continue;
				const file = next.get(path) ?? { identity, links: fileLinks(path, text), places: new Map() };
				const own = toPlace.get(path) ?? [];
				const placeOf = own.length > 0 ? createProblemPlaces(path, text, snapshot.formats) : undefined;
				for (const problem of own) file.places.set(keyOf(problem), placeOf?.(problem));
				next.set(path, file);
				await breathe();
			}
		}
		return next;
	};

	const entryOf = (store: SpecStore): Entry => {
		const known = entries.get(store);
		if (known) return known;
		const entry: Entry = {
			files: new Map(),
			unmatched: [],
			run: coalesce(async () => {
				try {
					if (!stop.signal.aborted) await check(store, entry);
				} catch (error) {
					if (!isCancelled(error) && !stop.signal.aborted) log.error(`checking ${store.source.label}`, error);
				}
			}),
		};
		entries.set(store, entry);
		return entry;
	};

	disposables.add(
		drafts.onDidChange((store) => {
			if (drafts.view(store)) void entryOf(store).run();
		}),
	);
	return {
		get: (store) => (drafts.view(store) ? entries.get(store)?.checked : undefined),
		lookAgain() {
			for (const [store, entry] of entries) {
				if (!drafts.view(store)) entries.delete(store);
				else if (patterns.basis(store) !== entry.basis) void entry.run();
			}
		},
		onDidChange: changed.event,
		dispose() {
			stop.abort();
			disposables.dispose();
		},
	};
}

const FILES_AT_ONCE = 200;

/** Problems of a single file know their place; those that only the whole shows have a line at most. */
function isToBePlaced({ range }: Problem): boolean {
	return !range || (range.start.line === range.end.line && range.start.column === range.end.column);
}

function placed(problem: Problem, files: ReadonlyMap<string, KnownFile>): Problem {
	const range = isToBePlaced(problem) ? files.get(problem.file)?.places.get(keyOf(problem)) : undefined;
	return range ? { ...problem, range } : problem;
}

function keyOf({ code, range, facts }: Problem): string {
	return JSON.stringify([code, range?.start.line, facts]);
}

function patternKeys({ code, source }: SpecView['snapshot']['objectives'][number]): readonly string[] {
	return code.flatMap(({ patterns }) =>
		patterns.map(({ text, line }) => [source.head ?? source.file, line, text].join('\n')),
	);
}

function patternKey({ file, range, facts }: Problem): string {
	return [file, range?.start.line, 'pattern' in facts ? facts.pattern : ''].join('\n');
}
