import { createEmitter } from '../core/event.ts';
import type { Event } from '../core/event.ts';
import { factsDifference } from '../core/factsDifference.ts';
import type { FactChange } from '../core/factsDifference.ts';
import { specKey } from '../core/gitAddress.ts';
import type { Objective } from '../core/objective.ts';
import { isObjectiveFacts, objectiveFacts } from '../core/objectiveFacts.ts';
import type { ObjectiveFacts } from '../core/objectiveFacts.ts';
import { withOwnChange, withRecorded } from '../core/ownChange.ts';
import type { ItemToRecord } from '../core/recordItem.ts';
import type { SpecSnapshot } from '../core/snapshot.ts';
import type { OutboxEntry } from './outboxEntry.ts';
import type { Clock } from './ports.ts';
import type { SpecStore } from './specStore.ts';
import type { Memory } from './unread.ts';

/** A spec repo, as far as its news need it. */
export type NewsSpec = Pick<SpecStore, 'snapshot'> & { readonly source: Pick<SpecStore['source'], 'address'> };

/** What the PM did to an objective since the user last looked. `title` is the one that the user knows; `since` is when that was, in milliseconds since 1970. */
export type ChangedObjective = { readonly id: string; readonly title: string; readonly since: number } & (
	| { readonly kind: 'changed'; readonly changes: readonly FactChange[] }
	/** It is not in the spec repo any more; `successor` is what stands for it now, where that is known. */
	| { readonly kind: 'gone'; readonly successor?: Pick<Objective, 'id' | 'title'> }
);

/** What is new about the objectives of the user's code. An objective that was never looked at has no news. */
export interface ObjectiveNews {
	/** The user has code of these objectives before him. The first time only takes note; what is unknown to the spec repo is left out. */
	look(spec: NewsSpec, ids: readonly string[]): void;
	/** These objectives concern the user, whether or not he has looked at them: from now on they have news. */
	watch(spec: NewsSpec, ids: readonly string[]): void;
	/** Those that are not as the user last saw them, the one that was looked at last first. The same list as long as nothing has changed. */
	of(spec: NewsSpec): readonly ChangedObjective[];
	/** The user has seen what is new of this objective; without `id`, of all. */
	markSeen(spec: NewsSpec, id?: string): void;
	/** A state of the spec repo has just been read without a failure. */
	arrived(spec: NewsSpec): void;
	/** The user has just written this file himself: in what its objectives next differ from now is no news to him. */
	own(spec: string, path: string): void;
	/** This was just sent: what the user recorded is no news to him. */
	recorded(entry: Pick<OutboxEntry, 'spec' | 'path' | 'action'>): void;
	readonly onDidChange: Event<void>;
}

/** An objective as the user last saw it. */
interface Seen {
	readonly id: string;
	/** Milliseconds since 1970. */
	readonly at: number;
	readonly file: string;
	/** It was the only one in its file. */
	readonly alone: boolean;
	readonly facts: ObjectiveFacts;
}

/** Objectives that are remembered for each spec repo, and characters that they may take together; those that were not looked at for longest are let go. */
export const REMEMBERED = 300;
export const REMEMBERED_LENGTH = 600_000;
/** That something unchanged was looked at is written down so seldom. */
const LOOK_MS = 3_600_000;
/** So long after a file was written by the user, its next change is his own. */
const OWN_MS = 30_000;

/** Compares the objectives of the user's code with what was seen of them, in memory that all windows share; damaged memory is taken for none. */
export function createObjectiveNews(memory: Memory, clock: Pick<Clock, 'now'>): ObjectiveNews {
	const changed = createEmitter<void>();
	/** When each snapshot was read: one that is older than a look, in another window, says nothing that is new. */
	const arrivals = new WeakMap<SpecSnapshot, number>();
	const latest = new Map<string, SpecSnapshot>();
	/** What the user wrote, by spec repo and file, until it has arrived. */
	const written = new Map<string, Written>();
	const known = new Map<string, { readonly basis: readonly unknown[]; readonly news: readonly ChangedObjective[] }>();
	/** Checked once, since every move of the cursor asks. */
	const loaded = new Map<string, { readonly value: unknown; readonly seen: readonly Seen[] }>();
	const keyOf = (spec: NewsSpec) => specKey(spec.source.address);
	const slot = (key: string) => `news:${key}`;
	const load = (key: string): readonly Seen[] => {
		const value = memory.get(slot(key));
		const last = loaded.get(key);
		if (last && last.value === value) return last.seen;
		const seen = Array.isArray(value) ? value.filter(isSeen) : [];
		loaded.set(key, { value, seen });
		return seen;
	};
	const save = (key: string, seen: readonly Seen[]) => memory.set(slot(key), bounded(seen));

	const of = (spec: NewsSpec): readonly ChangedObjective[] => {
		const key = keyOf(spec);
		const snapshot = spec.snapshot();
		const arrival = snapshot && arrivals.get(snapshot);
		if (!snapshot || arrival === undefined) return [];
		const basis = [snapshot, arrival, memory.get(slot(key))];
		const last = known.get(key);
		if (last?.basis.every((part, at) => part === basis[at])) return last.news;
		const seen = load(key).filter(({ at }) => at <= arrival);
		const news = seen.flatMap((one) => newsOf(one, snapshot, seen)).sort((one, other) => other.since - one.since);
		known.set(key, { basis, news });
		return news;
	};

	const look = (spec: NewsSpec, ids: readonly string[]) => {
		const snapshot = spec.snapshot();
		if (!snapshot || ids.length === 0) return;
		const key = keyOf(spec);
		const seen = new Map(load(key).map((one) => [one.id, one]));
		const now = clock.now();
		const noted = ids.flatMap((id): readonly Seen[] => {
			const before = seen.get(id);
			if (before && now - before.at < LOOK_MS) return [];
			const objective = snapshot.objectiveById.get(id);
			if (!objective || (before && newsOf(before, snapshot, []).length > 0)) return [];
			return [seenNow(objective, snapshot, now)];
		});
		if (noted.length === 0) return;
		for (const one of noted) seen.set(one.id, one);
		save(key, [...seen.values()]);
	};

	return {
		of,
		look,
		watch(spec, ids) {
			const known = new Set(load(keyOf(spec)).map(({ id }) => id));
			look(
				spec,
				ids.filter((id) => !known.has(id)),
			);
		},
		markSeen(spec, id) {
			const snapshot = spec.snapshot();
			const news = of(spec).filter((one) => id === undefined || one.id === id);
			if (!snapshot || news.length === 0) return;
			const key = keyOf(spec);
			const ids = new Set(news.map((one) => one.id));
			const rest = load(key).filter((one) => !ids.has(one.id));
			const fresh = news.flatMap((one) => snapshot.objectiveById.get(one.id) ?? []);
			save(key, [...rest, ...fresh.map((objective) => seenNow(objective, snapshot, clock.now()))]);
			changed.fire();
		},
		arrived(spec) {
			const snapshot = spec.snapshot();
			if (!snapshot || arrivals.has(snapshot)) return;
			const now = clock.now();
			arrivals.set(snapshot, now);
			const key = keyOf(spec);
			latest.set(key, snapshot);
			const seen = load(key);
			const arrived = new Set<string>();
			const next = seen.flatMap((one): readonly Seen[] => {
				const place = `${key} ${one.file}`;
				const own = written.get(place);
				const after = own && now - own.at < OWN_MS ? afterOwn(one, own, snapshot) : undefined;
				if (after === undefined) return [one];
				arrived.add(place);
				return after === 'gone' ? [] : [{ ...after, at: now }];
			});
			for (const place of arrived) written.delete(place);
			if (arrived.size > 0) save(key, next);
		},
		own(spec, path) {
			const before = latest.get(spec);
			if (before) written.set(`${spec} ${path}`, { at: clock.now(), before, items: [] });
		},
		recorded({ spec, path, action }) {
			if (action.kind !== 'record') return;
			const place = `${spec} ${path}`;
			const { items = [], ...saved } = written.get(place) ?? {};
			const item = { kind: action.record, item: action.item };
			written.set(place, { ...saved, at: clock.now(), items: [...items, item] });
		},
		onDidChange: changed.event,
	};
}

interface Written {
	/** Milliseconds since 1970. */
	readonly at: number;
	/** What was known when the file was saved; absent: it was not saved. */
	readonly before?: SpecSnapshot;
	/** What was recorded. */
	readonly items: readonly ItemToRecord[];
}

/** What the user has seen with what he wrote; undefined: it is not in the snapshot yet, or does not concern this objective. */
function afterOwn(one: Seen, { before, items }: Written, snapshot: SpecSnapshot): Seen | 'gone' | undefined {
	const objective = snapshot.objectiveById.get(one.id);
	const former = before?.objectiveById.get(one.id);
	if (!objective) return former ? 'gone' : undefined;
	const now = factsOf(objective);
	let { facts } = one;
	for (const item of items) facts = withRecorded(facts, now, item) ?? facts;
	if (former && former !== objective) facts = withOwnChange(facts, factsOf(former), now);
	return factsDifference(facts, one.facts).length === 0
		? undefined
		: { ...seenNow(objective, snapshot, one.at), facts };
}

/** What was parsed once stays the same object over many snapshots. */
const factsByObjective = new WeakMap<Objective, ObjectiveFacts>();

function factsOf(objective: Objective): ObjectiveFacts {
	const facts = factsByObjective.get(objective) ?? objectiveFacts(objective);
	factsByObjective.set(objective, facts);
	return facts;
}

function seenNow(objective: Objective, { objectives }: SpecSnapshot, at: number): Seen {
	const { file } = objective.source;
	const alone = objectives.every(({ id, source }) => id === objective.id || source.file !== file);
	return { id: objective.id, at, file, alone, facts: factsOf(objective) };
}

function newsOf(one: Seen, snapshot: SpecSnapshot, seen: readonly Seen[]): readonly ChangedObjective[] {
	const { id, at, facts } = one;
	const about = { id, title: facts.title, since: at };
	if (!isReadable(snapshot, one)) return [];
	const objective = snapshot.objectiveById.get(id);
	if (objective) {
		const changes = factsDifference(facts, factsOf(objective));
		return changes.length > 0 ? [{ kind: 'changed', ...about, changes }] : [];
	}
	const successor = successorOf(one, snapshot, seen);
	return [
		{ kind: 'gone', ...about, ...(successor ? { successor: { id: successor.id, title: successor.title } } : {}) },
	];
}

/** Whether the snapshot tells what became of the objective: not where its file, the settings or everything could not be read. */
function isReadable({ objectives, problems }: SpecSnapshot, { file }: Seen): boolean {
	return (
		objectives.length > 0 &&
		!problems.some(
			({ severity, code, file: where }) =>
				severity === 'error' && (where === file || code.startsWith('config.') || code.startsWith('spec.')),
		)
	);
}

/** What says that it came after, has the id as another name, or stands alone in the file where this one stood alone. */
function successorOf({ id, file, alone }: Seen, { objectives }: SpecSnapshot, seen: readonly Seen[]) {
	const said =
		objectives.find(({ supersedes }) => supersedes.includes(id)) ??
		objectives.find(({ aliases }) => aliases.includes(id));
	if (said || !alone) return said;
	const [there, ...more] = objectives.filter(({ source }) => source.file === file);
	return more.length === 0 && !seen.some((one) => one.id === there?.id) ? there : undefined;
}

/** Those that were looked at last, as many as fit. */
function bounded(seen: readonly Seen[]): readonly Seen[] {
	const kept: Seen[] = [];
	let length = 0;
	for (const one of seen.toSorted((a, b) => b.at - a.at)) {
		length += JSON.stringify(one).length;
		if (kept.length >= REMEMBERED || (length > REMEMBERED_LENGTH && kept.length > 0)) break;
		kept.push(one);
	}
	return kept;
}

function isSeen(value: unknown): value is Seen {
	if (typeof value !== 'object' || value === null) return false;
	const { id, at, file, alone, facts } = value as Record<string, unknown>;
	return (
		typeof id === 'string' &&
		typeof at === 'number' &&
		typeof file === 'string' &&
		typeof alone === 'boolean' &&
		isObjectiveFacts(facts)
	);
}
