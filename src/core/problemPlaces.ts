import { readAnyHead, type HeadEntries } from './frontMatterReader.ts';
import { createMapReader, createProblemSink, type KeyNames } from './mapReader.ts';
import { CODE_RULE_KEYS, CONFIRMED_KEYS, KEY_RESULT_KEYS } from './objectiveSchema.ts';
import type { SpecFormat } from './formats/specFormat.ts';
import type { Problem, ProblemCode } from './problem.ts';
import type { TextRange } from './textRange.ts';
import type { YamlEntry, YamlMap, YamlValue } from './yamlValue.ts';

/**
 * Makes a function that tells where in `text`, the content of `file`, a problem of that file is to be seen, for those that come without an exact range
 * because only the whole shows them. It gives undefined where the file says it in another way; then the problem's own range, if any, is the best there is.
 */
export function createProblemPlaces(
	file: string,
	text: string,
	formats: readonly SpecFormat[],
): (problem: Problem) => TextRange | undefined {
	const head = readAnyHead(file, text, formats);
	return (problem) => {
		const place = PLACES[problem.code] as ((file: HeadEntries, problem: Problem) => YamlValue | undefined) | undefined;
		return head && place?.(head, problem)?.range;
	};
}

const PLACES: {
	readonly [Code in ProblemCode]?: (
		file: HeadEntries,
		problem: Extract<Problem, { code: Code }>,
	) => YamlValue | undefined;
} = {
	'supersedes.unknown': (file, { facts }) => itemsOf(file.entry('supersedes')).find((item) => saysId(item, facts.id)),
	'person.unknown': (file, { facts }) => personValue(file.entry(facts.key)),
	'key-result.no-baseline': (file, problem) => {
		const item = keyResultAt(file.entry('key_results'), problem);
		return item && (readerOf(item, KEY_RESULT_KEYS)('metric') ?? item.entries[0])?.value;
	},
	'key-result.no-change': (file, problem) => {
		const item = keyResultAt(file.entry('key_results'), problem);
		return item && readerOf(item, KEY_RESULT_KEYS)('target')?.value;
	},
	'pattern.unmatched': (file, { facts, range }) =>
		patternsOf(file.entry('code')).find(
			(value) =>
				value.range.start.line === range?.start.line && value.kind === 'scalar' && value.text.includes(facts.pattern),
		),
	'question.unknown-objective': (file) => file.entry('objective')?.value,
};

/** The values of a key that takes one or several. */
export function itemsOf(entry: YamlEntry | undefined): readonly YamlValue[] {
	if (!entry) return [];
	return entry.value.kind === 'list' ? entry.value.items : [entry.value];
}

/** The key result of an objective that the problem is about. */
export function keyResultAt(entry: YamlEntry | undefined, problem: Problem): YamlMap | undefined {
	const line = problem.range?.start.line;
	const found = itemsOf(entry).filter((item): item is YamlMap => item.kind === 'map');
	// Once placed, the problem stands at one of its lines.
	return found.findLast(({ range }) => line !== undefined && range.start.line <= line && line <= range.end.line);
}

function personValue(entry: YamlEntry | undefined): YamlValue | undefined {
	if (entry?.value.kind !== 'map') return entry?.value;
	return readerOf(entry.value, CONFIRMED_KEYS)('by')?.value;
}

function saysId(value: YamlValue, id: string): boolean {
	return value.kind === 'scalar' && value.text.split(',').some((part) => part.trim() === id);
}

function patternsOf(entry: YamlEntry | undefined): readonly YamlValue[] {
	return itemsOf(entry).flatMap((item) => {
		if (item.kind !== 'map') return [item];
		return itemsOf(readerOf(item, CODE_RULE_KEYS)('paths'));
	});
}

function readerOf(map: YamlMap, names: KeyNames): (name: string) => YamlEntry | undefined {
	return createMapReader(map, names, createProblemSink('')).entry;
}
