import * as z from 'zod/mini';

/** A time of a server, which may name its zone as `+0100`, as ISO 8601 in UTC. */
export const TIME = z.pipe(
	z.string().check(z.refine((text) => !Number.isNaN(millisecondsOf(text)))),
	z.transform((text: string) => new Date(millisecondsOf(text)).toISOString()),
);

function millisecondsOf(text: string): number {
	return Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
}

/** A key that servers leave out or set to null where there is nothing. */
export const maybe = <Schema extends z.ZodMiniType>(schema: Schema) => z.optional(z.nullable(schema));

/** An answer of which nothing is read. */
export const ANYTHING = z.unknown();
