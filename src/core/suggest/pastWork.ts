import type { Objective } from '../objective.ts';
import { createChangedTogether } from './changedTogether.ts';
import type { ChangedTogether } from './changedTogether.ts';
import { messageProse } from './messageProse.ts';
import { createObjectiveLives } from './objectiveLives.ts';
import type { ObjectiveLives } from './objectiveLives.ts';
import type { PastCommit } from './pastCommit.ts';
import { createServedFiles } from './servedFiles.ts';
import type { ServedFiles } from './servedFiles.ts';
import { createWordIndex } from './wordIndex.ts';
import type { WordIndex } from './wordIndex.ts';
import { wordsOf } from './words.ts';

/** What the commits so far say. Objectives are numbers: their places in the list that it was made for. */
export interface PastWork {
	readonly served: ServedFiles;
	readonly together: ChangedTogether;
	readonly lives: ObjectiveLives;
	/** The words of the commits that named each objective. */
	readonly said: WordIndex;
	/** Commits so far that named an objective of the list. */
	linkedCommits(): number;
	/** Takes in one more commit; they come in the order of the history, the oldest first. */
	add(commit: PastCommit): void;
}

/** A commit of more files is a move of the whole tree; only so many count. */
const MOST_FILES = 200;

export function createPastWork(objectives: readonly Objective[]): PastWork {
	const numbers = new Map(objectives.map(({ id }, at) => [id, at]));
	const served = createServedFiles();
	const together = createChangedTogether();
	const lives = createObjectiveLives(objectives.map(periodOf));
	const said = createWordIndex(objectives.length);
	let linked = 0;
	return {
		served,
		together,
		lives,
		said,
		linkedCommits: () => linked,
		add({ files, objectives: ids, author, time, message }) {
			together.add(files);
			const named = ids.flatMap((id) => numbers.get(id) ?? []);
			if (named.length === 0) return;
			linked++;
			served.add(files.slice(0, MOST_FILES), named, time);
			lives.add(named, author, time);
			const words = wordsOf(messageProse(message));
			const once = new Map([...words].map(([key, { shown }]) => [key, { count: 1, shown }]));
			for (const objective of named) said.add(objective, once);
		},
	};
}

/** The period as the PM wrote it, or the release folder in which the file lies. */
export function periodOf({ period, source }: Objective): string | undefined {
	return period?.text ?? period?.due ?? source.captures['release'];
}
