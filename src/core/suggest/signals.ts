import type { RepoPath } from '../repoPath.ts';
import type { Steps } from '../steps.ts';
import type { ObjectiveTexts } from './objectiveTexts.ts';
import { foldersOf } from './servedFiles.ts';
import type { Served } from './servedFiles.ts';
import type { PastWork } from './pastWork.ts';
import type { WordScores } from './wordIndex.ts';
import { MOST_QUERY_FILES, pathQuery } from './workQuery.ts';
import type { WorkQuery } from './workQuery.ts';

/** What can speak for an objective. The first seven are about the code itself, the others about who works on what at that time. */
export const SIGNALS = [
	'text',
	'title',
	'path',
	'file',
	'folder',
	'together',
	'said',
	'author',
	'recent',
	'period',
] as const;
export type Signal = (typeof SIGNALS)[number];

/** How strongly each signal speaks for each objective (by number), 0 to 1; with the words that were found. */
export interface Signals {
	readonly strength: Readonly<Record<Signal, Float64Array>>;
	readonly text: WordScores;
	readonly path: WordScores;
	readonly said: WordScores;
}

/** How many words of a path make a full answer: see `WordIndex.search`. */
const TELLING_PATH = 10;

/** Looks at the work from each side. `linkedTo`: objectives that a file serves by another reason than its commits, such as the PM's patterns. */
export function* readSignals(
	query: WorkQuery,
	texts: ObjectiveTexts,
	past: PastWork,
	linkedTo: (path: RepoPath) => readonly number[],
): Steps<Signals> {
	const { lives, served, together } = past;
	const count = texts.periods.length;
	const files = query.files.slice(0, MOST_QUERY_FILES);
	const text = yield* texts.whole.search(query.words, query.telling);
	const title = yield* texts.titles.search(query.words, query.telling / 2);
	const path = yield* texts.whole.search(pathQuery(files), TELLING_PATH);
	const said = yield* past.said.search(query.words, query.telling);
	const strength: Record<Signal, Float64Array> = {
		text: text.scores,
		title: title.scores,
		path: path.scores,
		said: said.scores,
		file: new Float64Array(count),
		folder: new Float64Array(count),
		together: new Float64Array(count),
		author: new Float64Array(count),
		recent: new Float64Array(count),
		period: new Float64Array(count),
	};
	const credit = (to: Float64Array, memory: Served | undefined, weight: number) => {
		for (const [objective, share] of memory?.shares(query.time) ?? []) add(to, objective, share * weight);
	};
	for (const file of files) {
		credit(strength.file, served.file(file), 1 / files.length);
		for (const partner of together.partners(file)) {
			if (files.includes(partner.path)) continue;
			const weight = partner.share / files.length;
			credit(strength.together, served.file(partner.path), weight);
			for (const objective of linkedTo(partner.path)) add(strength.together, objective, weight);
		}
		yield;
	}
	const folders = nearFolders(files);
	const all = [...folders.values()].reduce((sum, weight) => sum + weight, 0);
	for (const [folder, weight] of folders) credit(strength.folder, served.folder(folder), weight / all);
	yield;
	const mine = query.author === undefined ? undefined : lives.lastOf(query.author, query.time);
	if (mine) add(strength.author, mine.objective, mine.fresh * query.fresh);
	const periods = lives.periodShares(query.time);
	for (const [at, period] of texts.periods.entries()) {
		strength.recent[at] = query.fresh * lives.recency(at, query.time);
		strength.period[at] = query.fresh * (periods.get(period ?? '') ?? 0);
		strength.together[at] = Math.min(1, strength.together[at] ?? 0);
		if (at % 500 === 0) yield;
	}
	return { strength, text, path, said };
}

function add(to: Float64Array, at: number, value: number): void {
	to[at] = (to[at] ?? 0) + value;
}

/** The folders of the files, each with 1 where a file is right in it, and less the further up it is. */
function nearFolders(files: WorkQuery['files']): ReadonlyMap<string, number> {
	const near = new Map<string, number>();
	for (const file of files) {
		for (const [distance, folder] of foldersOf(file).entries()) {
			near.set(folder, Math.max(near.get(folder) ?? 0, 1 / (1 + distance)));
		}
	}
	return near;
}
