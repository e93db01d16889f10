import { endOf, quotedAt, upTo, type Span } from './lineSpans.ts';
import type { Writing } from './secretValues.ts';

/** What stands in a sentence between a name and its value: ` for the database is `. */
const IS =
	/["'`*]{0,2}(?:[ \t](?:for|of|on|to|für|von|zu)(?:[ \t][\wäöü.'-]{1,30}){1,4}?)?[ \t]{1,4}(?:is|was|ist|war|lautet)[ \t]?:?[ \t]{1,4}/y;
/** Words with a digit that say how something is kept: `The password is sha256 of ...`. */
const METHOD =
	/^(?:base|sha|utf|md|oauth|pbkdf|argon|b?crypt|x|iso|u?int|float|rfc|aes|[hrep]s|win|v|py|http|uuid|latin|p|pkcs|ntlm|ed)-?_?\d/i;

/** What a sentence says that a name is, where it looks like no word: `The password is Sommer2024!`. */
export function saidAfter(line: string, end: number): (Span & { readonly writing: Writing }) | undefined {
	const at = endOf(IS, line, end);
	if (at === undefined) return undefined;
	const quoted = quotedAt(line, at);
	if (quoted) return { ...quoted, writing: 'quoted' };
	const word = upTo(/[.,;:?)\]]*(?:\s|$)/, line, at);
	const text = line.slice(at, word.end);
	return text.length < 6 || METHOD.test(text) ? undefined : { ...word, writing: 'bare' };
}
