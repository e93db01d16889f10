import type { TextRange } from './textRange.ts';

/**
 * YAML as it stands in the file: every scalar is its source text, so that `id: NO`, `id: 2026` and `period: 2026-10` are what the PM wrote
 * and not a boolean, a number or a date. Positions are those of the file. Aliases are resolved and may share one value.
 */
export type YamlValue = YamlScalar | YamlList | YamlMap;

export interface YamlScalar {
	readonly kind: 'scalar';
	/** Without quotes and escapes; empty for nothing, `~` and `null`. */
	readonly text: string;
	readonly range: TextRange;
}

export interface YamlList {
	readonly kind: 'list';
	readonly items: readonly YamlValue[];
	readonly range: TextRange;
}

export interface YamlMap {
	readonly kind: 'map';
	/** In the order of the file; a key may stand there twice. */
	readonly entries: readonly YamlEntry[];
	readonly range: TextRange;
}

export interface YamlEntry {
	/** As it stands in the file. */
	readonly key: string;
	/** The canonical name under which it is read, where that is not the key's own. */
	readonly name?: string;
	readonly keyRange: TextRange;
	readonly value: YamlValue;
}

/** Whether nothing was written: `status:` with no value. */
export function isEmptyValue(value: YamlValue): boolean {
	return value.kind === 'scalar' && value.text === '';
}

/** What a text without quotes stands for: nothing, where it is one of YAML's words for nothing. */
export function plainText(text: string): string {
	return /^(?:~|null|Null|NULL)$/.test(text) ? '' : text;
}

/** What was found, for a sentence to a person: the text shortened to a line, or what kind of thing it is. */
export function describeValue(value: YamlValue): string {
	if (value.kind === 'list') return 'a list';
	if (value.kind === 'map') return 'a group of keys';
	const line = value.text.replace(/\s+/g, ' ').trim();
	return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}

/** A key in one style: `keyResults`, `Key-Results` and `key results` are all `key_results`. */
export function canonicalKey(key: string): string {
	if (key.length > 60) return key;
	return key
		.trim()
		.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_')
		.replace(/[\s-]+/g, '_')
		.toLowerCase();
}
