import { defined } from './defined.ts';
import { readField, type Field } from './fieldSchema.ts';
import { splitFrontMatter } from './frontMatter.ts';
import { createMapReader, createProblemSink, type MapReader, type Placed, type ProblemSink } from './mapReader.ts';
import type { Objective } from './objective.ts';
import { readObjectiveBody, type ObjectiveBody } from './objectiveBody.ts';
import { idFromPath, isIndexFile, titleFromPath } from './objectiveName.ts';
import { readCodeRules, readConfirmation, readKeyResults, readPeriod } from './objectiveParts.ts';
import { OBJECTIVE_FIELDS, OBJECTIVE_KEYS } from './objectiveSchema.ts';
import { findPerson } from './people.ts';
import type { Read } from './problem.ts';
import type { RepoPath } from './repoPath.ts';
import type { SpecConfig } from './specConfig.ts';
import type { TextRange } from './textRange.ts';
import { describeValue } from './yamlValue.ts';
import { readYamlMap } from './yamlProblems.ts';

export interface ObjectiveInput {
	readonly path: RepoPath;
	readonly text: string;
	readonly config: SpecConfig;
	/** What the placeholders of the template in `config.objectives.files` stand for. */
	readonly captures: Readonly<Record<string, string>>;
}

/**
 * Reads one objective from its file: YAML front matter and the PM's Markdown. A value that is not understood is left out with a problem, never
 * the objective; undefined only where neither the file nor its name gives an id. Never throws.
 */
export function readObjective(input: ObjectiveInput): Read<Objective | undefined> {
	const sink = createProblemSink(input.path);
	const parts = splitFrontMatter(input.text);
	if (parts.unclosed) {
		const line = parts.yamlLine - 1;
		const range = { start: { line, column: 1 }, end: { line, column: 4 } };
		sink.add({ code: 'front-matter.unclosed', severity: 'error', file: input.path, range, facts: {} });
	}
	const map = parts.yaml === undefined ? undefined : readYamlMap(parts.yaml, parts.yamlLine, sink);
	const reader = createMapReader(map, OBJECTIVE_KEYS, sink);
	const ownId = readOwnId(reader, sink);
	const id = ownId?.value ?? idFromPath(input.path, input.config.objectives.id, input.captures);
	if (id === undefined) {
		// A README among the objectives is no objective that lost its id.
		if (!map && isIndexFile(input.path)) return { value: undefined, problems: [] };
		sink.add({ code: 'objective.no-id', severity: 'warning', file: input.path, facts: {} });
		return { value: undefined, problems: sink.problems };
	}
	const body = readObjectiveBody(parts.body, parts.bodyLine);
	const title = readTitle(reader, body, { id, input, sink });
	const status = readWord(reader, 'status', OBJECTIVE_FIELDS.status);
	const health = readWord(reader, 'health', OBJECTIVE_FIELDS.health);
	const parent = reader.one('parent', OBJECTIVE_FIELDS.parent);
	const person = (name: 'pm' | 'engineer') => {
		const found = reader.one(name, OBJECTIVE_FIELDS[name]);
		return found && findPerson(input.config.people, found.value);
	};
	const value: Objective = {
		id,
		title: title.text,
		...defined({
			status: status.value,
			statusText: status.text,
			health: health.value,
			healthText: health.text,
			pm: person('pm'),
			engineer: person('engineer'),
			team:
				reader
					.many('team', OBJECTIVE_FIELDS.team)
					.map(({ value }) => value)
					.join(', ') || undefined,
			period: readPeriod(reader, sink),
			parent: parent?.value,
			confirmed: readConfirmation(reader, input.config.people, sink),
		}),
		supersedes: valuesOf(reader.many('supersedes', OBJECTIVE_FIELDS.supersedes)),
		keyResults: readKeyResults(reader, sink),
		code: readCodeRules(reader, sink),
		tickets: valuesOf(reader.many('tickets', OBJECTIVE_FIELDS.ticket)),
		aliases: valuesOf(reader.many('aliases', OBJECTIVE_FIELDS.alias)),
		why: body.why,
		constraints: body.constraints,
		decisions: body.decisions,
		outOfScope: body.outOfScope,
		source: {
			file: input.path,
			titleLine: title.line,
			captures: input.captures,
			ranges: defined({ id: ownId?.range, title: title.range, parent: parent?.range }),
		},
	};
	return { value, problems: sink.problems };
}

function readOwnId(reader: MapReader, sink: ProblemSink): Placed<string> | undefined {
	const value = reader.entry('id')?.value;
	if (!value) return undefined;
	const id = value.kind === 'scalar' ? readField(OBJECTIVE_FIELDS.id, value.text) : undefined;
	if (id !== undefined) return { value: id, range: value.range };
	const facts = { id: describeValue(value) };
	sink.add({ code: 'id.invalid', severity: 'error', file: sink.file, range: value.range, facts });
	return undefined;
}

interface Title {
	readonly text: string;
	readonly line: number;
	readonly range?: TextRange;
}

/** The key, else the first heading that is a title, else the file's name made readable (with a problem). */
function readTitle(
	reader: MapReader,
	body: ObjectiveBody,
	context: { id: string; input: ObjectiveInput; sink: ProblemSink },
): Title {
	const { id, input, sink } = context;
	const own = reader.one('title', OBJECTIVE_FIELDS.title);
	if (own) return { text: own.value, line: own.range.start.line, range: own.range };
	if (body.title) return body.title;
	// A file of another format names itself by its slug; that is no fault of its author.
	const severity = Object.keys(input.captures).length > 0 ? 'info' : 'warning';
	sink.add({ code: 'objective.no-title', severity, file: sink.file, facts: { id } });
	return { text: titleFromPath(input.path, input.captures), line: 1 };
}

/** A word of a closed set; one that is not understood stays as the PM's text. */
function readWord<Value>(reader: MapReader, name: string, field: Field<Value>): { value?: Value; text?: string } {
	const found = reader.one(name, field);
	if (found) return { value: found.value };
	const entry = reader.entry(name);
	return entry ? { text: describeValue(entry.value) } : {};
}

function valuesOf<Value>(placed: readonly Placed<Value>[]): readonly Value[] {
	return placed.map(({ value }) => value);
}
