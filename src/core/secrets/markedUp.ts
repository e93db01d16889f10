import { endOf, quotedAt, upTo, type Span } from './lineSpans.ts';

const TAG = /<(?:[\w-]{1,40}[.:]){0,4}$/;
const NAMES = /\b(?:name|key|property|id)["']?[ \t]{0,4}[:=][ \t]{0,4}["'](?:[\w-]{1,40}[.:]){0,8}$/i;
const TAG_ENDS = /(?:[ \t][^<>]{0,200})?(?<!\/)>/y;
const NAME_ENDS = /["'][^<>"']{0,40}(?<!\/)>/y;
const VALUE_IS = /["'][ \t]{0,4},?[ \t]{0,4}["']?value["']?[ \t]{0,4}[:=][ \t]{0,4}/iy;

/** The value where a name that ends at `end` is an element or one of two attributes: `<password>x</password>`, `name="password" value="x"`. */
export function markedUpAfter(line: string, before: string, end: number): Span | undefined {
	const named = NAMES.test(before);
	const value = named ? endOf(VALUE_IS, line, end) : undefined;
	if (value !== undefined) return quotedAt(line, value);
	const text = TAG.test(before) ? endOf(TAG_ENDS, line, end) : named ? endOf(NAME_ENDS, line, end) : undefined;
	if (text === undefined) return undefined;
	const span = upTo(/</, line, text);
	return line.startsWith('</', span.end) ? span : undefined;
}
