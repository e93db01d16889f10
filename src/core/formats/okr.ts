import { isEmptyValue, canonicalKey, type YamlEntry, type YamlMap, type YamlValue } from '../yamlValue.ts';
import { PLAIN_FORMAT, type SpecFormat } from './specFormat.ts';
import { sources } from './valueSource.ts';

/** Objectives and key results as lists in YAML: what stands beside the list (period, team, owner) holds for all in it. */
export const OKR: readonly SpecFormat[] = [
	{
		...PLAIN_FORMAT,
		name: 'okr',
		label: 'OKR lists in YAML',
		files: [
			'okrs/**/*.yaml',
			'okrs/**/*.yml',
			'okr/**/*.yaml',
			'okr/**/*.yml',
			'okrs.yaml',
			'okrs.yml',
			'okr.yaml',
			'okr.yml',
			'objectives/**/*.yaml',
			'objectives/**/*.yml',
			'objectives.yaml',
			'objectives.yml',
		],
		heads: ['yaml'],
		from: {
			id: sources('id', 'objective_id', 'key'),
			title: sources('objective', 'title', 'name'),
			status: sources('status', 'state'),
			health: sources('health', 'confidence_level'),
			pm: sources('owner', 'owner_id', 'pm', 'assignee'),
			team: sources('team', 'scope', 'department'),
			period: sources('period', 'quarter', 'timebox', 'timeframe', 'cycle'),
			parent: sources('parent', 'parent_id', 'parent_objective_id'),
			key_results: sources('key_results', 'krs', 'results'),
		},
		statuses: {
			'draft': 'proposed',
			'proposed': 'proposed',
			'planned': 'proposed',
			'not started': 'proposed',
			'active': 'active',
			'in progress': 'active',
			'on track': 'on-track',
			'at risk': 'at-risk',
			'needs attention': 'at-risk',
			'behind': 'off-track',
			'off track': 'off-track',
			'paused': 'paused',
			'on hold': 'paused',
			'done': 'achieved',
			'achieved': 'achieved',
			'completed': 'achieved',
			'closed': 'achieved',
			'cancelled': 'dropped',
			'canceled': 'dropped',
			'dropped': 'dropped',
		},
		why: sources('why', 'description', 'notes'),
		ignored: [
			'why',
			'notes',
			'description',
			'type',
			'progress',
			'confidence',
			'weight',
			'labels',
			'updated',
			'score',
			'objectives',
			'okrs',
			'initiatives',
			'version',
			'categories',
			'children',
			'sub_objectives',
		],
		signature: { text: /^[ \t]*(?:-[ \t]+)?(?:key_results|keyResults|krs|key-results|results)[ \t]*:/m },
		// Of one objective in several quarters the last one.
		edition: (_captures, period = '') => period,
		split: (root) => [...objectivesOf(root, [], 0)],
	},
];

const LISTS = new Set(['objectives', 'okrs', 'goals', 'items', 'teams', 'children', 'sub_objectives']);
const DEPTH_LIMIT = 6;

/** Each map of a list of objectives, with what stands around it in front of what it does not say itself. */
function* objectivesOf(
	root: YamlValue | undefined,
	inherited: readonly YamlEntry[],
	depth: number,
): Generator<YamlMap> {
	if (!root || depth > DEPTH_LIMIT || root.kind === 'scalar') return;
	if (root.kind === 'list') {
		for (const item of root.items) yield* objectivesOf(item, inherited, depth + 1);
		return;
	}
	const lists = root.entries.filter(({ key, value }) => LISTS.has(canonicalKey(key)) && value.kind === 'list');
	const own = root.entries.filter((entry) => !lists.includes(entry));
	const isOne = isObjective(own, lists.length > 0);
	if (isOne) {
		const said = new Set(own.filter(({ value }) => !isEmptyValue(value)).map(({ key }) => canonicalKey(key)));
		yield { ...root, entries: [...own, ...inherited.filter(({ key }) => !said.has(canonicalKey(key)))] };
	}
	const shared = own.filter(({ key }) => SHARED.has(canonicalKey(key)));
	const id = isOne ? own.find(({ key }) => IDS.has(canonicalKey(key))) : undefined;
	const parent = id ? [{ ...id, key: 'parent' }] : [];
	for (const { value } of lists) yield* objectivesOf(value, [...shared, ...parent, ...inherited], depth + 1);
}

/** What a file or a team says for all of its objectives. */
const SHARED = new Set([
	'period',
	'quarter',
	'timebox',
	'timeframe',
	'cycle',
	'team',
	'owner',
	'owner_id',
	'pm',
	'scope',
	'department',
]);
const TITLES = new Set(['objective', 'title', 'name']);
const IDS = new Set(['id', 'objective_id', 'key']);
const RESULTS = new Set(['key_results', 'krs', 'results']);

/** A team or a company has a name, too: around a list only what has an id or is measured is an objective. */
function isObjective(entries: readonly YamlEntry[], holdsOthers: boolean): boolean {
	const has = (names: ReadonlySet<string>) =>
		entries.some(({ key, value }) => names.has(canonicalKey(key)) && !isEmptyValue(value));
	return holdsOthers ? has(TITLES) && (has(IDS) || has(RESULTS)) : has(TITLES) || has(RESULTS);
}
