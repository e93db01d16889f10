import { specKey } from '../core/gitAddress.ts';
import { toRepoPath } from '../core/repoPath.ts';
import type { Message, Question } from '../core/question.ts';
import type { readQuestion } from '../core/readQuestion.ts';
import { isSameAnchor } from '../core/anchorKeys.ts';
import type { SpecSnapshot } from '../core/snapshot.ts';
import type { FailureKind } from '../core/failure.ts';
import { reading } from './loadedLater.ts';
import type { OutboxEntry } from './outboxEntry.ts';
import type { OutboxStore } from './ports.ts';
import type { KnownQuestion } from './questionViews.ts';
import type { SpecStore } from './specStore.ts';

type ReadQuestion = typeof readQuestion;

/** An outbox on disk of which every entry that is known can be read: what reads it is loaded before. */
export function readableOutbox(store: OutboxStore): { readonly store: OutboxStore; readonly read: ReadQuestion } {
	let read: ReadQuestion = () => ({ value: undefined, problems: [] });
	const list = async () => {
		const entries = await store.list();
		if (entries.length > 0) ({ readQuestion: read } = await reading());
		return entries;
	};
	return { store: { ...store, list }, read: (input) => read(input) };
}

/** The questions of one spec repo, with those that still wait in the outbox; a waiting reply is shown in its conversation. */
export function knownQuestions(
	store: SpecStore,
	outbox: readonly OutboxEntry[],
	isUnread: (spec: string, question: Question) => boolean,
	read: ReadQuestion,
): readonly KnownQuestion[] {
	const spec = specKey(store.source.address);
	const snapshot = store.snapshot();
	const waiting = outbox.filter((entry) => entry.spec === spec);
	const known = snapshot?.questions ?? [];
	const asked = new Set(known.map(({ file }) => file as string));
	return [
		...waiting
			.flatMap((entry) => (asked.has(entry.path) ? [] : waitingQuestion(entry, snapshot, read)))
			.map((known) => ({ ...known, question: repositioned(known.question, waiting).question })),
		...known.map((inFile): KnownQuestion => {
			const mine = waiting
				.filter((entry) => entry.action.kind === 'append' && isFor(entry, inFile))
				.map((entry) => ({ entry, messages: sectionMessages(entry, snapshot, read) }))
				// Between its arrival and the clearing of the outbox a message is in both.
				.filter(
					({ messages }) => !messages.every((message) => inFile.messages.some((other) => isSame(message, other))),
				);
			const { question, entry: moved } = repositioned(inFile, waiting);
			const last = mine.at(-1)?.entry ?? moved;
			if (!last) return { question, unread: isUnread(spec, question) };
			const messages = [...question.messages, ...mine.flatMap((waits) => waits.messages)];
			return { question: { ...question, messages }, unread: isUnread(spec, question), waiting: waitingOf(last) };
		}),
	];
}

/** The question where its code will be when what waits has arrived; of several the last one counts, as it will in the file. */
function repositioned(
	question: Question,
	waiting: readonly OutboxEntry[],
): { readonly question: Question; readonly entry?: OutboxEntry } {
	const entry = waiting.findLast((one) => one.action.kind === 'reposition' && isFor(one, question));
	if (entry?.action.kind !== 'reposition') return { question };
	const { anchor } = entry.action;
	if (question.anchor && isSameAnchor(question.anchor, anchor)) return { question };
	return { question: { ...question, anchor }, entry };
}

/** Its file may have been moved since. */
function isFor({ path, question }: OutboxEntry, { file, id }: Question): boolean {
	return path === file || question === id;
}

function isSame(one: Message, other: Message): boolean {
	return one.kind === other.kind && one.at === other.at && one.markdown === other.markdown;
}

function waitingQuestion(
	entry: OutboxEntry,
	snapshot: SpecSnapshot | undefined,
	read: ReadQuestion,
): readonly KnownQuestion[] {
	const path = toRepoPath(entry.path);
	if (entry.action.kind !== 'create' || !path) return [];
	const question = read({ path, text: entry.action.text, people: snapshot?.people ?? [] }).value;
	return question ? [{ question, unread: false, waiting: waitingOf(entry) }] : [];
}

function sectionMessages(
	entry: OutboxEntry,
	snapshot: SpecSnapshot | undefined,
	read: ReadQuestion,
): readonly Message[] {
	const path = toRepoPath(entry.path);
	if (entry.action.kind !== 'append' || !path) return [];
	const text = `---\nid: waiting\n---\n# Waiting\n\n## Answer\n\n${entry.action.section}`;
	return (
		read({ path, text, people: snapshot?.people ?? [] }).value?.messages.filter(({ kind }) => kind !== 'answer') ?? []
	);
}

function waitingOf({ lastFailure }: OutboxEntry): NonNullable<KnownQuestion['waiting']> {
	return lastFailure ? { failure: { kind: lastFailure.kind as FailureKind, detail: lastFailure.detail } } : {};
}
