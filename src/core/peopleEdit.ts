import { createProblemSink } from './mapReader.ts';
import type { Person } from './objective.ts';
import { findPerson, formatPerson, parsePerson } from './people.ts';
import { yamlWord } from './yamlWord.ts';
import { insertion, lineAfter, linesOf, type TextEdit } from './textEdit.ts';
import { readYamlMap } from './yamlProblems.ts';

/** A person as a new line of tandem.yml. */
export interface PersonLine {
	readonly key: string;
	/** As YAML. */
	readonly value: string;
}

/** The line with which somebody who is written as `text` in an objective becomes one of the people; undefined where it cannot be made. */
export function personLine(text: string, people: readonly Person[]): PersonLine | undefined {
	const person = parsePerson(text);
	const isWord = /^[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u.test(text);
	const plain = wordsOf(isWord ? text : (person.handle ?? person.name));
	const key = isWord ? text : [plain[0], plain.join('-')].find((word) => word && !isTaken(word, people));
	if (!key || isTaken(key, people)) return undefined;
	const name = isWord ? text.charAt(0).toUpperCase() + text.slice(1) : person.name;
	if (person.handle !== undefined && person.email === undefined) {
		return { key: yamlWord(key), value: `{ name: ${yamlWord(name)}, github: ${yamlWord(person.handle)} }` };
	}
	return { key: yamlWord(key), value: yamlWord(formatPerson({ ...person, name })) };
}

/** Adds the line below the last of `people:`; undefined where the file has no people, or in a way that nobody would write. */
export function addPerson(text: string, { key, value }: PersonLine): TextEdit | undefined {
	const map = readYamlMap(text, 1, createProblemSink(''));
	const people = map?.entries.find((entry) => entry.key.toLowerCase() === 'people')?.value;
	if (people?.kind !== 'map' && people?.kind !== 'list') return undefined;
	const lines = linesOf(text);
	const last = people.kind === 'map' ? people.entries.at(-1)?.value : people.items.at(-1);
	const first = people.kind === 'map' ? people.entries[0]?.keyRange : people.items[0]?.range;
	if (!last || !first) return undefined;
	const line = people.kind === 'map' ? `${key}: ${value}` : value;
	const opening = lines.at(people.range.start.line)[people.range.start.column - 1] ?? '';
	if (opening === '{' || opening === '[') return insertion(last.range.end.line, last.range.end.column, `, ${line}`);
	const before = lines.at(first.start.line).slice(0, first.start.column - 1);
	return /^[ ]*(?:- *)?$/.test(before) ? lineAfter(lines, last.range.end.line, before + line) : undefined;
}

function isTaken(key: string, people: readonly Person[]): boolean {
	return findPerson(people, key).key?.toLowerCase() === key.toLowerCase();
}

/** `zoe`, `zimmer` of `Zoé Zimmer`. */
function wordsOf(name: string): readonly string[] {
	const plain = name
		.normalize('NFKD')
		.replace(/\p{M}+/gu, '')
		.toLowerCase();
	return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}
