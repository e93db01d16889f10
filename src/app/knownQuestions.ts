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
	const waiting = outbox.filter((entry) => entry.spec === spec).sort(byAge);
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
			const { question: placed, entry: moved } = repositioned(inFile, waiting);
			const messages = [...placed.messages, ...mine.flatMap((waits) => waits.messages)];
			const question = mine.length === 0 ? placed : { ...placed, messages, state: stateAfter(placed, mine.at(-1)) };
			// What others said in a channel holds nobody up.
			const last = mine.findLast(({ entry }) => !isFromChannel(entry))?.entry ?? moved;
			return { question, unread: isUnread(spec, question), ...(last ? { waiting: waitingOf(last) } : {}) };
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

function isFromChannel({ action }: OutboxEntry): boolean {
	return action.kind === 'append' && action.source !== undefined;
}

/** What was said last in a channel counts as it will in the file; what the user adds counts when it is there. */
function stateAfter(
	{ state }: Question,
	last: { readonly entry: OutboxEntry; readonly messages: readonly Message[] } | undefined,
): Question['state'] {
	if (!last || !isFromChannel(last.entry)) return state;
	const kind = last.messages.at(-1)?.kind;
	return kind === 'resolved' ? kind : kind === 'answer' && state === 'open' ? 'answered' : state;
}

function byAge(one: OutboxEntry, other: OutboxEntry): number {
	return one.createdAt < other.createdAt ? -1 : one.createdAt > other.createdAt ? 1 : 0;
}

function isSame(one: Message, other: Message): boolean {
	if (one.source !== undefined && one.source === other.source) return true;
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
	const messages = read({ path, text, people: snapshot?.people ?? [] }).value?.messages ?? [];
	return messages.filter(({ kind, markdown }) => kind !== 'answer' || markdown !== '');
}

function waitingOf({ lastFailure }: OutboxEntry): NonNullable<KnownQuestion['waiting']> {
	return lastFailure ? { failure: { kind: lastFailure.kind as FailureKind, detail: lastFailure.detail } } : {};
}
