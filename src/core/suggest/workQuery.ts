import type { RepoPath } from '../repoPath.ts';
import { messageProse } from './messageProse.ts';
import type { PastCommit } from './pastCommit.ts';
import type { WordQuery } from './wordIndex.ts';
import { wordsOf } from './words.ts';
import type { Words } from './words.ts';

/** Work of which it is asked which objective it serves: a commit, or a file. */
export interface WorkQuery {
	/** Of the message, or of the file's text. */
	readonly words: WordQuery;
	/** How many of these words a full answer has: see `WordIndex.search`. */
	readonly telling: number;
	readonly files: readonly RepoPath[];
	/** Whose work it is; as in `PastCommit`. */
	readonly author?: string;
	/** Seconds since 1970: not before the newest commit of the past. */
	readonly time: number;
	/** 0 to 1: how far it is work of that time. What people work on then says nothing about a file that nobody has touched for a year. */
	readonly fresh: number;
}

/** A commit's message is short; of a long file each objective has some words by chance. */
const TELLING = { message: 10, file: 20 } as const;

/** A commit that was made or is about to be. */
export function commitQuery(commit: Omit<PastCommit, 'objectives'>): WorkQuery {
	const { message, files, author, time } = commit;
	return { words: messageQuery(message), telling: TELLING.message, files, author, time, fresh: 1 };
}

/** A file: its text, with the messages of its newest commits. */
export function fileQuery(file: {
	readonly path: RepoPath;
	readonly text: Words;
	readonly messages: readonly string[];
	readonly author?: string;
	readonly time: number;
	readonly fresh: number;
}): WorkQuery {
	const { path, text, messages, author, time, fresh } = file;
	const said = messages.map((message) => [wordsOf(messageProse(message)), 1] as const);
	return {
		words: queryOf([[text, 1], ...said]),
		telling: TELLING.file,
		files: [path],
		...(author === undefined ? {} : { author }),
		time,
		fresh,
	};
}

/** Texts of a query, each with what a word in it counts. A word that comes often counts more, but not in proportion. */
function queryOf(parts: readonly (readonly [words: Words, weight: number])[]): WordQuery {
	const query = new Map<string, { weight: number; readonly shown: string }>();
	for (const [words, weight] of parts) {
		for (const [key, { count, shown }] of words) {
			const worth = weight * (1 + Math.log(count));
			const known = query.get(key);
			if (known) known.weight += worth;
			else query.set(key, { weight: worth, shown });
		}
	}
	return query;
}

/** The words of a commit's message; those of the subject count twice. */
function messageQuery(message: string): WordQuery {
	const prose = messageProse(message);
	const [subject = ''] = prose.trimStart().split('\n');
	const once = new Map([...wordsOf(subject)].map(([key, { shown }]) => [key, { count: 1, shown }]));
	return queryOf([
		[wordsOf(prose), 1],
		[once, 1],
	]);
}

/** Only so many files of a commit are looked at. */
export const MOST_QUERY_FILES = 60;

/** The words of the paths: one that half of them have counts fully. */
export function pathQuery(files: readonly RepoPath[]): WordQuery {
	const counts = new Map<string, { count: number; readonly shown: string }>();
	for (const path of files) {
		for (const [key, { shown }] of wordsOf(path)) {
			const known = counts.get(key);
			if (known) known.count++;
			else counts.set(key, { count: 1, shown });
		}
	}
	return new Map(
		[...counts].map(([key, { count, shown }]) => [key, { weight: Math.min(1, (2 * count) / files.length), shown }]),
	);
}
