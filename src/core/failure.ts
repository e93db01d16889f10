export type FailureKind =
	| 'offline'
	| 'unauthorized'
	/** Reading works; pushing is not allowed. */
	| 'read-only'
	| 'not-found'
	| 'not-a-repository'
	| 'empty-repository'
	| 'unknown-ref'
	| 'timeout'
	/** The server wants fewer requests: see `retryAt`. */
	| 'busy'
	| 'bad-response'
	| 'rejected'
	/** What was to be written does not fit what is there now; the detail is a sentence that says why. */
	| 'misfit'
	| 'git-missing'
	| 'refused-address'
	| 'not-configured'
	/** The user has not agreed that anything goes there, or no longer. */
	| 'not-agreed'
	| 'untrusted'
	| 'disk'
	| 'git';

/**
 * What the world refused, in a closed set of kinds. Adapters translate a library's error into one of these exactly once;
 * whatever else is thrown is a bug.
 */
export class Failure extends Error {
	readonly kind: FailureKind;
	/** Facts for the log and the doctor: never a secret, never a whole answer. */
	readonly detail: string;
	/** Milliseconds since 1970: trying before is no use. Absent where nobody said. */
	readonly retryAt?: number;

	constructor(kind: FailureKind, detail: string, options: { cause?: unknown; retryAt?: number } = {}) {
		super(`${kind}: ${detail}`, 'cause' in options ? { cause: options.cause } : {});
		this.name = 'Failure';
		this.kind = kind;
		this.detail = detail;
		if (options.retryAt !== undefined) this.retryAt = options.retryAt;
	}
}

/** Whether `error` says that the work was cancelled, which is a result and not a failure. */
export function isCancelled(error: unknown): boolean {
	return error instanceof Error && error.name === 'AbortError';
}
