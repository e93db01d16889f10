import type { TextPosition } from '../../src/core/textRange.ts';

/**
 * The places in `value` (a snapshot, or a part of one) that no line of the files has, as `way to it: what it says`. A place is what is named `line` or
 * ends with `Line`, and each range; the last column is that behind the line's text. The file of a place is that of the nearest object around
 * it that names one of `files`.
 */
export function strayPositions(value: unknown, files: Readonly<Record<string, string>>): readonly string[] {
	const lines = new Map(Object.entries(files).map(([file, text]) => [file, text.split(/\r\n|\n|\r/)]));
	const strays: string[] = [];

	function check(way: string, { line, column }: TextPosition, file: string | undefined): void {
		const text = file === undefined ? undefined : lines.get(file);
		const length = text?.[line - 1]?.length;
		const fits = length !== undefined && column >= 1 && column <= length + 1;
		if (text && !fits) strays.push(`${way}: ${line}:${column}`);
	}

	function walk(way: string, part: unknown, around: string | undefined): void {
		if (typeof part !== 'object' || part === null) return;
		if (part instanceof Map) return walk(way, [...part.values()], around);
		if (Array.isArray(part)) return part.forEach((item, index) => walk(`${way}[${index}]`, item, around));
		const file = fileOf(part) ?? around;
		if (isPosition(part)) return check(way, part, file);
		if ('start' in part && 'end' in part && isPosition(part.start) && isPosition(part.end)) {
			const { start, end } = part;
			if (end.line < start.line || (end.line === start.line && end.column < start.column))
				strays.push(`${way}: ends before it starts`);
		}
		for (const [key, item] of Object.entries(part)) {
			// What the head of an objective says stands in another file than its text.
			const head =
				'source' in part && HEAD_FIELDS.has(key) ? headOf(part.source) : key === 'ranges' ? headOf(part) : undefined;
			if (head !== undefined) walk(`${way}.${key}`, item, head);
			else if (typeof item === 'number' && /^line$|Line$/.test(key))
				check(`${way}.${key}`, { line: item, column: 1 }, file);
			else walk(`${way}.${key}`, item, file);
		}
	}

	function headOf(source: unknown): string | undefined {
		if (typeof source !== 'object' || source === null || !('head' in source)) return undefined;
		return typeof source.head === 'string' && lines.has(source.head) ? source.head : undefined;
	}

	function fileOf(part: object): string | undefined {
		if ('source' in part && typeof part.source === 'object' && part.source !== null) return fileOf(part.source);
		return 'file' in part && typeof part.file === 'string' && lines.has(part.file) ? part.file : undefined;
	}

	walk('', value, undefined);
	return strays;
}

const HEAD_FIELDS = new Set(['keyResults', 'code']);

function isPosition(part: unknown): part is TextPosition {
	return (
		typeof part === 'object' && part !== null && 'line' in part && 'column' in part && Object.keys(part).length === 2
	);
}
