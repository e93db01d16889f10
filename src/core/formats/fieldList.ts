import type { YamlValue } from '../yamlValue.ts';
import type { Header } from './header.ts';
import { rstTitleAt } from './rstAdornment.ts';
import {
	entryOf,
	headerInside,
	joinedValue,
	listOf,
	pastRstComments,
	sourceLines,
	trimmedPart,
	plainLineEnds,
	type HeadField,
	type LinePart,
	type SourceLine,
} from './sourceLines.ts';

/**
 * Reads the field list of a reStructuredText file (`:DEP: 0014`): at the top, below the title, or both. Indented lines go on with a value;
 * where they are list items and nothing else, the value is a list. The body is the whole text, the fields' lines empty.
 */
export function readFieldList(text: string): Header {
	const content = plainLineEnds(text);
	const lines = sourceLines(content);
	const fields: HeadField[] = [];
	let at = readFields(lines, pastRstComments(lines, 0), fields);
	const texts = lines.slice(at, at + 3).map((line) => line.text);
	at += rstTitleAt(texts, 0)?.lines ?? 0;
	readFields(lines, pastRstComments(lines, at), fields);
	const used = fields.flatMap(({ parts }) => parts.map(({ line }) => line));
	return headerInside(
		content,
		fields.map((field) => entryOf(field, valueOf(field))),
		new Set(used),
	);
}

const FIELD = /^:([^:\s](?:[^:]{0,58}[^:\s])?):(?=[ \t]|$)/;

/** Adds the fields from line `start` on, and gives the first line that is none. */
function readFields(lines: readonly SourceLine[], start: number, fields: HeadField[]): number {
	let current: HeadField | undefined;
	for (let at = start; ; at++) {
		const line = lines[at];
		if (!line) return at;
		const length = FIELD.exec(line.text)?.[0].length;
		if (length !== undefined) {
			current = { key: { line, from: 1, to: length - 1 }, parts: [trimmedPart(line, length)] };
			fields.push(current);
		} else if (current && /^[ \t]+\S/.test(line.text)) {
			current.parts.push(trimmedPart(line));
		} else if (line.text.trim() !== '') {
			return at;
		}
	}
}

function valueOf({ parts }: HeadField): YamlValue {
	const [own, ...below] = parts;
	const isList = own?.from === own?.to && below.length > 0 && below.every(isItem);
	const items = isList ? listOf(below.map((part) => joinedValue([trimmedPart(part.line, part.from + 1)]))) : undefined;
	return items ?? joinedValue(parts);
}

function isItem({ line, from }: LinePart): boolean {
	return /^[-*+][ \t]/.test(line.text.slice(from, from + 2));
}
