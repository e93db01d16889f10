import { keyName } from '../core/mapReader.ts';
import type { KeyNames } from '../core/mapReader.ts';
import {
	CODE_FORM,
	CODE_RULE_FIELDS,
	CODE_RULE_KEYS,
	CONFIRMED_KEYS,
	KEY_RESULT_FIELDS,
	KEY_RESULT_KEYS,
	KEY_RESULTS_FORM,
	OBJECTIVE_FIELDS,
	OBJECTIVE_KEYS,
	PERIOD_KEYS,
} from '../core/objectiveSchema.ts';
import { QUESTION_KEYS } from '../core/readQuestion.ts';
import { SETTINGS_KEYS } from './settingsKeys.ts';
import type { SpecFileKind } from './specFile.ts';

/** What a key of a spec file means and takes, for whoever is writing it. */
export interface SpecKey {
	/** One sentence. */
	readonly meaning: string;
	/** Completes "expected …". */
	readonly expected: string;
	/** A right form of the whole line. */
	readonly example: string;
	/** What is put behind the key and its colon, with `$0` for the cursor; in a snippet's syntax. */
	readonly insert: string;
	readonly values?: OfferedValues;
	/** The keys of its groups. */
	readonly group?: KeyGroup;
}

/** Where the values come from that can be offered. */
export type OfferedValues =
	| 'status'
	| 'health'
	| 'person'
	| 'objective'
	| 'period'
	| 'pattern'
	| 'repo'
	| 'channel'
	| 'day'
	| 'format'
	| 'header'
	| 'markup';

export interface KeyGroup {
	readonly names: KeyNames;
	readonly keys: Readonly<Record<string, SpecKey>>;
	/** What a key means that the writer chooses. */
	readonly any?: SpecKey;
}

interface Form {
	readonly expected: string;
	readonly example: (found: string) => string;
}

const ONE = ' $0';
const LIST = ' [$0]';

/** A key with the form that its reader asks for. */
export function keyOf(
	meaning: string,
	form: Form,
	more: { insert?: string; values?: OfferedValues; group?: KeyGroup } = {},
): SpecKey {
	return { meaning, expected: form.expected, example: form.example(''), insert: ONE, ...more };
}

const KEY_RESULT: KeyGroup = {
	names: KEY_RESULT_KEYS,
	keys: {
		id: keyOf('Its short name within the objective.', KEY_RESULT_FIELDS.id),
		metric: keyOf('What is measured, in plain words.', KEY_RESULT_FIELDS.metric),
		unit: keyOf(
			'What the numbers count. It stands beside them, so the numbers are only numbers.',
			KEY_RESULT_FIELDS.unit,
		),
		baseline: keyOf('The number at the start.', KEY_RESULT_FIELDS.baseline),
		target: keyOf('The number that is wanted.', KEY_RESULT_FIELDS.target),
		current: keyOf('The number now. Bring it up to date every week or so.', KEY_RESULT_FIELDS.current),
	},
};

const CODE_RULE: KeyGroup = {
	names: CODE_RULE_KEYS,
	keys: {
		repo: keyOf('The code repo for which the paths hold.', CODE_RULE_FIELDS.repo, { values: 'repo' }),
		paths: keyOf(
			'Patterns as in .gitignore, from the root of that repo.',
			{ expected: 'a pattern or a list of them', example: () => 'paths: [src/checkout/**]' },
			{ insert: LIST, values: 'pattern' },
		),
	},
};

const PERIOD: KeyGroup = {
	names: PERIOD_KEYS,
	keys: {
		start: keyOf('The first day.', OBJECTIVE_FIELDS.start, { values: 'day' }),
		due: keyOf('The last day.', OBJECTIVE_FIELDS.due, { values: 'day' }),
	},
};

const CONFIRMED: KeyGroup = {
	names: CONFIRMED_KEYS,
	keys: {
		by: keyOf('Who looked at it.', OBJECTIVE_FIELDS.confirmedBy, { values: 'person' }),
		on: keyOf('The day on which it was looked at.', OBJECTIVE_FIELDS.confirmedOn, { values: 'day' }),
		at: keyOf('The commit of the code that was looked at.', OBJECTIVE_FIELDS.confirmedAt),
	},
};

const OBJECTIVE: KeyGroup = {
	names: OBJECTIVE_KEYS,
	keys: {
		id: keyOf('What engineers write in commits and comments to name this objective.', OBJECTIVE_FIELDS.id),
		title: keyOf('The objective in a few words.', OBJECTIVE_FIELDS.title),
		status: keyOf('Where the objective is in its life.', OBJECTIVE_FIELDS.status, { values: 'status' }),
		health: keyOf('Whether it will get where it should.', OBJECTIVE_FIELDS.health, { values: 'health' }),
		pm: keyOf('Who decides about it, and gets the questions.', OBJECTIVE_FIELDS.pm, { values: 'person' }),
		engineer: keyOf('Who leads the work on the code.', OBJECTIVE_FIELDS.engineer, { values: 'person' }),
		team: keyOf('The team, or the teams, that work on it.', OBJECTIVE_FIELDS.team),
		period: keyOf('When it runs.', OBJECTIVE_FIELDS.period, { values: 'period', group: PERIOD }),
		parent: keyOf('The larger objective that this one serves.', OBJECTIVE_FIELDS.parent, { values: 'objective' }),
		supersedes: keyOf('The objectives that this one takes the place of.', OBJECTIVE_FIELDS.supersedes, {
			insert: LIST,
			values: 'objective',
		}),
		key_results: keyOf('How you will know that it worked.', KEY_RESULTS_FORM, {
			insert:
				'\n  - metric: ${1:what is measured}\n    unit: "${2:%}"\n    baseline: ${3:0}\n    target: ${4:100}\n    current: ${5:0}$0',
			group: KEY_RESULT,
		}),
		code: keyOf('Which files serve it, as in .gitignore.', CODE_FORM, {
			insert: '\n  - $0',
			values: 'pattern',
			group: CODE_RULE,
		}),
		tickets: keyOf('Keys of tickets that engineers already write in commits.', OBJECTIVE_FIELDS.ticket, {
			insert: LIST,
		}),
		aliases: keyOf('Other names under which it is known.', OBJECTIVE_FIELDS.alias, { insert: LIST }),
		confirmed: keyOf(
			'Who last looked at the code and found that the objective still holds.',
			{
				expected: 'who confirmed it, and when',
				example: OBJECTIVE_FIELDS.confirmedAt.example,
			},
			{ insert: ' {by: $0}', group: CONFIRMED },
		),
	},
};

const QUESTION: KeyGroup = {
	names: QUESTION_KEYS,
	keys: {
		id: keyOf('The name of this question. Tandem writes it.', { expected: 'an id', example: () => 'id: q-7f3k2a' }),
		objective: keyOf(
			'The objective that the question is about.',
			{
				expected: 'the id of an objective',
				example: () => 'objective: CHK-1',
			},
			{ values: 'objective' },
		),
		asked_by: keyOf('Who asks.', OBJECTIVE_FIELDS.pm, { values: 'person' }),
		asked_at: keyOf('When it was asked.', { expected: 'a date', example: () => 'asked_at: 2026-11-02T10:00:00Z' }),
		to: keyOf('Who is asked.', { ...OBJECTIVE_FIELDS.pm, example: () => 'to: maria' }, { values: 'person' }),
		code: keyOf('The place in the code. Tandem writes it.', {
			expected: 'a repo, a path and lines',
			example: () => 'code: {repo: acme/web-shop, path: src/checkout/retry.ts, lines: 40-43}',
		}),
	},
};

const GROUPS: Readonly<Record<SpecFileKind, KeyGroup>> = {
	objective: OBJECTIVE,
	question: QUESTION,
	settings: SETTINGS_KEYS,
};

/** A key under its canonical name. */
export interface NamedKey {
	readonly name: string;
	readonly key: SpecKey;
}

/** What the last of these keys means in a file of this kind; undefined for one that nobody knows. `path` is as written. */
export function findKey(kind: SpecFileKind, path: readonly string[]): NamedKey | undefined {
	let group: KeyGroup | undefined = GROUPS[kind];
	let found: NamedKey | undefined;
	for (const written of path) {
		if (!group) return undefined;
		const name: string | undefined = keyName(written, group.names);
		const key: SpecKey | undefined = name === undefined ? group.any : group.keys[name];
		if (!key) return undefined;
		found = { name: name ?? written, key };
		group = key.group;
	}
	return found;
}

/** The canonical name of the first of these keys; empty for one that nobody knows. */
export function topKey(kind: SpecFileKind, path: readonly string[]): string {
	return findKey(kind, path.slice(0, 1))?.name ?? '';
}

/** The keys that can stand below these; at the top where `path` is empty. Undefined: none are known there. */
export function keysBelow(kind: SpecFileKind, path: readonly string[]): KeyGroup | undefined {
	return path.length === 0 ? GROUPS[kind] : findKey(kind, path)?.key.group;
}
