import type { ObjectiveWork } from './historyFacts.ts';

/** What several repositories say of one objective together; undefined for none. */
export function joinWork(works: readonly ObjectiveWork[]): ObjectiveWork | undefined {
	const [first, ...others] = works;
	return first && others.reduce(join, first);
}

function join(one: ObjectiveWork, other: ObjectiveWork): ObjectiveWork {
	const firsts = [one.firstAt, other.firstAt].filter((time) => time !== undefined);
	const lasts = [one.lastAt, other.lastAt].filter((time) => time !== undefined);
	return {
		commits: one.commits + other.commits,
		...(firsts.length > 0 ? { firstAt: Math.min(...firsts) } : {}),
		...(lasts.length > 0 ? { lastAt: Math.max(...lasts) } : {}),
		weeks: one.weeks.map((count, week) => count + (other.weeks[week] ?? 0)),
		people: joinPeople([...one.people, ...other.people]),
		files: [...one.files, ...other.files].sort((a, b) => b.commits - a.commits),
		partial: one.partial || other.partial,
	};
}

function joinPeople(people: ObjectiveWork['people']): ObjectiveWork['people'] {
	const byName = new Map<string, number>();
	for (const { name, commits } of people) byName.set(name, (byName.get(name) ?? 0) + commits);
	return [...byName]
		.map(([name, commits]) => ({ name, commits }))
		.sort((one, other) => other.commits - one.commits || (one.name < other.name ? -1 : 1));
}
