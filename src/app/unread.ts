import type { Question } from '../core/question.ts';

/** A place that survives restarts: the editor's memento, or a file. */
export interface Memory {
	get(key: string): unknown;
	set(key: string, value: unknown): void;
}

export interface Unread {
	/** Whether the question is mine and has an answer that was not looked at on this machine. */
	isUnread(spec: string, question: Question): boolean;
	markSeen(spec: string, question: Question): void;
	/** Whether the question was asked here, or by whoever git says works here. */
	isMine(spec: string, question: Question): boolean;
	/** Tells this machine that the question was asked here, whatever identity git has today. */
	markMine(spec: string, id: string): void;
	/**
	 * Compares with what was there at the last call and returns my questions that got an answer since; each is returned once.
	 * The first look at a spec repo only takes note: old answers are not news.
	 */
	observe(spec: string, questions: readonly Question[]): readonly Question[];
	setIdentity(email: string | undefined): void;
}

interface Notes {
	readonly seen: { readonly [id: string]: number };
	readonly told: { readonly [id: string]: number };
	readonly mine: readonly string[];
}

/** Which answers are news. Kept per spec repo. */
export function createUnread(memory: Memory): Unread {
	let email: string | undefined;
	const key = (spec: string) => `unread:${spec}`;
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
			return isMine(record, question) && answers(question) > (record?.seen[question.id] ?? 0);
		},
		markSeen: (spec, question) =>
			update(spec, (record) => ({ ...record, seen: { ...record.seen, [question.id]: answers(question) } })),
		markMine: (spec, id) =>
			update(spec, (record) => (record.mine.includes(id) ? record : { ...record, mine: [...record.mine, id] })),
		observe(spec, questions) {
			const record = load(spec);
			const counts = Object.fromEntries(questions.map((question) => [question.id, answers(question)]));
			if (!record) {
				memory.set(key(spec), { seen: counts, told: counts, mine: [] } satisfies Notes);
				return [];
			}
			const news = questions.filter(
				(question) => isMine(record, question) && answers(question) > (record.told[question.id] ?? 0),
			);
			memory.set(key(spec), { ...record, told: { ...record.told, ...counts } } satisfies Notes);
			return news;
		},
		setIdentity: (value) => {
			email = value;
		},
	};
}

function answers(question: Question): number {
	return question.messages.filter(({ kind, markdown }) => kind === 'answer' && markdown.trim() !== '').length;
}

function isRecord(value: unknown): value is Notes {
	if (typeof value !== 'object' || value === null) return false;
	const { seen, told, mine } = value as { seen?: unknown; told?: unknown; mine?: unknown };
	return typeof seen === 'object' && seen !== null && typeof told === 'object' && told !== null && Array.isArray(mine);
}
