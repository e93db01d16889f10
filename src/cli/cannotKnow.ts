import { failureText } from '../app/failureText.ts';
import { Failure } from '../core/failure.ts';
import { terminalText } from './terminalText.ts';

/** Why a command has no answer, where the world did not fail: what was asked for is not there. */
export type CannotKnowKind =
	| 'no-such-folder'
	| 'no-such-file'
	| 'not-a-file'
	| 'no-such-line'
	| 'outside-repository'
	| 'unknown-range'
	/** `--offline`, and the spec repo was never fetched. */
	| 'not-here';

/** There is no answer to what was asked; the message is the reason, a sentence for people. */
export class CannotKnow extends Error {
	readonly kind: CannotKnowKind;

	constructor(kind: CannotKnowKind, reason: string) {
		super(reason);
		this.name = 'CannotKnow';
		this.kind = kind;
	}
}

/** A stable kind and a sentence for what stopped a command; undefined for a bug. */
export function reasonOf(error: unknown): { readonly kind: string; readonly reason: string } | undefined {
	if (error instanceof CannotKnow) return { kind: error.kind, reason: error.message };
	if (error instanceof Failure) return { kind: error.kind, reason: terminalText(failureText(error)) };
	return undefined;
}
