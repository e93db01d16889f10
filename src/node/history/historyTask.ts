import type { ObjectiveNames } from '../../core/history/readNamings.ts';
import type { FailureKind } from '../../core/failure.ts';
import type { HistoryToBuild } from './buildHistory.ts';

/** What crosses between the host and the worker that reads a history. */
export interface HistoryTask {
	/** Folder of the index. */
	readonly dir: string;
	readonly gitPath?: string;
	/** Absent: git has nothing new, only messages are to be read. */
	readonly build?: HistoryToBuild;
	/** What is in the folder is damaged and does not count. */
	readonly afresh?: boolean;
	readonly names?: KeyedNames;
}

/** Names of objectives; `key` stands for all of them and for the grammar. */
export interface KeyedNames extends ObjectiveNames {
	readonly key: string;
}

export type FromWorker =
	/** `total` is absent as long as nobody has counted. */
	| { readonly kind: 'progress'; readonly commits: number; readonly total?: number }
	/** As they stand on disk, handed over, not copied; without `base` only names were to be read. `whole` is false for the newest part. */
	| {
			readonly kind: 'history';
			readonly base?: Uint8Array;
			/** For `baseId`. */
			readonly namings?: Uint8Array;
			readonly baseId: string;
			readonly whole: boolean;
	  }
	| { readonly kind: 'log'; readonly level: 'info' | 'warn'; readonly message: string }
	| { readonly kind: 'failed'; readonly failure: FailureKind | 'cancelled' | 'bug'; readonly detail: string }
	| { readonly kind: 'done' };

export type ToWorker = 'cancel';
