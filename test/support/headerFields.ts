import type { Header } from '../../src/core/formats/header.ts';
import type { YamlValue } from '../../src/core/yamlValue.ts';

/** The texts of a head by their keys; a list is an array. */
export function fieldsOf({ map }: Header): Readonly<Record<string, unknown>> {
	const plain = (value: YamlValue): unknown =>
		value.kind === 'scalar' ? value.text : value.kind === 'list' ? value.items.map(plain) : undefined;
	return Object.fromEntries((map?.entries ?? []).map(({ key, value }) => [key, plain(value)]));
}

/** Each key of a head, and each value on one line, with what stands in the file at its range. */
export function rangedTexts({ map }: Header, file: string): readonly (readonly [text: string, inFile: string])[] {
	const lines = file.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
	return (map?.entries ?? []).flatMap(({ key, keyRange, value }) =>
		[
			{ text: key, range: keyRange },
			...(value.kind === 'scalar' ? [value] : value.kind === 'list' ? value.items : []),
		].flatMap((part) => {
			const { start, end } = part.range;
			if (!('text' in part) || start.line !== end.line) return [];
			return [[part.text, lines[start.line - 1]?.slice(start.column - 1, end.column - 1) ?? ''] as const];
		}),
	);
}
