import type { Objective } from '../objective.ts';
import type { Steps } from '../steps.ts';
import { periodOf } from './pastWork.ts';
import { createWordIndex } from './wordIndex.ts';
import type { WordIndex } from './wordIndex.ts';
import { readWords, wordsOf } from './words.ts';

/** The words of objectives, by their places in the list. */
export interface ObjectiveTexts {
	/** Everything; titles and names count more. */
	readonly whole: WordIndex;
	readonly titles: WordIndex;
	readonly periods: readonly (string | undefined)[];
}

/** How often a word of the title counts beside one of the text. */
const TITLE = 3;
/** A word that stands in the file, but in no part that Tandem shows. */
const REST = 0.5;
/** Of each objective so many characters are read. */
const READ = 100_000;

/** Reads the objectives. `fileText`: the whole text of its file, where there is more in it than was read of it. */
export function* readObjectiveTexts(
	objectives: readonly Objective[],
	fileText: (objective: Objective) => string | undefined = () => undefined,
): Steps<ObjectiveTexts> {
	const whole = createWordIndex(objectives.length);
	const titles = createWordIndex(objectives.length);
	for (const [at, objective] of objectives.entries()) {
		const title = wordsOf([objective.title, objective.id, ...objective.aliases].join('\n').slice(0, READ));
		titles.add(at, title);
		whole.add(at, title, TITLE);
		whole.add(at, yield* readWords(bodyOf(objective).slice(0, READ)));
		whole.add(at, yield* readWords((fileText(objective) ?? '').slice(0, READ)), REST);
		yield;
	}
	return { whole, titles, periods: objectives.map(periodOf) };
}

function bodyOf({ why, keyResults, constraints, decisions, outOfScope, openPoints }: Objective): string {
	const items = [...constraints, ...decisions, ...outOfScope, ...openPoints].map(({ markdown }) => markdown);
	return [why, ...keyResults.map(({ metric }) => metric), ...items].join('\n');
}
