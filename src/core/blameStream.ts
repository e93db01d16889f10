/** Lines of the file that one commit wrote, as `git blame --incremental` gives them. */
export interface BlameEntry {
	/** Full hash of the commit. */
	readonly hash: string;
	/** First line in the file as it was in that commit, from 1. */
	readonly sourceLine: number;
	/** First line in the file that was asked for, from 1. */
	readonly line: number;
	/** How many lines. */
	readonly count: number;
	/** The asked range of history ends at this commit. */
	readonly boundary: boolean;
	/** The file's path in that commit. */
	readonly sourcePath: string;
}

/** Reads the output of `git blame --incremental` from chunks cut anywhere. */
export interface BlameStream {
	push(chunk: Uint8Array): void;
	/** Call at the end of the output. False: it broke off, or it was no such output. */
	end(): boolean;
}

/** Longer lines are cut: only an author's name or a subject can be as long, and neither is read. */
const MAX_LINE = 64 * 1024;
const NEWLINE = 10;

/**
 * A reader that calls `onEntry` for each entry as soon as it is complete. Keeps one line and the hashes of boundary commits, nothing else.
 * Format: "THE PORCELAIN FORMAT" and "INCREMENTAL OUTPUT" in git-blame(1).
 */
export function createBlameStream(onEntry: (entry: BlameEntry) => void): BlameStream {
	const decoder = new TextDecoder('utf-8');
	const boundaries = new Set<string>();
	let line: Uint8Array[] = [];
	let lineBytes = 0;
	let open: Omit<BlameEntry, 'boundary' | 'sourcePath'> | undefined;
	let broken = false;

	const onLine = (text: string) => {
		if (broken) return;
		if (!open) {
			open = parseHead(text);
			broken ||= !open;
		} else if (text === 'boundary') {
			boundaries.add(open.hash);
		} else if (text.startsWith('filename ')) {
			// The last line of each entry; a commit's other facts come with its first entry only.
			const sourcePath = unquotePath(text.slice('filename '.length));
			onEntry({ ...open, boundary: boundaries.has(open.hash), sourcePath });
			open = undefined;
		}
	};

	const keep = (bytes: Uint8Array) => {
		if (bytes.length === 0 || lineBytes >= MAX_LINE || broken) return;
		// A copy: the chunk may be used again by whoever gave it.
		line.push(bytes.slice(0, MAX_LINE - lineBytes));
		lineBytes += bytes.length;
	};

	return {
		push(chunk) {
			let start = 0;
			for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
				keep(chunk.subarray(start, end));
				onLine(decoder.decode(join(line)));
				line = [];
				lineBytes = 0;
				start = end + 1;
			}
			keep(chunk.subarray(start));
		},
		end: () => !broken && !open && lineBytes === 0,
	};
}

function parseHead(text: string): Omit<BlameEntry, 'boundary' | 'sourcePath'> | undefined {
	const match = /^([0-9a-f]{40}|[0-9a-f]{64}) ([1-9]\d{0,9}) ([1-9]\d{0,9}) ([1-9]\d{0,9})$/.exec(text);
	if (!match) return undefined;
	const [, hash = '', sourceLine, line, count] = match;
	return { hash, sourceLine: Number(sourceLine), line: Number(line), count: Number(count) };
}

function join(parts: readonly Uint8Array[]): Uint8Array {
	const [only] = parts;
	if (parts.length === 1 && only) return only;
	const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

const ESCAPES: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 };

/** Git's C-style quoting of paths with control characters, `"` or `\`: `"a\tb"`. A path without quotes is given back as it is. */
export function unquotePath(text: string): string {
	if (!/^".*"$/s.test(text)) return text;
	const bytes: number[] = [];
	const encoder = new TextEncoder();
	for (const [, octal, escaped, plain] of text.slice(1, -1).matchAll(/\\([0-3][0-7]{2})|\\(.)|([^\\]+)/gs)) {
		if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
		else if (plain !== undefined) bytes.push(...encoder.encode(plain));
		else if (escaped !== undefined) bytes.push(ESCAPES[escaped] ?? escaped.charCodeAt(0));
	}
	return new TextDecoder('utf-8').decode(Uint8Array.from(bytes));
}
