import { isEmptyValue, canonicalKey, type YamlEntry, type YamlMap, type YamlValue } from '../yamlValue.ts';
import { PLAIN_FORMAT, type SpecFormat } from './specFormat.ts';
import { sources } from './valueSource.ts';

/** Lists that people keep by hand call one thing in many ways. */
const FROM = {
	id: sources('id', 'objective_id', 'key'),
	title: sources('objective', 'title', 'name'),
	status: sources('status', 'state'),
	health: sources('health', 'confidence_level'),
	pm: sources('owner', 'owner_id', 'pm', 'assignee'),
	team: sources('team', 'scope', 'department'),
	period: sources('period', 'quarter', 'timebox', 'timeframe', 'cycle'),
	parent: sources('parent', 'parent_id', 'parent_objective_id'),
	key_results: sources('key_results', 'krs', 'results'),
} as const satisfies SpecFormat['from'];

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
		from: FROM,
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
/** A company, its departments, their teams, their objectives and those below: a list and a map each. */
const DEPTH_LIMIT = 16;

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
		const said = new Set(own.filter(({ value }) => !isEmptyValue(value)).map(fieldOf));
		yield { ...root, entries: [...own, ...inherited.filter((entry) => !said.has(fieldOf(entry)))] };
	}
	const shared = [...SHARED].flatMap(
		(field) => own.find((entry) => fieldOf(entry) === field && !isEmptyValue(entry.value)) ?? [],
	);
	const id = isOne ? own.find((entry) => fieldOf(entry) === 'id') : undefined;
	const nearest = [...shared, ...(id ? [{ ...id, key: 'parent' }] : [])];
	const said = new Set(nearest.map(fieldOf));
	const passed = [...nearest, ...inherited.filter((entry) => !said.has(fieldOf(entry)))];
	for (const { value } of lists) yield* objectivesOf(value, passed, depth + 1);
}

/** What a file or a team says for all of its objectives. */
const SHARED: ReadonlySet<string> = new Set(['period', 'team', 'pm']);

const FIELDS: ReadonlyMap<string, string> = new Map(
	Object.entries(FROM).flatMap(([field, sources]) =>
		sources.flatMap((source) => (source.kind === 'key' ? [[source.key, field] as const] : [])),
	),
);

/** Of which value the entry tells, whatever it is called: a `quarter` of its own goes before the `period` of the file. */
function fieldOf({ key }: YamlEntry): string {
	const name = canonicalKey(key);
	return FIELDS.get(name) ?? name;
}

/** A team or a company has a name, too: around a list only what has an id or is measured is an objective. */
function isObjective(entries: readonly YamlEntry[], holdsOthers: boolean): boolean {
	const has = (field: string) => entries.some((entry) => fieldOf(entry) === field && !isEmptyValue(entry.value));
	return holdsOthers ? has('title') && (has('id') || has('key_results')) : has('title') || has('key_results');
}
