import { isAsTaken, messageHash } from '../../core/messageSource.ts';
import type { Person } from '../../core/objective.ts';
import type { Message, Question } from '../../core/question.ts';
import { questionSection } from '../../core/writeQuestion.ts';
import type { OutboxEntry } from '../outboxEntry.ts';
import { isAnswer, personOfAccount, strangerOf } from './channelVoices.ts';
import type { KnownPeople } from './channelVoices.ts';
import type { IssueComment, IssueThread } from './issueTracker.ts';

/** Longest comment that is taken over, in characters: the issue has the rest. */
const LONGEST = 20_000;

export interface AnswersInput extends KnownPeople {
	readonly question: Question;
	readonly thread: IssueThread;
	/** `specKey` of the question's spec repo. */
	readonly spec: string;
	/** `GitHub` */
	readonly channel: string;
	/** Who takes them over, and signs the commits; absent: whom git's settings name. */
	readonly author?: Person;
}

/**
 * What was said in a channel, or edited there, and is not in the question's file yet, as entries for the outbox. Equal inputs give equal entries on every machine, and each
 * names its source: whoever else takes the same over changes nothing.
 */
export function answerEntries(input: AnswersInput): readonly OutboxEntry[] {
	const { question, thread } = input;
	const known = new Set(question.messages.flatMap(({ source }) => source ?? []));
	const comments = thread.comments.filter(
		({ marker, standing, markdown }) => marker === undefined && standing !== 'bot' && markdown.trim() !== '',
	);
	const edited = comments.flatMap((comment) => editEntry(input, comment) ?? []);
	// Below what is resolved, a ticket goes on with something else.
	if (question.state === 'resolved' && thread.isShared) return edited;
	const unknown = comments.filter(({ url }) => !known.has(url));
	return [...unknown.map((comment) => commentEntry(input, comment)), ...edited, ...closedEntries(input, known)];
}

/**
 * Where the comment was edited after it was taken over, and nobody changed the message in the file. By time and not by text alone: two versions of Tandem
 * that read a comment in different words would change the file back and forth.
 */
function editEntry(input: AnswersInput, comment: IssueComment): OutboxEntry | undefined {
	const { url, editedAt } = comment;
	const { taken, markdown = '' } = input.question.messages.find(({ source }) => source === url) ?? {};
	if (!taken || editedAt === undefined || !isAsTaken(markdown, taken)) return undefined;
	const words = wordsOf(comment);
	if (!(Date.parse(editedAt) > Date.parse(taken.at)) || messageHash(words) === taken.hash) return undefined;
	const action = { kind: 'edit', source: url, editedAt, markdown: words } as const;
	return entryFor(input, { id: `c-${url}-${editedAt}`, createdAt: editedAt, action, verb: 'Edit' });
}

function wordsOf({ markdown }: IssueComment): string {
	const text = markdown.slice(0, LONGEST);
	return text.length < markdown.length ? `${text}\n\n(The rest is in the issue.)` : text;
}

function commentEntry(input: AnswersInput, comment: IssueComment): OutboxEntry {
	const person = personOfAccount(input, comment);
	return entryOf(input, {
		kind: isAnswer(input, comment) ? 'answer' : 'reply',
		author: person ?? strangerOf(comment, input.channel),
		at: comment.at,
		markdown: wordsOf(comment),
		source: comment.url,
		...(comment.editedAt === undefined ? {} : { editedAt: comment.editedAt }),
	});
}

/** Closing there resolves here, unless it was opened again here since. */
function closedEntries(input: AnswersInput, sources: ReadonlySet<string>): readonly OutboxEntry[] {
	const { question, thread } = input;
	const { closed } = thread;
	// Who tidies up what is old has not answered.
	if (!closed || closed.isBot || question.state === 'resolved') return [];
	const source = `${thread.url}#closed-${closed.at.slice(0, 16)}`;
	const reopened = question.messages.findLast(({ kind }) => kind === 'reopened')?.at;
	if (sources.has(source) || (reopened !== undefined && Date.parse(reopened) >= Date.parse(closed.at))) return [];
	const account = closed.by === undefined ? undefined : { author: { name: closed.by, handle: closed.by } };
	const known = account && personOfAccount(input, account);
	const author = known ?? (account ? strangerOf(account, input.channel) : { name: input.channel });
	return [entryOf(input, { kind: 'resolved', author, at: closed.at, markdown: '', source })];
}

function entryOf(
	input: AnswersInput,
	message: Omit<Message, 'kind'> & {
		readonly kind: 'answer' | 'reply' | 'resolved';
		readonly author: Person;
		readonly at: string;
		readonly source: string;
		readonly editedAt?: string;
	},
): OutboxEntry {
	const verb = { answer: 'Answer', reply: 'Reply', resolved: 'Resolve' }[message.kind];
	const { kind, source, at } = message;
	const action = { kind: 'append', messageKind: kind, section: questionSection(message), source } as const;
	return entryFor(input, { id: `c-${source}`, createdAt: at, action, verb });
}

function entryFor(
	{ question, spec, channel, author }: AnswersInput,
	{ verb, ...entry }: Pick<OutboxEntry, 'id' | 'createdAt' | 'action'> & { readonly verb: string },
): OutboxEntry {
	return {
		...entry,
		spec,
		path: question.file,
		question: question.id,
		message: `${verb} from ${channel}: ${question.title}${question.objective ? `\n\nObjective: ${question.objective}` : ''}`,
		...(author ? { author } : {}),
		title: question.title,
		attempts: 0,
	};
}
