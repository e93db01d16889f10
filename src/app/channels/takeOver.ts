import { isRefusal } from '../failureText.ts';
import type { Outbox } from '../outbox.ts';
import type { OutboxEntry } from '../outboxEntry.ts';

/**
 * Brings what was said in channels into the spec repo. Who may not write there is not told of it: they have asked for nothing, the channel still has it, and
 * somebody else's Tandem takes it over. It is put into `refused` then, by id, to be shown here all the same, and is not tried again.
 */
export async function takeOver(
	outbox: Pick<Outbox, 'entries' | 'keep' | 'flush' | 'discard'>,
	entries: readonly OutboxEntry[],
	refused = new Map<string, OutboxEntry>(),
): Promise<void> {
	const waiting = (id: string) => outbox.entries().find((entry) => entry.id === id);
	for (const entry of entries) {
		if (refused.has(entry.id)) refused.set(entry.id, entry);
		else if (!waiting(entry.id)) await outbox.keep(entry);
	}
	await outbox.flush();
	for (const entry of entries) {
		const kind = waiting(entry.id)?.lastFailure?.kind ?? '';
		if (!isRefusal(kind) && kind !== 'misfit') continue;
		refused.set(entry.id, entry);
		await outbox.discard(entry.id);
	}
}
