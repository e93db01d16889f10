import { readCommitMessage } from '../commitMessage.ts';
import type { CommitNaming } from '../link.ts';
import { keysOf, type KeyPlaces, type NamedObjective } from '../objectiveKey.ts';
import { createKeyIndex } from '../objectiveKeys.ts';
import { createMessageFilter } from './messageFilter.ts';

/** Reads messages of the history, with the same grammar as everywhere else. */
export interface MessageReader {
	/** False only where `read` would find nothing in the message that stands in `bytes` from `start` to `end`; quick. */
	mayName(bytes: Uint8Array, start: number, end: number): boolean;
	/** What the message says of objectives. */
	read(message: string): CommitNaming;
}

/** What the objectives of one spec repo are called, as far as one code repo is concerned. */
export interface ObjectiveNames extends KeyPlaces {
	readonly objectives: readonly NamedObjective[];
}

export function createMessageReader({ objectives, ...places }: ObjectiveNames): MessageReader {
	const filter = createMessageFilter(
		objectives.flatMap((objective) => keysOf(objective, places)),
		objectives.map(({ id }) => id),
	);
	const keys = createKeyIndex({ objectives, ...places });
	return { mayName: filter.mayName, read: (message) => readCommitMessage(message, keys) };
}

/** The message as it is read everywhere: without carriage returns and what is blank at its end. */
export function decodeMessage(bytes: Uint8Array): string {
	return new TextDecoder('utf-8').decode(bytes).replaceAll('\r\n', '\n').trimEnd();
}
