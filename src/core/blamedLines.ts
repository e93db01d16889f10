import type { BlameEntry } from './blameStream.ts';
import type { FileHistory } from './fileHistory.ts';
import { NOT_YET_KNOWN } from './fileHistory.ts';
import type { KnownBlame } from './knownBlame.ts';
import type { CommitFacts } from './link.ts';

/** Which commit wrote each line of a file, filled from what git says, in any order. */
export interface BlamedLines {
	/** False: what is known of the older commit does not help to answer this entry. */
	add(entry: BlameEntry): boolean;
	/** Every line has its commit. */
	isComplete(): boolean;
	/** All commits so far, in the order in which they came. */
	hashes(): readonly string[];
	/** The lines that are known and whose commit is among `facts`; the others are not known yet. */
	history(facts: ReadonlyMap<string, CommitFacts>): Pick<FileHistory, 'commits' | 'lineCommit'>;
}

/** `older`: a finished blame of the same file, from which lines take their commit that git did not follow any further. */
export function createBlamedLines(count: number, older?: Omit<KnownBlame, 'blob'>): BlamedLines {
	const numbers = new Map<string, number>();
	const lines = new Int32Array(count).fill(-1);
	let open = count;

	const set = (line: number, hash: string) => {
		if (line < 0 || line >= count) return;
		const number = numbers.get(hash) ?? numbers.size;
		numbers.set(hash, number);
		if (lines[line] === -1) open--;
		lines[line] = number;
	};

	return {
		add({ hash, line, sourceLine, count: length, boundary, sourcePath }) {
			const isOlder = older !== undefined && hash === older.commit;
			if (isOlder ? sourcePath !== older.path : older !== undefined && boundary) return false;
			for (let at = 0; at < length; at++) {
				const known = isOlder ? older.commits[older.lineCommit[sourceLine - 1 + at] ?? NOT_YET_KNOWN]?.hash : hash;
				if (known === undefined) return false;
				set(line - 1 + at, known);
			}
			return true;
		},
		isComplete: () => open === 0,
		hashes: () => [...numbers.keys()],
		history(facts) {
			const commits: CommitFacts[] = [];
			const indexes = [...numbers.keys()].map((hash) => {
				const found = facts.get(hash);
				return found ? commits.push(found) - 1 : NOT_YET_KNOWN;
			});
			const lineCommit = Uint32Array.from(lines, (number) => indexes[number] ?? NOT_YET_KNOWN);
			return { commits, lineCommit };
		},
	};
}
