import { createChannels } from '../../src/app/channels/channels.ts';
import type { IssueTracker } from '../../src/app/channels/issueTracker.ts';
import { withPosts } from '../../src/app/channels/postEntries.ts';
import { takeOver } from '../../src/app/channels/takeOver.ts';
import { createOutbox } from '../../src/app/outbox.ts';
import type { Outbox } from '../../src/app/outbox.ts';
import type { SpecSource } from '../../src/app/ports.ts';
import { createSpecReader } from '../../src/app/readSpec.ts';
import { createSend, threadEntries } from '../../src/app/sending.ts';
import { createSpecStore } from '../../src/app/specStore.ts';
import { specKey } from '../../src/core/gitAddress.ts';
import type { Person } from '../../src/core/objective.ts';
import type { RepoPath } from '../../src/core/repoPath.ts';
import { writeQuestion } from '../../src/core/writeQuestion.ts';
import { createClock } from '../../src/node/clock.ts';
import { createOutboxFolder } from '../../src/node/outboxFolder.ts';
import { fakeMemory } from './inMemory.ts';
import { openSource, quietLog } from './specRemotes.ts';
import type { SpecRemote } from './specRemotes.ts';
import type { TrackerPlace } from './trackerPlaces.ts';

export const ANA = { name: 'Ana Ruiz', email: 'ana@example.com' };

interface WindowFacts {
	/** Those of one machine share a clone and an outbox. */
	readonly machine: string;
	readonly user: Person;
	/** That questions about the code go to the channel. */
	readonly agrees: boolean;
	/** Default: a clone of its own. */
	readonly source: SpecSource;
	/** How it reads the tracker. */
	readonly read: (read: IssueTracker['read']) => IssueTracker['read'];
}

/** A window with everything between the spec repo and a tracker: real git, a real outbox, a real HTTP server. */
export async function openChannelWindow(
	remote: SpecRemote,
	place: TrackerPlace,
	{
		source: given,
		machine = 'one',
		user = ANA,
		agrees = true,
		read: reading = (read) => read,
	}: Partial<WindowFacts> = {},
) {
	const clock = createClock();
	const storage = `${remote.storage}-${machine}`;
	const source = given ?? openSource({ storage, address: { url: remote.bare } });
	const read = createSpecReader({ pause: async () => undefined }).read;
	const store = createSpecStore({ source, read, clock, log: quietLog });
	const whole = place.connect();
	const tracker: IssueTracker = { ...whole, read: reading(whole.read) };
	const connect = async () => ({ kind: 'issues', tracker }) as const;
	const outboxStore = createOutboxFolder({ dir: `${storage}/outbox`, log: quietLog, clock });
	const channels = createChannels({
		connect,
		entriesOf: async (input) => threadEntries(input),
		take: (entries) => takeOver(outbox, entries),
		identity: async () => user,
		codeOf: () => 'acme/shop',
		isMine: () => true,
		memory: fakeMemory(),
		clock,
		log: quietLog,
	});
	const send = createSend({ isAllowed: () => true, channelsOf: channels.of, connect });
	const outbox: Outbox = createOutbox({ store: outboxStore, specs: () => [store], send, clock, log: quietLog });
	await store.refresh();
	if (agrees) channels.allow('acme/shop', place.channel);
	return {
		store,
		outbox,
		channels,
		/** What a window does from time to time. */
		async look() {
			await store.refresh();
			await outbox.flush();
			await channels.sync([store]);
		},
		async ask(title: string) {
			const anchor = { repo: 'acme/shop', path: 'src/a.ts' as RepoPath, lines: { first: 1, last: 1 }, quote: 'a();' };
			const createdAt = new Date().toISOString();
			const facts = { id: 'q-1', askedBy: user, askedAt: createdAt, language: 'ts', folder: 'questions' };
			const { path, text } = writeQuestion({ title, whyItMatters: '', anchor }, facts);
			const action = { kind: 'create', text } as const;
			const entry = { id: 'q-1', createdAt, path, action, message: `Ask: ${title}`, author: user, title, attempts: 0 };
			const alone = { ...entry, spec: specKey(source.address) };
			await outbox.keep(withPosts(alone, { store, channels: channels.of(store), language: 'ts' }));
			await outbox.deliver('q-1');
			await store.refresh();
			return path;
		},
		messages: () => store.snapshot()?.questions[0]?.messages ?? [],
		dispose() {
			outbox.dispose();
			channels.dispose();
			store.dispose();
		},
	};
}

export type ChannelWindow = Awaited<ReturnType<typeof openChannelWindow>>;
