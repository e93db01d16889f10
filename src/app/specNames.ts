import { readHead } from '../core/formats/readHead.ts';
import { isNative, type StatusMeaning } from '../core/formats/specFormat.ts';
import { readStatusWords } from '../core/formats/statusWords.ts';
import { createProblemSink } from '../core/mapReader.ts';
import type { Person } from '../core/objective.ts';
import { createKeyIndex } from '../core/objectiveKeys.ts';
import type { KeyHit, KeyIndex } from '../core/objectiveKeys.ts';
import { findPerson } from '../core/people.ts';
import type { RepoPath } from '../core/repoPath.ts';
import type { SpecSnapshot } from '../core/snapshot.ts';
import { createPlaces, placeAt, readSpecHeader } from '../core/specHeader.ts';
import type { TextPosition, TextRange } from '../core/textRange.ts';
import { specLabel } from '../core/gitAddress.ts';
import { foreignKeyOf, type ForeignKey } from './foreignKeys.ts';
import { formatOf, isOwnKey } from './specFile.ts';
import type { SpecFileKind } from './specFile.ts';
import { findKey, topKey } from './specKeys.ts';
import type { NamedKey } from './specKeys.ts';
import type { SpecStore } from './specStore.ts';

/** What stands at a place of a spec file, as far as it means something. */
export type SpecName = { readonly range: TextRange } & (
	| { readonly kind: 'key'; readonly found: NamedKey }
	| { readonly kind: 'objective'; readonly id: string }
	| { readonly kind: 'person'; readonly person: Person }
	/** A word of a closed set: a status, a health. */
	| { readonly kind: 'word'; readonly of: 'status' | 'health'; readonly text: string }
	| { readonly kind: 'pattern'; readonly text: string; readonly repo?: string }
	/** A key of another format, or the status behind one. */
	| { readonly kind: 'foreign-key'; readonly key: ForeignKey }
	| { readonly kind: 'foreign-status'; readonly text: string; readonly meaning: StatusMeaning }
);

export interface WrittenSpec {
	readonly kind: SpecFileKind;
	readonly path: RepoPath;
	readonly text: string;
	readonly snapshot: SpecSnapshot;
	/** Of this snapshot. */
	readonly keys: KeyIndex;
}

/** The name at a position of a spec file; undefined where there is none. Never throws. */
export function specNameAt(spec: WrittenSpec, position: TextPosition): SpecName | undefined {
	const { kind, path, text, snapshot, keys } = spec;
	const foreign = kind === 'objective' ? foreignNameAt(spec, position) : undefined;
	if (foreign) return foreign;
	const { map, lines } = readSpecHeader(path, text);
	if (position.line > lines.last) return inProse(spec, position);
	const place = map && placeAt(map, position);
	const found = place && findKey(kind, place.path);
	if (!place || !found) return undefined;
	if (kind === 'objective' && !isOwnKey(snapshot, path, topKey(kind, place.path))) return inProse(spec, position);
	const { range } = place;
	if (place.kind === 'key') return { kind: 'key', found, range };
	const { values } = found.key;
	if (values === 'objective' || (kind === 'objective' && found.name === 'id' && place.path.length === 1)) {
		// A list may be written with commas alone: the one that is meant is on the line.
		const hit = hitAt(text, position, keys);
		const id = hit?.objective ?? keys.lookup(place.text);
		return id === undefined ? undefined : { kind: 'objective', id, range: hit?.range ?? range };
	}
	if (values === 'person' && place.text !== '') {
		return { kind: 'person', person: findPerson(snapshot.people, place.text), range };
	}
	if (values === 'status' || values === 'health') return { kind: 'word', of: values, text: place.text, range };
	if (values === 'pattern' && place.text !== '') {
		const repo = place.map.entries.find(({ key }) => /^repo(?:sitory)?$/i.test(key))?.value;
		return { kind: 'pattern', text: place.text, range, ...(repo?.kind === 'scalar' ? { repo: repo.text } : {}) };
	}
	return undefined;
}

/** In a file of another format: a key from which Tandem reads something, or its word for the status. */
function foreignNameAt({ path, text, snapshot }: WrittenSpec, position: TextPosition): SpecName | undefined {
	const format = formatOf(snapshot, path);
	if (!format || isNative(format)) return undefined;
	const { map } = readHead(format.heads, text, createProblemSink(path));
	const place = map && placeAt(map, position);
	const key = place && foreignKeyOf(snapshot, path, place.path[0] ?? '');
	if (!place || !key || place.path.length > 1) return undefined;
	const { range } = place;
	if (place.kind === 'key') return { kind: 'foreign-key', key, range };
	const meaning = key.field === 'status' ? readStatusWords(place.text, format.statuses) : undefined;
	return meaning && { kind: 'foreign-status', text: place.text, meaning, range };
}

/** Makes the index of all names of a spec repo's objectives; each snapshot's is made once, when it is first asked for. */
export function createSpecKeys(): (store: SpecStore, snapshot: SpecSnapshot) => KeyIndex {
	const known = new WeakMap<SpecSnapshot, KeyIndex>();
	return (store, snapshot) => {
		const { objectives } = snapshot;
		const specName = specLabel(store.source.address);
		const keys = known.get(snapshot) ?? createKeyIndex({ objectives, specName, repoName: undefined });
		known.set(snapshot, keys);
		return keys;
	};
}

/** A place that names an objective. */
export interface NamingPlace {
	readonly objective: string;
	readonly range: TextRange;
}

/** All places of a spec file that name an objective: keys whose value is one, and its id in prose. A word that is not surely an id counts in keys only. */
export function namingPlaces({ kind, path, text, snapshot, keys }: WrittenSpec): readonly NamingPlace[] {
	const { map, lines } = readSpecHeader(path, text);
	const rows = text.split(/\r\n|\n|\r/);
	const placeOf = map && createPlaces(map);
	return rows.flatMap((row, index): readonly NamingPlace[] => {
		const line = index + 1;
		return hitsIn(row, line, keys).filter(({ strength, range }) => {
			if (strength === 'strong') return true;
			const place = line <= lines.last ? placeOf?.(range.start) : undefined;
			if (place?.kind !== 'value') return false;
			const name = findKey(kind, place.path);
			return name?.key.values === 'objective' || (name?.name === 'id' && snapshot.objectiveById.has(place.text));
		});
	});
}

function inProse({ text, keys }: WrittenSpec, position: TextPosition): SpecName | undefined {
	const hit = hitAt(text, position, keys);
	return hit?.strength === 'strong' ? { kind: 'objective', id: hit.objective, range: hit.range } : undefined;
}

type PlacedHit = NamingPlace & Pick<KeyHit, 'strength'>;

function hitAt(text: string, { line, column }: TextPosition, keys: KeyIndex): PlacedHit | undefined {
	const row = text.split(/\r\n|\n|\r/, line)[line - 1] ?? '';
	return hitsIn(row, line, keys).find(({ range }) => range.start.column <= column && column <= range.end.column);
}

function hitsIn(row: string, line: number, keys: KeyIndex): readonly PlacedHit[] {
	return keys.scan(row).map(({ objective, strength, start, end }) => ({
		objective,
		strength,
		range: { start: { line, column: start + 1 }, end: { line, column: end + 1 } },
	}));
}
