import { specKey } from '../core/gitAddress.ts';
import type { Person } from '../core/objective.ts';
import type { Question } from '../core/question.ts';
import { questionSection } from '../core/writeQuestion.ts';
import type { OutboxEntry } from './outboxEntry.ts';
import type { SpecStore } from './specStore.ts';

/** What an engineer adds to a question after it was asked. */
export type Contribution =
	/** With the text of a reply it is one to a question that was resolved: it asks on. */
	{ readonly kind: 'reply' | 'reopened'; readonly markdown: string } | { readonly kind: 'resolved' };

const VERBS = { reply: 'Reply to', resolved: 'Resolve', reopened: 'Reopen' } as const;

/** What a reply is to a question as it stands. */
export function replyTo({ state }: Pick<Question, 'state'>, markdown: string): Contribution {
	return { kind: state === 'resolved' ? 'reopened' : 'reply', markdown };
}

/** The outbox entry that adds one section to a question's file. */
export function contributionEntry(
	question: Question,
	contribution: Contribution,
	{ store, author, now, shortId }: { store: SpecStore; author: Person; now: number; shortId: string },
): OutboxEntry {
	const at = new Date(now).toISOString().replace(/\.\d+Z$/, 'Z');
	return {
		id: `m-${shortId}`,
		spec: specKey(store.source.address),
		createdAt: at,
		path: question.file,
		question: question.id,
		action: {
			kind: 'append',
			messageKind: contribution.kind,
			section: questionSection({
				kind: contribution.kind,
				author,
				at,
				markdown: contribution.kind === 'resolved' ? '' : contribution.markdown,
			}),
		},
		message: `${VERBS[contribution.kind]}: ${question.title}${question.objective ? `\n\nObjective: ${question.objective}` : ''}`,
		author,
		title: question.title,
		attempts: 0,
	};
}
