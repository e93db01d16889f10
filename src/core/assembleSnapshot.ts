import type { SpecFormat } from './formats/specFormat.ts';
import type { Objective, Person } from './objective.ts';
import type { Problem } from './problem.ts';
import type { Question } from './question.ts';
import type { SpecRevision, SpecSnapshot } from './snapshot.ts';
import { objectiveProblems } from './snapshotProblems.ts';
import type { SpecConfig } from './specConfig.ts';
import { finish, type Steps } from './steps.ts';

export interface SpecParts {
	readonly revision: SpecRevision;
	readonly config: SpecConfig;
	readonly formats: readonly SpecFormat[];
	readonly recognised: boolean;
	/** In the order of their files: of two with one id the first is taken. */
	readonly objectives: readonly Objective[];
	readonly questions: readonly Question[];
	/** What reading the files said. */
	readonly problems: readonly Problem[];
}

/**
 * Puts what was read from the files of a spec repo together, and adds the problems that only the whole shows: an id twice, a parent that does
 * not exist, parents in a circle, people that nobody knows, a question about an objective that is not there (it is kept).
 */
export function assembleSnapshot(parts: SpecParts): SpecSnapshot {
	return finish(assembleInSteps(parts));
}

/** `assembleSnapshot`, as work that can be interrupted. */
export function* assembleInSteps(parts: SpecParts): Steps<SpecSnapshot> {
	const byId = new Map<string, Objective>();
	for (const objective of parts.objectives) {
		const known = byId.get(objective.id);
		if (!known || isNewer(objective, known)) byId.set(objective.id, objective);
	}
	yield;
	const duplicates = parts.objectives.flatMap((objective): readonly Problem[] => {
		const shown = byId.get(objective.id);
		return !shown || shown === objective ? [] : [duplicateProblem(objective, shown)];
	});
	yield;
	const objectives = yield* sortById([...byId.values()]);
	const questions = [...parts.questions].sort(newestFirst);
	yield;
	const objectiveById = new Map(objectives.map((objective) => [objective.id, objective]));
	const people = peopleOf(parts.config.people, objectives);
	yield;
	const ofParents = parentProblems(objectives, byId);
	yield;
	const ofObjectives = yield* objectiveProblems(objectives, { people: parts.config.people, formats: parts.formats });
	yield;
	return {
		revision: parts.revision,
		config: parts.config,
		formats: parts.formats,
		recognised: parts.recognised,
		objectives,
		objectiveById,
		questions,
		people,
		problems: [
			...parts.problems,
			...duplicates,
			...ofParents,
			...ofObjectives,
			...questions.flatMap((question) => questionProblems(question, byId)),
		],
	};
}

/** In natural order. Each id is taken apart once, and parts that are in order are merged: sorting the whole would take a tenth of a second. */
function* sortById(objectives: readonly Objective[]): Steps<readonly Objective[]> {
	const keyed = objectives.map((objective) => ({ objective, parts: partsOf(objective.id) }));
	let runs: (typeof keyed)[] = [];
	for (let at = 0; at < keyed.length; at += RUN) {
		yield;
		runs.push(keyed.slice(at, at + RUN).sort((one, other) => compareParts(one.parts, other.parts)));
	}
	while (runs.length > 1) {
		const merged: (typeof keyed)[] = [];
		for (let at = 0; at < runs.length; at += 2) {
			merged.push(yield* mergeRuns(runs[at] ?? [], runs[at + 1] ?? []));
		}
		runs = merged;
	}
	return (runs[0] ?? []).map(({ objective }) => objective);
}

interface Keyed {
	readonly objective: Objective;
	readonly parts: readonly string[];
}

function* mergeRuns(one: readonly Keyed[], other: readonly Keyed[]): Steps<Keyed[]> {
	const result: Keyed[] = [];
	for (let [left, right] = [0, 0]; left < one.length || right < other.length;) {
		if (result.length % RUN === 0) yield;
		const [ours, theirs] = [one[left], other[right]];
		const takesOurs = ours && (!theirs || compareParts(ours.parts, theirs.parts) <= 0);
		const taken = takesOurs ? ours : theirs;
		if (taken) result.push(taken);
		if (takesOurs) left++;
		else right++;
	}
	return result;
}

const RUN = 500;

/** The natural order: `CHK-2` before `CHK-10`. */
export function compareIds(one: string, other: string): number {
	return compareParts(partsOf(one), partsOf(other));
}

function partsOf(id: string): readonly string[] {
	return id.match(/\d+|\D+/g) ?? [];
}

function compareParts(ours: readonly string[], theirs: readonly string[]): number {
	for (const [index, part] of ours.entries()) {
		const counterpart = theirs[index];
		if (counterpart === undefined) return 1;
		if (part === counterpart) continue;
		const difference = Number(part) - Number(counterpart);
		return (Number.isNaN(difference) ? 0 : difference) || (part < counterpart ? -1 : 1);
	}
	return ours.length - theirs.length;
}

/** Whether `one` is a later edition of the same objective. */
function isNewer(one: Objective, other: Objective): boolean {
	const [ours, theirs] = [one.source.edition, other.source.edition];
	return ours !== undefined && theirs !== undefined && ours > theirs;
}

function duplicateProblem({ id, source }: Objective, shown: Objective): Problem {
	const newer = shown.source.file;
	if (source.edition !== undefined && shown.source.edition !== undefined && source.edition !== shown.source.edition) {
		return { code: 'objective.older-edition', severity: 'info', file: source.file, facts: { id, newer } };
	}
	const file = source.head ?? source.file;
	return { code: 'id.duplicate', severity: 'error', file, range: source.ranges?.id, facts: { id, other: newer } };
}

function parentProblems(objectives: readonly Objective[], byId: ReadonlyMap<string, Objective>): readonly Problem[] {
	const named = new Set(objectives.flatMap(({ aliases }) => aliases));
	const unknown = objectives.flatMap(({ parent, source }): readonly Problem[] => {
		if (parent === undefined || byId.has(parent) || named.has(parent)) return [];
		const range = source.ranges?.parent;
		const file = source.head ?? source.file;
		return [{ code: 'parent.unknown', severity: 'warning', file, range, facts: { parent } }];
	});
	return [...unknown, ...cycleProblems(objectives, byId)];
}

/** Each circle of parents once, told at its member that comes first. */
function cycleProblems(objectives: readonly Objective[], byId: ReadonlyMap<string, Objective>): readonly Problem[] {
	const done = new Set<string>();
	return objectives.flatMap((start): readonly Problem[] => {
		const way = new Map<string, number>();
		let at: Objective | undefined = start;
		while (at && !done.has(at.id) && !way.has(at.id)) {
			way.set(at.id, way.size);
			at = at.parent === undefined ? undefined : byId.get(at.parent);
		}
		const from = at && way.get(at.id);
		for (const id of way.keys()) done.add(id);
		if (!at || from === undefined) return [];
		const ring = [...way.keys()].slice(from);
		const shown = ring.length > LONGEST_RING ? [...ring.slice(0, LONGEST_RING), '…'] : ring;
		const facts = { ids: [...shown, at.id].join(' > ') };
		const { file, head, ranges } = at.source;
		return [{ code: 'parent.cycle', severity: 'error', file: head ?? file, range: ranges?.parent, facts }];
	});
}

/** More than this nobody reads in one sentence. */
const LONGEST_RING = 12;

function questionProblems({ objective, file }: Question, byId: ReadonlyMap<string, Objective>): readonly Problem[] {
	if (objective === undefined || byId.has(objective)) return [];
	return [{ code: 'question.unknown-objective', severity: 'warning', file, facts: { objective } }];
}

function newestFirst(one: Question, other: Question): number {
	const [ours, theirs] = [one.askedAt ?? '', other.askedAt ?? ''];
	if (ours !== theirs) return ours > theirs ? -1 : 1;
	return one.file < other.file ? 1 : -1;
}

/** Those of `tandem.yml`, then whoever else is PM or engineer of an objective. */
function peopleOf(known: readonly Person[], objectives: readonly Objective[]): readonly Person[] {
	const people = new Map(known.map((person) => [keyOf(person), person]));
	for (const { pm, engineer } of objectives) {
		for (const person of [pm, engineer]) {
			if (person && !people.has(keyOf(person))) people.set(keyOf(person), person);
		}
	}
	return [...people.values()];
}

function keyOf({ key, email, name }: Person): string {
	return key !== undefined ? `key ${key}` : (email ?? name).toLowerCase();
}
