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
 * What was said in a channel and is not in the question's file yet, as entries for the outbox. Equal inputs give equal entries on every machine, and each
 * names its source: whoever else takes the same over changes nothing.
 */
export function answerEntries(input: AnswersInput): readonly OutboxEntry[] {
	const { question, thread } = input;
	const known = new Set(question.messages.flatMap(({ source }) => source ?? []));
	const comments = thread.comments.filter(
		({ marker, standing, url, markdown }) =>
			marker === undefined && standing !== 'bot' && !known.has(url) && markdown.trim() !== '',
	);
	return [...comments.map((comment) => commentEntry(input, comment)), ...closedEntries(input, known)];
}

function commentEntry(input: AnswersInput, comment: IssueComment): OutboxEntry {
	const person = personOfAccount(input, comment);
	const text = comment.markdown.slice(0, LONGEST);
	return entryOf(input, {
		kind: isAnswer(input, comment) ? 'answer' : 'reply',
		author: person ?? strangerOf(comment, input.channel),
		at: comment.at,
		markdown: text.length < comment.markdown.length ? `${text}\n\n(The rest is in the issue.)` : text,
		source: comment.url,
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
	{ question, spec, channel, author }: AnswersInput,
	message: Omit<Message, 'kind'> & {
		readonly kind: 'answer' | 'reply' | 'resolved';
		readonly author: Person;
		readonly at: string;
		readonly source: string;
	},
): OutboxEntry {
	const verb = { answer: 'Answer', reply: 'Reply', resolved: 'Resolve' }[message.kind];
	return {
		id: `c-${message.source}`,
		spec,
		createdAt: message.at,
		path: question.file,
		question: question.id,
		action: {
			kind: 'append',
			messageKind: message.kind,
			section: questionSection(message),
			source: message.source,
		},
		message: `${verb} from ${channel}: ${question.title}${question.objective ? `\n\nObjective: ${question.objective}` : ''}`,
		...(author ? { author } : {}),
		title: question.title,
		attempts: 0,
	};
}
