import { findHash } from '../../core/history/commitTable.ts';
import { appendNaming, createNamings, type Namings } from '../../core/history/namings.ts';
import { decodeMessage, type MessageReader } from '../../core/history/readNamings.ts';
import { createTurns } from '../turns.ts';
import type { HistoryFolder, StoredHistory } from './historyFolder.ts';

/** What the messages of a history say, as far as they were read. */
export interface ReadNamings {
	readonly namings: Namings;
	/** How many bytes of the file of messages were read for it. */
	readonly messages: number;
}

/**
 * Reads those messages in `folder` that `former` has not, and gives what all of them say; `former` is changed. Undefined: the file of messages is
 * damaged, so that the history has to be read again.
 */
export async function nameHistory(
	folder: HistoryFolder,
	{ columns, meta }: StoredHistory,
	reader: MessageReader,
	former: ReadNamings = { namings: createNamings(), messages: 0 },
): Promise<ReadNamings | undefined> {
	const { namings } = former;
	const waiting: { readonly commit: number; readonly message: Uint8Array }[] = [];
	const range = { start: former.messages, end: meta.messages, width: columns.hashWidth };
	const isWhole = await folder.readMessages(range, (bytes, hashAt, start, end) => {
		if (!reader.mayName(bytes, start, end)) return;
		const commit = findHash(columns, bytes, hashAt);
		if (commit >= namings.readUpTo) waiting.push({ commit, message: bytes.slice(start, end) });
	});
	if (!isWhole) return undefined;
	const breathe = createTurns();
	let last = -1;
	for (const { commit, message } of waiting.sort((one, other) => one.commit - other.commit)) {
		// A reading that was cut off may have left a message twice.
		if (commit !== last) appendNaming(namings, commit, reader.read(decodeMessage(message)));
		last = commit;
		await breathe();
	}
	namings.readUpTo = columns.count;
	return { namings, messages: meta.messages };
}
