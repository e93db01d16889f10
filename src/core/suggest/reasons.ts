import type { RepoPath } from '../repoPath.ts';
import type { ObjectiveTexts } from './objectiveTexts.ts';
import type { PastWork } from './pastWork.ts';
import { foldersOf } from './servedFiles.ts';
import type { Signal, Signals } from './signals.ts';
import type { Reason } from './suggestions.ts';
import { WEIGHTS } from './weights.ts';
import type { WorkQuery } from './workQuery.ts';

/** All that was looked at when the points were given. */
export interface ReasonContext {
	readonly query: WorkQuery;
	readonly signals: Signals;
	readonly past: PastWork;
	readonly texts: ObjectiveTexts;
	readonly linkedTo: (path: RepoPath) => readonly number[];
}

/** What adds less is not worth a word. */
const LEAST = 0.2;
const MOST_WORDS = 6;
const MOST_FILES = 3;

/** What speaks for the objective with this number, in words and files, the strongest first. */
export function reasonsFor(objective: number, context: ReasonContext): readonly Reason[] {
	const { query, signals, past, texts } = context;
	const points = (signal: Signal) => WEIGHTS[signal] * (signals.strength[signal][objective] ?? 0);
	const at = past.lives.lastNamed(objective);
	const period = texts.periods[objective];
	const all: readonly (Reason | undefined)[] = [
		{
			kind: 'words',
			points: points('text') + points('title'),
			words: signals.text.wordsFor(objective, MOST_WORDS),
		},
		{ kind: 'path', points: points('path'), words: signals.path.wordsFor(objective, MOST_WORDS) },
		{ kind: 'said', points: points('said'), words: signals.said.wordsFor(objective, MOST_WORDS) },
		fileReason(objective, points('file'), context),
		folderReason(objective, points('folder'), context),
		togetherReason(objective, points('together'), context),
		query.author === undefined ? undefined : { kind: 'author', points: points('author') },
		at === undefined ? undefined : { kind: 'recent', points: points('recent'), at },
		period === undefined ? undefined : { kind: 'period', points: points('period'), period },
	];
	return all
		.filter((reason) => reason !== undefined)
		.filter((reason) => reason.points >= LEAST)
		.sort((one, other) => other.points - one.points);
}

function fileReason(objective: number, points: number, { query, past }: ReasonContext): Reason | undefined {
	const files = query.files
		.map((path) => ({ path, commits: past.served.file(path)?.commits(objective) ?? 0 }))
		.sort((one, other) => other.commits - one.commits);
	const [most] = files;
	return most && most.commits > 0 ? { kind: 'file', points, ...most } : undefined;
}

/** The innermost folder that says it. */
function folderReason(objective: number, points: number, { query, past }: ReasonContext): Reason | undefined {
	for (const folder of query.files.flatMap(foldersOf)) {
		const commits = past.served.folder(folder)?.commits(objective) ?? 0;
		if (commits > 0) return { kind: 'folder', points, path: folder, commits };
	}
	return undefined;
}

function togetherReason(
	objective: number,
	points: number,
	{ query, past, linkedTo }: ReasonContext,
): Reason | undefined {
	const files = query.files
		.flatMap((path) => past.together.partners(path))
		.filter(({ path }) => {
			if (query.files.includes(path)) return false;
			return (past.served.file(path)?.commits(objective) ?? 0) > 0 || linkedTo(path).includes(objective);
		})
		.slice(0, MOST_FILES)
		.map(({ path, commits }) => ({ path, commits }));
	return files.length > 0 ? { kind: 'together', points, files } : undefined;
}
