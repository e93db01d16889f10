import { defined } from './defined.ts';
import { commitField, dateField, idField, pathField, readField, textField } from './fieldSchema.ts';
import { strayConflictMark } from './conflictMarkers.ts';
import { withoutDoubles } from './doubledSections.ts';
import { splitFrontMatter } from './frontMatter.ts';
import { lineBefore } from './frontMatterFirst.ts';
import {
	createMapReader,
	createProblemSink,
	invalidValue,
	type KeyNames,
	type MapReader,
	type ProblemSink,
} from './mapReader.ts';
import { lostAnswer } from './lostAnswer.ts';
import { mendQuestion } from './mendQuestion.ts';
import { plainMessage } from './messageText.ts';
import type { Person } from './objective.ts';
import { findPerson } from './people.ts';
import type { Problem, Read } from './problem.ts';
import type { Anchor, Message, Question, QuestionState } from './question.ts';
import { parseLines, questionName, unescapeTitle } from './questionFormat.ts';
import { readOpening } from './questionOpening.ts';
import { questionSections, sectionWords, type QuestionSection } from './questionSections.ts';
import { claimsIn, sourceOf, takenOf } from './messageSource.ts';
import type { RepoPath } from './repoPath.ts';
import { readByline } from './sectionByline.ts';
import { needsWords } from './sectionHeading.ts';
import { readYamlMap } from './yamlProblems.ts';

export interface QuestionInput {
	readonly path: RepoPath;
	readonly text: string;
	readonly people: readonly Person[];
}

/**
 * Reads one question's file. Whatever is missing is absent; without an id the file's name stands for it (with a problem), so that a question that a
 * person wrote by hand is one too. Undefined only for an empty file. Never throws.
 */
export function readQuestion(input: QuestionInput): Read<Question | undefined> {
	const { text, conflictLine, moved } = mendQuestion(input.text);
	const { value, problems } = readMended({ ...input, text });
	const line = conflictLine ?? strayConflictMark(input.text);
	const placed = moved ? problems.map((problem) => inFile(problem, moved)) : problems;
	if (line === undefined) return { value, problems: placed };
	const place = { line, column: 1 };
	const range = { start: place, end: place };
	const conflict: Problem = { code: 'question.conflict', severity: 'error', file: input.path, range, facts: {} };
	if (conflictLine === undefined) return { value, problems: [conflict, ...placed] };
	// The lines of the mended text are not those of the file, so that everything is told at the conflict, and nothing that needs its place.
	const others = problems.filter(({ code }) => code !== 'question.no-answer-heading');
	return { value, problems: [conflict, ...others.map((problem) => ({ ...problem, range }))] };
}

function inFile(problem: Problem, moved: { readonly above: number; readonly head: number }): Problem {
	if (!problem.range) return problem;
	const { start, end } = problem.range;
	const range = {
		start: { ...start, line: lineBefore(start.line, moved) },
		end: { ...end, line: lineBefore(end.line, moved) },
	};
	return { ...problem, range };
}

function readMended({ path, text, people }: QuestionInput): Read<Question | undefined> {
	const sink = createProblemSink(path);
	const parts = splitFrontMatter(text);
	if (parts.unclosed) sink.add({ code: 'front-matter.unclosed', severity: 'error', file: path, facts: {} });
	const map = parts.yaml === undefined ? undefined : readYamlMap(withoutTabs(parts.yaml), parts.yamlLine, sink);
	if (!map && parts.body.trim() === '') return { value: undefined, problems: sink.problems };
	const reader = createMapReader(map, QUESTION_KEYS, sink);
	const id = reader.one('id', FIELDS.id)?.value;
	if (id === undefined) sink.add({ code: 'question.no-id', severity: 'warning', file: path, facts: {} });
	const objective = reader.one('objective', FIELDS.objective)?.value;
	if (objective === undefined) sink.add({ code: 'question.no-objective', severity: 'info', file: path, facts: {} });
	const person = (name: 'asked_by' | 'to') => {
		const found = reader.one(name, FIELDS[name]);
		return found && findPerson(people, found.value);
	};
	const { title, sections: written } = questionSections(parts.body);
	const sections = withoutDoubles(written.map((section) => ({ ...section, markdown: sectionWords(section) })));
	const anchor = readAnchor(reader, sink);
	const opening = readOpening(written[0]?.lines ?? [], anchor);
	const whys = sections.filter(({ kind }) => kind === 'why').map(({ markdown }) => markdown);
	const whyItMatters = [opening.text, ...whys].filter((part) => part !== '').join('\n\n');
	const messages = [...keyAnswer(reader), ...sections.flatMap((section) => messageOf(section, people))];
	const value: Question = {
		id: id ?? questionName(path),
		title: (title === undefined ? '' : unescapeTitle(title)) || questionName(path),
		...defined({
			objective,
			whyItMatters: whyItMatters || undefined,
			askedBy: person('asked_by'),
			askedAt: readTime(reader),
			to: person('to'),
			issue: reader.one('issue', FIELDS.issue)?.value,
			anchor: anchor && { ...anchor, quote: opening.quote },
		}),
		messages,
		state: stateOf(messages),
		file: path,
	};
	const lost = id === undefined ? undefined : lostAnswer({ written, state: value.state, ...opening });
	if (lost) {
		const place = { line: parts.bodyLine - 1 + lost.line, column: 1 };
		const [range, facts] = [{ start: place, end: place }, { words: lost.words }];
		sink.add({ code: 'question.no-answer-heading', severity: 'warning', file: path, range, facts });
	}
	return { value, problems: sink.problems };
}

/** YAML refuses tabs before a key, which are what some editors put there. */
function withoutTabs(yaml: string): string {
	return yaml.replace(/^(?: *\t)+/gm, (blanks) => blanks.replaceAll('\t', '  '));
}

/** The keys of a question's front matter, with the other names under which people write them. */
export const QUESTION_KEYS: KeyNames = {
	id: [],
	objective: [],
	asked_by: ['author', 'by'],
	asked_at: ['date', 'at'],
	to: [],
	code: ['anchor'],
	issue: [],
	answer: [],
};
export const CODE_KEYS: KeyNames = {
	repo: ['repository'],
	path: ['file'],
	lines: ['line'],
	commit: ['at'],
	symbol: [],
	line_before: [],
	line_after: [],
};

const FIELDS = {
	id: textField('id: q-7f3k2a', 'an id'),
	objective: idField('objective: CHK-1'),
	asked_by: textField('asked_by: Ana Ruiz <ana@shop.example>', 'a name or an e-mail'),
	asked_at: dateField('asked_at: 2026-11-02T10:00:00Z'),
	to: textField('to: maria', 'a key of people: in tandem.yml, a name or an e-mail'),
	answer: textField('answer: yes, twice', 'the words of the answer'),
	issue: textField('issue: https://github.com/acme/product-specs/issues/12', 'the address of an issue'),
	repo: textField('repo: acme/web-shop', 'the name of a code repo'),
	path: pathField('path: src/checkout/retry.ts'),
	commit: commitField('commit: 3f2a1c9'),
	symbol: textField('symbol: export function retry(order) {', 'the line that heads the function around the code'),
	line_before: textField('line_before: const limit = 3;', 'the line above the code'),
	line_after: textField('line_after: return undefined;', 'the line below the code'),
} as const;

/** What a PM wrote as a key, which is the first answer: a later reply asks on. */
function keyAnswer(reader: MapReader): readonly Message[] {
	const value = reader.entry('answer')?.value;
	const text = value?.kind === 'scalar' ? value.text : (reader.one('answer', FIELDS.answer)?.value ?? '');
	const markdown = plainMessage(text);
	return markdown === '' ? [] : [{ kind: 'answer', markdown }];
}

/** A time of day is kept where there is one; a day alone begins at midnight. */
function readTime(reader: MapReader): string | undefined {
	const day = reader.one('asked_at', FIELDS.asked_at)?.value;
	const value = reader.entry('asked_at')?.value;
	if (day === undefined || value?.kind !== 'scalar') return undefined;
	const time = /[T ]((?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)(?:\.\d{1,9})?\s*(?:Z|UTC|\+00:?00)?\s*$/.exec(
		value.text,
	)?.[1];
	return `${day}T${(time ?? '00:00').padEnd(8, ':00')}Z`;
}

function readAnchor(question: MapReader, sink: ProblemSink): Omit<Anchor, 'quote'> | undefined {
	const entry = question.entry('code');
	if (!entry) return undefined;
	if (entry.value.kind === 'scalar') {
		const short = /^(?<path>.+?)(?::|#)(?<lines>L?\d[\dL-]*)$/.exec(entry.value.text.slice(0, 1000));
		const path = readField(FIELDS.path, short?.groups?.['path'] ?? entry.value.text);
		return path && { path, lines: parseLines(short?.groups?.['lines'] ?? '') ?? WHOLE_FILE };
	}
	const reader = createMapReader(entry.value.kind === 'map' ? entry.value : undefined, CODE_KEYS, sink);
	const path = reader.one('path', FIELDS.path)?.value;
	if (path === undefined) return undefined;
	const lines = reader.entry('lines')?.value;
	const range = lines?.kind === 'scalar' ? parseLines(lines.text) : undefined;
	if (lines && !range) {
		sink.add(invalidValue(lines, { expected: 'lines', example: () => 'lines: 40-43' }, { key: 'lines', sink }));
	}
	const repo = reader.one('repo', FIELDS.repo)?.value;
	const commit = reader.one('commit', FIELDS.commit)?.value;
	const around = {
		symbol: reader.one('symbol', FIELDS.symbol)?.value,
		lineBefore: reader.one('line_before', FIELDS.line_before)?.value,
		lineAfter: reader.one('line_after', FIELDS.line_after)?.value,
	};
	return { path, lines: range ?? WHOLE_FILE, ...defined({ repo, commit, ...around }) };
}

/** A question that names no lines is about the file, and sits at its top. */
const WHOLE_FILE = { first: 1, last: 1 };

function messageOf(
	section: QuestionSection & { readonly markdown: string },
	people: readonly Person[],
): readonly Message[] {
	const { kind, lines } = section;
	if (kind === 'opening' || kind === 'why') return [];
	const { author, at, markdown } = readByline(section, people);
	// An answer or a reply without a word was not given yet.
	if (markdown === '' && needsWords(section)) return [];
	const hidden = {
		source: sourceOf(lines),
		taken: takenOf(lines),
		posted: claimsIn(lines).length > 0 ? (true as const) : undefined,
	};
	return [{ kind, ...defined({ author, at }), markdown, ...defined(hidden) }];
}

/** The last `resolved` or `reopened` decides; else the last message, and what follows `reopened`: an answer answers, a reply asks on. */
function stateOf(messages: readonly Message[]): QuestionState {
	const turn = messages.map(({ kind }) => kind === 'resolved' || kind === 'reopened').lastIndexOf(true);
	if (messages[turn]?.kind === 'resolved') return 'resolved';
	return messages.slice(turn + 1).at(-1)?.kind === 'answer' ? 'answered' : 'open';
}
