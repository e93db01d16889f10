import { defined } from './defined.ts';
import { choiceField, pathField, textField } from './fieldSchema.ts';
import {
	createMapReader,
	createProblemSink,
	invalidValue,
	type KeyNames,
	type MapReader,
	type ProblemSink,
} from './mapReader.ts';
import type { Person } from './objective.ts';
import { parsePerson } from './people.ts';
import { placeholdersOf } from './pathTemplate.ts';
import type { Problem, Read } from './problem.ts';
import { toRepoPath } from './repoPath.ts';
import { DEFAULT_SPEC_CONFIG, type SpecConfig } from './specConfig.ts';
import { isEmptyValue, type YamlEntry } from './yamlValue.ts';
import { readYamlMap } from './yamlProblems.ts';

/** Reads `tandem.yml`. What is absent or wrong has its default; what is wrong is a problem of `file` as well. */
export function readSpecConfig(text: string, file: string): Read<SpecConfig> {
	const sink = createProblemSink(file);
	const map = readYamlMap(text.replace(/^\uFEFF/, ''), 1, sink);
	const [first] = sink.problems;
	if (!map && first) return { value: DEFAULT_SPEC_CONFIG, problems: [unreadable(first)] };
	const reader = createMapReader(map, CONFIG_KEYS, sink);
	const questions = reader.one('questions', FIELDS.questions)?.value ?? DEFAULT_SPEC_CONFIG.questions;
	reader.one('channel', FIELDS.channel);
	return {
		value: {
			objectives: readObjectives(reader, sink),
			questions,
			people: readPeople(reader, sink),
			channel: 'git',
		},
		problems: sink.problems,
	};
}

/** What a problem that leaves nothing of the file means for the reader of it. */
function unreadable({ severity, file, range, facts }: Problem): Problem {
	const message = 'message' in facts ? facts.message : 'it is not a text of keys and values';
	return { code: 'config.unreadable', severity, file, range, facts: { message } };
}

const CONFIG_KEYS: KeyNames = { objectives: [], questions: [], people: ['persons'], channel: [] };
const OBJECTIVES_KEYS: KeyNames = { files: ['file', 'paths', 'path'], id: [], keys: ['key'] };
const PERSON_KEYS: KeyNames = { name: [], email: ['mail'], handle: ['github', 'gitlab', 'forge'] };

const FIELDS = {
	questions: pathField('questions: questions'),
	channel: choiceField('channel', ['git']),
	files: textField('files: objectives/**/*.md', 'a path with * and {number}'),
	id: textField('id: RFC-{number}', 'a text with {number} or another part of the path'),
	key: textField('keys: ["RFC {number}"]', 'a text with {number} or another part of the path'),
	name: textField('name: Maria Lopez'),
	email: textField('email: maria@example.com', 'an e-mail'),
	handle: textField('github: maria', 'the name at the forge'),
} as const;

/** `objectives:` is a group of keys, or just the path template or templates. */
function readObjectives(config: MapReader, sink: ProblemSink): SpecConfig['objectives'] {
	const entry = config.entry('objectives');
	if (!entry) return DEFAULT_SPEC_CONFIG.objectives;
	const own = entry.value.kind === 'map' ? createMapReader(entry.value, OBJECTIVES_KEYS, sink) : undefined;
	const placed = own ? own.many('files', FIELDS.files) : config.many('objectives', FIELDS.files);
	const files = placed.flatMap(({ value, range }) => {
		const path = toRepoPath(value);
		if (path !== undefined) return [path];
		sink.add(
			invalidValue(
				{ kind: 'scalar', text: value, range },
				{ ...FIELDS.files, expected: PATH_FORM },
				{ key: 'files', sink },
			),
		);
		return [];
	});
	const id = own?.one('id', FIELDS.id);
	const known = new Set(files.flatMap(placeholdersOf));
	const missing = id && placeholdersOf(id.value).find((name) => !known.has(name));
	if (id && missing !== undefined) {
		const expected = `only placeholders that stand in files:, not {${missing}}`;
		sink.add(
			invalidValue(
				{ kind: 'scalar', text: id.value, range: id.range },
				{ ...FIELDS.id, expected },
				{ key: 'id', sink },
			),
		);
	}
	return {
		files: files.length > 0 ? files : DEFAULT_SPEC_CONFIG.objectives.files,
		...defined({ id: missing === undefined ? id?.value : undefined }),
		keys: own ? own.many('keys', FIELDS.key).map(({ value }) => value) : [],
	};
}

const PATH_FORM = 'a path inside the spec repo';

/** `people:` is a map of keys, each with name, e-mail and handle or with `Name <e-mail>`; a list of the latter is taken too. */
function readPeople(config: MapReader, sink: ProblemSink): readonly Person[] {
	const entry = config.entry('people');
	if (!entry) return [];
	if (entry.value.kind === 'map') return entry.value.entries.map((person) => readPerson(person, sink));
	return config.many('people', FIELDS.name).map(({ value }) => parsePerson(value));
}

function readPerson({ key, value }: YamlEntry, sink: ProblemSink): Person {
	if (value.kind === 'scalar') return { key, ...parsePerson(isEmptyValue(value) ? key : value.text) };
	if (value.kind === 'list') {
		sink.add(
			invalidValue(
				value,
				{ expected: 'a name and an e-mail', example: () => `${key}: Maria Lopez <maria@example.com>` },
				{ key, sink },
			),
		);
		return { key, name: key };
	}
	const reader = createMapReader(value, PERSON_KEYS, sink);
	const written = reader.one('email', FIELDS.email)?.value;
	const email = written === undefined ? undefined : (parsePerson(written).email ?? written);
	const name = reader.one('name', FIELDS.name)?.value ?? key;
	return { key, name, ...defined({ email, handle: reader.one('handle', FIELDS.handle)?.value.replace(/^@/, '') }) };
}
