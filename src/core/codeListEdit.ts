import { readFrontMatter } from './frontMatterReader.ts';
import { itemsOf } from './problemPlaces.ts';
import type { RepoPath } from './repoPath.ts';
import { applyEdits, insertion, lineAfter, linesOf } from './textEdit.ts';
import type { TextEdit, TextLines } from './textEdit.ts';
import { isEmptyValue } from './yamlValue.ts';
import type { YamlEntry, YamlMap, YamlScalar, YamlValue } from './yamlValue.ts';
import { yamlWord } from './yamlWord.ts';

/** The pattern that covers this file, and no other: as in .gitignore. */
export function filePattern(path: RepoPath): string {
	return anchored(escapeWildcards(path));
}

/** The pattern for everything in the folder that the file is in; undefined at the root and in the folders right below it, which hold half of all code. */
export function folderPattern(path: RepoPath): string | undefined {
	const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
	return folder.includes('/') ? anchored(`${escapeWildcards(folder)}/**`) : undefined;
}

/**
 * Adds a pattern to the `code:` list in an objective's front matter, written as its neighbours are; the list is made where there is none. Where the list
 * has an entry for the code repo `repo`, it goes there. Undefined: the file says it in a way that is not to be changed by a program.
 */
export function addCodePattern(text: string, pattern: string, repo: string | undefined): TextEdit | undefined {
	const edit = editFor(text, yamlWord(pattern), repo);
	// YAML has more ways to write a list than are known here: what does not read back is not offered.
	return edit && patternsIn(applyEdits(text, [edit])).includes(pattern) ? edit : undefined;
}

function anchored(pattern: string): string {
	return pattern.includes('/') && !/^[!#]/.test(pattern) ? pattern : `/${pattern}`;
}

function escapeWildcards(path: string): string {
	return path.replace(/[*?[\\]/g, '\\$&').replace(/ $/, '\\ ');
}

function editFor(text: string, word: string, repo: string | undefined): TextEdit | undefined {
	const file = readFrontMatter(text);
	const lines = linesOf(text);
	if (!file || file.parts.unclosed) return undefined;
	const entry = file.map.entries.find(({ key }) => key.trim().toLowerCase() === 'code');
	if (!entry) {
		const last = file.map.entries.at(-1);
		if (!last || last.keyRange.start.column > 1) return undefined;
		// Above the fence that ends the block, whatever the last value looks like.
		const { yaml = '', yamlLine } = file.parts;
		return insertion(yamlLine + linesOf(yaml).count - 1, 1, `code:${lines.end}  - ${word}${lines.end}`);
	}
	if (isEmptyValue(entry.value)) return lineAfter(lines, entry.keyRange.end.line, `  - ${word}`);
	const own = repo === undefined ? undefined : pathsFor(entry, repo);
	return appendTo((own ?? entry).value, word, lines);
}

/** The `paths:` of the entry for a code repo. */
function pathsFor(entry: YamlEntry, repo: string): YamlEntry | undefined {
	for (const item of itemsOf(entry)) {
		if (item.kind !== 'map') continue;
		const named = valueOf(item, 'repo')?.value;
		if (named?.kind === 'scalar' && named.text.toLowerCase() === repo.toLowerCase()) return valueOf(item, 'paths');
	}
	return undefined;
}

function valueOf(map: YamlMap, name: string): YamlEntry | undefined {
	return map.entries.find(({ key }) => key.trim().toLowerCase() === name);
}

function appendTo(value: YamlValue, word: string, lines: TextLines): TextEdit | undefined {
	if (value.kind === 'scalar') return replaceByList(value, word, lines);
	if (value.kind !== 'list') return undefined;
	const last = value.items.at(-1);
	if (!last)
		return value.range.start.line === value.range.end.line ? { range: value.range, text: `[${word}]` } : undefined;
	const { line, column } = last.range.start;
	const dash = /^(\s*)- *$/.exec(lines.at(line).slice(0, column - 1))?.[1];
	if (dash !== undefined) return lineAfter(lines, last.range.end.line, `${dash}- ${word}`);
	const { end } = last.range;
	return insertion(end.line, end.column, `, ${word}`);
}

/** `code: src/a/**` becomes a list of two. */
function replaceByList({ range }: YamlScalar, word: string, lines: TextLines): TextEdit | undefined {
	if (range.start.line !== range.end.line) return undefined;
	const written = lines.at(range.start.line).slice(range.start.column - 1, range.end.column - 1);
	return /^[|>&*]/.test(written) ? undefined : { range, text: `[${written}, ${word}]` };
}

function patternsIn(text: string): readonly string[] {
	const entry = readFrontMatter(text)?.entry('code');
	const scalars = (value: YamlValue): readonly string[] => {
		if (value.kind === 'scalar') return [value.text];
		if (value.kind === 'list') return value.items.flatMap(scalars);
		return value.entries.filter(({ key }) => key.trim().toLowerCase() === 'paths').flatMap((one) => scalars(one.value));
	};
	return itemsOf(entry).flatMap(scalars);
}
