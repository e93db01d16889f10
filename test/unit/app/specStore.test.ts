import assert from 'node:assert/strict';
import { createSpecStore } from '../../../src/app/specStore.ts';
import { Failure } from '../../../src/core/failure.ts';
import { fakeClock, fakeLog, fakeSource } from '../../support/inMemory.ts';
import { objectiveOf, snapshotOf } from '../../support/snapshots.ts';

suite('the state of a spec repo', () => {
	function setUp() {
		const source = fakeSource();
		const clock = fakeClock();
		const log = fakeLog();
		// One objective per file, named by the file: enough to see which state was read.
		const read = async (tree: Awaited<ReturnType<typeof source.open>>) =>
			snapshotOf(tree.entries.map(({ path }) => objectiveOf(path)));
		const store = createSpecStore({ source, read, clock, log });
		return { source, clock, log, store, ids: () => store.snapshot()?.objectives.map(({ id }) => id) };
	}
	const offline = () => {
		throw new Failure('offline', 'no route');
	};

	test('nothing is read before it is asked for', () => {
		const { store, source } = setUp();
		source.onSync = () => assert.fail('it synced');
		assert.equal(store.state().kind, 'loading');
	});

	test('what is on this machine is shown before the network is asked', async () => {
		const { store, source, ids } = setUp();
		source.files.set('A', '');
		let shownDuringSync: readonly string[] | undefined;
		source.onSync = () => {
			shownDuringSync = ids();
			source.files.set('B', '');
		};
		await store.refresh();
		assert.deepEqual(shownDuringSync, ['A']);
		assert.deepEqual(ids(), ['A', 'B']);
		assert.equal(store.state().kind, 'ready');
	});

	test('a failure keeps the last good snapshot, with the reason and since when', async () => {
		const { store, source, clock, ids } = setUp();
		source.files.set('A', '');
		await store.refresh();
		source.onSync = offline;
		const since = clock.now();
		await store.refresh();
		clock.pass(60_000);
		await store.refresh();
		const state = store.state();
		assert.equal(state.kind, 'stale');
		assert.equal(state.kind === 'stale' && state.failure.kind, 'offline');
		assert.equal(state.kind === 'stale' && state.since, since);
		assert.deepEqual(ids(), ['A']);
	});

	test('the next good sync heals it', async () => {
		const { store, source } = setUp();
		source.onSync = offline;
		await store.refresh();
		source.onSync = () => undefined;
		await store.refresh();
		assert.equal(store.state().kind, 'ready');
	});

	test('reading the disk again does not claim that the network is back', async () => {
		const { store, source, ids } = setUp();
		await store.refresh();
		source.onSync = offline;
		await store.refresh();
		source.files.set('B', '');
		await store.reread();
		assert.equal(store.state().kind, 'stale');
		assert.deepEqual(ids(), ['B']);
	});

	test('a bug is logged as one, and never taken for an empty spec repo', async () => {
		const { store, source, log } = setUp();
		source.open = () => Promise.reject(new TypeError('bug'));
		await store.refresh();
		assert.equal(store.state().kind, 'failed');
		assert.ok(log.lines.some((line) => line.startsWith('error')));
	});

	test('cancelling keeps what was there', async () => {
		const { store, source, ids } = setUp();
		source.files.set('A', '');
		await store.refresh();
		source.onSync = () => {
			throw Object.assign(new Error('cancelled'), { name: 'AbortError' });
		};
		await store.refresh();
		assert.equal(store.state().kind, 'ready');
		assert.deepEqual(ids(), ['A']);
	});

	test('a change on the disk is read by itself; after disposal nobody listens', async () => {
		const { store, source, ids } = setUp();
		await store.refresh();
		source.files.set('A', '');
		source.touch();
		await store.reread();
		assert.deepEqual(ids(), ['A']);
		store.dispose();
		assert.equal(source.watchers, 0);
	});
});
