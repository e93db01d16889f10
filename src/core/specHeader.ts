import { isYamlFile } from './formats/readHead.ts';
import { splitFrontMatter } from './frontMatter.ts';
import type { TextPosition, TextRange } from './textRange.ts';
import { parseYamlMap } from './yamlRecovery.ts';
import type { YamlMap, YamlValue } from './yamlValue.ts';

/** The part of a spec file that is made of keys. */
export interface SpecHeader {
	/** Absent where there are no keys that can be read. */
	readonly map?: YamlMap;
	/** The lines with the keys, without the marks around them; `first` is behind `last` where there are none. */
	readonly lines: { readonly first: number; readonly last: number };
}

/** Something that a map says, and where. */
export type MapPlace = {
	/** The keys around it as they are written, its own the last. */
	readonly path: readonly string[];
	readonly range: TextRange;
	/** The map that it stands in. */
	readonly map: YamlMap;
} & ({ readonly kind: 'key' } | { readonly kind: 'value'; readonly text: string });

/** Reads the keys of a spec file: all of a YAML file, else the front matter. Never throws. */
export function readSpecHeader(path: string, text: string): SpecHeader {
	const parts = isYamlFile(path) ? { yaml: text.replace(/^\uFEFF/, ''), yamlLine: 1 } : splitFrontMatter(text);
	if (parts.yaml === undefined) return { lines: { first: 1, last: 0 } };
	const { root } = parseYamlMap(parts.yaml, parts.yamlLine);
	const last = parts.yamlLine + parts.yaml.replace(/\r?\n$/, '').split('\n').length - 1;
	const lines = { first: parts.yamlLine, last: parts.yaml === '' ? parts.yamlLine - 1 : last };
	return root?.kind === 'map' ? { map: root, lines } : { lines };
}

/** The first key or text of `map`, in the order of the file, that is `wanted`. */
export function findInMap(map: YamlMap, wanted: (place: MapPlace) => boolean): MapPlace | undefined {
	for (const place of placesOf(map, [])) if (wanted(place)) return place;
	return undefined;
}

/** The key or text of `map` at a position; the one behind the last character is there, too. */
export function placeAt(map: YamlMap, position: TextPosition): MapPlace | undefined {
	return findInMap(map, ({ range }) => compare(range.start, position) <= 0 && compare(position, range.end) <= 0);
}

/** Makes a function that does what `placeAt` does, for who asks for many places. */
export function createPlaces(map: YamlMap): (position: TextPosition) => MapPlace | undefined {
	// What an alias stands for has the place where it was written first.
	const places = [...placesOf(map, [])].sort((one, other) => compare(one.range.start, other.range.start));
	return (position) => {
		let [low, high] = [0, places.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if (compare(places[middle]?.range.start ?? position, position) <= 0) low = middle + 1;
			else high = middle;
		}
		const [before, last] = [places[low - 2], places[low - 1]];
		return [before, last].find((place) => place && compare(position, place.range.end) <= 0);
	};
}

/** All keys and texts of `map` in the order of the file. */
function* placesOf(map: YamlMap, path: readonly string[]): Generator<MapPlace> {
	for (const { key, keyRange, value } of map.entries) {
		const own = [...path, key];
		yield { kind: 'key', path: own, range: keyRange, map };
		yield* placesOfValue(value, own, map);
	}
}

function* placesOfValue(value: YamlValue, path: readonly string[], map: YamlMap): Generator<MapPlace> {
	if (value.kind === 'scalar') yield { kind: 'value', path, range: value.range, map, text: value.text };
	else if (value.kind === 'map') yield* placesOf(value, path);
	else for (const item of value.items) yield* placesOfValue(item, path, map);
}

function compare(one: TextPosition, other: TextPosition): number {
	return one.line - other.line || one.column - other.column;
}
