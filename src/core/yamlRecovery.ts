import { parseYaml, type YamlDocument, type YamlError } from './yamlDocument.ts';
import type { YamlEntry, YamlValue } from './yamlValue.ts';

/**
 * Reads a YAML map as far as it can be read: where the whole has an error, each top-level key is read for itself, so that one bad line
 * costs one key and not those below it. A bad line `title: Cut: it` gives its text as it stands, and the error.
 */
export function parseYamlMap(text: string, firstLine: number): YamlDocument {
	const whole = parseYaml(text, firstLine);
	if (text.length > TEXT_LIMIT || !whole.errors.some((error) => error.kind === 'syntax')) return whole;
	const blocks = topLevelBlocks(text);
	if (blocks.length === 0 || blocks.length > BLOCK_LIMIT) return whole;
	const entries: YamlEntry[] = [];
	const errors: YamlError[] = [];
	for (const block of blocks) {
		const line = firstLine + block.line;
		const part = parseYaml(block.text, line);
		const own = part.errors.length > 0 ? oneLine(block.text, line) : undefined;
		// Of an open quote the library says where the text ends; a person looks for where it begins.
		errors.push(
			...(own ? part.errors.slice(0, 1).map((error) => ({ ...error, range: own.value.range })) : part.errors),
		);
		if (own) entries.push(own);
		else if (part.root?.kind === 'map') entries.push(...part.root.entries);
	}
	// An error that only the whole shows, such as an alias to another key, must not vanish.
	if (errors.length === 0) return whole;
	const range = { start: { line: firstLine, column: 1 }, end: { line: firstLine, column: 1 } };
	const root: YamlValue = { kind: 'map', entries, range };
	return { root, errors };
}

/** Reading key by key is a help for people; a file with more keys than this, or with a longer text, was not written by one. */
const TEXT_LIMIT = 32 * 1024;
const BLOCK_LIMIT = 200;

/** Each line that starts with `key:`, with the lines that belong to it; `line` counts from 0. */
function topLevelBlocks(text: string): readonly { text: string; line: number }[] {
	const blocks: { lines: string[]; line: number }[] = [];
	for (const [index, line] of text.split(/\r?\n/).entries()) {
		const last = blocks.at(-1);
		const starts = /^[\p{L}_"'][^:]{0,60}:(?:[ \t\r]|$)/u.test(line);
		if (starts || (!last && line.trim() !== '' && !line.startsWith('#'))) blocks.push({ lines: [line], line: index });
		else last?.lines.push(line);
	}
	return blocks.map(({ lines, line }) => ({ text: lines.join('\n'), line }));
}

/** `key: text` on a single line, taken literally. */
function oneLine(text: string, line: number): YamlEntry | undefined {
	const match = /^(?<key>[^:\n]{1,60}):[ \t]+(?<value>\S[^\n]*)\s*$/.exec(text);
	const [key, raw] = [match?.groups?.['key'], match?.groups?.['value']];
	if (key === undefined || raw === undefined) return undefined;
	const value = raw.replace(/ #[^]*$/, '').trim();
	const column = text.indexOf(raw, key.length) + 1;
	return {
		key: key.trim().replace(/^["']|["']$/g, ''),
		keyRange: { start: { line, column: 1 }, end: { line, column: key.length + 1 } },
		value: {
			kind: 'scalar',
			text: value.replace(/^["']|["']$/g, ''),
			range: { start: { line, column }, end: { line, column: column + value.length } },
		},
	};
}
