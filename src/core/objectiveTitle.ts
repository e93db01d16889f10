import { isNative, type Captures, type SpecFormat } from './formats/specFormat.ts';
import { isUnfilled } from './formats/unfilled.ts';
import type { MapReader, ProblemSink } from './mapReader.ts';
import type { ObjectiveBody } from './objectiveBody.ts';
import { titleFromPath } from './objectiveName.ts';
import { OBJECTIVE_FIELDS } from './objectiveSchema.ts';
import type { RepoPath } from './repoPath.ts';
import type { TextRange } from './textRange.ts';

/** A title and where it stands; `range` only where the head says it. */
export interface Title {
	readonly text: string;
	readonly line: number;
	readonly range?: TextRange;
}

export interface TitleContext {
	readonly id: string;
	readonly format: SpecFormat;
	/** Of the file with the head; what its placeholders stand for. */
	readonly path: RepoPath;
	readonly captures: Captures;
	readonly sink: ProblemSink;
	/** The head stands in the file that people open. */
	readonly isHeadFile: boolean;
	readonly isMoved: boolean;
}

/** The key, else the first heading that is a title, else the file's name made readable (with a problem). */
export function readTitle(
	reader: MapReader,
	body: ObjectiveBody,
	{ id, format, path, captures, sink, isHeadFile, isMoved }: TitleContext,
): Title {
	const own = reader.one('title', OBJECTIVE_FIELDS.title);
	if (own) {
		const line = isHeadFile ? own.range.start.line : (body.title?.line ?? 1);
		return { text: cleanTitle(own.value, id, format) ?? own.value, line, range: own.range };
	}
	const heading = body.title && cleanTitle(body.title.text, id, format);
	if (body.title && heading !== undefined) return { text: heading, line: body.title.line };
	const severity = Object.keys(captures).length > 0 ? 'info' : 'warning';
	// None is missing where the format's titles say nothing or only tell that it has moved, and where its files name themselves by their slug.
	const isNamed = format.title !== undefined || isMoved || (!isNative(format) && (captures['slug'] ?? '') !== '');
	if (!isNamed) sink.add({ code: 'objective.no-title', severity, file: sink.file, facts: { id } });
	return { text: format.split ? id : titleFromPath(path, captures, id), line: body.title?.line ?? 1 };
}

/** Undefined for a heading that says nothing. */
function cleanTitle(text: string, id: string, format: SpecFormat): string | undefined {
	if (isNative(format)) return text;
	const said = format.title ? format.title(text) : text;
	return said === undefined || isUnfilled(said) ? undefined : withoutIdPrefix(said, id);
}

/**
 * A title without the id that its heading begins with: `Jump to date` for `MSC3030: Jump to date`, `KEP-1287 - x`, `RFC 389. x`, `ADR 5: x`, `12. x`. A
 * number that is the id's by chance stays: `3 ways to pay`, `3-D Secure`, `Phase 3: roll-out`.
 */
export function withoutIdPrefix(title: string, id: string): string {
	const number = /0*(\d+)$/.exec(id)?.[1];
	if (number === undefined) return title;
	const found = new RegExp(
		`^\\[?(?<word>[A-Za-z]{2,12})?[- #]{0,2}(?<zeros>0*)${number}\\]?(?<mark>\\s*[:.–—|-]\\s*|\\s+)(?=\\S)`,
	).exec(title);
	if (!found) return title;
	const { word = '', zeros = '', mark = '' } = found.groups ?? {};
	const isId = word === '' ? zeros !== '' || /[:.–—|-]\s/.test(mark) : isPrefixOf(id, word);
	return isId ? title.slice(found[0].length) : title;
}

/** Whether the word is what the id begins with, or what its one letter stands for: `Goal` for `G-1`. */
function isPrefixOf(id: string, word: string): boolean {
	const own = /^[A-Za-z]+/.exec(id)?.[0].toLowerCase() ?? '';
	return word.toLowerCase() === own || (own.length === 1 && word.toLowerCase().startsWith(own));
}
