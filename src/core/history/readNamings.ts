import { readCommitMessage } from '../commitMessage.ts';
import type { CommitNaming } from '../link.ts';
import { keysOf, type KeyPlaces, type NamedObjective } from '../objectiveKey.ts';
import { createKeyIndex } from '../objectiveKeys.ts';
import { createMessageFilter } from './messageFilter.ts';
import { FORMAT_VERSION } from './sections.ts';

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

/**
 * A short word that is the same for the same names, in any process. It is no protection: whoever can choose names so that two lists give one word could
 * as well have written them.
 */
export function keyOfNames({ objectives, repoName, specName }: ObjectiveNames): string {
	const text = JSON.stringify([
		FORMAT_VERSION,
		repoName,
		specName,
		objectives.map(({ id, aliases, tickets, source: { file, captures, keys } }) => [
			id,
			aliases,
			tickets,
			file,
			captures,
			keys,
		]),
	]);
	// FNV-1a twice, from two beginnings.
	let [one, other] = [0x811c9dc5, 0x9e3779b1];
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		one = Math.imul(one ^ code, 0x01000193);
		other = Math.imul(other ^ code, 0x85ebca6b);
	}
	return [one, other].map((hash) => (hash >>> 0).toString(16).padStart(8, '0')).join('');
}
