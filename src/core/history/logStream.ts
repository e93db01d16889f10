import { intern } from './byteTable.ts';
import { type Column, push, pushBytes, room, uint8Column } from './columns.ts';
import { type CommitRecords, createCommitRecords } from './commitRecords.ts';

/**
 * What `git log` has to print for `createLogStream`: `-c --combined-all-paths` lists for a merge only what differs from all parents, with the name in
 * each of them; `--root` lets a first commit add its files. Names and e-mails are those of the commit: a mailmap may change, a commit does not.
 */
const LOG_FORMAT = '--format=%H%x00%P%x00%at%x00%an%x00%ae%x00%B%x00';
export const LOG_ARGUMENTS = [
	'log',
	'-z',
	'--no-color',
	'--encoding=UTF-8',
	LOG_FORMAT,
	'--name-status',
	'--no-relative',
	'--root',
	'-c',
	'--combined-all-paths',
] as const;

export interface LogSink {
	/** The message of the commit that is being read into `records` stands in `bytes` from `start` to `end`, during the call only. */
	onMessage(records: CommitRecords, bytes: Uint8Array, start: number, end: number): void;
	/** Called before each commit, when those before it are complete: the records into which it goes. */
	next(records: CommitRecords): CommitRecords;
}

export interface LogStream {
	push(chunk: Uint8Array): void;
	/** Call at the end of the output. False: it broke off, or it was no such output; the last commit may then lack something (see `dropUnfinished`). */
	end(): boolean;
	/** Those that are being read into. */
	records(): CommitRecords;
}

type Expected = 'hash' | 'parents' | 'time' | 'author-name' | 'author-email' | 'message' | 'status' | 'path';

const NEWLINE = 10;

/** Reads the log from chunks cut anywhere; keeps one unfinished field. */
export function createLogStream(sink: LogSink): LogStream {
	let records = createCommitRecords();
	let expected: Expected = 'hash';
	let broken = false;
	// A field that goes on in the next chunk.
	let rest = new Uint8Array(0);
	let restLength = 0;
	const author = uint8Column();
	let open = false;
	// Of the change that is being read.
	let pathsWanted = 0;
	let kind = 0;
	let isMerge = false;
	const names: number[] = [];

	const onHash = (bytes: Uint8Array, start: number, end: number) => {
		const width = (end - start) / 2;
		if (records.hashWidth === 0 && (width === 20 || width === 32)) records.hashWidth = width;
		if (width !== records.hashWidth || !pushHex(records.hashes, bytes, start, end)) return fail();
		open = true;
		expected = 'parents';
	};

	const onParents = (bytes: Uint8Array, start: number, end: number) => {
		const digits = records.hashWidth * 2;
		let count = 0;
		for (let at = start; at < end; at += digits + 1, count++) {
			if (at + digits > end || !pushHex(records.parents, bytes, at, at + digits)) return fail();
		}
		push(records.parentEnds, (records.parentEnds.values[records.parentEnds.length - 1] ?? 0) + count);
		expected = 'time';
	};

	const onStatus = (bytes: Uint8Array, from: number, end: number) => {
		const start = bytes[from] === NEWLINE ? from + 1 : from;
		if (end === start) return;
		if (end - start === records.hashWidth * 2) {
			closeCommit();
			records = sink.next(records);
			onHash(bytes, start, end);
			return;
		}
		isMerge = end - start > 1 && !isDigit(bytes[start + 1]);
		const letters = isMerge ? latin1(bytes, start, end) : '';
		const change = isMerge ? changeOfMerge(letters) : (CHANGES[bytes[start] ?? 0] ?? NO_CHANGE);
		if (change === NO_CHANGE) return fail();
		kind = change & 3;
		names.length = 0;
		pathsWanted = isMerge ? letters.length + 1 : kind === RENAMED ? 2 : 1;
		expected = 'path';
	};

	const onPath = (bytes: Uint8Array, start: number, end: number) => {
		names.push(intern(records.pathTable, bytes, start, end));
		if (names.length < pathsWanted) return;
		expected = 'status';
		const path = names.at(-1) ?? 0;
		if (kind !== RENAMED) {
			push(records.changes, path * 4 + kind);
			return;
		}
		const former = new Set(names.filter((name) => name !== path));
		// Without another name there is no rename to tell of.
		if (former.size === 0) push(records.changes, path * 4 + MODIFIED);
		for (const name of former) {
			push(records.renames, records.changes.length);
			push(records.renameFrom, name);
			push(records.changes, path * 4 + RENAMED);
		}
	};

	const onField = (bytes: Uint8Array, start: number, end: number) => {
		switch (expected) {
			case 'hash':
				return onHash(bytes, start, end);
			case 'parents':
				return onParents(bytes, start, end);
			case 'time':
				push(records.times, parseTime(bytes, start, end));
				expected = 'author-name';
				return;
			case 'author-name':
				author.length = 0;
				pushBytes(author, bytes, start, end);
				push(author, 0);
				expected = 'author-email';
				return;
			case 'author-email':
				pushBytes(author, bytes, start, end);
				push(records.authors, intern(records.authorTable, author.values, 0, author.length));
				expected = 'message';
				return;
			case 'message':
				sink.onMessage(records, bytes, start, end);
				records.count++;
				expected = 'status';
				return;
			case 'status':
				return onStatus(bytes, start, end);
			case 'path':
				return onPath(bytes, start, end);
		}
	};

	const closeCommit = () => {
		if (open) push(records.changeEnds, records.changes.length);
		open = false;
	};

	const fail = () => {
		broken = true;
	};

	const keep = (bytes: Uint8Array) => {
		if (restLength + bytes.length > rest.length) {
			const grown = new Uint8Array(Math.max(1024, (restLength + bytes.length) * 2));
			grown.set(rest.subarray(0, restLength));
			rest = grown;
		}
		rest.set(bytes, restLength);
		restLength += bytes.length;
	};

	return {
		push(chunk) {
			let start = 0;
			for (let end = chunk.indexOf(0); end >= 0 && !broken; end = chunk.indexOf(0, start)) {
				if (restLength > 0) {
					keep(chunk.subarray(start, end));
					const length = restLength;
					restLength = 0;
					onField(rest, 0, length);
				} else onField(chunk, start, end);
				start = end + 1;
			}
			if (!broken && start < chunk.length) keep(chunk.subarray(start));
		},
		end() {
			const whole = !broken && restLength === 0 && (expected === 'status' || expected === 'hash');
			if (whole) closeCommit();
			return whole;
		},
		records: () => records,
	};
}

const [ADDED, MODIFIED, DELETED, RENAMED] = [0, 1, 2, 3];
const NO_CHANGE = 255;
/** By the letter of git: a copy is a new file, a changed type a change. */
const CHANGES = Uint8Array.from({ length: 256 }, (_, code) => {
	switch (String.fromCharCode(code)) {
		case 'A':
			return ADDED;
		case 'M':
		case 'T':
			return MODIFIED;
		case 'D':
			return DELETED;
		case 'R':
			return RENAMED;
		default:
			return NO_CHANGE;
	}
});

/** From a letter for each parent: renamed on the way from one of them, new to all, gone from all, or else modified. */
function changeOfMerge(letters: string): number {
	if (!/^[AMDTRC]{2,64}$/.test(letters)) return NO_CHANGE;
	if (letters.includes('R')) return RENAMED;
	if (/^A+$/.test(letters)) return ADDED;
	return /^D+$/.test(letters) ? DELETED : MODIFIED;
}

function latin1(bytes: Uint8Array, start: number, end: number): string {
	return String.fromCharCode(...bytes.subarray(start, Math.min(end, start + 100)));
}

/** Appends the bytes that the hexadecimal digits from `start` to `end` stand for; false where they are no such digits. */
function pushHex(column: Column<Uint8Array>, bytes: Uint8Array, start: number, end: number): boolean {
	const values = room(column, (end - start) / 2);
	let length = column.length;
	let wrong = 0;
	for (let at = start; at < end; at += 2) {
		const high = HEX[bytes[at] ?? 0] ?? 16;
		const low = HEX[bytes[at + 1] ?? 0] ?? 16;
		wrong |= high | low;
		values[length++] = high * 16 + low;
	}
	column.length = length;
	return wrong < 16;
}

const HEX = Uint8Array.from({ length: 256 }, (_, code) => {
	const digit = '0123456789abcdef'.indexOf(String.fromCharCode(code));
	return digit < 0 ? 16 : digit;
});

function isDigit(code: number | undefined): boolean {
	return code !== undefined && code >= 48 && code <= 57;
}

function parseTime(bytes: Uint8Array, start: number, end: number): number {
	let time = 0;
	for (let at = start; at < end; at++) {
		if (!isDigit(bytes[at])) return 0;
		time = time * 10 + (bytes[at] ?? 48) - 48;
	}
	return Math.min(time, 0xffffffff);
}
