import assert from 'node:assert/strict';
import { createOutbox } from '../../../src/app/outbox.ts';
import type { Send } from '../../../src/app/outbox.ts';
import type { OutboxEntry } from '../../../src/app/outboxEntry.ts';
import { createSend } from '../../../src/app/sending.ts';
import { createSpecStore } from '../../../src/app/specStore.ts';
import { Failure } from '../../../src/core/failure.ts';
import { specKey } from '../../../src/core/gitAddress.ts';
import { fakeClock, fakeLog, fakeOutboxStore, fakeSource } from '../../support/inMemory.ts';
import { snapshotOf } from '../../support/snapshots.ts';

suite('the outbox', () => {
	function setUp() {
		const source = fakeSource();
		const clock = fakeClock();
		const log = fakeLog();
		const store = fakeOutboxStore();
		const waitedAtRead: (readonly string[])[] = [];
		const read = async () => {
			waitedAtRead.push([...store.kept.keys()]);
			return snapshotOf([]);
		};
		const spec = createSpecStore({ source, read, clock, log });
		const written: string[] = [];
		const onDidWrite = ({ spec, path }: OutboxEntry) => void written.push(`${spec} ${path}`);
		const nothing = createSend({
			channelsOf: () => [],
			isAllowed: () => true,
			connect: async () => assert.fail('nothing is for a channel'),
		});
		/** A window; all of them share the store. */
		const open = (send: Send = nothing) => createOutbox({ store, specs: () => [spec], send, onDidWrite, clock, log });
		const outbox = open();
		const entry = (id: string, rest: Partial<OutboxEntry> = {}): OutboxEntry => ({
			id,
			spec: specKey(source.address),
			createdAt: '2026-11-20T12:00:00Z',
			path: `questions/${id}.md`,
			action: { kind: 'create', text: `text of ${id}` },
			message: `Ask: ${id}`,
			title: id,
			attempts: 0,
			...rest,
		});
		return { source, clock, log, store, open, outbox, entry, written, waitedAtRead };
	}
	const offline = () => {
		throw new Failure('offline', 'no route');
	};

	test('what is kept is on disk before anything is sent', async () => {
		const { outbox, store, entry, source } = setUp();
		source.onDeliver = () => assert.fail('it sent');
		await outbox.keep(entry('a'));
		assert.deepEqual([...store.kept.keys()], ['a']);
		assert.deepEqual(
			outbox.entries().map(({ id }) => id),
			['a'],
		);
	});

	test('what arrived is gone from disk', async () => {
		const { outbox, store, entry, source, written } = setUp();
		await outbox.keep(entry('a'));
		assert.equal((await outbox.deliver('a')).kind, 'delivered');
		assert.deepEqual(written, [`${entry('a').spec} questions/a.md`]);
		assert.equal(source.files.get('questions/a.md'), 'text of a');
		assert.equal(store.kept.size, 0);
		assert.deepEqual(outbox.entries(), []);
	});

	test('it leaves the outbox when the window has read it, so that it is never in neither', async () => {
		const { outbox, entry, waitedAtRead } = setUp();
		await outbox.keep(entry('a'));
		await outbox.deliver('a');
		assert.deepEqual(waitedAtRead, [['a']]);
		assert.deepEqual(outbox.entries(), []);
	});

	test('what could not be sent stays, with the reason, and goes out by itself later', async () => {
		const { outbox, store, entry, source, clock } = setUp();
		const deliver = source.onDeliver;
		source.onDeliver = offline;
		await outbox.keep(entry('a'));
		const sent = await outbox.deliver('a');
		assert.equal(sent.kind === 'waiting' && sent.failure.kind, 'offline');
		assert.equal(store.kept.get('a')?.lastFailure?.kind, 'offline');
		assert.equal(store.kept.get('a')?.attempts, 1);
		source.onDeliver = deliver;
		clock.pass(29_000);
		assert.equal(source.files.size, 0);
		clock.pass(1_000);
		await outbox.flush();
		assert.equal(source.files.size, 1);
	});

	test('one that fails does not hold up the others', async () => {
		const { outbox, store, entry, source } = setUp();
		const deliver = source.onDeliver;
		source.onDeliver = (change) => (change.path.includes('/a.') ? offline() : deliver(change));
		await outbox.keep(entry('a'));
		await outbox.keep(entry('b'));
		await outbox.flush();
		assert.deepEqual([...store.kept.keys()], ['a']);
		assert.ok(source.files.has('questions/b.md'));
	});

	test('sent twice, it is there once', async () => {
		const { outbox, store, entry, source } = setUp();
		await outbox.keep(entry('a'));
		await outbox.flush();
		source.files.set('questions/a.md', 'text of a\n\n## Answer\n\nYes.\n');
		await store.put(entry('a'));
		await outbox.flush();
		assert.match(source.files.get('questions/a.md') ?? '', /Yes/);
	});

	test('two windows that send at once post it once, and both know that it is sent', async () => {
		const { open, store, entry } = setUp();
		const posted: string[] = [];
		const post: Send = async (_, { id }) => {
			const isThere = posted.includes(id);
			await new Promise((resolve) => setTimeout(resolve, 5));
			if (!isThere) posted.push(id);
			return { delivery: { kind: 'delivered', commit: '' }, next: [] };
		};
		const windows = [open(post), open(post)];
		const notice = { headline: 'Ana asks', lines: [], links: [] };
		await store.put(entry('a', { action: { kind: 'post', post: { place: 'slack', what: 'notice', notice } } }));
		const sent = await Promise.all(windows.map((window) => window.deliver('a')));
		assert.deepEqual(sent.map(({ kind }) => kind).sort(), ['already-there', 'delivered']);
		assert.deepEqual([posted, [...store.kept.keys()]], [['a'], []]);
	});

	test('who waited for another window goes on with what follows', async () => {
		const { open, source, store, entry } = setUp();
		const windows = [open(), open()];
		await store.put(entry('a', { next: [entry('b')] }));
		source.onDeliver = ({ path }) => (path === 'questions/b.md' ? offline() : { kind: 'delivered', commit: '' });
		await Promise.all(windows.map((window) => window.flush()));
		assert.deepEqual(
			[...store.kept.values()].map(({ id, attempts }) => `${id} ${attempts}`),
			['b 2'],
		);
	});

	test('one that another window could not send is tried with what is known of it since', async () => {
		const { open, source, store, entry } = setUp();
		source.onDeliver = offline;
		const windows = [open(), open()];
		await store.put(entry('a'));
		await Promise.all(windows.map((window) => window.flush()));
		assert.equal(store.kept.get('a')?.attempts, 2);
	});

	test('a reply is added to the newest text; one to a file that is gone waits and says so', async () => {
		const { outbox, entry, source, store } = setUp();
		source.files.set('questions/q.md', '# Q\n\n## Answer\n\nYes.\n');
		const action = {
			kind: 'append',
			messageKind: 'reply',
			section: '## Reply by Ana, 2026-11-20 12:00 UTC\n\nThanks.\n',
		} as const;
		await outbox.keep(entry('m', { path: 'questions/q.md', action }));
		await outbox.keep(entry('n', { path: 'questions/gone.md', action }));
		await outbox.flush();
		assert.match(source.files.get('questions/q.md') ?? '', /Yes\.\n\n## Reply by Ana/);
		assert.equal(store.kept.get('n')?.lastFailure?.kind, 'misfit');
	});

	suite('on a disk that takes nothing', () => {
		const full = async () => {
			throw new Failure('disk', 'no space left');
		};
		const notice = { headline: 'Ana asks', lines: [], links: [] };
		const noticeAction = { kind: 'post', post: { place: 'slack', what: 'notice', notice } } as const;

		test('each entry is tried, who sent it is told that it waits, and it goes out by itself later', async () => {
			const { outbox, store, entry, source, clock, log } = setUp();
			const { put } = store;
			const deliver = source.onDeliver;
			const tried: string[] = [];
			source.onDeliver = ({ path }) => {
				tried.push(path);
				return offline();
			};
			await outbox.keep(entry('a'));
			await outbox.keep(entry('b'));
			store.put = full;
			const sent = await outbox.deliver('b');
			assert.equal(sent.kind === 'waiting' && sent.failure.kind, 'offline');
			assert.deepEqual(tried, ['questions/a.md', 'questions/b.md']);
			assert.ok(log.lines.some((line) => line.includes('no space left')));
			store.put = put;
			source.onDeliver = deliver;
			clock.pass(30_000);
			await outbox.flush();
			assert.equal(source.files.size, 2);
		});

		test('what was sent and cannot be taken away is not sent again by this window', async () => {
			const { open, store, entry, clock } = setUp();
			const { remove } = store;
			let posted = 0;
			const outbox = open(async () => {
				posted++;
				return { delivery: { kind: 'delivered', commit: '' }, next: [entry('next', { spec: 'another' })] };
			});
			await outbox.keep(entry('a', { action: noticeAction }));
			store.remove = full;
			const sent = await outbox.deliver('a');
			assert.equal(sent.kind === 'waiting' && sent.failure.kind, 'disk');
			clock.pass(30_000);
			await outbox.flush();
			assert.deepEqual([posted, [...store.kept.keys()]], [1, ['a', 'next']]);
			store.remove = remove;
			clock.pass(60_000);
			await outbox.flush();
			assert.deepEqual([posted, [...store.kept.keys()]], [1, ['next']]);
			await outbox.keep(entry('a', { action: noticeAction }));
			await outbox.flush();
			assert.equal(posted, 2);
		});

		test('where it cannot even be claimed, nothing is sent, and nothing that another window sent comes back', async () => {
			const { outbox, store, entry, source, clock } = setUp();
			source.onDeliver = () => assert.fail('it sent');
			await outbox.keep(entry('a'));
			store.claim = async () => {
				store.kept.clear();
				return full();
			};
			assert.equal((await outbox.deliver('a')).kind, 'waiting');
			assert.deepEqual([store.kept.size, clock.timers], [0, 1]);
		});

		test('where the folder cannot be read, what is known is tried all the same', async () => {
			const { outbox, store, entry, source } = setUp();
			source.onDeliver = offline;
			await outbox.keep(entry('a'));
			store.list = full;
			assert.equal((await outbox.deliver('a')).kind, 'waiting');
			await outbox.keep(entry('b'));
			assert.deepEqual(
				outbox.entries().map(({ id }) => id),
				['a', 'b'],
			);
		});
	});

	test('who sends what another window has sent meanwhile hears that it is there', async () => {
		const { open, entry } = setUp();
		const [one, other] = [open(), open()];
		await one.keep(entry('a'));
		await other.flush();
		assert.equal((await one.deliver('a')).kind, 'already-there');
	});

	test('what may not be tried yet says why it waits', async () => {
		const { outbox, entry, source, clock } = setUp();
		source.onDeliver = () => {
			throw new Failure('busy', 'too many', { retryAt: clock.now() + 60_000 });
		};
		await outbox.keep(entry('a'));
		await outbox.flush();
		await outbox.deliver('a');
		const sent = await outbox.deliver('a');
		assert.equal(sent.kind === 'waiting' && sent.failure.kind, 'busy');
	});

	test('what belongs to a spec repo that is not open here is left alone', async () => {
		const { outbox, entry, store } = setUp();
		await outbox.keep(entry('a', { spec: 'another' }));
		const sent = await outbox.deliver('a');
		assert.equal(sent.kind === 'waiting' && sent.failure.kind, 'not-configured');
		assert.equal(store.kept.get('a')?.attempts, 0);
	});

	test('discarded, it is gone; after disposal no timer is left', async () => {
		const { outbox, entry, source, store, clock } = setUp();
		source.onDeliver = offline;
		await outbox.keep(entry('a'));
		await outbox.deliver('a');
		assert.equal(clock.timers, 1);
		await outbox.discard('a');
		assert.equal(store.kept.size, 0);
		outbox.dispose();
		assert.equal(clock.timers, 0);
	});
});
