/** What the sidebar's page says to the extension, and the guard that every message passes. */

import { isSecretChoice } from './secretNotes.ts';
import type { SecretChoice } from './secretNotes.ts';
import { NOTICE_COMMANDS } from './sidebar.ts';
import type { NoticeCommand, OpenPoint } from './sidebar.ts';

export interface DraftFields {
	readonly title: string;
	readonly whyItMatters: string;
	readonly objective?: string;
	readonly to?: string;
}

export type ToHost =
	| { readonly type: 'ready' }
	| { readonly type: 'open'; readonly target: string }
	| { readonly type: 'notice'; readonly command: NoticeCommand }
	/** `about`: what the objective's author left open, as the words to begin with. */
	| { readonly type: 'ask'; readonly about?: OpenPoint }
	/** The draft as typed so far; sent while typing so that nothing is lost. */
	| { readonly type: 'draft'; readonly draftId: string; readonly fields: DraftFields }
	| { readonly type: 'preview'; readonly draftId: string; readonly fields: DraftFields }
	/** A box of the preview was ticked, or not any more. */
	| { readonly type: 'choose'; readonly draftId: string; readonly choice: SecretChoice; readonly chosen: boolean }
	| { readonly type: 'edit'; readonly draftId: string }
	| { readonly type: 'send'; readonly draftId: string }
	| { readonly type: 'discard'; readonly draftId: string }
	| { readonly type: 'reply'; readonly question: string; readonly text: string }
	| { readonly type: 'resolve'; readonly question: string }
	| { readonly type: 'reopen'; readonly question: string }
	| { readonly type: 'reposition'; readonly question: string }
	| { readonly type: 'decide'; readonly question: string }
	/** Puts what a commit says into the objective's file. */
	| { readonly type: 'record'; readonly objective: string; readonly hash: string; readonly text: string }
	| { readonly type: 'seen'; readonly question: string }
	/** What is new of the objective behind `target` was read; without it, all that is new. */
	| { readonly type: 'seenChanges'; readonly target?: string };

/** Longest text that is taken from the page, in characters. */
export const TEXT_LIMIT = 20_000;

/** Whether `value`, which came from the page, is a message that the host knows, with every field of the right shape and size. */
export function isToHost(value: unknown): value is ToHost {
	if (!isRecord(value)) return false;
	switch (value.type) {
		case 'ready':
			return true;
		case 'ask':
			return value.about === undefined || isOpenPoint(value.about);
		case 'open':
			return isText(value.target);
		case 'notice':
			return NOTICE_COMMANDS.some((command) => command === value.command);
		case 'draft':
		case 'preview':
			return isText(value.draftId) && isDraftFields(value.fields);
		case 'choose':
			return isText(value.draftId) && isSecretChoice(value.choice) && typeof value.chosen === 'boolean';
		case 'edit':
		case 'send':
		case 'discard':
			return isText(value.draftId);
		case 'reply':
			return isText(value.question) && isText(value.text);
		case 'resolve':
		case 'reopen':
		case 'decide':
		case 'reposition':
		case 'seen':
			return isText(value.question);
		case 'seenChanges':
			return value.target === undefined || isText(value.target);
		case 'record':
			return isText(value.objective) && isText(value.hash) && isText(value.text);
		default:
			return false;
	}
}

function isOpenPoint(value: unknown): value is OpenPoint {
	return isRecord(value) && isText(value.objective) && isText(value.text);
}

function isDraftFields(value: unknown): value is DraftFields {
	return (
		isRecord(value) &&
		isText(value.title) &&
		isText(value.whyItMatters) &&
		(value.objective === undefined || isText(value.objective)) &&
		(value.to === undefined || isText(value.to))
	);
}

function isText(value: unknown): value is string {
	return typeof value === 'string' && value.length <= TEXT_LIMIT;
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
