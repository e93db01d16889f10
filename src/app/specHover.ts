import type { MappedField } from '../core/formats/specFormat.ts';
import { createListIndex } from '../core/patternIndex.ts';
import { parsePattern } from '../core/patternSyntax.ts';
import type { Health, ObjectiveStatus, Person } from '../core/objective.ts';
import { readAloud } from '../core/plainMarkdown.ts';
import type { SpecSnapshot } from '../core/snapshot.ts';
import type { TextPosition, TextRange } from '../core/textRange.ts';
import type { KnownCode } from './codeFiles.ts';
import { foreignStatusAbout } from './foreignKeys.ts';
import { objectiveChoice } from './specValues.ts';
import { specNameAt } from './specNames.ts';
import type { WrittenSpec } from './specNames.ts';
import { HEALTH_SENTENCES, keyAbout, STATUS_SENTENCES } from './specWords.ts';
import { keyResultLine } from './objectiveView.ts';
import { count } from './words.ts';

/** What is told about a name in a spec file; all of it is plain text. */
export interface SpecHover {
	readonly range: TextRange;
	readonly title: string;
	readonly paragraphs: readonly string[];
}

export interface SpecHoverDeps {
	/** Asked only where a pattern is looked at. */
	readonly code: () => Promise<KnownCode>;
	/** Awaited after each file that a pattern is compared with. */
	readonly breathe: () => Promise<void>;
}

/** What is known about the name at a position; undefined where there is nothing to tell. */
export async function specHover(
	spec: WrittenSpec,
	position: TextPosition,
	deps: SpecHoverDeps,
): Promise<SpecHover | undefined> {
	const name = specNameAt(spec, position);
	if (!name) return undefined;
	const { range } = name;
	switch (name.kind) {
		case 'key':
			return { range, title: name.found.name, paragraphs: keyAbout(name.found.key) };
		case 'objective':
			return objectiveHover(spec.snapshot, name.id, range);
		case 'person':
			return { range, title: name.person.name, paragraphs: personAbout(name.person) };
		case 'word': {
			const meanings: Readonly<Record<string, string>> = name.of === 'status' ? STATUS_SENTENCES : HEALTH_SENTENCES;
			const word = name.text
				.trim()
				.toLowerCase()
				.replace(/[\s_]+/g, '-') as ObjectiveStatus | Health;
			const meaning = Object.hasOwn(meanings, word) ? meanings[word] : undefined;
			return meaning === undefined ? undefined : { range, title: word, paragraphs: [meaning] };
		}
		case 'foreign-key':
			return {
				range,
				title: name.key.text,
				paragraphs: [name.key.meaning, `Tandem reads ${FIELD_WORDS[name.key.field]} from it.`],
			};
		case 'foreign-status':
			return { range, title: name.text, paragraphs: [foreignStatusAbout(name.meaning)] };
		case 'pattern':
			return { range, title: name.text, paragraphs: await patternAbout(name, deps) };
	}
}

const FIELD_WORDS: Readonly<Record<MappedField, string>> = {
	id: 'the id',
	title: 'the title',
	status: 'the status',
	health: 'the health',
	pm: 'the PM',
	engineer: 'the engineering owner',
	team: 'the team',
	period: 'the period',
	parent: 'the parent',
	supersedes: 'what it supersedes',
	tickets: 'tickets',
	aliases: 'other names',
	key_results: 'the key results',
	code: 'the patterns of its code',
};

const WHY = 240;

function objectiveHover({ objectiveById }: SpecSnapshot, id: string, range: TextRange): SpecHover | undefined {
	const objective = objectiveById.get(id);
	if (!objective) return undefined;
	const [, facts = ''] = objectiveChoice(objective).about;
	const why = readAloud(objective.why);
	const shown = why.length > WHY ? `${why.slice(0, WHY).trimEnd()}…` : why;
	const paragraphs = [shown, keyResultLine(objective) ?? '', facts].filter((text) => text !== '');
	return { range, title: `${id} ${objective.title}`, paragraphs };
}

function personAbout({ key, email, handle }: Person): readonly string[] {
	const facts = [email, handle && `@${handle}`].filter((fact) => fact).join(' · ');
	return [...(facts === '' ? [] : [facts]), ...(key === undefined ? ['Not among the people of tandem.yml.'] : [])];
}

/** How many files are named. */
const NAMED = 5;

async function patternAbout(
	{ text, repo }: { readonly text: string; readonly repo?: string },
	{ code, breathe }: SpecHoverDeps,
): Promise<readonly string[]> {
	const syntax = parsePattern(text);
	if (!syntax) return ['Matches nothing: it cannot be read as a pattern.'];
	const { repos, unread } = await code();
	const isMeant = (name: string | undefined) => !repo || name?.toLowerCase() === repo.toLowerCase();
	const failed = unread.filter((name) => isMeant(name)).map((name) => `The files of ${name} could not be read.`);
	const index = createListIndex([{ list: 0, order: 0, rank: 0, syntax: { ...syntax, negative: false }, value: true }]);
	const told: string[] = [];
	for (const { name, root, files } of repos.filter((one) => isMeant(one.name))) {
		const matched: string[] = [];
		for (const path of files) {
			if (index.deciding(path).length > 0) matched.push(path);
			await breathe();
		}
		const more = matched.length > NAMED ? ', …' : '';
		const names = matched.length > 0 ? `: ${matched.slice(0, NAMED).join(', ')}${more}` : '';
		const found = matched.length === 0 ? 'no file' : count(matched.length, 'file');
		told.push(`${syntax.negative ? 'Takes out' : 'Matches'} ${found} in ${name ?? root}${names}`);
	}
	if (told.length > 0 || failed.length > 0) return [...told, ...failed];
	const missing = repo ? `${repo} is not open` : 'no open code repo uses this spec';
	return [`What it matches is not known here: ${missing}.`];
}
