import { specKey } from '../core/gitAddress.ts';
import type { Person } from '../core/objective.ts';
import type { Anchor, Question } from '../core/question.ts';
import { formatLines, plainTitle } from '../core/questionFormat.ts';
import { baseName } from '../core/repoPath.ts';
import type { LineRange } from '../core/textRange.ts';
import { anchorAt } from './askPlace.ts';
import type { FileContext } from './codeContexts.ts';
import type { OutboxEntry } from './outboxEntry.ts';
import { isAnchorOf } from './questionPlace.ts';
import type { SpecStore } from './specStore.ts';

/** Where a question would stand, with what would be written in plain text; or why it cannot stand there, in a sentence. */
export type NewPlace =
	| { readonly kind: 'possible'; readonly anchor: Anchor; readonly label: string; readonly quoted: string }
	| { readonly kind: 'impossible'; readonly why: string };

/** Looks at the selected lines of a document as the place of a question of `store`. */
export function newPlace(
	{ anchor: former }: Question,
	store: SpecStore,
	at: { readonly file: FileContext; readonly lines: readonly string[]; readonly selected: LineRange },
): NewPlace {
	const { file } = at;
	if (file.kind === 'loading') return impossible('This file is still being looked at.');
	if (file.kind !== 'in-repo') return impossible('This file is in no git repository.');
	const { spec } = file.context;
	if (spec.kind !== 'store' || spec.store !== store) return impossible('This code has another spec repo.');
	if (former && !isAnchorOf(former, file.context)) return impossible(`This question is about ${former.repo}.`);
	const anchor = anchorAt(file, at.lines, at.selected);
	if (anchor.quote.trim() === '') return impossible('There is no code in these lines.');
	const quoted = anchor.quote.split('\n');
	const first = plainTitle(quoted.find((line) => line.trim() !== '') ?? '').slice(0, LONGEST);
	const more = quoted.length - 1;
	return {
		kind: 'possible',
		anchor,
		label: `${baseName(anchor.path)}:${formatLines(anchor.lines)}`,
		quoted: more === 0 ? first : `${first} … and ${more} more ${more === 1 ? 'line' : 'lines'}`,
	};
}

/** How much of a line is shown. */
const LONGEST = 100;

function impossible(why: string): NewPlace {
	return { kind: 'impossible', why };
}

/** The outbox entry that puts a question's code at another place. Entries of one question are in the order of their milliseconds. */
export function repositionEntry(
	{ id, file, title, objective, anchor: former }: Question,
	place: { readonly anchor: Anchor; readonly language: string; readonly link?: string },
	{ store, author, now, shortId }: { store: SpecStore; author: Person; now: number; shortId: string },
): OutboxEntry {
	const parts = [
		`Reposition: ${title}`,
		former && `It was at ${placeText(former)} and is at ${placeText(place.anchor)}.`,
		objective && `Objective: ${objective}`,
	];
	return {
		id: `p-${shortId}`,
		spec: specKey(store.source.address),
		createdAt: new Date(now).toISOString(),
		path: file,
		question: id,
		action: { kind: 'reposition', ...place },
		message: parts.filter((part) => part).join('\n\n'),
		author,
		title,
		attempts: 0,
	};
}

function placeText({ path, lines }: Anchor): string {
	return plainTitle(`${path}:${formatLines(lines)}`);
}
