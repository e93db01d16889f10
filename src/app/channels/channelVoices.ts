import type { Person } from '../../core/objective.ts';
import { isSameWord } from '../../core/people.ts';
import type { Question } from '../../core/question.ts';
import type { IssueComment, IssueThread } from './issueTracker.ts';

/** A question in a channel, and those whom the spec repo itself names: nobody becomes one of them by a name of their choice. */
export interface KnownPeople {
	readonly question: Question;
	readonly thread: Pick<IssueThread, 'opener'>;
	/** `people:` of tandem.yml. */
	readonly people: readonly Person[];
	/** The PMs of the spec repo's objectives. */
	readonly pms: readonly Person[];
	/** The PM of the question's objective. */
	readonly pm?: Person;
}

type Account = Pick<IssueComment, 'author' | 'account' | 'standing'>;

/** Whose account it is, by what a tracker gives to one account alone. Never by a name for people: everybody may call themselves anything. */
export function personOfAccount({ people, pms, question }: KnownPeople, account: Account): Person | undefined {
	const { to, askedBy } = question;
	return [...people, ...pms, ...(to ? [to] : []), ...(askedBy ? [askedBy] : [])].find(
		(known) => isSameWord(known.email, account.author.email) || isSameWord(known.handle, idOf(account)),
	);
}

/**
 * Whether a comment answers the question, or only says something about it. Whoever the spec repo names answers, except who asked. Where the account of whoever
 * is to answer cannot be told, everybody whom the tracker calls a member of the project does, or no answer would ever arrive.
 */
export function isAnswer(known: KnownPeople, account: Account): boolean {
	const { question, thread, pms, pm } = known;
	const { askedBy, to } = question;
	const person = personOfAccount(known, account);
	const isNamed = (one: Person | undefined) => one !== undefined && person !== undefined && isSamePerson(one, person);
	if (isNamed(askedBy)) return false;
	if (isNamed(to) || pms.some(isNamed)) return true;
	// The asker's own account has made the issue, whatever name git has for the asker.
	if (thread.opener !== undefined && isSameWord(thread.opener, idOf(account))) return false;
	return person !== undefined || (account.standing === 'member' && !canTell(to ?? pm, account));
}

/** An author whom the spec repo does not name, in words that no reader of the file takes for somebody whom it names. */
export function strangerOf({ author: { name, handle } }: Account, channel: string): Person {
	if (handle !== undefined) return { name: `@${handle}` };
	return { name: `${name.slice(0, 60)} (${channel})` };
}

/** Whether the account would be known if it were this person's. */
function canTell(person: Person | undefined, { author }: Account): boolean {
	if (person?.handle !== undefined && author.handle !== undefined) return true;
	return person?.email !== undefined && author.email !== undefined;
}

function idOf({ account, author }: Account): string | undefined {
	return account ?? author.handle;
}

function isSamePerson(one: Person, other: Person): boolean {
	return isSameWord(one.email, other.email) || isSameWord(one.handle, other.handle) || isSameWord(one.name, other.name);
}
