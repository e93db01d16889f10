import { Failure } from '../core/failure.ts';
import { claimMessage, type QuestionClaim } from '../core/claimMessage.ts';
import { editMessage } from '../core/editMessage.ts';
import { hasSource } from '../core/messageSource.ts';
import { noteIssue } from '../core/noteIssue.ts';
import { questionId } from '../core/questionId.ts';
import { recordItem } from '../core/recordItem.ts';
import { mendQuestion } from '../core/mendQuestion.ts';
import { mergeQuestion } from '../core/mergeQuestion.ts';
import { toRepoPath } from '../core/repoPath.ts';
import { repositionQuestion } from '../core/repositionQuestion.ts';
import { placeLine } from '../core/questionFormat.ts';
import { appendSection, quoteBlock } from '../core/writeQuestion.ts';
import { postText } from './channels/channelWords.ts';
import type { OutboxAction, OutboxEntry } from './outboxEntry.ts';
import type { SpecChange } from './ports.ts';

/**
 * The entry as a change of one file: applied to the newest text, doing nothing where it was applied before. Throws `Failure` where the entry names no file
 * of the spec repo; the change throws one where it needs a file that is gone.
 */
export function changeOf(entry: OutboxEntry): SpecChange {
	const { id, path: written, action, message, author } = entry;
	const path = toRepoPath(written);
	if (!path) throw new Failure('disk', `the outbox entry ${id} names no file`);
	return {
		path,
		message,
		...(author ? { author } : {}),
		...movedOf(questionOf(entry)),
		update(current) {
			if (action.kind === 'create') return current ?? action.text;
			if (current === undefined) throw new Failure('misfit', `${path} is no longer in the spec repo`);
			const next = applied(action, current, questionOf(entry));
			if (next === undefined)
				throw new Failure('misfit', `${path} does not say its place in a way that can be changed`);
			return next;
		},
		...(action.kind === 'claim' && { onlyCommitted: true }),
		...(MERGED.has(action.kind) && { merge: mergeVersions }),
	};
}

/** Id of the question that the entry writes; undefined: it writes none, or is of a version that did not note it. */
export function questionOf({ id, question, action }: OutboxEntry): string | undefined {
	return action.kind === 'create' ? id : question;
}

function movedOf(id: string | undefined): Pick<SpecChange, 'moved'> {
	return id === undefined ? {} : { moved: { word: id, isIt: (text) => questionId(text) === id } };
}

/** The actions that write a question, and nothing else. */
const MERGED: ReadonlySet<OutboxAction['kind']> = new Set([
	'create',
	'append',
	'edit',
	'claim',
	'reposition',
	'note-issue',
]);

function mergeVersions(base: string | undefined, ours: string, theirs: string): string {
	return mergeQuestion(base, mendQuestion(ours).text, mendQuestion(theirs).text);
}

function applied(
	action: Exclude<OutboxAction, { kind: 'create' }>,
	current: string,
	question: string | undefined,
): string | undefined {
	switch (action.kind) {
		case 'append':
			return action.source !== undefined && hasSource(current, action.source)
				? current
				: appendSection(current, action.section);
		case 'edit':
			return editMessage(current, action);
		case 'claim':
			return claimMessage(current, claimOf(action));
		case 'note-issue':
			return noteIssue(current, action.issue, question);
		case 'post':
			return current;
		case 'reposition':
			return repositionQuestion(current, action);
		case 'record':
			return recordItem(current, { kind: action.record, item: action.item });
	}
}

export function claimOf({ nonce, post }: Extract<OutboxAction, { readonly kind: 'claim' }>): QuestionClaim {
	return { question: post.question, marker: post.marker, nonce };
}

/** What leaves the machine with the entry, for people. */
export function textToSend(action: OutboxAction): string {
	switch (action.kind) {
		case 'create':
			return action.text;
		case 'append':
			return action.section;
		case 'record':
			return action.item;
		case 'reposition':
			return `${placeLine(action.anchor, action.link)}\n\n${quoteBlock(action.anchor.quote, action.language)}\n`;
		case 'edit':
			return `${action.markdown}\n`;
		case 'note-issue':
			return `issue: ${action.issue}\n`;
		case 'claim':
		case 'post':
			return postText(action.post);
	}
}
