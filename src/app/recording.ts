import { specKey } from '../core/gitAddress.ts';
import { plainTitle } from '../core/questionFormat.ts';
import { readAloud } from '../core/plainMarkdown.ts';
import type { Objective, Person } from '../core/objective.ts';
import type { Question } from '../core/question.ts';
import type { RecordKind } from '../core/recordItem.ts';
import { recordText, relativePath, type RecordFacts } from '../core/recordText.ts';
import type { SpecSnapshot } from '../core/snapshot.ts';
import { codeLink } from './codeLink.ts';
import type { DraftWords } from './composer.ts';
import type { OutboxEntry } from './outboxEntry.ts';
import type { CodeRepo } from './ports.ts';
import type { Anchor } from '../core/question.ts';
import { formatOf, objectivesIn } from './specFile.ts';
import type { SpecStore } from './specStore.ts';

/** What is to be recorded, as the engineer has said it. */
export interface RecordDraft {
	readonly kind: RecordKind;
	readonly objective: Objective;
	readonly what: string;
	/** May be empty. */
	readonly why: string;
	/** Names. */
	readonly people: readonly string[];
	/** Lines as the commit has them; without a commit, as they are in the editor. */
	readonly place?: { readonly repo: CodeRepo | undefined; readonly anchor: Omit<Anchor, 'quote'> };
	/** It was decided there. */
	readonly question?: Question;
	/** It was said there. */
	readonly commit?: {
		readonly hash: string;
		readonly author: string;
		/** Seconds since 1970. */ readonly time: number;
	};
}

/** Whether the objective's file can take an item: it is Markdown, and the objective is what the file is about. */
export function canRecordIn({ id, source }: Objective, snapshot: SpecSnapshot): boolean {
	const format = formatOf(snapshot, source.file);
	const holdsOthers = format?.split !== undefined || format?.holds === 'children';
	return /\.(?:md|markdown)$/i.test(source.file) && !holdsOthers && objectivesIn(snapshot, source.file)[0]?.id === id;
}

/** The item as it will stand in the objective's file. `now` in milliseconds since 1970. */
export function recordedLine(draft: RecordDraft, now: number): string {
	const { kind, what, why, objective, place, question, commit } = draft;
	const facts: RecordFacts = {
		kind,
		what,
		why,
		people: commit ? [commit.author] : draft.people,
		on: new Date(commit ? commit.time * 1000 : now).toISOString().slice(0, 10),
		...(commit ? { commit: commit.hash } : place ? { place: placeOf(place) } : {}),
		...(question ? { question: relativePath(objective.source.file, question.file) } : {}),
	};
	return recordText(facts);
}

function placeOf({ repo, anchor }: NonNullable<RecordDraft['place']>): NonNullable<RecordFacts['place']> {
	const { repo: name, path, lines, commit } = anchor;
	const url = codeLink({ remoteUrl: repo?.remoteUrl, commit, path, lines });
	return {
		path,
		lines,
		...(name === undefined ? {} : { repo: name }),
		...(commit === undefined ? {} : { commit }),
		...(url === undefined ? {} : { url }),
	};
}

/** The outbox entry that puts the item into the objective's file. */
export function recordEntry(
	draft: RecordDraft,
	{ store, author, now, shortId }: { store: SpecStore; author: Person; now: number; shortId: string },
): OutboxEntry {
	const { kind, objective, what } = draft;
	const title = plainTitle(what).slice(0, 200);
	return {
		id: `r-${shortId}`,
		spec: specKey(store.source.address),
		createdAt: new Date(now).toISOString().replace(/\.\d+Z$/, 'Z'),
		path: objective.source.file,
		action: { kind: 'record', record: kind, item: recordedLine(draft, now) },
		message: `Record ${kind}: ${title}\n\nObjective: ${objective.id}`,
		author,
		title: `${RECORD_WORDS[kind]} for ${objective.id}: ${title}`,
		attempts: 0,
	};
}

/** The same as a question to the PM, where the engineer may not write it, or nobody but its author can. */
export function proposedQuestion(draft: RecordDraft, item: string, replaces?: string): DraftWords {
	const { kind, objective } = draft;
	const section = kind === 'decision' ? 'Decisions' : 'Constraints';
	return {
		title: `Proposed ${kind} for ${objective.id}: ${plainTitle(draft.what).slice(0, 160)}`,
		whyItMatters: `Please add this to "${section}" of ${objective.source.file}, or say why not:\n\n> ${item}`,
		...(replaces === undefined ? {} : { replaces }),
	};
}

/** What an answer says first, or the question itself as long as nobody has answered: the words with which a decision begins. */
export function decidedIn({ title, messages }: Question): string {
	const answer = messages.findLast(({ kind, markdown }) => kind === 'answer' && markdown !== '');
	const text = readAloud(answer?.markdown ?? '');
	const sentence = /^.{1,200}?[.!?](?=\s|$)/.exec(text)?.[0] ?? text.slice(0, 200);
	return sentence === '' ? title : sentence;
}

/** Who may have decided: the PM and the engineer together, and each alone. */
export function decidersOf({ pm, engineer }: Objective, self: Person): readonly (readonly string[])[] {
	const others = [pm?.name, engineer?.name].filter((name) => name !== undefined && name !== self.name) as string[];
	const [first] = others;
	const together = first === undefined ? [] : [[first, self.name]];
	return [...together, [self.name], ...others.map((name) => [name])];
}

export const RECORD_WORDS: Readonly<Record<RecordKind, string>> = {
	'decision': 'Decision',
	'constraint': 'Constraint',
	'trade-off': 'Trade-off',
};
