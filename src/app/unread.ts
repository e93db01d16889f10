import type { Person } from '../core/objective.ts';
import type { Message, Question } from '../core/question.ts';
import { textHash } from '../core/textHash.ts';

/** A place that survives restarts: the editor's memento, or a file. */
export interface Memory {
	get(key: string): unknown;
	set(key: string, value: unknown): void;
}

export interface Unread {
	/** Whether the question is mine and somebody else said something, or changed what they said, that was not looked at on this machine. */
	isUnread(spec: string, question: Question): boolean;
	markSeen(spec: string, question: Question): void;
	/** Whether the question was asked here, or by whoever git says works here. */
	isMine(spec: string, question: Question): boolean;
	/** Tells this machine that the question was asked here, whatever identity git has today. */
	markMine(spec: string, id: string): void;
	/**
	 * Compares with what was there at the last call and returns my questions to which others said something since, or changed it; each is returned once.
	 * The first look at a spec repo only takes note: what is old is not news.
	 */
	observe(spec: string, questions: readonly Question[]): readonly Question[];
	setIdentity(email: string | undefined): void;
}

interface Notes {
	/** By question: digests of what others said. */
	readonly seen: { readonly [id: string]: readonly string[] };
	readonly told: { readonly [id: string]: readonly string[] };
	readonly mine: readonly string[];
}

/** What is news of the questions asked here. Kept per spec repo. */
export function createUnread(memory: Memory): Unread {
	let email: string | undefined;
	const key = (spec: string) => `unread messages:${spec}`;
	const load = (spec: string): Notes | undefined => {
		const value = memory.get(key(spec));
		return isRecord(value) ? value : undefined;
	};
	const update = (spec: string, change: (record: Notes) => Notes) =>
		memory.set(key(spec), change(load(spec) ?? { seen: {}, told: {}, mine: [] }));
	const isMine = (record: Notes | undefined, question: Question) =>
		(record?.mine.includes(question.id) ?? false) ||
		(email !== undefined && question.askedBy?.email?.toLowerCase() === email.toLowerCase());

	return {
		isMine: (spec, question) => isMine(load(spec), question),
		isUnread(spec, question) {
			const record = load(spec);
			return isMine(record, question) && hasNews(question, record?.seen);
		},
		markSeen: (spec, question) =>
			update(spec, (record) => ({ ...record, seen: { ...record.seen, [question.id]: saidByOthers(question) } })),
		markMine: (spec, id) =>
			update(spec, (record) => (record.mine.includes(id) ? record : { ...record, mine: [...record.mine, id] })),
		observe(spec, questions) {
			const record = load(spec);
			const said = Object.fromEntries(questions.map((question) => [question.id, saidByOthers(question)]));
			if (!record) {
				memory.set(key(spec), { seen: said, told: said, mine: [] } satisfies Notes);
				return [];
			}
			const news = questions.filter((question) => isMine(record, question) && hasNews(question, record.told));
			memory.set(key(spec), { ...record, told: { ...record.told, ...said } } satisfies Notes);
			return news;
		},
		setIdentity: (value) => {
			email = value;
		},
	};
}

function hasNews(question: Question, known: Notes['seen'] = {}): boolean {
	const before = known[question.id];
	return saidByOthers(question).some((digest) => before?.includes(digest) !== true);
}

/** An answer without words is the place for one. */
function saidByOthers({ messages, askedBy }: Question): readonly string[] {
	const isOther = ({ kind, author, markdown }: Message) => {
		if (markdown.trim() === '' && (kind === 'answer' || kind === 'reply')) return false;
		return author ? !isSame(author, askedBy) : kind === 'answer';
	};
	return messages
		.filter(isOther)
		.map(({ kind, author, markdown }) => textHash(`${kind}\0${author?.name ?? ''}\0${markdown.trim()}`));
}

function isSame(one: Person, other: Person | undefined): boolean {
	return one.email !== undefined && other?.email !== undefined
		? one.email.toLowerCase() === other.email.toLowerCase()
		: one.name === other?.name;
}

function isRecord(value: unknown): value is Notes {
	if (typeof value !== 'object' || value === null) return false;
	const { seen, told, mine } = value as { seen?: unknown; told?: unknown; mine?: unknown };
	return typeof seen === 'object' && seen !== null && typeof told === 'object' && told !== null && Array.isArray(mine);
}
