import { defined } from './defined.ts';
import { choiceField, textField } from './fieldSchema.ts';
import {
	FORMAT_NAMES,
	HEAD_KINDS,
	MAPPED_FIELDS,
	MARKUPS,
	STATUS_MEANINGS,
	type MappedField,
	type StatusMeaning,
} from './formats/specFormat.ts';
import { statusWords } from './formats/statusWords.ts';
import { parseSource, type ValueSource } from './formats/valueSource.ts';
import {
	createMapReader,
	invalidValue,
	readValue,
	type KeyNames,
	type MapReader,
	type ProblemSink,
} from './mapReader.ts';
import { placeholdersOf } from './pathTemplate.ts';
import { toRepoPath } from './repoPath.ts';
import type { FormatTable } from './specConfig.ts';
import type { TextRange } from './textRange.ts';
import { isEmptyValue, type YamlMap } from './yamlValue.ts';

/** `objectives:` of tandem.yml: one table of keys, a list of such tables, or just the path template or templates. */
export function readFormatTables(config: MapReader, sink: ProblemSink): readonly FormatTable[] {
	const value = config.entry('objectives')?.value;
	if (!value) return [];
	if (value.kind === 'map') return [readTable(value, sink)];
	if (value.kind === 'list' && value.items.some(({ kind }) => kind === 'map')) {
		return value.items.flatMap((item) => {
			if (item.kind === 'map') return [readTable(item, sink)];
			sink.add(invalidValue(item, TABLE_FORM, { key: 'objectives', sink }));
			return [];
		});
	}
	const files = readFiles(config, 'objectives', sink);
	return files.length > 0 ? [{ files }] : [];
}

/** The keys of one table, with the other names under which people write them. */
export const TABLE_KEYS: KeyNames = {
	format: [],
	files: ['file', 'paths', 'path'],
	id: [],
	keys: ['key'],
	header: ['head', 'headers', 'heads'],
	markup: [],
	from: ['fields', 'mapping'],
	statuses: ['status'],
};

const FIELDS = {
	format: choiceField('format', FORMAT_NAMES),
	files: textField('files: objectives/**/*.md', 'a path with * and {number}'),
	id: textField('id: RFC-{number}', 'a text with {number} or another part of the path'),
	key: textField('keys: ["RFC {number}"]', 'a text with {number} or another part of the path'),
	head: choiceField('header', HEAD_KINDS),
	markup: choiceField('markup', MARKUPS),
	source: textField(
		'status: [stage, "## Status"]',
		'a key of the file, a heading such as "## Status", or a part of the path such as {team}',
	),
	meaning: choiceField('done', STATUS_MEANINGS),
} as const;

const TABLE_FORM = {
	expected: 'a table of keys',
	example: () => '- {format: madr, files: docs/decisions/*.md}',
} as const;
const FROM_FORM = {
	expected: 'where each value comes from',
	example: () => 'from: {status: [stage], pm: [lead]}',
} as const;
const STATUSES_FORM = { expected: 'what each word means', example: () => 'statuses: {shipped: achieved}' } as const;

function readTable(map: YamlMap, sink: ProblemSink): FormatTable {
	const reader = createMapReader(map, TABLE_KEYS, sink);
	const files = readFiles(reader, 'files', sink);
	const heads = reader.many('header', FIELDS.head).map(({ value }) => value);
	const keys = reader.many('keys', FIELDS.key).filter((key) => isQualified(key, sink));
	return defined({
		format: reader.one('format', FIELDS.format)?.value,
		files: files.length > 0 ? files : undefined,
		id: readIdTemplate(reader, files, sink),
		keys: reader.entry('keys') ? keys.map(({ value }) => value) : undefined,
		heads: heads.length > 0 ? heads : undefined,
		markup: reader.one('markup', FIELDS.markup)?.value,
		from: readFrom(reader, sink),
		statuses: readStatuses(reader, sink),
	});
}

function readFiles(reader: MapReader, key: string, sink: ProblemSink): readonly string[] {
	return reader.many(key, FIELDS.files).flatMap(({ value, range }) => {
		const path = toRepoPath(value);
		if (path !== undefined) return [path];
		const form = { ...FIELDS.files, expected: 'a path inside the spec repo' };
		sink.add(invalidText(value, range, form, { key: 'files', sink }));
		return [];
	});
}

function readIdTemplate(reader: MapReader, files: readonly string[], sink: ProblemSink): string | undefined {
	const id = reader.one('id', FIELDS.id);
	if (!id) return undefined;
	const known = new Set(files.flatMap(placeholdersOf));
	const missing = files.length === 0 ? undefined : placeholdersOf(id.value).find((name) => !known.has(name));
	if (missing === undefined) return id.value;
	const form = { ...FIELDS.id, expected: `only placeholders that stand in files:, not {${missing}}` };
	sink.add(invalidText(id.value, id.range, form, { key: 'id', sink }));
	return undefined;
}

/** A number alone, with `#` or without, is that of anything: of which repository it is has to be said. */
function isQualified({ value, range }: { value: string; range: TextRange }, sink: ProblemSink): boolean {
	if (/[^\s#\d]/.test(value.replace(/\{number(?::\d)?\}/g, ''))) return true;
	const form = { expected: 'what stands before the number', example: () => 'keys: ["acme/web-shop#{number}"]' };
	sink.add(invalidText(value, range, form, { key: 'keys', sink }));
	return false;
}

function readFrom(reader: MapReader, sink: ProblemSink): FormatTable['from'] {
	const entry = reader.entry('from');
	if (!entry) return undefined;
	if (entry.value.kind !== 'map') {
		sink.add(invalidValue(entry.value, FROM_FORM, { key: entry.key, sink }));
		return undefined;
	}
	const names: KeyNames = Object.fromEntries(MAPPED_FIELDS.map((field) => [field, []]));
	const fields = createMapReader(entry.value, names, sink);
	const from: Partial<Record<MappedField, readonly ValueSource[]>> = {};
	for (const field of MAPPED_FIELDS) {
		const found = fields.many(field, FIELDS.source).map(({ value }) => parseSource(value));
		if (found.length > 0) from[field] = found;
	}
	return from;
}

function readStatuses(reader: MapReader, sink: ProblemSink): FormatTable['statuses'] {
	const entry = reader.entry('statuses');
	if (!entry) return undefined;
	if (entry.value.kind !== 'map') {
		sink.add(invalidValue(entry.value, STATUSES_FORM, { key: entry.key, sink }));
		return undefined;
	}
	const statuses: Record<string, StatusMeaning> = {};
	for (const { key, value } of entry.value.entries) {
		if (isEmptyValue(value)) continue;
		const meaning = readValue(value, FIELDS.meaning, { key, sink });
		if (meaning) statuses[statusWords(key)] = meaning.value;
	}
	return statuses;
}

function invalidText(
	text: string,
	range: TextRange,
	form: Parameters<typeof invalidValue>[1],
	context: Parameters<typeof invalidValue>[2],
) {
	return invalidValue({ kind: 'scalar', text, range }, form, context);
}
