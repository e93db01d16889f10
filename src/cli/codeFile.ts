import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CodeDocument } from '../app/why.ts';
import { CannotKnow } from './cannotKnow.ts';
import { placeReadings } from './codePlace.ts';
import type { PlaceReading } from './codePlace.ts';

/** A file of the code as it is on disk, and the line that was asked for. */
export interface CodeFile {
	readonly document: CodeDocument;
	/** At least 1. */
	readonly lineCount: number;
	/** From 1, a line that the file has; absent: the whole file. */
	readonly line?: number;
}

const MAX_MEGABYTES = 5;

/** Reads the file that `target` names, relative to `base`. Throws `CannotKnow` where there is no such file or line. */
export async function readCodeFile(target: string, base: string): Promise<CodeFile> {
	const { path, line } = await firstThatExists(target, base);
	const osPath = resolve(base, path);
	const found = await stat(osPath).catch(() => undefined);
	if (!found) throw new CannotKnow('no-such-file', `There is no file ${path} in ${base}.`);
	if (found.isDirectory()) throw new CannotKnow('not-a-file', `${path} is a folder. Name a file in it.`);
	if (!found.isFile()) throw new CannotKnow('not-a-file', `${path} is not a regular file.`);
	if (found.size > MAX_MEGABYTES * 1024 * 1024) {
		throw new CannotKnow('not-a-file', `${path} is larger than ${MAX_MEGABYTES} MB, which is not read line by line.`);
	}
	const text = await readFile(osPath, 'utf8').catch((error: unknown) => {
		const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
		throw new CannotKnow('no-such-file', `${path} cannot be read (${code}).`);
	});
	const lines = linesOf(text);
	if (line !== undefined && (line < 1 || line > lines.length)) {
		const has = lines.length === 1 ? '1 line' : `${lines.length} lines`;
		throw new CannotKnow('no-such-line', `There is no line ${line}: ${path} has ${has}, counted from 1.`);
	}
	return { document: { osPath, version: 1, lines: () => lines }, lineCount: lines.length, line };
}

async function firstThatExists(target: string, base: string): Promise<PlaceReading> {
	const readings = placeReadings(target);
	for (const reading of readings) {
		if (await stat(resolve(base, reading.path)).catch(() => undefined)) return reading;
	}
	return readings.at(-1) ?? readings[0];
}

/** Lines as editors and git count them: what follows the last line end is a line only where there is something. */
function linesOf(text: string): readonly string[] {
	const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
	if (lines.length > 1 && lines.at(-1) === '') lines.pop();
	return lines;
}
