import { readHead } from './formats/readHead.ts';
import type { SpecFormat } from './formats/specFormat.ts';
import { splitFrontMatter, type FrontMatter } from './frontMatter.ts';
import { createMapReader, createProblemSink, type KeyNames } from './mapReader.ts';
import { OBJECTIVE_KEYS } from './objectiveSchema.ts';
import type { YamlEntry, YamlMap } from './yamlValue.ts';
import { readYamlMap } from './yamlProblems.ts';

/** The keys of a file, by the names Tandem has for them; absent where a key is not there or has no value. */
export interface HeadEntries {
	entry(name: string): YamlEntry | undefined;
}

/** The block of keys at the top of a file, as far as it can be read, for who wants to point at it or to change it. */
export interface FrontMatterReader extends HeadEntries {
	readonly parts: FrontMatter;
	readonly map: YamlMap;
}

/** Reads the front matter of `text`; undefined where there is none, or nothing in it. */
export function readFrontMatter(text: string): FrontMatterReader | undefined {
	const parts = splitFrontMatter(text);
	const sink = createProblemSink('');
	const map = parts.yaml === undefined ? undefined : readYamlMap(parts.yaml, parts.yamlLine, sink);
	return map && { parts, map, entry: createMapReader(map, NAMES, sink).entry };
}

/** Reads the head of `file`, of whichever kind `formats` have; undefined for one without. Only to point at it: it need not be YAML. */
export function readAnyHead(file: string, text: string, formats: readonly SpecFormat[]): HeadEntries | undefined {
	const sink = createProblemSink(file);
	for (const heads of [['front-matter'] as const, ...formats.map((format) => format.heads)]) {
		const { map } = readHead(heads, text, sink);
		if (map) return { entry: createMapReader(map, namesOf(formats), sink).entry };
	}
	return undefined;
}

/** A question has a key of its own. */
const NAMES: KeyNames = { ...OBJECTIVE_KEYS, objective: [] };

function namesOf(formats: readonly SpecFormat[]): KeyNames {
	const names = new Map(Object.entries(NAMES));
	for (const [field, sources] of formats.flatMap(({ from }) => Object.entries(from))) {
		const keys = sources.flatMap((source) => (source.kind === 'key' ? [source.key] : []));
		names.set(field, [...(names.get(field) ?? []), ...keys]);
	}
	return Object.fromEntries(names);
}
