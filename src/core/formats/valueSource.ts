import { headingWords, type MarkdownLine } from '../markdownLines.ts';
import { fillTemplate, placeholdersOf } from '../pathTemplate.ts';
import type { TextRange } from '../textRange.ts';
import { plainWords } from './plainWords.ts';
import { canonicalKey, type YamlEntry, type YamlMap, type YamlValue } from '../yamlValue.ts';

/** Where the value of a field stands in a spec file. */
export type ValueSource =
	/** In the head, under this key. */
	| {
			readonly kind: 'key';
			/** In one style: see `canonicalKey`. */
			readonly key: string;
			/** As people write it. */
			readonly text: string;
	  }
	/** The first heading of level 1. */
	| { readonly kind: 'heading' }
	/** The first line of text below this heading. */
	| { readonly kind: 'section'; readonly words: string }
	/** Behind or below this label, which begins a line: `Primary assignee:`. */
	| { readonly kind: 'label'; readonly label: string }
	/** Made from parts of the path. */
	| { readonly kind: 'path'; readonly template: string };

/**
 * Reads a source as tandem.yml writes it: `Status` (a key), `#` (the first heading of level 1), `## Status` (below that
 * heading), `Assignee:` (behind or below that label in the text), `{team}` (a part of the path).
 */
export function parseSource(text: string): ValueSource {
	const line = text.trim();
	if (placeholdersOf(line).length > 0) return { kind: 'path', template: line };
	const heading = /^#{1,6}(?!\S)\s*(.*)$/.exec(line)?.[1];
	if (/^[^#].*:$/.test(line)) return { kind: 'label', label: line.toLowerCase() };
	if (heading === undefined) return { kind: 'key', key: canonicalKey(line), text: line };
	return heading === '' ? { kind: 'heading' } : { kind: 'section', words: headingWords(heading) };
}

/** Several sources, as `parseSource` reads each. */
export function sources(...texts: readonly string[]): readonly ValueSource[] {
	return texts.map(parseSource);
}

/** What a file offers to sources. */
export interface SourceTexts {
	readonly head: YamlMap | undefined;
	readonly lines: readonly MarkdownLine[];
	readonly captures: Readonly<Record<string, string>>;
}

/** The value at `source` as an entry of a head, with the words that name the place as its key; undefined where there is none. */
export function findValue(source: ValueSource, { head, lines, captures }: SourceTexts): YamlEntry | undefined {
	switch (source.kind) {
		case 'key':
			return head?.entries.find(({ key, value }) => canonicalKey(key) === source.key && hasValue(value));
		case 'heading': {
			const line = lines.find((each) => each.kind === 'heading' && each.level === 1);
			return line?.kind === 'heading' && line.title !== '' ? textEntry('#', line.title, line) : undefined;
		}
		case 'section': {
			const at = lines.findIndex((line) => line.kind === 'heading' && headingWords(line.title) === source.words);
			const below = at < 0 ? undefined : lines.slice(at + 1).find(({ kind }) => kind !== 'blank' && kind !== 'comment');
			return below?.kind === 'text' ? textEntry(source.words, below.text, below) : undefined;
		}
		case 'label': {
			const at = lines.findIndex(
				({ kind, text }) => kind === 'text' && text.trim().toLowerCase().startsWith(source.label),
			);
			const line = lines[at];
			if (!line) return undefined;
			// A backslash at the end of a line breaks it in Markdown.
			const rest = line.text.trim().slice(source.label.length).replace(/\\$/, '').trim();
			if (rest !== '') return textEntry(source.label.slice(0, -1), rest, line);
			const below = lines.slice(at + 1, at + 4).find(({ kind }) => kind !== 'blank');
			return below?.kind === 'text' ? textEntry(source.label.slice(0, -1), below.text, below) : undefined;
		}
		case 'path': {
			const text = fillTemplate(source.template, captures);
			return text === undefined || text === '' ? undefined : entryAt(source.template, text, NOWHERE);
		}
	}
}

/** The place of what stands in no line: the file's beginning. */
const NOWHERE: TextRange = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };

function textEntry(key: string, text: string, line: MarkdownLine): YamlEntry {
	const value = text.replace(/^\s*[-*+]\s+/, '').trim();
	const column = Math.max(0, line.text.indexOf(value)) + 1;
	const end = Math.min(column + value.length, line.text.length + 1);
	const range = { start: { line: line.line, column }, end: { line: line.line, column: Math.max(column, end) } };
	// Markdown of a line that is no head: the words that a reader sees.
	return entryAt(key, key === '#' ? value : plainWords(value), range);
}

function entryAt(key: string, text: string, range: TextRange): YamlEntry {
	return { key, keyRange: range, value: { kind: 'scalar', text, range } };
}

function hasValue(value: YamlValue): boolean {
	return value.kind !== 'scalar' || value.text !== '';
}
