import { MAPPED_FIELDS, type MappedField, type SpecFormat, type StatusMeaning } from '../core/formats/specFormat.ts';
import { statusWords } from '../core/formats/statusWords.ts';
import type { Objective } from '../core/objective.ts';
import type { RepoPath } from '../core/repoPath.ts';
import type { SpecSnapshot } from '../core/snapshot.ts';
import { canonicalKey } from '../core/yamlValue.ts';
import { formatOf } from './specFile.ts';
import { HEALTH_SENTENCES, STATUS_SENTENCES } from './specWords.ts';

/** A key of another format, and what Tandem reads from it. */
export interface ForeignKey {
	readonly field: MappedField;
	/** As the format writes it. */
	readonly text: string;
	/** One sentence. */
	readonly meaning: string;
}

const MEANINGS: Readonly<Record<MappedField, string>> = {
	id: 'The number or name by which engineers name it.',
	title: 'What it is, in a few words.',
	status: 'Where it is in its life.',
	health: 'Whether it will get where it should.',
	pm: 'Who answers for it and gets the questions; of several the first.',
	engineer: 'Who leads the work, or decides about it.',
	team: 'Who works on it.',
	period: 'When it is to come.',
	parent: 'The larger objective that it serves.',
	supersedes: 'What it takes the place of.',
	tickets: 'Keys that engineers write in commits.',
	aliases: 'Other names, in commits and comments.',
	key_results: 'How you will know that it worked.',
	code: 'Which files serve it.',
};

/** The keys that Tandem reads in files of this format, in the order of the format. */
export function foreignKeys({ from }: SpecFormat): readonly ForeignKey[] {
	return MAPPED_FIELDS.flatMap((field) =>
		(from[field] ?? []).flatMap((source): readonly ForeignKey[] =>
			source.kind === 'key' ? [{ field, text: source.text, meaning: MEANINGS[field] }] : [],
		),
	);
}

/** What a key at the top of a file means in the file's format; undefined where the format gives it no meaning of its own. */
export function foreignKeyOf(snapshot: SpecSnapshot, path: RepoPath, key: string): ForeignKey | undefined {
	const format = formatOf(snapshot, path);
	return format && foreignKeys(format).find(({ text }) => canonicalKey(text) === canonicalKey(key));
}

/** A value that other files of the format have, or that the format knows. */
export interface ForeignValue {
	readonly text: string;
	readonly meaning?: string;
}

/** What can be written behind a key of another format: its words for a status in the spelling of the other files, and what others have there. */
export function foreignValues(snapshot: SpecSnapshot, path: RepoPath, { field }: ForeignKey): readonly ForeignValue[] {
	const format = formatOf(snapshot, path);
	if (!format) return [];
	const others = snapshot.objectives.filter(({ source }) => source.file !== path);
	if (field === 'status') return statusValues(format, others);
	if (field === 'pm' || field === 'engineer')
		return distinct(others.flatMap((objective) => objective[field]?.name ?? []));
	if (field === 'team') return distinct(others.flatMap(({ team }) => team?.split(', ') ?? []));
	return field === 'period' ? distinct(others.flatMap(({ period }) => period?.text ?? [])) : [];
}

/** What a status word of another format is read as. */
export function foreignStatusAbout(meaning: StatusMeaning): string {
	if (meaning === 'moved') return 'Read as moved: it is kept in another place.';
	const meanings: Readonly<Record<string, string>> = { ...STATUS_SENTENCES, ...HEALTH_SENTENCES };
	return `Read as ${meaning}. ${meanings[meaning] ?? ''}`.trim();
}

function statusValues({ statuses }: SpecFormat, others: readonly Objective[]): readonly ForeignValue[] {
	const spelt = new Map<string, string>();
	for (const { statusText, status } of others) {
		const text = statusText ?? status ?? '';
		const word = statusWords(text);
		if (Object.hasOwn(statuses, word) && !spelt.has(word)) spelt.set(word, text);
	}
	const isCapital = [...spelt.values()].some((text) => /^\p{Lu}/u.test(text));
	return Object.entries(statuses).map(([word, meaning]) => ({
		text: spelt.get(word) ?? (isCapital ? word.charAt(0).toUpperCase() + word.slice(1) : word),
		meaning: foreignStatusAbout(meaning),
	}));
}

const LIMIT = 50;

/** Each once, the most used first. */
function distinct(texts: readonly string[]): readonly ForeignValue[] {
	const counts = new Map<string, number>();
	for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
	return [...counts]
		.sort((one, other) => other[1] - one[1])
		.slice(0, LIMIT)
		.map(([text]) => ({ text }));
}
