import { createBlamedLines } from '../core/blamedLines.ts';
import type { BlamedLines } from '../core/blamedLines.ts';
import type { BlameEntry } from '../core/blameStream.ts';
import type { FileHistory } from '../core/fileHistory.ts';
import type { KnownBlame } from '../core/knownBlame.ts';
import { boundaryOf } from './blameFamily.ts';
import type { CommitReader } from './commitReader.ts';
import type { FileAtCommit, FilePlace } from './fileAtCommit.ts';
import type { BlameListener } from './fileBlame.ts';

export interface BlameProgressDeps {
	readonly place: FilePlace;
	readonly file: () => Promise<FileAtCommit | undefined>;
	readonly shallow: ReadonlySet<string>;
	readonly commits: CommitReader;
	/** Called with what is known so far, never two at a time. */
	readonly tell: (partial: FileHistory) => void;
	readonly everyMs?: number;
}

export interface BlameProgress {
	/** When the first blame is under way. */
	readonly started: Promise<void>;
	/** For the next blame of the same file; where an older one is known, its lines come from there. */
	listen(older?: Omit<KnownBlame, 'blob'>): BlameListener;
	/** Nothing is told any more. */
	stop(): void;
}

/** Between two times that something is told: people do not read faster, and each takes a process for the commits' messages. */
const TELL_EVERY_MS = 250;

/**
 * Tells what git has found while it is still looking: most files are done before the first time, and the hot ones show half of their lines in a
 * third of the time. A line that is told has its final commit.
 */
export function createBlameProgress(deps: BlameProgressDeps): BlameProgress {
	const { place, file, shallow, commits, tell, everyMs = TELL_EVERY_MS } = deps;
	let found: Found = { entries: [], ignoredRevs: 'none' };
	let timer: NodeJS.Timeout | undefined;
	let stopped = false;
	let start = () => {};
	const started = new Promise<void>((resolve) => (start = resolve));

	const report = async () => {
		const content = await file();
		const current = found;
		if (!content || stopped) return;
		current.lines ??= createBlamedLines(content.lines.length, current.older);
		for (const entry of current.entries.splice(0)) current.lines.add(entry);
		const facts = await commits.read(current.lines.hashes());
		if (stopped || current !== found) return;
		const known = current.lines.history(facts);
		const { path, commit } = place;
		const { ignoredRevs } = current;
		tell({ path, commit, lines: content.lines, ...known, boundary: boundaryOf(known.commits, shallow), ignoredRevs });
	};

	const schedule = () => {
		timer ??= setTimeout(() => {
			// What fails here fails in the whole work too, and is told there.
			void report()
				.catch(() => undefined)
				.finally(() => (timer = undefined));
		}, everyMs);
	};

	return {
		started,
		listen: (older) => ({
			onStart(ignoredRevs) {
				setImmediate(start);
				found = { entries: [], ignoredRevs, ...(older ? { older } : {}) };
				commits.add(older?.commits ?? []);
			},
			onEntry(entry) {
				found.entries.push(entry);
				if (!stopped) schedule();
			},
		}),
		stop() {
			stopped = true;
			clearTimeout(timer);
		},
	};
}

interface Found {
	/** Those that are not in `lines` yet. */
	readonly entries: BlameEntry[];
	readonly ignoredRevs: FileHistory['ignoredRevs'];
	readonly older?: Omit<KnownBlame, 'blob'>;
	lines?: BlamedLines;
}
