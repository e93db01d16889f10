import assert from 'node:assert/strict';
import { createSend, threadEntries } from '../../src/app/sending.ts';
import { createChannels } from '../../src/app/channels/channels.ts';
import { takeOver } from '../../src/app/channels/takeOver.ts';
import type { ConnectedChannel } from '../../src/app/channels/postToChannel.ts';
import { withPosts } from '../../src/app/channels/postEntries.ts';
import { createOutbox } from '../../src/app/outbox.ts';
import type { Outbox } from '../../src/app/outbox.ts';
import type { OutboxEntry } from '../../src/app/outboxEntry.ts';
import { createSpecReader } from '../../src/app/readSpec.ts';
import { createSpecStore } from '../../src/app/specStore.ts';
import type { Channel } from '../../src/core/channels/channel.ts';
import { specKey } from '../../src/core/gitAddress.ts';
import type { RepoPath } from '../../src/core/repoPath.ts';
import { writeQuestion } from '../../src/core/writeQuestion.ts';
import { memoryTracker } from './memoryTracker.ts';
import { fakeClock, fakeLog, fakeMemory, fakeOutboxStore, fakeSource } from './inMemory.ts';

/** To which Ana agreed. */
export const ASKS = {
	kind: 'github',
	repo: 'acme/asks',
	url: 'https://github.com',
	labels: ['question'],
} satisfies Channel;
const ana = { name: 'Ana Ruiz', email: 'ana@example.com', handle: 'ana' };

/** One question about a line, that goes to GitHub in memory (or to another `channel` of tandem.yml), in a window of Ana's. */
export async function askedInChannel(channel = 'github: {repo: acme/asks}') {
	const source = fakeSource();
	source.files.set('tandem.yml', `channel:\n  ${channel}\npeople:\n  maria: {name: Maria Lopez, github: marial}\n`);
	source.files.set(
		'objectives/CHK-1.md',
		'---\nid: CHK-1\ntitle: Cut abandonment\npm: maria\ntickets: [SHOP-1]\n---\n',
	);
	const clock = fakeClock();
	const log = fakeLog();
	const outboxStore = fakeOutboxStore();
	const memory = fakeMemory();
	const store = createSpecStore({
		source,
		read: createSpecReader({ pause: async () => undefined }).read,
		clock,
		log,
	});
	await store.refresh();
	const { tracker, issues, state, update } = memoryTracker();
	const connection: { current: ConnectedChannel | undefined } = { current: { kind: 'issues', tracker } };
	const channels = createChannels({
		connect: async () => connection.current,
		entriesOf: async (input) => threadEntries(input),
		take: (entries) => takeOver(outbox, entries),
		identity: async () => ana,
		codeOf: () => 'acme/shop',
		isMine: () => true,
		memory,
		clock,
		log,
	});
	const send = createSend({
		channelsOf: channels.of,
		isAllowed: channels.isAllowed,
		connect: async () => connection.current,
	});
	channels.allow('acme/shop', ASKS);
	const outbox: Outbox = createOutbox({ store: outboxStore, specs: () => [store], send, clock, log });
	const { path, text } = writeQuestion(
		{
			objective: 'CHK-1',
			title: 'May we try twice?',
			whyItMatters: 'Money.',
			to: { key: 'maria', name: 'Maria Lopez' },
			anchor: { repo: 'acme/shop', path: 'src/a.ts' as RepoPath, lines: { first: 4, last: 4 }, quote: 'retry();' },
		},
		{ id: 'q-1', askedBy: ana, askedAt: '2026-11-20T12:00:00Z', language: 'ts', folder: 'questions' },
	);
	const alone: OutboxEntry = {
		id: 'q-1',
		spec: specKey(source.address),
		createdAt: '2026-11-20T12:00:00Z',
		path,
		action: { kind: 'create', text },
		message: 'Ask: May we try twice?\n\nObjective: CHK-1',
		author: ana,
		title: 'May we try twice?',
		attempts: 0,
	};
	const entry = withPosts(alone, { store, channels: channels.of(store), language: 'ts' });
	const question = () => {
		const found = store.snapshot()?.questions[0];
		assert.ok(found);
		return found;
	};
	const ask = async () => {
		await outbox.keep(entry);
		return outbox.deliver('q-1');
	};
	return {
		source,
		store,
		clock,
		log,
		outbox,
		outboxStore,
		channels,
		connection,
		memory,
		issues,
		state,
		update,
		entry,
		question,
		ask,
	};
}
