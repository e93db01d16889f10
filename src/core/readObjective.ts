import { defined } from './defined.ts';
import type { Field } from './fieldSchema.ts';
import { bodyLines, markupOf, readHead, type Head } from './formats/readHead.ts';
import { readId } from './formats/readId.ts';
import { readStatus } from './formats/readStatus.ts';
import { isNative, type ChildDraft, type SpecFormat } from './formats/specFormat.ts';
import { translateHead } from './formats/translateHead.ts';
import { isUnfilled } from './formats/unfilled.ts';
import { findValue, type SourceTexts } from './formats/valueSource.ts';
import { createMapReader, createProblemSink, type MapReader, type Placed, type ProblemSink } from './mapReader.ts';
import type { MarkdownLine } from './markdownLines.ts';
import { movedProblem } from './movedObjective.ts';
import type { Objective, Person } from './objective.ts';
import { readObjectiveBody } from './objectiveBody.ts';
import { readCodeRules, readConfirmation, readKeyResults, readPeriod } from './objectiveParts.ts';
import { OBJECTIVE_FIELDS, OBJECTIVE_KEYS } from './objectiveSchema.ts';
import { readTitle } from './objectiveTitle.ts';
import { findPerson } from './people.ts';
import type { Read } from './problem.ts';
import type { RepoPath } from './repoPath.ts';
import { describeValue } from './yamlValue.ts';

/** One file, as text. */
export interface SpecText {
	readonly path: RepoPath;
	readonly text: string;
}

/** What one objective is read from. */
export interface ObjectiveInput {
	/** The file with the head first; a second one has the body where the first has none. */
	readonly files: readonly [SpecText, ...SpecText[]];
	/** Files that are read with it, by name. */
	readonly beside?: ReadonlyMap<string, string>;
	readonly format: SpecFormat;
	/** What the placeholders of the format's path template stand for. */
	readonly captures: Readonly<Record<string, string>>;
	readonly people: readonly Person[];
}

/**
 * Reads the objectives of one file: in most formats one, with its children behind it where it has some. A value that is not understood is left out with
 * a problem, never the objective; none only for a file that is no objective, such as a README. Never throws.
 */
export function readObjectives(input: ObjectiveInput): Read<readonly Objective[]> {
	const { format, files } = input;
	const [main] = files;
	const sink = createProblemSink(main.path);
	const head = readHead(format.heads, main.text, sink);
	if (format.split) {
		const maps = format.split(head.root ?? head.map);
		const value = maps.flatMap(
			(map) => readOne(input, { head: { ...head, map }, lines: [], bodyFile: main }, sink) ?? [],
		);
		return { value, problems: sink.problems };
	}
	const second = head.body.trim() === '' ? files[1] : undefined;
	const bodySink = second ? createProblemSink(second.path) : sink;
	const { body, bodyLine } = second ? readHead(['front-matter'], second.text, bodySink) : head;
	const lines = bodyLines(markupOf((second ?? main).path, format.markup), body, bodyLine);
	const found = readOne(input, { head, lines, bodyFile: second ?? main }, sink);
	const problems = second ? [...sink.problems, ...bodySink.problems] : sink.problems;
	if (!found) return { value: [], problems };
	// Of a template that nobody filled in the requirements are nobody's.
	const isTemplate = isTemplateText(lines, format, bodySink);
	const inside = isTemplate ? undefined : format.inside?.({ lines, id: found.id });
	const objective = {
		...found,
		...(inside?.keyResults && { keyResults: [...found.keyResults, ...inside.keyResults] }),
		...(isTemplate && { openPoints: [] }),
	};
	const children = (inside?.children ?? []).map((child) => childObjective(child, objective));
	return { value: format.holds === 'children' ? children : [objective, ...children], problems };
}

/** Whether the first heading is still that of the template; that is a problem then. */
function isTemplateText(lines: readonly MarkdownLine[], format: SpecFormat, sink: ProblemSink): boolean {
	const heading = isNative(format) ? undefined : lines.find(({ kind }) => kind === 'heading');
	if (heading?.kind !== 'heading') return false;
	const title = format.title ? format.title(heading.title) : heading.title;
	if (title === undefined || !isUnfilled(title)) return false;
	const { line, text } = heading;
	const range = { start: { line, column: 1 }, end: { line, column: text.length + 1 } };
	const facts = { key: '#', found: title.slice(0, 80) };
	sink.add({ code: 'value.unfilled', severity: 'warning', file: sink.file, range, facts });
	return true;
}

interface ObjectiveText {
	readonly head: Head;
	readonly lines: readonly MarkdownLine[];
	readonly bodyFile: SpecText;
}

function readOne(
	input: ObjectiveInput,
	{ head, lines, bodyFile }: ObjectiveText,
	sink: ProblemSink,
): Objective | undefined {
	const { format, captures, people } = input;
	const texts: SourceTexts = { head: head.map, lines, captures };
	const map = isNative(format) ? head.map : translateHead(format, texts, sink);
	const reader = createMapReader(map, OBJECTIVE_KEYS, sink);
	const context = { reader, texts, sink };
	const found = readId(format, bodyFile.path, context);
	if (!found) return undefined;
	const body = readObjectiveBody(lines, isNative(format) ? 'opening first' : 'motivation first');
	const status = readStatus(format, context);
	const moved = movedProblem(found.id, { format, status, lines, file: bodyFile.path });
	const isHeadFile = bodyFile === input.files[0];
	const title = readTitle(reader, body, {
		id: found.id,
		format,
		path: input.files[0].path,
		captures,
		sink,
		isHeadFile,
		isMoved: moved?.code === 'objective.moved',
	});
	const health = readWord(reader, 'health', OBJECTIVE_FIELDS.health);
	const parent = reader.one('parent', OBJECTIVE_FIELDS.parent);
	const person = (name: 'pm' | 'engineer') => {
		const written = reader.one(name, OBJECTIVE_FIELDS[name]);
		return written && findPerson(people, written.value);
	};
	if (moved) sink.add(moved);
	const period = readPeriod(reader, sink);
	const edition = format.edition?.(captures, period?.text);
	return {
		id: found.id,
		title: title.text,
		...defined({
			status:
				status.status ??
				(status.statusText === undefined ? format.statusBeside?.(input.beside ?? NO_TEXTS) : undefined),
			statusText: status.statusText,
			health: health.value ?? status.health,
			healthText: health.text,
			pm: person('pm'),
			engineer: person('engineer'),
			team:
				reader
					.many('team', OBJECTIVE_FIELDS.team)
					.map(({ value }) => value)
					.join(', ') || undefined,
			period,
			parent: parent?.value,
			confirmed: readConfirmation(reader, people, sink),
		}),
		supersedes: valuesOf(reader.many('supersedes', OBJECTIVE_FIELDS.supersedes)),
		keyResults: readKeyResults(reader, sink),
		code: readCodeRules(reader, sink),
		tickets: valuesOf(reader.many('tickets', OBJECTIVE_FIELDS.ticket)),
		aliases: withNames(valuesOf(reader.many('aliases', OBJECTIVE_FIELDS.alias)), format.names?.(lines) ?? [], found.id),
		why: isUnfilled(body.why) || body.why === '' ? whyElsewhere(format, texts) : body.why,
		constraints: body.constraints,
		decisions: body.decisions,
		outOfScope: body.outOfScope,
		openPoints: body.openPoints,
		source: {
			file: bodyFile.path,
			titleLine: title.line,
			captures,
			ranges: defined({ id: found.range, title: title.range, parent: parent?.range }),
			...(isHeadFile ? {} : { head: input.files[0].path }),
			...(format.keys.length > 0 ? { keys: format.keys } : {}),
			...defined({ edition }),
		},
	};
}

function whyElsewhere(format: SpecFormat, texts: SourceTexts): string {
	const found = (format.why ?? []).flatMap((source) => findValue(source, texts) ?? []);
	const written = found.map(({ value }) => (value.kind === 'scalar' ? value.text.trim() : ''));
	const said = written.map((text) => text.replace(/^User description:\s*"?([^]*?)"?$/, '$1'));
	return said.find((text) => text !== '' && !isUnfilled(text)) ?? '';
}

function withNames(aliases: readonly string[], names: readonly string[], id: string): readonly string[] {
	return [...aliases, ...names.filter((name) => name !== id && !aliases.includes(name))];
}

const NO_TEXTS: ReadonlyMap<string, string> = new Map();

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

function childObjective({ id, title, why, line }: ChildDraft, parent: Objective): Objective {
	const { status, pm, engineer, team, period } = parent;
	return {
		id,
		title,
		...defined({ status, pm, engineer, team, period }),
		parent: parent.id,
		supersedes: [],
		keyResults: [],
		code: [],
		tickets: [],
		aliases: [],
		why,
		constraints: [],
		decisions: [],
		outOfScope: [],
		openPoints: parent.openPoints.filter((point) => point.line === line),
		source: { file: parent.source.file, titleLine: line, captures: {} },
	};
}
