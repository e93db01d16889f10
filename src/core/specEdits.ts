import { splitFrontMatter } from './frontMatter.ts';
import { readFrontMatter } from './frontMatterReader.ts';
import { createMapReader, createProblemSink } from './mapReader.ts';
import { KEY_RESULT_KEYS } from './objectiveSchema.ts';
import type { Problem } from './problem.ts';
import { itemsOf, keyResultAt } from './problemPlaces.ts';
import { insertion, lineAfter, linesOf, withoutLines, type TextEdit, type TextLines } from './textEdit.ts';
import type { TextRange } from './textRange.ts';
import { isEmptyValue, type YamlEntry, type YamlMap } from './yamlValue.ts';
import { yamlWord } from './yamlWord.ts';

/** Small changes of an objective's file that keep its comments, its order and its style. Each is undefined where the file says it in another way. */

/** Another text in the place of a value or a key, in quotes where YAML wants them. */
export function replaceValue(range: TextRange, text: string): TextEdit {
	return { range, text: yamlWord(text) };
}

/** Takes a key away with its value. */
export function removeKey(text: string, name: string): TextEdit | undefined {
	const file = readFrontMatter(text);
	const entry = file?.entry(name);
	return file && entry && withoutEntry(file.map, entry, linesOf(text));
}

/** Takes one value out of those of a key, and the key with the last of them. */
export function removeItem(text: string, name: string, item: string): TextEdit | undefined {
	const file = readFrontMatter(text);
	const entry = file?.entry(name);
	if (!file || !entry) return undefined;
	const lines = linesOf(text);
	const { value } = entry;
	if (value.kind === 'scalar') {
		const rest = value.text.split(',').filter((part) => part.trim() !== item);
		return rest.length === 0 ? withoutEntry(file.map, entry, lines) : replaceValue(value.range, rest.join(',').trim());
	}
	const items = itemsOf(entry);
	const at = items.findIndex((one) => one.kind === 'scalar' && one.text === item);
	const [found, before, after] = [items[at], items[at - 1], items[at + 1]];
	if (!found) return undefined;
	if (items.length === 1) return withoutEntry(file.map, entry, lines);
	const { start, end } = found.range;
	if (/^\s*-\s+$/.test(lines.at(start.line).slice(0, start.column - 1))) return withoutLines(start.line, end.line);
	const isFlow = value.range.start.line === value.range.end.line;
	if (isFlow && after) return { range: { start, end: after.range.start }, text: '' };
	return isFlow && before ? { range: { start: before.range.end, end }, text: '' } : undefined;
}

/** A key with its value at the top of the front matter, or behind the key `after`; front matter is made where there is none. */
export function insertKey(text: string, key: string, value: string, after?: string): TextEdit | undefined {
	const parts = splitFrontMatter(text);
	const lines = linesOf(text);
	const word = yamlWord(value);
	const line = `${key}: ${word}`;
	if (parts.yaml === undefined) {
		const edit = insertion(1, 1, ['---', line, '---', '', ''].join(lines.end));
		return { ...edit, placeholder: word };
	}
	const map = readFrontMatter(text)?.map;
	const written = map && entryNamed(map, [key]);
	if (written) {
		if (!isEmptyValue(written.value)) return undefined;
		const { end } = written.keyRange;
		return { ...insertion(end.line, end.column + 1, ` ${word}`), placeholder: word };
	}
	if ((!map && parts.yaml.trim() !== '') || map?.entries.some(({ keyRange }) => keyRange.start.column > 1)) {
		return undefined;
	}
	const former = after !== undefined && map && entryNamed(map, [after]);
	if (former) return { ...lineAfter(lines, former.value.range.end.line, line), placeholder: word };
	return { ...insertion(parts.yamlLine, 1, line + lines.end), placeholder: word };
}

/** The line that ends the front matter. */
export function closeFrontMatter(text: string): TextEdit | undefined {
	const { unclosed, yaml, bodyLine } = splitFrontMatter(text);
	if (!unclosed || yaml === undefined) return undefined;
	const lines = linesOf(text);
	return yaml.endsWith('\n') ? insertion(bodyLine, 1, `---${lines.end}`) : lineAfter(lines, lines.count, '---');
}

/** The baseline of the key result that the problem is about, where none is written: what it is now, else a number to be typed over. */
export function addBaseline(text: string, problem: Problem): TextEdit | undefined {
	const item = keyResultAt(readFrontMatter(text)?.entry('key_results'), problem);
	const reader = item && createMapReader(item, KEY_RESULT_KEYS, createProblemSink(''));
	const target = reader?.entry('target');
	if (!item || !reader || !target) return undefined;
	const current = reader.entry('current')?.value;
	const number = current?.kind === 'scalar' && /^-?[\d.]+$/.test(current.text) ? current.text : '0';
	const placeholder = number;
	const written = entryNamed(item, ['baseline', ...(KEY_RESULT_KEYS['baseline'] ?? [])]);
	if (written) {
		if (!isEmptyValue(written.value)) return undefined;
		const { end } = written.keyRange;
		return { ...insertion(end.line, end.column + 1, ` ${number}`), placeholder };
	}
	const { start } = target.keyRange;
	const lines = linesOf(text);
	const before = lines.at(start.line).slice(0, start.column - 1);
	const line = `baseline: ${number}`;
	if (lines.at(item.range.start.line)[item.range.start.column - 1] === '{') {
		return { ...insertion(start.line, start.column, `${line}, `), placeholder };
	}
	// Before the target, unless that stands behind the mark of the list.
	if (before.trim() === '') return { ...insertion(start.line, 1, before + line + lines.end), placeholder };
	const indent = ' '.repeat(before.length);
	return { ...lineAfter(lines, target.value.range.end.line, indent + line), placeholder };
}

function withoutEntry(map: YamlMap, entry: YamlEntry, lines: TextLines): TextEdit | undefined {
	const { start } = entry.keyRange;
	const last = Math.max(start.line, entry.value.range.end.line);
	const isAlone = !map.entries.some(
		(other) => other !== entry && other.keyRange.start.line >= start.line && other.keyRange.start.line <= last,
	);
	return isAlone &&
		lines
			.at(start.line)
			.slice(0, start.column - 1)
			.trim() === ''
		? withoutLines(start.line, last)
		: undefined;
}

function entryNamed(map: YamlMap, names: readonly string[]): YamlEntry | undefined {
	return map.entries.find(({ key }) => names.includes(key.trim().toLowerCase()));
}
