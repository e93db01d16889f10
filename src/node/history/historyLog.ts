import { dropUnfinished } from '../../core/history/joinRecords.ts';
import { type CommitRecords, createCommitRecords } from '../../core/history/commitRecords.ts';
import { createLogStream, LOG_ARGUMENTS } from '../../core/history/logStream.ts';
import { Failure } from '../../core/failure.ts';
import type { Git } from '../git.ts';

/** Which commits are wanted: all that can be reached from `include` and not from `exclude` (full hashes; those that are gone are passed over). */
export interface LogRange {
	readonly root: string;
	readonly include: readonly string[];
	readonly exclude: readonly string[];
	/** Whether renames are looked for; objects that a partial clone lacks make that impossible. */
	readonly renames: boolean;
}

export interface LogReading {
	/** As in `LogSink`; it is the message of the commit number `records.count`. */
	onMessage(records: CommitRecords, bytes: Uint8Array, start: number, end: number): void;
	/** Whether these records, which are complete, are enough for one lot. */
	isEnough(records: CommitRecords): boolean;
	/** A lot; never an empty one. */
	onRecords(records: CommitRecords): void;
}

/** A pipe holds 64 kB, which git fills in about four milliseconds. */
const GATHER_MS = 2;

/** A whole history of a million commits takes minutes. */
const TIMEOUT_MS = 60 * 60_000;

/**
 * Streams `git log` into records, which are handed over in lots, the last one at the end. Rejects with the failure of git or a cancellation, after
 * what is complete was handed over.
 */
export async function readLog(git: Git, range: LogRange, reading: LogReading, signal: AbortSignal): Promise<void> {
	const { root, include, exclude, renames } = range;
	const stream = createLogStream({
		onMessage: reading.onMessage,
		next(records) {
			if (!reading.isEnough(records)) return records;
			reading.onRecords(records);
			return createCommitRecords();
		},
	});
	const input = [...include, ...exclude.map((hash) => `^${hash}`)].join('\n');
	try {
		await git.stream([...LOG_ARGUMENTS, renames ? '-M' : '--no-renames', '--ignore-missing', '--stdin'], {
			cwd: root,
			signal,
			timeoutMs: TIMEOUT_MS,
			input: `${input}\n`,
			// Into a pipe git would write each commit by itself, which costs both sides more than the reading.
			env: { GIT_FLUSH: '0' },
			gatherMs: GATHER_MS,
			onData: (chunk) => stream.push(chunk),
		});
		if (!stream.end()) throw new Failure('git', 'git log broke off');
	} finally {
		const last = stream.records();
		dropUnfinished(last);
		if (last.count > 0) reading.onRecords(last);
	}
}
