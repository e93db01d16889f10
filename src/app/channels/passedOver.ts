import { Failure } from '../../core/failure.ts';

const OF_ONE_ISSUE: ReadonlySet<string> = new Set(['not-found', 'refused-address', 'rejected', 'bad-response']);
/** So many issues that cannot be read one after the other are no accident. */
const IN_A_ROW = 5;

export interface PassedOver {
	/** An issue was read. */
	read(): void;
	/** An issue could not be read. Gives the failure where the next one may be tried, and throws it where the place itself has failed. */
	failed(error: unknown): Failure;
	/** Throws what went wrong, where nothing could be read at all. An issue that is gone is no fault of the place. */
	end(): void;
}

/** One issue that was deleted, moved or closed to this account says nothing of the others: what may be passed over in one look at a place. */
export function createPassedOver(): PassedOver {
	let inRow = 0;
	let isRead = false;
	let last: Failure | undefined;
	return {
		read() {
			inRow = 0;
			isRead = true;
		},
		failed(error) {
			if (!(error instanceof Failure) || !OF_ONE_ISSUE.has(error.kind) || error.retryAt !== undefined) throw error;
			inRow++;
			if (inRow === IN_A_ROW) throw error;
			if (error.kind !== 'not-found') last = error;
			return error;
		},
		end() {
			if (last && !isRead) throw last;
		},
	};
}
