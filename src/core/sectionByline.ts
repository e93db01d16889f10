import { unescapeLines } from './messageText.ts';
import type { Person } from './objective.ts';
import { findPerson } from './people.ts';
import type { QuestionSection } from './questionSections.ts';
import { splitDate } from './writtenDate.ts';

export interface Byline {
	readonly author?: Person;
	/** ISO 8601, UTC. */
	readonly at?: string;
	readonly markdown: string;
}

/**
 * Who wrote a section and when, and what it says. What stands behind its heading is who wrote it where it names one of `people`, or looks like a name and
 * words stand below it; else it is the first words of the message: `## Answer: Maria`, `## Answer: yes`.
 */
export function readByline(
	{ who, at, said, lines, markdown }: QuestionSection & { readonly markdown: string },
	people: readonly Person[],
): Byline {
	const time = at === undefined ? {} : { at };
	if (who !== undefined) return { author: findPerson(people, who), ...time, markdown };
	if (said === undefined) return { ...time, markdown };
	const below = unescapeLines(lines);
	const isAside = /^\(.*\)$/.test(said);
	const line = said.slice(0, LONGEST_BYLINE).replace(/^\((.*)\)$/, '$1');
	const dated = said.length > LONGEST_BYLINE ? undefined : splitDate(line);
	const name = (dated?.rest ?? line).replace(/[:.]$/, '');
	const when = dated?.at === undefined ? time : { at: dated.at };
	const author = knownPerson(people, name) ?? (below !== '' && NAME.test(name) ? findPerson(people, name) : undefined);
	if (author) return { author, ...when, markdown: below };
	if (name === '' && below !== '') return { ...when, markdown: below };
	// Such as "(draft)": no answer by itself.
	return { ...time, markdown: isAside && below === '' ? '' : markdown };
}

const LONGEST_BYLINE = 200;

/** At least two words that begin with a capital letter, a handle or an e-mail: one word alone may as well be "Yes". */
const NAME =
	/^(?:@[\w-]+|[^\s@]+@[^\s@]+|\p{Lu}[\p{L}\p{M}'’.-]*(?: (?:\p{Lu}[\p{L}\p{M}'’.-]*|d[aeiou]|de[lrn]|v[ao]n|bin|la|le|y)){1,4})$/u;

function knownPerson(people: readonly Person[], name: string): Person | undefined {
	const found = findPerson(people, name);
	if (people.includes(found)) return found;
	const namesakes = people.filter((known) => known.name.toLowerCase().startsWith(`${name.toLowerCase()} `));
	return name !== '' && namesakes.length === 1 ? namesakes[0] : undefined;
}
