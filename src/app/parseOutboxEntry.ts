import { toRepoPath } from '../core/repoPath.ts';
import type { OutboxEntry } from './outboxEntry.ts';

export type ParsedEntry =
	| { readonly kind: 'entry'; readonly entry: OutboxEntry }
	/** One that does what this version does not know. */
	| { readonly kind: 'newer'; readonly title: string };

/** What a file of the outbox holds, or undefined where the text is no entry. */
export function parseOutboxEntry(text: string): ParsedEntry | undefined {
	try {
		const value: unknown = JSON.parse(text);
		if (!isWritten(value)) return undefined;
		return isEntry(value) ? { kind: 'entry', entry: value } : { kind: 'newer', title: value.title };
	} catch {
		// No JSON at all.
		return undefined;
	}
}

type Written = Record<string, unknown> & { readonly title: string; readonly action: Record<string, unknown> };

/** Whether it has what an entry of every version has. */
function isWritten(value: unknown): value is Written {
	return (
		isRecord(value) &&
		isRecord(value['action']) &&
		typeof value['action']['kind'] === 'string' &&
		['id', 'spec', 'createdAt', 'path', 'message', 'title'].every((key) => typeof value[key] === 'string')
	);
}

function isEntry(value: unknown): value is OutboxEntry {
	if (!isWritten(value)) return false;
	const { action, attempts, question = '', next = [] } = value;
	return (
		isAction(action) &&
		typeof attempts === 'number' &&
		typeof question === 'string' &&
		Array.isArray(next) &&
		next.every(isEntry)
	);
}

function isAction(action: Record<string, unknown>): boolean {
	switch (action['kind']) {
		case 'create':
			return typeof action['text'] === 'string';
		case 'append':
			return typeof action['section'] === 'string' && typeof action['messageKind'] === 'string';
		case 'record':
			return (
				typeof action['item'] === 'string' &&
				['decision', 'constraint', 'trade-off'].some((kind) => kind === action['record'])
			);
		case 'reposition':
			return (
				typeof action['language'] === 'string' &&
				isAnchor(action['anchor']) &&
				(action['link'] === undefined || typeof action['link'] === 'string')
			);
		case 'edit':
			return ['source', 'editedAt', 'markdown'].every((key) => typeof action[key] === 'string');
		case 'claim':
			return (
				typeof action['nonce'] === 'string' &&
				isRecord(action['post']) &&
				action['post']['what'] === 'comment' &&
				isPost(action['post'])
			);
		case 'note-issue':
			return typeof action['issue'] === 'string';
		case 'post':
			return isRecord(action['post']) && isPost(action['post']);
		default:
			return false;
	}
}

function isPost(post: Record<string, unknown>): boolean {
	const has = (key: string) => typeof post[key] === 'string';
	switch (has('place') && post['what']) {
		case 'question':
			return isRecord(post['issue']) && ['marker', 'title', 'markdown'].every((key) => isText(post['issue'], key));
		case 'comment':
			return has('question') && has('marker') && has('markdown');
		case 'closed':
		case 'open':
			return has('question');
		case 'notice':
			return isText(post['notice'], 'headline');
		default:
			return false;
	}
}

function isText(value: unknown, key: string): boolean {
	return isRecord(value) && typeof value[key] === 'string';
}

function isAnchor(value: unknown): boolean {
	if (!isRecord(value) || !isRecord(value['lines'])) return false;
	const { lines } = value;
	const texts = ['repo', 'commit', 'symbol', 'lineBefore', 'lineAfter'].map((key) => value[key]);
	return (
		typeof value['quote'] === 'string' &&
		typeof value['path'] === 'string' &&
		toRepoPath(value['path']) === value['path'] &&
		texts.every((text) => text === undefined || typeof text === 'string') &&
		['first', 'last'].every((key) => typeof lines[key] === 'number')
	);
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
