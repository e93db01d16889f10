import { defined } from './defined.ts';
import { pathField, textField } from './fieldSchema.ts';
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
import type { Problem, Read } from './problem.ts';
import { readChannels } from './channels/readChannels.ts';
import { readFormatTables } from './readFormatTables.ts';
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
	return {
		value: {
			objectives: readFormatTables(reader, sink),
			questions,
			people: readPeople(reader, sink),
			channels: readChannels(reader, sink),
		},
		problems: sink.problems,
	};
}

/** What a problem that leaves nothing of the file means for the reader of it. */
function unreadable({ severity, file, range, facts }: Problem): Problem {
	const message = 'message' in facts ? facts.message : 'it is not a text of keys and values';
	return { code: 'config.unreadable', severity, file, range, facts: { message } };
}

/** The keys of tandem.yml, and those of a person in it, with the other names under which people write them. */
export const CONFIG_KEYS: KeyNames = { objectives: [], questions: [], people: ['persons'], channel: [] };
export const PERSON_KEYS: KeyNames = { name: [], email: ['mail'], handle: ['github', 'gitlab', 'forge'] };

const FIELDS = {
	questions: pathField('questions: questions'),
	name: textField('name: Maria Lopez'),
	email: textField('email: maria@example.com', 'an e-mail'),
	handle: textField('github: maria', 'the name at the forge'),
} as const;

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
