import { defined } from './defined.ts';
import { readField } from './fieldSchema.ts';
import { createMapReader, invalidValue, readValue, type MapReader, type ProblemSink } from './mapReader.ts';
import type { CodePattern, CodeRule, Confirmation, KeyResult, Period, Person } from './objective.ts';
import {
	CODE_FORM,
	CODE_RULE_FIELDS,
	CODE_RULE_KEYS,
	CONFIRMED_KEYS,
	KEY_RESULT_ASIDES,
	KEY_RESULT_FIELDS,
	KEY_RESULT_KEYS,
	KEY_RESULTS_FORM,
	OBJECTIVE_FIELDS,
	PERIOD_KEYS,
} from './objectiveSchema.ts';
import { patternProblem } from './patternSyntax.ts';
import { findPerson } from './people.ts';
import { canonicalKey, isEmptyValue, type YamlValue } from './yamlValue.ts';

/** `key_results:`; one that names no metric is left out with a problem. */
export function readKeyResults(objective: MapReader, sink: ProblemSink): readonly KeyResult[] {
	const entry = objective.entry('key_results');
	if (!entry) return [];
	const items = entry.value.kind === 'list' ? entry.value.items : [entry.value];
	return items.flatMap((item): readonly KeyResult[] => {
		const line = item.range.start.line;
		const context = { key: entry.key, sink };
		if (isEmptyValue(item)) return [];
		if (item.kind === 'scalar') {
			const metric = readField(KEY_RESULT_FIELDS.metric, item.text);
			return metric === undefined ? [] : [{ metric, line }];
		}
		if (item.kind === 'list') {
			sink.add(invalidValue(item, KEY_RESULTS_FORM, context));
			return [];
		}
		const entries = item.entries.filter(({ key }) => !KEY_RESULT_ASIDES.includes(canonicalKey(key)));
		const reader = createMapReader({ ...item, entries }, KEY_RESULT_KEYS, sink);
		const id = reader.one('id', KEY_RESULT_FIELDS.id)?.value;
		const metric = reader.one('metric', KEY_RESULT_FIELDS.metric)?.value ?? id;
		const numbers = defined({
			unit: reader.one('unit', KEY_RESULT_FIELDS.unit)?.value,
			baseline: reader.one('baseline', KEY_RESULT_FIELDS.baseline)?.value,
			target: reader.one('target', KEY_RESULT_FIELDS.target)?.value,
			current: reader.one('current', KEY_RESULT_FIELDS.current)?.value,
		});
		if (metric !== undefined) return [{ ...defined({ id }), metric, ...numbers, line }];
		sink.add(invalidValue(item, KEY_RESULTS_FORM, context));
		return [];
	});
}

/** `code:`: a pattern, a list of patterns, or groups of patterns for one repo. Patterns that stand together make one rule, in their order. */
export function readCodeRules(objective: MapReader, sink: ProblemSink): readonly CodeRule[] {
	const entry = objective.entry('code');
	if (!entry) return [];
	const rules: { repo?: string; patterns: CodePattern[] }[] = [];
	for (const item of entry.value.kind === 'list' ? entry.value.items : [entry.value]) {
		if (item.kind === 'map') {
			const reader = createMapReader(item, CODE_RULE_KEYS, sink);
			const repo = reader.one('repo', CODE_RULE_FIELDS.repo)?.value;
			const paths = reader.entry('paths');
			if (!paths) sink.add(invalidValue(item, CODE_FORM, { key: entry.key, sink }));
			const patterns = patternsOf(paths ? [paths.value].flatMap(itemsOf) : [], entry.key, sink);
			if (patterns.length > 0) rules.push({ ...defined({ repo }), patterns });
			continue;
		}
		const patterns = patternsOf([item], entry.key, sink);
		const last = rules.at(-1);
		if (last && last.repo === undefined) last.patterns.push(...patterns);
		else if (patterns.length > 0) rules.push({ patterns });
	}
	return rules;
}

/** `period:`: a label such as `2026-Q4`, one of the form `2026-10-01 to 2026-12-31`, or `{start, due}`. */
export function readPeriod(objective: MapReader, sink: ProblemSink): Period | undefined {
	const entry = objective.entry('period');
	if (!entry) return undefined;
	if (entry.value.kind === 'map') {
		const reader = createMapReader(entry.value, PERIOD_KEYS, sink);
		const period = defined({
			start: reader.one('start', OBJECTIVE_FIELDS.start)?.value,
			due: reader.one('due', OBJECTIVE_FIELDS.due)?.value,
		});
		return Object.keys(period).length > 0 ? period : undefined;
	}
	const text = objective.one('period', OBJECTIVE_FIELDS.period)?.value;
	if (text === undefined) return undefined;
	const [from = '', to = ''] = text.slice(0, 100).split(/ (?:to|until|-|–) |\.{2,3}| ?[→–] ?/);
	const [start, due] = [readField(OBJECTIVE_FIELDS.start, from), readField(OBJECTIVE_FIELDS.due, to)];
	return start !== undefined && due !== undefined ? { start, due } : { text };
}

/** `confirmed:`; without a name nobody confirmed anything, which is a problem. */
export function readConfirmation(
	objective: MapReader,
	people: readonly Person[],
	sink: ProblemSink,
): Confirmation | undefined {
	const entry = objective.entry('confirmed');
	if (!entry) return undefined;
	const map = entry.value.kind === 'map' ? entry.value : undefined;
	const reader = createMapReader(map, CONFIRMED_KEYS, sink);
	const by = reader.one('by', OBJECTIVE_FIELDS.confirmedBy)?.value;
	if (by === undefined) {
		const form = { expected: 'who confirmed it, and when', example: OBJECTIVE_FIELDS.confirmedAt.example };
		sink.add(invalidValue(entry.value, form, { key: entry.key, sink }));
		return undefined;
	}
	return {
		by: findPerson(people, by),
		...defined({
			on: reader.one('on', OBJECTIVE_FIELDS.confirmedOn)?.value,
			at: reader.one('at', OBJECTIVE_FIELDS.confirmedAt)?.value,
		}),
	};
}

function itemsOf(value: YamlValue): readonly YamlValue[] {
	return value.kind === 'list' ? value.items : [value];
}

function patternsOf(values: readonly YamlValue[], key: string, sink: ProblemSink): CodePattern[] {
	return values.flatMap((value) => {
		if (isEmptyValue(value)) return [];
		const read = readValue(value, CODE_RULE_FIELDS.pattern, { key, sink });
		if (!read) return [];
		const reason = patternProblem(read.value);
		if (reason !== undefined) {
			const facts = { pattern: read.value.slice(0, 200), reason };
			sink.add({ code: 'pattern.invalid', severity: 'warning', file: sink.file, range: read.range, facts });
		}
		return [{ text: read.value, line: read.range.start.line }];
	});
}
