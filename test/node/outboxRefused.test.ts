import { createSend } from '../../src/app/sending.ts';
import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { createOutbox } from '../../src/app/outbox.ts';
import type { OutboxEntry } from '../../src/app/outboxEntry.ts';
import { createSpecStore } from '../../src/app/specStore.ts';
import { specKey } from '../../src/core/gitAddress.ts';
import { createClock } from '../../src/node/clock.ts';
import { createOutboxFolder } from '../../src/node/outboxFolder.ts';
import { startGitHttpServer } from '../support/gitHttpServer.ts';
import type { GitHttpServer } from '../support/gitHttpServer.ts';
import { runGit } from '../support/gitRepo.ts';
import { fakeClock } from '../support/inMemory.ts';
import { snapshotOf } from '../support/snapshots.ts';
import { createSpecRemote, openSource, quietLog } from '../support/specRemotes.ts';
import type { SpecRemote } from '../support/specRemotes.ts';

/** An outbox on disk before a server that lets people read and not push. */
suite('a question that may not be pushed', () => {
	let remote: SpecRemote;
	let server: GitHttpServer;
	setup(async () => {
		remote = await createSpecRemote();
		server = await startGitHttpServer(dirname(remote.bare));
		server.mode = 'no-push';
	});
	teardown(async () => {
		await server.close();
		await remote.dispose();
	});

	const open = () => {
		const source = openSource({ storage: remote.storage, address: { url: `${server.origin}/specs.git` } });
		const clock = fakeClock();
		const store = createOutboxFolder({ dir: join(remote.dir, 'outbox'), log: quietLog, clock: createClock() });
		const spec = createSpecStore({ source, read: async () => snapshotOf([]), clock, log: quietLog });
		const outbox = createOutbox({
			send: createSend({ channelsOf: () => [], isAllowed: () => true, connect: async () => undefined }),
			store,
			specs: () => [spec],
			clock,
			log: quietLog,
		});
		const entry: OutboxEntry = {
			id: 'q-1',
			spec: specKey(source.address),
			createdAt: '2026-11-20T12:00:00Z',
			path: 'questions/a.md',
			action: { kind: 'create', text: '# Why?\n' },
			message: 'Ask: Why?',
			title: 'Why?',
			attempts: 0,
		};
		return { clock, store, outbox, entry };
	};
	const refused = async ({ outbox, entry }: ReturnType<typeof open>) => {
		await outbox.keep(entry);
		const sent = await outbox.deliver(entry.id);
		assert.equal(sent.kind === 'waiting' && sent.failure.kind, 'read-only');
	};
	const checkKept = async ({ store }: ReturnType<typeof open>, attempts: number) => {
		const [kept] = await store.list();
		assert.deepEqual([kept?.lastFailure?.kind, kept?.attempts], ['read-only', attempts]);
	};
	const checkSentOnce = async ({ store }: ReturnType<typeof open>) => {
		assert.deepEqual(await store.list(), []);
		assert.equal(await runGit(remote.bare, ['show', 'main:questions/a.md']), '# Why?');
	};

	test('stays on disk, does not hammer, and goes out at once when somebody refreshes', async () => {
		const all = open();
		await refused(all);
		await checkKept(all, 1);
		const asked = server.seen.length;
		all.clock.pass(29_000);
		await new Promise((resolve) => setTimeout(resolve, 100));
		assert.equal(server.seen.length, asked);
		server.mode = 'ok';
		await all.outbox.flush();
		await checkSentOnce(all);
		all.outbox.dispose();
	});

	test('leaves the outbox by itself when it arrived another way', async () => {
		const all = open();
		await refused(all);
		await remote.push('Proposed on the page of the forge', { 'questions/a.md': '# Why?\n' });
		await all.outbox.flush();
		await checkSentOnce(all);
		all.outbox.dispose();
	});
});
