import * as z from 'zod/mini';
import { madeOnce } from './madeOnce.ts';
import { findNearest } from './nearest.ts';
import { toRepoPath, type RepoPath } from './repoPath.ts';

/** How the text of one value is understood, and what to tell a person where it is not. */
export interface Field<Value> {
	readonly schema: () => z.ZodMiniType<Value, string>;
	/** Completes "expected …": `a date`. */
	readonly expected: string;
	/** A right form of the whole line: `due: 2026-12-31`; for a misspelt word the one that was probably meant. */
	readonly example: (found: string) => string;
}

/** The value, or undefined where the text is not of the field's form. */
export function readField<Value>(field: Field<Value>, text: string): Value | undefined {
	const result = field.schema().safeParse(text);
	return result.success ? result.data : undefined;
}

/** Any text but nothing. */
export function textField(example: string, expected = 'a text'): Field<string> {
	return { schema: line, expected, example: () => example };
}

/** An id: letters, digits and `. _ - / #`, without spaces, at most 80 characters. It is matched in commits, branches and comments. */
export function idField(example: string): Field<string> {
	return {
		schema: madeOnce(() =>
			z.pipe(
				line(),
				z.string().check(
					z.maxLength(80),
					z.regex(ID),
					z.refine((id) => !id.includes('..')),
				),
			),
		),
		expected: 'an id without spaces',
		example: () => example,
	};
}

/** One of `values`; case, spaces and underscores do not matter: `At risk` is `at-risk`. */
export function choiceField<Choice extends string>(key: string, values: readonly [Choice, ...Choice[]]): Field<Choice> {
	return {
		schema: madeOnce(() => z.pipe(z.pipe(z.string(), z.transform(plainWord)), z.enum(values))),
		expected: `one of ${values.join(', ')}`,
		example: (found) => `${key}: ${findNearest(plainWord(found), values) ?? values[0]}`,
	};
}

/** A number, also as people write it: `61 %`, `1,200`, `€ 1.5k`, `−3`. */
export function numberField(example: string): Field<number> {
	return {
		schema: madeOnce(() => z.pipe(z.pipe(z.string().check(z.maxLength(60)), z.transform(toNumber)), z.number())),
		expected: 'a number',
		example: () => example,
	};
}

/** A day, `YYYY-MM-DD`; of a time only the day counts. */
export function dateField(example: string): Field<string> {
	return {
		schema: madeOnce(() => z.pipe(z.pipe(z.string().check(z.maxLength(60)), z.transform(toDate)), z.string())),
		expected: 'a date as year-month-day',
		example: () => example,
	};
}

/** A path inside the repository. */
export function pathField(example: string): Field<RepoPath> {
	return {
		// Not trimmed: spaces are part of a file's name.
		schema: madeOnce(() =>
			z.pipe(
				z.pipe(z.string(), z.transform(toRepoPath)),
				z.custom<RepoPath>((path) => typeof path === 'string'),
			),
		),
		expected: 'a path inside the repository',
		example: () => example,
	};
}

/** A whole or shortened commit hash. */
export function commitField(example: string): Field<string> {
	return {
		schema: madeOnce(() => z.pipe(line(), z.string().check(z.regex(/^[0-9a-fA-F]{7,64}$/), z.toLowerCase()))),
		expected: 'a commit hash',
		example: () => example,
	};
}

const line = madeOnce(() =>
	z.pipe(
		z.pipe(
			z.string(),
			z.transform((text: string) => text.replace(/\s+/g, ' ').trim()),
		),
		z.string().check(z.minLength(1)),
	),
);

function plainWord(text: string): string {
	return text
		.trim()
		.toLowerCase()
		.replace(/[\s_]+/g, '-');
}

const ID = /^[\p{L}\p{N}][\p{L}\p{N}._#/-]*$/u;

const NUMBER =
	/^(?<sign>[+-]?)\s*[€$£¥]?\s*(?<digits>\d[\d.,_' ]*(?:e[+-]?\d{1,3})?|\.\d+)\s*(?<scale>[kM](?![\p{L}/]))?\s*(?:[%€$£¥‰]|[\p{L}°µ%/][\p{L}°µ%/² ]*)?$/iu;

function toNumber(text: string): number {
	const match = NUMBER.exec(
		text
			.trim()
			.replace(/[−–]/g, '-')
			.replace(/[\u00a0\u202f]/g, ' '),
	);
	const { sign = '', digits = '', scale = '' } = match?.groups ?? {};
	if (digits === '') return Number.NaN;
	// `m` may be minutes, metres or millions: only a capital M says million.
	const factor = scale.toLowerCase() === 'k' ? 1000 : scale === 'M' ? 1_000_000 : 1;
	const value = Number(withoutGroups(digits.trim())) * factor;
	return sign === '-' ? -value : value;
}

/** Takes the marks between thousands out: `1,200` and `1.200,50` and `1 200`; a single comma before one or two digits is a decimal one. */
function withoutGroups(digits: string): string {
	const plain = digits.replace(/(?<=\d)[_' ](?=\d{3})/g, '');
	if (/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(plain)) return plain.replaceAll(',', '');
	if (/^\d{1,3}(?:\.\d{3})+,\d+$/.test(plain)) return plain.replaceAll('.', '').replace(',', '.');
	if (/^\d+,\d+$/.test(plain)) return plain.replace(',', '.');
	return plain;
}

function toDate(text: string): string | undefined {
	const match = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/.exec(text.trim());
	if (!match) return undefined;
	const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
	if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) return undefined;
	return [match[1], String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
}

function daysOf(year: number, month: number): number {
	if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
	return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
