import type { CommitConstraint, CommitNaming, Relation } from '../link.ts';
import { type ByteTable, createByteTable, findText, intern, textOf } from './byteTable.ts';
import { type Column, lowerBound, push, uint32Column, uint8Column } from './columns.ts';

/** Which commits name which objectives, by the numbers of one history. Commits that say nothing are not in it. */
export interface Namings {
	/** Commits with a lower number were read. */
	readUpTo: number;
	readonly objectives: ByteTable;
	/** What the messages say, each text once: the words of a mention, the reason of a `none`. */
	readonly words: ByteTable;
	/** Commits that say something, ascending, and for each where its mentions end. */
	readonly commits: Column<Uint32Array>;
	readonly mentionEnds: Column<Uint32Array>;
	/** `SILENT`, `NONE`, or the number of the reason plus `REASON`. */
	readonly nones: Column<Uint32Array>;
	readonly mentionObjective: Column<Uint32Array>;
	/** Index in `RELATIONS` times four, plus the index in `PLACES`. */
	readonly mentionKind: Column<Uint8Array>;
	readonly mentionWords: Column<Uint32Array>;
	/** The `Constraint:` and `Trade-off:` lines of those commits, ascending by commit: its number, the index in `CONSTRAINTS`, the number of the text. */
	readonly constraintCommit: Column<Uint32Array>;
	readonly constraintKind: Column<Uint8Array>;
	readonly constraintText: Column<Uint32Array>;
}

const RELATIONS = ['implements', 'partially', 'related', 'mentions'] as const satisfies readonly Relation[];
const PLACES = ['trailer', 'subject', 'body'] as const;
const CONSTRAINTS = ['constraint', 'trade-off'] as const satisfies readonly CommitConstraint['kind'][];
const SILENT = 0;
const NONE = 1;
const REASON = 2;

export function createNamings(): Namings {
	return {
		readUpTo: 0,
		objectives: createByteTable(),
		words: createByteTable(),
		commits: uint32Column(),
		mentionEnds: uint32Column(),
		nones: uint32Column(),
		mentionObjective: uint32Column(),
		mentionKind: uint8Column(),
		mentionWords: uint32Column(),
		constraintCommit: uint32Column(),
		constraintKind: uint8Column(),
		constraintText: uint32Column(),
	};
}

/** Adds what the message of `commit` says; commits have to come in ascending order. */
export function appendNaming(namings: Namings, commit: number, naming: CommitNaming): void {
	if (naming.mentions.length === 0 && !naming.none) return;
	const last = namings.commits.values[namings.commits.length - 1] ?? -1;
	if (namings.commits.length > 0 && last >= commit) throw new RangeError(`commit ${commit} after ${last}`);
	push(namings.commits, commit);
	push(namings.nones, noneNumber(namings, naming.none));
	for (const { objective, relation, where, words } of naming.mentions) {
		push(namings.mentionObjective, internText(namings.objectives, objective));
		push(namings.mentionKind, RELATIONS.indexOf(relation) * 4 + PLACES.indexOf(where));
		push(namings.mentionWords, internText(namings.words, words));
	}
	push(namings.mentionEnds, namings.mentionObjective.length);
	for (const { kind, text } of naming.constraints ?? []) {
		push(namings.constraintCommit, commit);
		push(namings.constraintKind, CONSTRAINTS.indexOf(kind));
		push(namings.constraintText, internText(namings.words, text));
	}
}

/** The commits that say a constraint, each with all that it says, ascending. */
export function constraintsOf(namings: Namings): ReadonlyMap<number, readonly CommitConstraint[]> {
	const found = new Map<number, CommitConstraint[]>();
	for (let at = 0; at < namings.constraintCommit.length; at++) {
		const commit = namings.constraintCommit.values[at] ?? 0;
		const kind = CONSTRAINTS[namings.constraintKind.values[at] ?? 0] ?? 'constraint';
		const constraint = { kind, text: textOf(namings.words, namings.constraintText.values[at] ?? 0) };
		const others = found.get(commit);
		if (others) others.push(constraint);
		else found.set(commit, [constraint]);
	}
	return found;
}

/** What the message of `commit` says; undefined where it says nothing of objectives. The words of a `none` are not kept. */
export function namingOf(namings: Namings, commit: number): CommitNaming | undefined {
	const at = placeOf(namings, commit);
	if (at < 0) return undefined;
	const mentions = [];
	for (let mention = mentionStart(namings, at); mention < mentionEnd(namings, at); mention++) {
		const kind = namings.mentionKind.values[mention] ?? 0;
		mentions.push({
			objective: textOf(namings.objectives, namings.mentionObjective.values[mention] ?? 0),
			relation: RELATIONS[kind >>> 2] ?? 'mentions',
			where: PLACES[kind & 3] ?? 'body',
			words: textOf(namings.words, namings.mentionWords.values[mention] ?? 0),
		});
	}
	const none = namings.nones.values[at] ?? SILENT;
	if (none === SILENT) return { mentions };
	const reason = none === NONE ? undefined : textOf(namings.words, none - REASON);
	return { mentions, none: { ...(reason === undefined ? {} : { reason }), words: '' } };
}

/** Number of the objective that `commit` names most strongly, `SERVES_NONE`, or `NAMES_NOTHING`. */
export function mainObjective(namings: Namings, commit: number): number {
	const at = placeOf(namings, commit);
	if (at < 0) return NAMES_NOTHING;
	if ((namings.nones.values[at] ?? SILENT) !== SILENT) return SERVES_NONE;
	const start = mentionStart(namings, at);
	return start < mentionEnd(namings, at) ? (namings.mentionObjective.values[start] ?? 0) : NAMES_NOTHING;
}

export const NAMES_NOTHING = -1;
export const SERVES_NONE = -2;

/** Tells which commits name an objective, ascending; sorted out once for all objectives, as the namings are now. */
export function createNamedCommits(namings: Namings): (id: string) => Uint32Array {
	const { values: objectives } = namings.mentionObjective;
	const count = namings.objectives.ends.length;
	// Where the commits of each objective end: counted first, then filled from the end.
	const ends = new Uint32Array(count + 1);
	for (let at = 0; at < namings.mentionObjective.length; at++) bump(ends, (objectives[at] ?? 0) + 1, 1);
	for (let at = 0; at < count; at++) bump(ends, at + 1, ends[at] ?? 0);
	const starts = ends.slice();
	const commits = new Uint32Array(namings.mentionObjective.length);
	for (let place = 0; place < namings.commits.length; place++) {
		for (let mention = mentionStart(namings, place); mention < mentionEnd(namings, place); mention++) {
			const objective = objectives[mention] ?? 0;
			commits[starts[objective] ?? 0] = namings.commits.values[place] ?? 0;
			bump(starts, objective, 1);
		}
	}
	return (id) => {
		const objective = findText(namings.objectives, id);
		return objective < 0 ? new Uint32Array(0) : commits.subarray(ends[objective], ends[objective + 1]);
	};
}

function bump(numbers: Uint32Array, at: number, by: number): void {
	numbers[at] = (numbers[at] ?? 0) + by;
}

function placeOf({ commits }: Namings, commit: number): number {
	const at = lowerBound(commits.values, commits.length, commit);
	return at < commits.length && commits.values[at] === commit ? at : -1;
}

function mentionStart({ mentionEnds }: Namings, at: number): number {
	return at === 0 ? 0 : (mentionEnds.values[at - 1] ?? 0);
}

function mentionEnd({ mentionEnds }: Namings, at: number): number {
	return mentionEnds.values[at] ?? 0;
}

function noneNumber(namings: Namings, none: CommitNaming['none']): number {
	if (!none) return SILENT;
	return none.reason === undefined ? NONE : internText(namings.words, none.reason) + REASON;
}

function internText(table: ByteTable, text: string): number {
	const bytes = new TextEncoder().encode(text);
	return intern(table, bytes, 0, bytes.length);
}
