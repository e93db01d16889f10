import { KNOWN_FORMATS } from '../core/formats/knownFormats.ts';
import { CHANNEL_WORDS } from '../core/channels/readChannels.ts';
import { FORMAT_NAMES, HEAD_KINDS, MARKUPS } from '../core/formats/specFormat.ts';
import { isYamlFile } from '../core/formats/readHead.ts';
import { splitFrontMatter } from '../core/frontMatter.ts';
import { HEALTHS, OBJECTIVE_STATUSES } from '../core/objective.ts';
import type { Objective, Person } from '../core/objective.ts';
import { formatPerson } from '../core/people.ts';
import type { SpecCursor } from '../core/specCursor.ts';
import { yamlWord } from '../core/yamlWord.ts';
import type { TextRange } from '../core/textRange.ts';
import { pathSteps, STEP_LIMIT } from './pathSuggestions.ts';
import type { CodeFiles } from './pathSuggestions.ts';
import type { CompletionInput, SpecSuggestion } from './specCompletion.ts';
import { foreignKeyOf, foreignValues, type ForeignKey } from './foreignKeys.ts';
import { isOwnKey } from './specFile.ts';
import { findKey, topKey } from './specKeys.ts';
import { HEALTH_SENTENCES, STATUS_SENTENCES } from './specWords.ts';
import { healthWord, periodText, statusWord } from './words.ts';

/** A value that can be chosen, before it is put into the file: `text` is what the file then says. */
interface Choice extends Pick<SpecSuggestion, 'kind' | 'label' | 'detail' | 'about' | 'filter' | 'goesOn'> {
	readonly text: string;
	/** How many characters of `text` stand there already and are not to be looked at again. */
	readonly settled?: number;
}

/** The values of the key at the cursor, as far as they can be known. */
export async function valueSuggestions(
	input: CompletionInput,
	cursor: Extract<SpecCursor, { kind: 'value' }>,
): Promise<readonly SpecSuggestion[]> {
	const [top = ''] = cursor.path;
	const foreign = input.kind === 'objective' ? foreignKeyOf(input.snapshot, input.path, top) : undefined;
	if (foreign) return foreignSuggestions(input, cursor, foreign);
	const found = findKey(input.kind, cursor.path);
	if (!found?.key.values) return [];
	if (input.kind === 'objective' && !isOwnKey(input.snapshot, input.path, topKey(input.kind, cursor.path))) return [];
	const isList = found.name === 'supersedes' && cursor.style === 'plain';
	const { word, range } = isList ? afterComma(cursor) : cursor;
	const choices = await choicesOf(found.key.values, input, { ...cursor, word });
	return choices.map(({ text, settled = 0, ...choice }): SpecSuggestion => {
		const written = yamlWord(text, cursor.style);
		const insert = `${cursor.glued ? ' ' : ''}${written}`;
		// What is settled stays, unless it needs quotes now.
		if (settled === 0 || written !== text) return { ...choice, filter: choice.filter ?? text, insert, range };
		const start = { ...range.start, column: range.start.column + settled };
		return { ...choice, insert: text.slice(settled), range: { ...range, start } };
	});
}

function foreignSuggestions(
	{ snapshot, path, text }: CompletionInput,
	{ range, style, glued }: Extract<SpecCursor, { kind: 'value' }>,
	key: ForeignKey,
): readonly SpecSuggestion[] {
	// Only YAML has quotes.
	const isYaml = isYamlFile(path) || splitFrontMatter(text).yaml !== undefined;
	return foreignValues(snapshot, path, key).map(({ text: value, meaning }) => ({
		kind: key.field === 'pm' || key.field === 'engineer' ? 'person' : 'word',
		label: value,
		...(meaning === undefined ? {} : { detail: meaning, about: [meaning] }),
		insert: `${glued ? ' ' : ''}${isYaml ? yamlWord(value, style) : value}`,
		range,
	}));
}

/** An objective to be named, in all places the same. */
export function objectiveChoice({ id, title, status, health, pm, period }: Objective) {
	const facts = [status && statusWord(status), health && healthWord(health), pm?.name, periodText(period)];
	const about = [title, facts.filter((fact) => fact).join(' · ')].filter((part) => part !== '');
	return { kind: 'objective', label: id, detail: title, about } as const;
}

async function choicesOf(
	source: NonNullable<NonNullable<ReturnType<typeof findKey>>['key']['values']>,
	{ snapshot, path, today, code }: CompletionInput,
	{ word, siblings }: Extract<SpecCursor, { kind: 'value' }>,
): Promise<readonly Choice[]> {
	switch (source) {
		case 'status':
			return OBJECTIVE_STATUSES.map((status) => wordChoice(status, STATUS_SENTENCES[status]));
		case 'health':
			return HEALTHS.map((health) => wordChoice(health, HEALTH_SENTENCES[health]));
		case 'person':
			return snapshot.people.map(personChoice);
		case 'objective':
			return fewer(
				snapshot.objectives.filter(({ source: { file } }) => file !== path),
				word,
			).map((objective) => ({
				...objectiveChoice(objective),
				text: objective.id,
				filter: `${objective.id} ${objective.title}`,
			}));
		case 'period':
			return periodsFrom(today).map((text) => wordChoice(text));
		case 'day':
			return [wordChoice(today, 'Today.')];
		case 'channel':
			return CHANNEL_WORDS.map((name) =>
				wordChoice(
					name,
					name === 'git'
						? 'Questions become files of the spec repo.'
						: name === 'slack' || name === 'teams'
							? 'A notice of each question.'
							: 'Questions become issues too.',
				),
			);
		case 'format':
			return FORMAT_NAMES.map((name) => wordChoice(name, KNOWN_FORMATS[name][0]?.label));
		case 'header':
			return HEAD_KINDS.map((kind) => wordChoice(kind));
		case 'markup':
			return MARKUPS.map((markup) => wordChoice(markup));
		case 'repo':
			return (await code()).flatMap(({ name }) => (name === undefined ? [] : [wordChoice(name)]));
		case 'pattern':
			return pathChoices(word, ofRepo(await code(), siblings['repo'] ?? siblings['repository']));
	}
}

function pathChoices(word: string, repos: readonly CodeFiles[]): readonly Choice[] {
	return pathSteps(word, repos).map(({ kind, label, pattern, repos: holders }) => ({
		kind: kind === 'file' ? 'file' : 'folder',
		label,
		detail: kind === 'everything' ? 'everything below' : repos.length > 1 ? holders.join(', ') : '',
		text: pattern,
		settled: word.lastIndexOf('/') + 1,
		goesOn: kind === 'folder',
	}));
}

/** Of many only those that hold what was typed: nobody reads through hundreds. */
function fewer(objectives: readonly Objective[], word: string): readonly Objective[] {
	if (objectives.length <= STEP_LIMIT) return objectives;
	const typed = word.toLowerCase();
	const holds = ({ id, title }: Objective) => `${id} ${title}`.toLowerCase().includes(typed);
	return objectives.filter(holds).slice(0, STEP_LIMIT);
}

/** Those that a rule for `repo` speaks of; all where it names none. */
function ofRepo(repos: readonly CodeFiles[], repo: string | undefined): readonly CodeFiles[] {
	return repo ? repos.filter(({ name }) => name?.toLowerCase() === repo.toLowerCase()) : repos;
}

function wordChoice(text: string, meaning?: string): Choice {
	return { kind: 'word', label: text, text, ...(meaning === undefined ? {} : { detail: meaning, about: [meaning] }) };
}

function personChoice(person: Person): Choice {
	const { key, name, email, handle } = person;
	const text = key ?? formatPerson(person);
	const about = [email, handle && `@${handle}`].filter((part) => part !== undefined && part !== '');
	return {
		kind: 'person',
		label: text,
		detail: name,
		text,
		filter: `${text} ${name}`,
		about: about as readonly string[],
	};
}

/** This quarter, the three after it, and the year: `2026-Q4`. */
function periodsFrom(today: string): readonly string[] {
	const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
	const first = year * 4 + Math.floor((month - 1) / 3);
	const quarters = [0, 1, 2, 3].map((step) => `${Math.floor((first + step) / 4)}-Q${((first + step) % 4) + 1}`);
	return [...quarters, String(year)];
}

/** The part behind the last comma of a list that is written without brackets. */
function afterComma({ word, range }: { word: string; range: TextRange }): { word: string; range: TextRange } {
	const skipped = /^.*,\s*/.exec(word)?.[0].length ?? 0;
	const start = { ...range.start, column: range.start.column + skipped };
	return { word: word.slice(skipped), range: { ...range, start } };
}
