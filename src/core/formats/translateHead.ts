import type { ProblemSink } from '../mapReader.ts';
import { fillTemplate, placeholdersOf } from '../pathTemplate.ts';
import {
	canonicalKey,
	isEmptyValue,
	type YamlEntry,
	type YamlMap,
	type YamlScalar,
	type YamlValue,
} from '../yamlValue.ts';
import type { MappedField, SpecFormat } from './specFormat.ts';
import { isUnfilled } from './unfilled.ts';
import { findValue, sources, type SourceTexts } from './valueSource.ts';

/**
 * The head of a file under the names that the native format has, each value from the first of the format's sources that says something. What a template
 * left to be filled in is dropped with a problem, what the format has and nobody shows is dropped; the rest stays, so that a native key may be added
 * to a file of any format. `id` and `status` are not in it: they are read from all of their sources.
 */
export function translateHead(format: SpecFormat, texts: SourceTexts, sink: ProblemSink): YamlMap | undefined {
	const entries: YamlEntry[] = [];
	const own = new Set(texts.head?.entries.map(({ key }) => canonicalKey(key)));
	const mapped = new Set<string>(format.ignored);
	for (const [field, sources = []] of fieldsOf(format)) {
		for (const source of sources) if (source.kind === 'key') mapped.add(source.key);
		if (field === 'id' || field === 'status') continue;
		// What the PM wrote in Tandem's own words goes before what the format says.
		if (own.has(field) && !sources.some((source) => source.kind === 'key' && source.key === field)) continue;
		const found = sources
			.flatMap((source) => findValue(source, texts) ?? [])
			.filter((entry) => !reportUnfilled(entry, sink));
		const values = found.map((entry) => ({ ...entry, name: field, value: adapted(field, entry.value, format) }));
		entries.push(...(MERGED.has(field) ? merged(values) : values.slice(0, 1)));
	}
	for (const entry of texts.head?.entries ?? []) {
		if (!mapped.has(canonicalKey(entry.key)) && !reportUnfilled(entry, sink)) entries.push(entry);
	}
	const range = texts.head?.range ?? entries[0]?.value.range;
	return range && { kind: 'map', entries, range };
}

/** Names add up; of anything else there is one. */
const MERGED = new Set<MappedField>(['aliases', 'tickets', 'supersedes']);

type MappedSources = readonly [MappedField, SpecFormat['from'][MappedField]];

/** The fields with their sources; where ids are numbers, those of other objectives are read by their number too. */
function fieldsOf({ id, from }: SpecFormat): readonly MappedSources[] {
	const fields = Object.entries(from) as MappedSources[];
	if (!id?.includes('{number') || from.supersedes) return fields;
	return [...fields, ['supersedes', SUPERSEDES]];
}

const SUPERSEDES = sources('supersedes', 'replaces');

function merged(entries: readonly YamlEntry[]): readonly YamlEntry[] {
	const [first] = entries;
	if (!first || entries.length === 1) return entries;
	const items = entries.flatMap(({ value }) => (value.kind === 'list' ? value.items : [value]));
	return [{ ...first, value: { kind: 'list', items, range: first.value.range } }];
}

/** Whether the value is still what its template says; that is a problem then. */
export function reportUnfilled({ key, value }: YamlEntry, sink: ProblemSink): boolean {
	// `{list everyone}` is a map to YAML.
	const text = value.kind === 'scalar' ? value.text : isTemplateMap(value) ? '{…}' : '';
	if (!isUnfilled(text)) return false;
	const facts = { key, found: text.trim().slice(0, 80) };
	sink.add({ code: 'value.unfilled', severity: 'warning', file: sink.file, range: value.range, facts });
	return true;
}

function isTemplateMap(value: YamlValue): boolean {
	if (value.kind !== 'map' || value.entries.length === 0) return false;
	const isInBraces = (value.entries[0]?.keyRange.start.column ?? 0) > value.range.start.column;
	return isInBraces && value.entries.every((entry) => isEmptyValue(entry.value));
}

/** An id of this format that `text` names: `484`, `PEP 484` and `/keps/sig-node/484-slug` are all `PEP-484`. Undefined where it names none. */
export function idOfReference(text: string, format: SpecFormat): string | undefined {
	if (format.id === undefined || !format.id.includes('{number')) return text;
	const number = /(?<![\p{L}\d.])(?:\p{L}+[-_ #]{0,2})?0*(\d{1,9})(?![\d.]*\d)/u.exec(text.slice(0, 200))?.[1];
	if (number === undefined) return undefined;
	// Of `001-guest-checkout` the number is not all.
	return placeholdersOf(format.id).every((name) => name === 'number') ? fillTemplate(format.id, { number }) : text;
}

/** A value in the form that the native field takes. */
function adapted(field: MappedField, value: YamlValue, format: SpecFormat): YamlValue {
	if (field === 'pm' || field === 'engineer') return firstPerson(value);
	if (field === 'parent' || field === 'supersedes') return referencesOf(value, format);
	return field === 'tickets' || field === 'aliases' || field === 'team' ? namesOf(value) : value;
}

/** Of several people the first: an objective has one PM. */
function firstPerson(value: YamlValue): YamlValue {
	if (value.kind === 'list') {
		return value.items.find((item) => item.kind === 'scalar' && item.text !== '' && !isUnfilled(item.text)) ?? EMPTY;
	}
	if (value.kind === 'map') return value;
	const first = value.text
		.slice(0, 400)
		.split(/,(?![^<(]*[>)])|;| and |(?<=>)\s+(?=\p{L})/u)[0]
		?.trim();
	return { ...value, text: first === undefined || isUnfilled(first) ? '' : first };
}

const EMPTY: YamlScalar = {
	kind: 'scalar',
	text: '',
	range: { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } },
};

function referencesOf(value: YamlValue, format: SpecFormat): YamlValue {
	const ids = scalarsOf(value).flatMap((item): readonly YamlScalar[] => {
		const id = idOfReference(item.text, format);
		return id === undefined ? [] : [{ ...item, text: id }];
	});
	return { kind: 'list', items: ids, range: value.range };
}

/** Texts, maps that have a name (`feature-gates: [{name: InPlaceResize}]`), or the values of a map; a remark in brackets behind a name is dropped. */
function namesOf(value: YamlValue): YamlValue {
	const items =
		value.kind === 'list'
			? value.items.flatMap(nameOf)
			: value.kind === 'map'
				? value.entries.map((entry) => entry.value)
				: [value];
	const names = items.flatMap((item): readonly YamlScalar[] => {
		if (item.kind !== 'scalar' || isUnfilled(item.text)) return [];
		return item.text
			.slice(0, 2000)
			.split(',')
			.map((text) => ({ ...item, text: withoutRemark(text.trim()) }));
	});
	return { kind: 'list', items: names.filter(({ text }) => text !== '' && !isUnfilled(text)), range: value.range };
}

function withoutRemark(text: string): string {
	if (!text.endsWith(')')) return text;
	const open = text.indexOf('(', text.lastIndexOf(')', text.length - 2) + 1);
	return open < 0 ? text : text.slice(0, open).trim();
}

function nameOf(item: YamlValue): readonly YamlValue[] {
	if (item.kind !== 'map') return [item];
	return item.entries.filter(({ key }) => canonicalKey(key) === 'name').map((entry) => entry.value);
}

function scalarsOf(value: YamlValue): readonly YamlScalar[] {
	if (value.kind === 'map') return [];
	const items = value.kind === 'list' ? value.items : [value];
	return items.flatMap((item) => {
		if (item.kind !== 'scalar') return [];
		return item.text
			.slice(0, 2000)
			.split(',')
			.map((text) => ({ ...item, text: text.trim() }))
			.filter(({ text }) => text !== '');
	});
}
