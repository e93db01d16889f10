import { isNative, type SpecFormat } from './formats/specFormat.ts';
import { findNearest } from './nearest.ts';
import type { Objective, Person } from './objective.ts';
import { formatPerson } from './people.ts';
import type { Problem } from './problem.ts';
import type { Steps } from './steps.ts';

/**
 * What is odd about objectives beside others and beside `people`, those of tandem.yml: successors of nothing, people that nobody knows (where people are
 * listed at all), key results that cannot be measured. Without exact places: see `createProblemPlaces`.
 */
export function* objectiveProblems(
	objectives: readonly Objective[],
	{ people, formats }: { readonly people: readonly Person[]; readonly formats: readonly SpecFormat[] },
): Steps<readonly Problem[]> {
	const known = new Set(objectives.flatMap(({ id, aliases }) => [id, ...aliases]));
	const isKnown = createKnownPeople(people);
	const isOwnFormat = formats.every(isNative);
	const told = new Set<string>();
	const suggest = createSuggestions(people);
	const problems: Problem[] = [];
	for (const [index, objective] of objectives.entries()) {
		if (index % OBJECTIVES_PER_STEP === 0) yield;
		problems.push(
			...supersedesProblems(objective, known).slice(0, PROBLEMS_AT_MOST),
			...(people.length > 0 ? personProblems(objective, { isKnown, suggest, isOwnFormat, told }) : []),
			...keyResultProblems(objective).slice(0, PROBLEMS_AT_MOST),
		);
	}
	return problems;
}

const OBJECTIVES_PER_STEP = 200;
/** Of one kind and objective; nobody mends more of a generated list by hand. */
const PROBLEMS_AT_MOST = 100;

/** Only a hint: whoever replaces something may have deleted it. */
function supersedesProblems({ supersedes, source }: Objective, known: ReadonlySet<string>): readonly Problem[] {
	const unknown = supersedes.filter((id) => !known.has(id));
	const file = source.head ?? source.file;
	return unknown.map((id) => ({ code: 'supersedes.unknown', severity: 'info', file, facts: { id } }));
}

interface PeopleContext {
	readonly isKnown: (person: Person) => boolean;
	readonly suggest: (person: string) => string;
	readonly isOwnFormat: boolean;
	/** Who was told, by file: several objectives of one file share what stands above them. */
	readonly told: Set<string>;
}

function personProblems(
	{ pm, engineer, confirmed, source }: Objective,
	{ isKnown, suggest, isOwnFormat, told }: PeopleContext,
): readonly Problem[] {
	const named = [
		{ key: 'pm', person: pm },
		{ key: 'engineer', person: engineer },
		{ key: 'confirmed', person: confirmed?.by },
	] as const;
	return named.flatMap(({ key, person }): readonly Problem[] => {
		if (!person || isKnown(person)) return [];
		const text = textOf(person);
		const file = source.head ?? source.file;
		const name = [file, key, text].join('\n');
		if (told.has(name)) return [];
		told.add(name);
		// Whoever has an e-mail can be reached; and the authors of an RFC may be anybody.
		const severity = person.email === undefined && isOwnFormat ? 'warning' : 'info';
		const facts = { key, person: text, suggestion: suggest(text) };
		return [{ code: 'person.unknown', severity, file, facts }];
	});
}

function createKnownPeople(people: readonly Person[]): (person: Person) => boolean {
	const same = new Set(people);
	const words = people.flatMap(({ key, name, email, handle }) => [key, name, email, handle]);
	const known = new Set(words.map((word) => word?.toLowerCase()));
	return (person) => same.has(person) || known.has((person.email ?? person.handle ?? person.name).toLowerCase());
}

function textOf(person: Person): string {
	if (person.email === undefined && person.handle !== undefined) return `@${person.handle}`;
	return formatPerson(person);
}

/** How many different names are looked up: more is not one misspelt name but another list of people. */
const SUGGESTIONS = 30;
const CANDIDATES = 500;

function createSuggestions(people: readonly Person[]): (person: string) => string {
	const known = new Map<string, string>();
	let candidates: ReadonlyMap<string, string> | undefined;
	return (person) => {
		const found = known.get(person);
		if (found !== undefined || known.size >= SUGGESTIONS) return found ?? '';
		candidates ??= new Map(
			people
				.slice(0, CANDIDATES)
				.flatMap(({ key, name, handle }) => [key, name, handle])
				.flatMap((text) => (text === undefined ? [] : [[text.toLowerCase(), text] as const])),
		);
		const nearest = findNearest(person.replace(/^@/, '').toLowerCase(), [...candidates.keys()]);
		const suggestion = nearest === undefined ? '' : (candidates.get(nearest) ?? '');
		known.set(person, suggestion);
		return suggestion;
	};
}

function keyResultProblems({ keyResults, source }: Objective): readonly Problem[] {
	return keyResults.flatMap(({ metric, baseline, target, line }): readonly Problem[] => {
		const place = { line, column: 1 };
		const at = { file: source.head ?? source.file, range: { start: place, end: place } };
		const shown = metric.length > 60 ? `${metric.slice(0, 60)}…` : metric;
		if (target === undefined) return [];
		if (baseline === undefined) {
			return [{ code: 'key-result.no-baseline', severity: 'info', ...at, facts: { metric: shown } }];
		}
		if (baseline !== target) return [];
		return [{ code: 'key-result.no-change', severity: 'warning', ...at, facts: { metric: shown, value: target } }];
	});
}
