import { choiceField, commitField, dateField, idField, numberField, textField } from './fieldSchema.ts';
import type { KeyNames } from './mapReader.ts';
import { HEALTHS, OBJECTIVE_STATUSES } from './objective.ts';

/** The keys of an objective's front matter, with the other names under which people write them. */
export const OBJECTIVE_KEYS: KeyNames = {
	id: [],
	title: ['name'],
	status: ['state'],
	health: [],
	pm: ['product_manager', 'product_owner'],
	engineer: ['engineering_owner', 'tech_lead'],
	team: ['teams'],
	period: ['timebox'],
	parent: [],
	supersedes: ['replaces'],
	key_results: ['key_result', 'krs'],
	code: [],
	tickets: ['ticket'],
	aliases: ['alias'],
	confirmed: [],
};

export const KEY_RESULT_KEYS: KeyNames = {
	id: ['kr_id', 'key_result_id'],
	metric: ['description', 'name', 'title', 'key_result', 'result'],
	unit: [],
	baseline: ['start', 'from'],
	target: ['goal', 'to'],
	current: ['now', 'actual'],
};

/** What lists of key results say besides, and nobody shows. */
export const KEY_RESULT_ASIDES: readonly string[] = [
	'confidence',
	'status',
	'owner',
	'owner_id',
	'evidence',
	'progress',
	'notes',
	'weight',
	'metric_key',
	'updated',
	'type',
	'due',
];

export const CODE_RULE_KEYS: KeyNames = { repo: ['repository'], paths: ['path', 'patterns'] };
export const PERIOD_KEYS: KeyNames = { start: ['from'], due: ['end', 'to', 'until'] };
export const CONFIRMED_KEYS: KeyNames = { by: [], on: ['date'], at: ['commit'] };

/** The form of each value of an objective. */
export const OBJECTIVE_FIELDS = {
	id: idField('id: CHK-1'),
	title: textField('title: Cut checkout abandonment'),
	status: choiceField('status', OBJECTIVE_STATUSES),
	health: choiceField('health', HEALTHS),
	pm: textField('pm: maria', 'a key of people: in tandem.yml, a name or an e-mail'),
	engineer: textField('engineer: ana', 'a key of people: in tandem.yml, a name or an e-mail'),
	team: textField('team: payments'),
	period: textField('period: 2026-Q4'),
	start: dateField('start: 2026-10-01'),
	due: dateField('due: 2026-12-31'),
	parent: idField('parent: GROW'),
	supersedes: idField('supersedes: [CHK-0]'),
	ticket: textField('tickets: [SHOP-1423]', 'the key of a ticket'),
	alias: textField('aliases: [checkout-abandonment]', 'another name of the objective'),
	confirmedBy: textField('confirmed: {by: maria, on: 2026-11-02}', 'who looked at it'),
	confirmedOn: dateField('confirmed: {by: maria, on: 2026-11-02}'),
	confirmedAt: commitField('confirmed: {by: maria, on: 2026-11-02, at: 3f2a1c9}'),
} as const;

export const KEY_RESULT_FIELDS = {
	id: textField('id: KR1'),
	metric: textField('metric: Checkout completion', 'what is measured'),
	unit: textField('unit: "%"'),
	baseline: numberField('baseline: 61'),
	target: numberField('target: 70'),
	current: numberField('current: 64.5'),
} as const;

export const CODE_RULE_FIELDS = {
	repo: textField('repo: acme/web-shop', 'the name of a code repo'),
	pattern: textField('- src/checkout/**', 'a pattern as in .gitignore'),
} as const;

/** The forms that are more than one text. */
export const KEY_RESULTS_FORM = {
	expected: 'a list of key results, each with a metric',
	example: () => '- {metric: Checkout completion, unit: "%", baseline: 61, target: 70, current: 64.5}',
} as const;

export const CODE_FORM = {
	expected: 'patterns, or a repo with its paths',
	example: () => '- {repo: acme/web-shop, paths: [/apps/store/checkout/]}',
} as const;
