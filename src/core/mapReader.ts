import { readField, type Field } from './fieldSchema.ts';
import { findNearest } from './nearest.ts';
import type { Problem } from './problem.ts';
import type { TextRange } from './textRange.ts';
import {
	describeValue,
	isEmptyValue,
	canonicalKey,
	type YamlEntry,
	type YamlMap,
	type YamlValue,
} from './yamlValue.ts';

/** Where problems of one file go. */
export interface ProblemSink {
	readonly file: string;
	readonly add: (problem: Problem) => void;
	/** How many there are so far. */
	readonly count: () => number;
}

/** Collects the problems of one file; a hostile file does not make more than a hundred. */
export function createProblemSink(file: string): ProblemSink & { readonly problems: Problem[] } {
	const problems: Problem[] = [];
	return {
		file,
		problems,
		count: () => problems.length,
		add: (problem) => void (problems.length < PROBLEM_LIMIT && problems.push(problem)),
	};
}

/** The keys of a map: canonical name (snake_case) to other names under which it is read too. */
export type KeyNames = Readonly<Record<string, readonly string[]>>;

/** A value that was understood, and its place. */
export interface Placed<Value> {
	readonly value: Value;
	readonly range: TextRange;
}

export interface MapReader {
	/** The entry under the canonical name; absent where the key is not there or has no value. */
	entry(name: string): YamlEntry | undefined;
	/** The value of a key that takes one text; a wrong form is a problem and no value. */
	one<Value>(name: string, field: Field<Value>): Placed<Value> | undefined;
	/** The values of a key that takes one text or several: a list, or one text with commas between. */
	many<Value>(name: string, field: Field<Value>): readonly Placed<Value>[];
}

/**
 * Reads the keys of a map whatever their style (`key_results`, `keyResults`, `Key Results`). Keys that nobody knows, or that stand there
 * twice (the first one counts), become problems at once.
 */
export function createMapReader(map: YamlMap | undefined, names: KeyNames, sink: ProblemSink): MapReader {
	const entries = new Map<string, YamlEntry>();
	for (const entry of map?.entries ?? []) {
		const name = canonicalName(entry.name ?? canonicalKey(entry.key), names);
		if (name === undefined) sink.add(unknownKey(entry, Object.keys(names), sink));
		else if (entries.has(name)) sink.add(repeatedKey(entry, sink));
		else entries.set(name, entry);
	}
	const entry = (name: string) => {
		const found = entries.get(name);
		return found && !isEmptyValue(found.value) ? found : undefined;
	};
	return {
		entry,
		one(name, field) {
			const found = entry(name);
			return found && readValue(found.value, field, { key: found.key, sink });
		},
		many(name, field) {
			const found = entry(name);
			if (!found) return [];
			return valuesOf(found.value).flatMap((value) => readValue(value, field, { key: found.key, sink }) ?? []);
		},
	};
}

/** Reads one value as `field`; what is of another form becomes a problem that names `key`. */
export function readValue<Value>(
	value: YamlValue,
	field: Field<Value>,
	context: { key: string; sink: ProblemSink },
): Placed<Value> | undefined {
	// A list of one is what forms and templates make of a single value.
	const single = value.kind === 'list' && value.items.length === 1 ? value.items[0] : value;
	const read = single?.kind === 'scalar' ? readField(field, single.text) : undefined;
	if (single && read !== undefined) return { value: read, range: single.range };
	context.sink.add(invalidValue(value, field, context));
	return undefined;
}

/** The problem of a value that is not what its key takes. */
export function invalidValue(
	value: YamlValue,
	form: { readonly expected: string; readonly example: (found: string) => string },
	context: { key: string; sink: ProblemSink },
): Problem {
	const found = describeValue(value);
	return {
		code: 'value.invalid',
		severity: 'warning',
		file: context.sink.file,
		range: value.range,
		facts: { key: context.key, found, expected: form.expected, example: form.example(found) },
	};
}

const PROBLEM_LIMIT = 100;

function valuesOf(value: YamlValue): readonly YamlValue[] {
	if (value.kind === 'list') return value.items.filter((item) => !isEmptyValue(item));
	if (value.kind === 'map') return [value];
	return value.text.split(',').map((text) => ({ ...value, text: text.trim() }));
}

/** The canonical name of a key as people write it (`keyResults`, `Key Results`, `krs`); undefined for one that nobody knows. */
export function keyName(key: string, names: KeyNames): string | undefined {
	return canonicalName(canonicalKey(key), names);
}

function canonicalName(key: string, names: KeyNames): string | undefined {
	if (Object.hasOwn(names, key)) return key;
	return Object.keys(names).find((name) => names[name]?.includes(key));
}

/** A key that looks misspelt is a warning; one that looks like nothing of ours may be meant for another tool. */
function unknownKey(entry: YamlEntry, names: readonly string[], sink: ProblemSink): Problem {
	const suggestion = findNearest(canonicalKey(entry.key), names) ?? '';
	const key = entry.key.slice(0, 60);
	const severity = suggestion === '' ? 'info' : 'warning';
	return { code: 'key.unknown', severity, file: sink.file, range: entry.keyRange, facts: { key, suggestion } };
}

function repeatedKey(entry: YamlEntry, sink: ProblemSink): Problem {
	const message = `"${entry.key.slice(0, 60)}" stands here a second time; the first one counts`;
	return { code: 'yaml.syntax', severity: 'warning', file: sink.file, range: entry.keyRange, facts: { message } };
}
