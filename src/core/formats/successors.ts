import { canonicalKey, type YamlMap, type YamlValue } from '../yamlValue.ts';
import type { SpecFormat } from './specFormat.ts';
import { idOfReference } from './translateHead.ts';

/** The ids of what has taken the place of an objective, as the head says it, or the status in words: `superseded by [ADR-0005](0005-x.md)`. */
export function successorsOf(head: YamlMap | undefined, status: string, format: SpecFormat): readonly string[] {
	const values = (head?.entries ?? []).filter(({ key }) => KEYS.has(canonicalKey(key))).map(({ value }) => value);
	const [, behind = ''] = /\b(?:superseded|replaced|obsoleted) (?:by|in)\s+(.*)$/is.exec(status.slice(0, 300)) ?? [];
	const texts = [...values.flatMap(textsOf), ...(behind === '' ? [] : behind.split(','))];
	const ids = texts.flatMap((text) => idOfReference(text.trim(), format) ?? []);
	return [...new Set(ids.filter((id) => /^\S{1,80}$/.test(id)))].slice(0, LIMIT);
}

const KEYS = new Set(['superseded_by', 'replaced_by', 'proposed_replacement', 'obsoleted_by']);
/** Nobody needs to know more. */
const LIMIT = 5;

function textsOf(value: YamlValue): readonly string[] {
	if (value.kind === 'map') return [];
	const items = value.kind === 'list' ? value.items : [value];
	return items
		.flatMap((item) => (item.kind === 'scalar' ? item.text.slice(0, 500).split(',') : []))
		.filter((text) => text.trim() !== '');
}
