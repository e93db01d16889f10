import { madeOnce } from '../core/madeOnce.ts';
import { foldText } from '../core/foldText.ts';
import type { Objective, ObjectiveStatus, Period } from '../core/objective.ts';
import type { SpecSnapshot } from '../core/snapshot.ts';
import { periodText, statusWord } from './words.ts';

export const GROUPINGS = ['status', 'pm', 'team', 'period', 'parent'] as const;
/** By what the objectives of a tree are grouped; `parent`: each below its parent, without groups. */
export type Grouping = (typeof GROUPINGS)[number];

/** An objective in a tree. */
export interface ObjectiveBranch {
	readonly objective: Objective;
	/** What stands below it and is shown. */
	readonly below: readonly ObjectiveBranch[];
}

export interface ObjectiveGroup {
	/** Unique among the groups of one tree. */
	readonly key: string;
	readonly label: string;
	/** What is over: it starts folded. */
	readonly over: boolean;
	/** Objectives that are in it and pass the filter, those below others included. */
	readonly count: number;
	readonly branches: readonly ObjectiveBranch[];
}

/** The objectives of a spec repo as they are shown. */
export type ObjectiveTree = {
	/** How many pass the filter. */
	readonly shown: number;
	readonly total: number;
} & (
	| { readonly kind: 'groups'; readonly groups: readonly ObjectiveGroup[] }
	| { readonly kind: 'branches'; readonly branches: readonly ObjectiveBranch[] }
);

/** A group before it has objectives. `rank` orders groups, then the label does. */
interface GroupName {
	readonly key: string;
	readonly label: string;
	readonly rank: string;
}

/** Running work first; what is over last. `undefined` holds those whose status is not given or not understood. */
const STATUS_ORDER: readonly (ObjectiveStatus | undefined)[] = [
	'active',
	'proposed',
	'paused',
	undefined,
	'achieved',
	'dropped',
];
const byName = madeOnce(() => new Intl.Collator('en', { numeric: true, sensitivity: 'base' }));

/**
 * Groups the objectives and puts them in order: running work first, the newest period first, people and teams by name, those that name none last.
 * What passes `filter` is in the tree exactly once, whatever its parent says; what does not pass is there only to hold something that does.
 *
 * By parent, every objective stands below its parent. Otherwise only the parts do that the parent's own file defines (the requirements of a feature),
 * and only in the same group: fifty features stay fifty rows, while an objective with a file of its own is work of its own and is not hidden under
 * the company's goal. Such a part takes from its parent what it does not say itself.
 */
export function objectiveTree(
	{ objectives, objectiveById }: Pick<SpecSnapshot, 'objectives' | 'objectiveById'>,
	grouping: Grouping,
	filter: ((objective: Objective) => boolean) | undefined,
): ObjectiveTree {
	const passing = filter ? objectives.filter(filter) : objectives;
	const totals = { shown: passing.length, total: objectives.length };
	const parents = parentLinks(objectives, (objective) => {
		const parent = objective.parent === undefined ? undefined : objectiveById.get(objective.parent);
		return grouping === 'parent' || parent?.source.file === objective.source.file ? parent : undefined;
	});
	if (grouping === 'parent') {
		const branches = branchesOf(withAbove(passing, objectives, parents), parents);
		return { kind: 'branches', ...totals, branches };
	}
	const nameOf = groupNames(grouping, parents);
	for (const [part, parent] of parents) if (nameOf(part).key !== nameOf(parent).key) parents.delete(part);
	const counts = new Map<string, number>();
	for (const objective of passing) counts.set(nameOf(objective).key, (counts.get(nameOf(objective).key) ?? 0) + 1);
	const members = new Map<GroupName['key'], { name: GroupName; objectives: Objective[] }>();
	for (const objective of withAbove(passing, objectives, parents)) {
		const name = nameOf(objective);
		const group = members.get(name.key) ?? { name, objectives: [] };
		group.objectives.push(objective);
		members.set(name.key, group);
	}
	const groups = [...members.values()]
		.sort(
			({ name: one }, { name: other }) => compareText(one.rank, other.rank) || byName().compare(one.label, other.label),
		)
		.map(({ name, objectives: own }): ObjectiveGroup => ({
			key: name.key,
			label: name.label,
			over: grouping === 'status' && (name.key === 'achieved' || name.key === 'dropped'),
			count: counts.get(name.key) ?? 0,
			branches: branchesOf(own, parents),
		}));
	return { kind: 'groups', ...totals, groups };
}

/** Each objective's parent, with every circle opened at one place, so that everything hangs on something that hangs on nothing. */
function parentLinks(
	objectives: readonly Objective[],
	parentOf: (objective: Objective) => Objective | undefined,
): Map<Objective, Objective> {
	const links = new Map<Objective, Objective>();
	for (const objective of objectives) {
		const parent = parentOf(objective);
		if (parent) links.set(objective, parent);
	}
	const done = new Set<Objective>();
	for (const start of objectives) {
		const path = new Set<Objective>();
		let at: Objective | undefined = start;
		while (at && !done.has(at) && !path.has(at)) {
			path.add(at);
			at = links.get(at);
		}
		if (at && path.has(at)) links.delete(at);
		for (const each of path) done.add(each);
	}
	return links;
}

/** These objectives and all that they stand below, in the order of `all`. */
function withAbove(
	some: readonly Objective[],
	all: readonly Objective[],
	parents: ReadonlyMap<Objective, Objective>,
): readonly Objective[] {
	if (some === all) return all;
	const kept = new Set<Objective>();
	for (const objective of some) {
		for (let at: Objective | undefined = objective; at && !kept.has(at); at = parents.get(at)) kept.add(at);
	}
	return all.filter((objective) => kept.has(objective));
}

function branchesOf(
	objectives: readonly Objective[],
	parents: ReadonlyMap<Objective, Objective>,
): readonly ObjectiveBranch[] {
	const branches = objectives.map((objective) => ({ objective, below: [] as ObjectiveBranch[] }));
	const byObjective = new Map(branches.map((branch) => [branch.objective, branch]));
	const roots: ObjectiveBranch[] = [];
	for (const branch of branches) {
		const parent = parents.get(branch.objective);
		((parent && byObjective.get(parent)?.below) ?? roots).push(branch);
	}
	for (const { below } of branches) below.sort(compareBranches);
	return roots.sort(compareBranches);
}

/** What holds others first, then running work; else the order stays, which is that of the ids. */
function compareBranches(one: ObjectiveBranch, other: ObjectiveBranch): number {
	const holds = Number(other.below.length > 0) - Number(one.below.length > 0);
	return holds || STATUS_ORDER.indexOf(one.objective.status) - STATUS_ORDER.indexOf(other.objective.status);
}

function groupNames(
	grouping: Exclude<Grouping, 'parent'>,
	parents: ReadonlyMap<Objective, Objective>,
): (objective: Objective) => GroupName {
	const known = new Map<Objective, GroupName>();
	return (objective) => {
		const path: Objective[] = [];
		let name: GroupName | undefined;
		for (let at: Objective | undefined = objective; at && !name; at = parents.get(at)) {
			path.push(at);
			name = known.get(at) ?? ownName(at, grouping);
			// A word that is not understood is still a word of its own.
			if (grouping === 'status' && at.statusText !== undefined) break;
		}
		for (const each of path) known.set(each, name ?? NONE[grouping]);
		return name ?? NONE[grouping];
	};
}

const LAST = '\uffff';
const NONE: Record<Exclude<Grouping, 'parent'>, GroupName> = {
	status: { key: '', label: 'Status unknown', rank: String(STATUS_ORDER.indexOf(undefined)) },
	pm: { key: '', label: 'No PM named', rank: LAST },
	team: { key: '', label: 'No team named', rank: LAST },
	period: { key: '', label: 'No period given', rank: LAST },
};

function ownName(
	{ status, pm, team, period }: Objective,
	grouping: Exclude<Grouping, 'parent'>,
): GroupName | undefined {
	switch (grouping) {
		case 'status':
			return status && { key: status, label: statusWord(status), rank: String(STATUS_ORDER.indexOf(status)) };
		case 'pm':
			// By name: the same person is written as a key in one file and with an e-mail in another.
			return pm && { key: foldText(pm.name), label: pm.name, rank: '' };
		case 'team':
			return team ? { key: foldText(team), label: team, rank: '' } : undefined;
		case 'period': {
			const label = periodText(period);
			return period && label ? { key: foldText(label), label, rank: newestFirst(periodEnd(period)) } : undefined;
		}
	}
}

/** The month in which a period ends, `2026-12`; undefined where neither its dates nor its label tell. */
function periodEnd({ text = '', start, due }: Period): string | undefined {
	if (due ?? start) return (due ?? start)?.slice(0, 7);
	const year = /\d{4}/.exec(text)?.[0];
	if (!year) return undefined;
	const part = /(?<kind>[QHW])(?<number>\d{1,2})(?!\d)/i.exec(text)?.groups;
	const number = Number(part?.['number']);
	const monthOf = { Q: number * 3, H: number * 6, W: Math.ceil((number * 12) / 53) };
	const written = /\d{4}-(\d{2})(?!\d)/.exec(text)?.[1];
	const month = part ? monthOf[part['kind']?.toUpperCase() as keyof typeof monthOf] : Number(written ?? 12);
	return `${year}-${String(month).padStart(2, '0')}`;
}

/** A rank that sorts later months first, and before those that are not known. */
function newestFirst(month: string | undefined): string {
	return month?.replace(/\d/g, (digit) => String(9 - Number(digit))) ?? 'unknown';
}

function compareText(one: string, other: string): number {
	return one < other ? -1 : Number(one > other);
}
