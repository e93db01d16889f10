import type { Person } from '../../core/objective.ts';
import type { Question } from '../../core/question.ts';
import type { IssueComment } from './issueTracker.ts';

/** Those whom the spec repo itself names: nobody becomes one of them by a name of their choice. */
export interface KnownPeople {
	/** `people:` of tandem.yml. */
	readonly people: readonly Person[];
	/** The PMs of the spec repo's objectives. */
	readonly pms: readonly Person[];
}

type Account = Pick<IssueComment, 'author' | 'account'>;

/** Whose account it is, by what a tracker gives to one account alone. Never by a name for people: everybody may call themselves anything. */
export function personOfAccount(
	{ people, pms }: KnownPeople,
	{ to, askedBy }: Question,
	account: Account,
): Person | undefined {
	const id = account.account ?? account.author.handle;
	return [...people, ...pms, ...(to ? [to] : []), ...(askedBy ? [askedBy] : [])].find(
		(known) => same(known.email, account.author.email) || same(known.handle, id),
	);
}

/** An author whom the spec repo does not name, in words that no reader of the file takes for somebody whom it names. */
export function strangerOf({ author: { name, handle } }: Account, channel: string): Person {
	if (handle !== undefined) return { name: `@${handle}` };
	return { name: `${name.slice(0, 60)} (${channel})` };
}

/** Whether two of those whom the spec repo names are the same. */
export function isSamePerson(one: Person, other: Person): boolean {
	return same(one.email, other.email) || same(one.handle, other.handle) || same(one.name, other.name);
}

function same(one: string | undefined, other: string | undefined): boolean {
	return one !== undefined && other !== undefined && one.toLowerCase() === other.toLowerCase();
}
