import type { Person } from './objective.ts';

/**
 * Somebody as written in a file: `Ana Ruiz <ana@shop.example>`, `ana@shop.example`, `@ana`, `Ana Ruiz (@ana)`, `Ana Ruiz (ana@shop.example)` or `Ana Ruiz`.
 * The name is never empty: the e-mail's local part or the handle stands for it.
 */
export function parsePerson(text: string): Person {
	const line = text
		.replace(/\s+/g, ' ')
		.trim()
		.slice(0, LONGEST_PERSON)
		.replace(/> ?\([^()]*\)$/, '>')
		// A number of a list, and an address behind the name.
		.replace(/^\d{1,2}[.)] (?=\S)/, '')
		.replace(/^([^:/]*[^:/ ]) ?: https?:\/\/\S+$/, '$1')
		// The page of a person at a forge.
		.replace(/^https?:\/\/[^/\s]+\/[~@]?([\w.-]+)\/?$/, '@$1');
	const open = line.lastIndexOf('<');
	if (open >= 0 && line.endsWith('>')) {
		const email = line.slice(open + 1, -1).trim();
		const name = line
			.slice(0, open)
			.trim()
			.replace(/^"(.*)"$/, '$1')
			.trim();
		if (isEmail(email)) return { name: name || localPart(email), email };
		return { name: name || email || UNNAMED };
	}
	if (isEmail(line)) return { name: localPart(line), email: line };
	const [, called = '', mail = ''] = /^([^()]*[^() ]) ?\(([^()\s]+)(?: [^()]*)?\)$/.exec(line) ?? [];
	if (isEmail(mail)) return { name: called, email: mail };
	const [, before = '', handle = ''] = /^([^()]*?)\s*\(?@([\w-]+)\)?$/.exec(line) ?? [];
	if (handle !== '') return { name: before || handle, handle };
	return { name: line || UNNAMED };
}

/** The person that `text` names by key, e-mail, handle or name (case does not matter), else what the text itself says. */
export function findPerson(people: readonly Person[], text: string): Person {
	const person = parsePerson(text);
	const word = text.trim();
	return (
		people.find((known) => isSameWord(known.key, word)) ??
		people.find((known) => isSameWord(known.email, person.email)) ??
		people.find((known) => isSameWord(known.handle, person.handle)) ??
		(person.email === undefined ? people.find((known) => isSameWord(known.name, word)) : undefined) ??
		(person.email === undefined ? people.find((known) => isSameWord(known.handle, word)) : undefined) ??
		person
	);
}

/** The form that `parsePerson` reads: `Ana Ruiz <ana@shop.example>`, or the name alone; one line. */
export function formatPerson(person: Person): string {
	const name = person.name
		.replace(/[<>\s]+/g, ' ')
		.trim()
		.slice(0, LONGEST_PERSON / 2);
	if (person.email !== undefined && isEmail(person.email)) return `${name} <${person.email}>`.trim();
	return name || UNNAMED;
}

/** Longer than any name with its e-mail. */
const LONGEST_PERSON = 400;
const UNNAMED = 'somebody';

/** Whether both are there and the same word, capitals aside: keys, handles, e-mails, names. */
export function isSameWord(one: string | undefined, other: string | undefined): boolean {
	return one !== undefined && other !== undefined && one.toLowerCase() === other.toLowerCase();
}

function isEmail(text: string): boolean {
	return text.length <= 200 && /^[^\s@<>]+@[^\s@<>]+$/.test(text);
}

function localPart(email: string): string {
	return email.slice(0, email.indexOf('@'));
}
