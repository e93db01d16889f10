import { isNative } from '../core/formats/specFormat.ts';
import { findNearest } from '../core/nearest.ts';
import { HEALTHS, OBJECTIVE_STATUSES } from '../core/objective.ts';
import { titleFromPath } from '../core/objectiveName.ts';
import { nextId } from '../core/objectiveIds.ts';
import { addPerson, personLine } from '../core/peopleEdit.ts';
import type { Problem, ProblemCode } from '../core/problem.ts';
import { toRepoPath } from '../core/repoPath.ts';
import type { SpecSnapshot } from '../core/snapshot.ts';
import { addBaseline, closeFrontMatter, insertKey, removeItem, removeKey, replaceValue } from '../core/specEdits.ts';
import { insertion, linesOf, type TextEdit } from '../core/textEdit.ts';

/** One way to mend a problem, for the author to choose. */
export interface SpecFix {
	readonly title: string;
	/** Surely what was meant: an editor may offer it first. */
	readonly isBest: boolean;
	readonly act:
		/** `file` is relative to the spec's root. */
		| { readonly kind: 'edit'; readonly file: string; readonly edit: TextEdit }
		| { readonly kind: 'open'; readonly file: string };
}

export interface FixContext {
	/** The problem's file as it is now. */
	readonly text: string;
	readonly snapshot: SpecSnapshot;
	/** tandem.yml as it is now, where there is one. */
	readonly config?: { readonly file: string; readonly text: string };
}

/** The ways to mend a problem, the likeliest first. Each changes the one place that is wrong; none where only the author can know. */
export function specFixes(problem: Problem, context: FixContext): readonly SpecFix[] {
	const make = FIXES[problem.code] as ((problem: Problem, context: FixContext) => readonly Offer[]) | undefined;
	return (make?.(problem, context) ?? []).flatMap((offer): readonly SpecFix[] => {
		const { title, isBest = false, file = problem.file, edit, open } = offer;
		if (open !== undefined) return [{ title, isBest, act: { kind: 'open', file: open } }];
		return edit ? [{ title, isBest, act: { kind: 'edit', file, edit } }] : [];
	});
}

interface Offer {
	readonly title: string;
	readonly isBest?: boolean;
	/** Default: the problem's own. */
	readonly file?: string;
	/** Undefined: it cannot be done in this file. */
	readonly edit?: TextEdit | undefined;
	readonly open?: string;
}

type Make<Code extends ProblemCode> = (
	problem: Extract<Problem, { code: Code }>,
	context: FixContext,
) => readonly Offer[];

const FIXES: { readonly [Code in ProblemCode]?: Make<Code> } = {
	'key.unknown': ({ facts: { suggestion }, range }) =>
		suggestion === '' ? [] : [{ ...change(range, suggestion), isBest: true }],
	'value.invalid': ({ facts: { key, found }, range }, { snapshot }) => {
		// A format of another house has its own words.
		const words = (isOwnFormat(snapshot) && WORDS.get(key.trim().toLowerCase())) || [];
		const nearest = findNearest(found.toLowerCase(), words);
		const others = words.filter((word) => word !== nearest).map((word) => change(range, word));
		return nearest === undefined ? others : [{ ...change(range, nearest), isBest: true }, ...others];
	},
	'person.unknown': ({ facts: { person, suggestion }, range }, { snapshot, config }) => {
		const line = personLine(person, snapshot.config.people);
		const add: Offer[] =
			line && config
				? [
						{
							title: `Add ${person} to the people of ${config.file}`,
							file: config.file,
							edit: addPerson(config.text, line),
						},
					]
				: [];
		return suggestion === '' ? add : [{ ...change(range, suggestion), isBest: true }, ...add];
	},
	'parent.unknown': ({ file, facts: { parent }, range }, { text, snapshot }) => [
		...nearestId(parent, range, snapshot, file),
		{ title: `Remove the parent ${parent}`, edit: removeKey(text, 'parent') },
	],
	'parent.cycle': (_problem, { text }) => [{ title: 'Remove this parent', edit: removeKey(text, 'parent') }],
	'supersedes.unknown': ({ facts: { id } }, { text }) => [
		{ title: `Take ${id} out of "supersedes"`, edit: removeItem(text, 'supersedes', id) },
	],
	'question.unknown-objective': ({ facts: { objective }, range }, { snapshot }) =>
		nearestId(objective, range, snapshot),
	'question.no-answer-heading': ({ facts: { words }, range }, { text }) => {
		const { end, count, at } = linesOf(text);
		const above = range && insertion(range.start.line, 1, `## Answer${end}${end}`);
		const last = insertion(count, at(count).length + 1, `${at(count) === '' ? end : end + end}## Answer${end}`);
		return [
			...(words === 'none' ? [] : [{ title: 'Add "## Answer" above these words', edit: above }]),
			...(words === 'surely' ? [] : [{ title: 'Add "## Answer" at the end', edit: last }]),
		];
	},
	'id.duplicate': ({ facts: { id, other }, range }, { text, snapshot }) => {
		const fresh = nextId(idsOf(snapshot), id);
		return [
			{
				title: `Give this one the id ${fresh}`,
				edit: range ? replaceValue(range, fresh) : ownKey(snapshot, () => insertKey(text, 'id', fresh)),
			},
			{ title: `Open ${other}`, open: other },
		];
	},
	'id.invalid': ({ facts: { id }, range }, { snapshot }) => {
		const plain = id.replace(/[^\p{L}\p{N}._/-]+/gu, '-').replace(/^[^\p{L}\p{N}]+|-+$/gu, '');
		const isFree = plain !== '' && !plain.includes('..') && !snapshot.objectiveById.has(plain);
		return [change(range, isFree ? plain : nextId(idsOf(snapshot)))];
	},
	'objective.no-id': (_problem, { text, snapshot }) => {
		const fresh = nextId(idsOf(snapshot));
		return [{ title: `Add the id ${fresh}`, isBest: true, edit: ownKey(snapshot, () => insertKey(text, 'id', fresh)) }];
	},
	'objective.no-title': ({ file, facts: { id } }, { text, snapshot }) => {
		const path = toRepoPath(file);
		const captures = snapshot.objectiveById.get(id)?.source.captures ?? {};
		const edit = path && ownKey(snapshot, () => insertKey(text, 'title', titleFromPath(path, captures, id), 'id'));
		return [{ title: 'Add a title', isBest: true, edit }];
	},
	'front-matter.unclosed': (_problem, { text }) => [
		{ title: 'End the block with ---', isBest: true, edit: closeFrontMatter(text) },
	],
	'key-result.no-baseline': (problem, { text }) => [{ title: 'Add a baseline', edit: addBaseline(text, problem) }],
	'link.dead': ({ facts: { suggestion }, range }) =>
		suggestion === '' || !range
			? []
			: [{ title: `Link to ${suggestion}`, isBest: true, edit: { range, text: suggestion } }],
};

/** A map, since a key may be any word: `constructor` too. */
const WORDS = new Map<string, readonly string[]>([
	['status', OBJECTIVE_STATUSES],
	['state', OBJECTIVE_STATUSES],
	['health', HEALTHS],
]);

/** What would make front matter of our own in a format of another house is not offered. */
function ownKey(snapshot: SpecSnapshot, make: () => TextEdit | undefined): TextEdit | undefined {
	return isOwnFormat(snapshot) ? make() : undefined;
}

function isOwnFormat({ formats }: SpecSnapshot): boolean {
	return formats.every(isNative);
}

function change(range: Problem['range'], text: string): Offer {
	return { title: `Change to "${text}"`, edit: range && replaceValue(range, text) };
}

function nearestId(id: string, range: Problem['range'], snapshot: SpecSnapshot, without = ''): readonly Offer[] {
	const others = snapshot.objectives.filter(({ source }) => source.file !== without);
	const nearest = findNearest(id, idsOf({ objectives: others }));
	return nearest === undefined ? [] : [change(range, nearest)];
}

function idsOf({ objectives }: Pick<SpecSnapshot, 'objectives'>): readonly string[] {
	return objectives.flatMap(({ id, aliases }) => [id, ...aliases]);
}
