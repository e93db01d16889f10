import { isRefusal } from '../failureText.ts';
import type { Outbox } from '../outbox.ts';
import type { OutboxEntry } from '../outboxEntry.ts';

/**
 * Brings what was said in channels into the spec repo. Who may not write there is not told of it: they have asked for nothing, the channel still has it, and
 * somebody else's Tandem takes it over.
 */
export async function takeOver(
	outbox: Pick<Outbox, 'entries' | 'keep' | 'flush' | 'discard'>,
	entries: readonly OutboxEntry[],
): Promise<void> {
	const isWaiting = (id: string) => outbox.entries().find((entry) => entry.id === id);
	for (const entry of entries) if (!isWaiting(entry.id)) await outbox.keep(entry);
	await outbox.flush();
	for (const { id } of entries) if (isRefusal(isWaiting(id)?.lastFailure?.kind ?? '')) await outbox.discard(id);
}
