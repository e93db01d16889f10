import { specKey } from '../core/gitAddress.ts';
import type { Person } from '../core/objective.ts';
import { findPerson } from '../core/people.ts';
import { writeQuestion } from '../core/writeQuestion.ts';
import type { DraftFields } from '../protocol/toHost.ts';
import type { AskPlace, DraftWords } from './composer.ts';
import type { OutboxEntry } from './outboxEntry.ts';

/** Who asks and when, settled once for a preview. */
export interface EntryFacts {
	readonly askedBy: Person;
	/** Milliseconds since 1970. */
	readonly now: number;
	/** Six characters, unlikely to be made twice. */
	readonly shortId: string;
}

/** The question as the outbox takes it: the same for the same draft and facts. */
export function questionEntry(
	{ place, fields, given }: { readonly place: AskPlace; readonly fields: DraftFields; readonly given?: DraftWords },
	{ askedBy, now, shortId }: EntryFacts,
): OutboxEntry {
	const snapshot = place.store.snapshot();
	const askedAt = new Date(now).toISOString().replace(/\.\d+Z$/, 'Z');
	const id = `q-${shortId}`;
	const { path, text } = writeQuestion(
		{
			...(fields.objective ? { objective: fields.objective } : {}),
			title: fields.title.trim(),
			whyItMatters: fields.whyItMatters.trim(),
			...(fields.to ? { to: findPerson(snapshot?.people ?? [], fields.to) } : {}),
			anchor: place.anchor,
		},
		{
			id,
			askedBy,
			askedAt,
			language: place.language,
			folder: snapshot?.config.questions ?? 'questions',
			...(place.link === undefined ? {} : { link: place.link }),
		},
	);
	const title = fields.title.trim().replace(/\s+/g, ' ');
	return {
		id,
		spec: specKey(place.store.source.address),
		createdAt: askedAt,
		path,
		action: { kind: 'create', text },
		message: `Ask: ${title}${fields.objective ? `\n\nObjective: ${fields.objective}` : ''}`,
		author: askedBy,
		title,
		...(given?.replaces === undefined ? {} : { replaces: given.replaces }),
		attempts: 0,
	};
}
