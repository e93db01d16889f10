import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { LineRange } from '../../src/core/textRange.ts';
import { seededNumbers } from './tangledHistory.ts';
import { DATA } from './realSpecs.ts';

/** Some lines of a file as one commit of a replayed history has them, and what became of them. */
export interface ReplayedAnchor {
	/** How many commits came before. */
	readonly commit: number;
	readonly path: string;
	readonly lines: LineRange;
	readonly quote: string;
	readonly fate: {
		/** Where the file is in the end; absent where it was deleted. */
		readonly path?: string;
		/** The numbers, in the end, of those lines that are still there. */
		readonly kept: readonly number[];
		/** How often the file was renamed meanwhile. */
		readonly renames: number;
	};
}

interface Line {
	readonly text: string;
}
interface File {
	lines: Line[];
	renames: number;
}

const LONGEST = 8;

/**
 * Anchors at random commits, files and lines of a real history. Plays the history by the same rules as `replay-history.mjs`, with an identity for every line
 * and file, so that the truth needs neither git nor texts. `commits`: so many from the beginning are played.
 */
export function replayedAnchors(
	project: string,
	{ seed, count, commits }: { readonly seed: number; readonly count: number; readonly commits: number },
): readonly ReplayedAnchor[] {
	const rows = gunzipSync(readFileSync(path.join(DATA, project, 'history.ndjson.gz')))
		.toString('utf8')
		.split('\n')
		.filter((row) => row !== '')
		.slice(0, commits);
	const below = seededNumbers(seed);
	const wanted = new Map<number, number>();
	for (let at = 0; at < count; at++) {
		const commit = below(rows.length);
		wanted.set(commit, (wanted.get(commit) ?? 0) + 1);
	}
	const files = new Map<string, File>();
	const set: { anchor: Omit<ReplayedAnchor, 'fate'>; file: File; lines: readonly Line[]; renames: number }[] = [];
	for (const [commit, row] of rows.entries()) {
		play(files, row, commit + 1);
		for (let times = wanted.get(commit) ?? 0; times > 0; times--) {
			const names = [...files.keys()];
			const name = names[below(names.length)];
			const file = name === undefined ? undefined : files.get(name);
			if (name === undefined || !file) continue;
			const first = below(file.lines.length) + 1;
			const last = Math.min(file.lines.length, first + below(LONGEST));
			const lines = file.lines.slice(first - 1, last);
			const quote = lines.map(({ text }) => text).join('\n');
			set.push({ anchor: { commit, path: name, lines: { first, last }, quote }, file, lines, renames: file.renames });
		}
	}
	const names = new Map([...files].map(([name, file]) => [file, name]));
	return set.map(({ anchor, file, lines, renames }) => {
		const name = names.get(file);
		const kept = name === undefined ? [] : lines.map((line) => file.lines.indexOf(line) + 1).filter((at) => at > 0);
		const fate = { ...(name === undefined ? {} : { path: name }), kept, renames: file.renames - renames };
		return { ...anchor, fate };
	});
}

function play(files: Map<string, File>, row: string, number: number): void {
	const { h, f } = JSON.parse(row) as { h: string; f: readonly (readonly [string, string, string?])[] };
	for (const [status, from, to] of f) {
		if (status === 'D') {
			files.delete(from);
			continue;
		}
		const name = to ?? from;
		const moved = status === 'R' ? files.get(from) : undefined;
		if (moved) {
			files.set(name, moved);
			files.delete(from);
			moved.renames++;
		}
		if ([...name.matchAll(/\//g)].some(({ index }) => files.has(name.slice(0, index)))) continue;
		const file = files.get(name) ?? { lines: firstLines(h), renames: 0 };
		files.set(name, file);
		edit(file.lines, h, number);
	}
}

const MAX_LINES = 60;

function firstLines(hash: string): Line[] {
	return Array.from({ length: 8 }, (_, at) => ({ text: `line ${at + 1}, written by ${hash}` }));
}

function edit(lines: Line[], hash: string, number: number): void {
	for (let times = 0; times < 3; times++) {
		const at = (number * 31 + times * 17) % lines.length;
		lines[at] = { text: `line ${at + 1}, changed by ${hash}` };
	}
	if (lines.length < MAX_LINES) lines.push({ text: `line ${lines.length + 1}, added by ${hash}` });
}
