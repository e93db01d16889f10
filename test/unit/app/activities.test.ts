import assert from 'node:assert/strict';
import { ACTIVITY_DAYS, createActivities } from '../../../src/app/activities.ts';
import type { RepoContext } from '../../../src/app/codeContexts.ts';
import type { CodeHead } from '../../../src/app/ports.ts';
import { createSpecStore } from '../../../src/app/specStore.ts';
import type { SpecStore } from '../../../src/app/specStore.ts';
import { Failure } from '../../../src/core/failure.ts';
import { createLinkRules } from '../../../src/core/linkRules.ts';
import type { Objective } from '../../../src/core/objective.ts';
import { fakeClock, fakeCodeRepos, fakeLog, fakeSource } from '../../support/inMemory.ts';
import { commitOf } from '../../support/knownWhy.ts';
import { objectiveOf, snapshotOf } from '../../support/snapshots.ts';

const head = (letter: string): CodeHead => ({ commit: letter.repeat(40), branch: 'main', shallow: false });

suite('activities', () => {
	async function setUp({ roots = ['/shop'] as readonly string[] } = {}) {
		const clock = fakeClock();
		const log = fakeLog();
		const code = [{ patterns: [{ text: 'src/', line: 1 }] }];
		const world = {
			objectives: [objectiveOf('CHK-1', { code })] as readonly Objective[],
			rules: 0,
			turns: 0,
			told: 0,
		};
		const store: SpecStore = createSpecStore({
			source: fakeSource(),
			read: async () => snapshotOf(world.objectives),
			clock,
			log,
		});
		await store.refresh();
		const contexts = new Map<string, RepoContext>(
			roots.map((root) => [root, { repo: { root }, head: head('a'), spec: { kind: 'store', store }, problems: [] }]),
		);
		const codeRepos = fakeCodeRepos(
			Object.fromEntries(roots.map((root) => [root, { files: ['src/a.ts'], commits: [commitOf('1', 'CHK-1: fix')] }])),
		);
		const activities = createActivities({
			codeRepos,
			contexts: { known: () => [...contexts.values()] },
			rulesFor: async (_context, _store, snapshot) => {
				world.rules++;
				return createLinkRules(snapshot, {});
			},
			clock,
			log,
			pause: async () => void world.turns++,
		});
		activities.onDidChange(() => void world.told++);
		const moveHead = (root: string, letter: string) => {
			const context = contexts.get(root);
			assert.ok(context);
			contexts.set(root, { ...context, head: head(letter) });
		};
		/** `2 files, 1 commits` */
		const counts = (id = 'CHK-1', activity = activities.get(store)) => {
			const found = activity?.of(id);
			return found && `${found.files.count} files, ${found.commits.count} commits`;
		};
		const read = async (id?: string) => counts(id, await activities.read(store));
		return { activities, store, world, clock, log, codeRepos, contexts, moveHead, counts, read };
	}

	test('nothing is known at once; it is looked for in the background and told', async () => {
		const { activities, store, counts, world, codeRepos } = await setUp();
		assert.equal(counts(), undefined);
		assert.deepEqual(codeRepos.asked, []);
		await activities.read(store);
		assert.equal(counts(), '1 files, 1 commits');
		assert.equal(world.told, 1);
		assert.deepEqual(activities.get(store)?.repos, [{ root: '/shop' }]);
	});

	test('an objective that is not in the snapshot has no activity', async () => {
		const { read } = await setUp();
		assert.equal(await read('CHK-2'), undefined);
	});

	test('commits count from thirty days back, by whole days', async () => {
		const { activities, store, clock, codeRepos } = await setUp();
		const activity = await activities.read(store);
		assert.equal(new Date(activity?.since ?? 0).toISOString(), '2026-10-21T00:00:00.000Z');
		assert.equal(codeRepos.choice?.since, (activity?.since ?? 0) / 1000);
		assert.ok(clock.now() - (activity?.since ?? 0) >= ACTIVITY_DAYS * 86_400_000);
		clock.pass(11 * 3_600_000);
		assert.equal(await activities.read(store), activity);
		clock.pass(2 * 3_600_000);
		assert.notEqual(await activities.read(store), activity);
	});

	test('asked twice it looks once; every objective is answered by that one look', async () => {
		const { read, codeRepos, world } = await setUp();
		world.objectives = [...world.objectives, objectiveOf('CHK-2')];
		await Promise.all([read(), read(), read('CHK-2')]);
		await read();
		assert.deepEqual(codeRepos.asked, ['files /shop', 'commits /shop']);
	});

	test('a new commit: the former answer stays until the new one is there, and only that code repo is looked at', async () => {
		const { read, counts, moveHead, codeRepos } = await setUp({ roots: ['/shop', '/other'] });
		assert.equal(await read(), '2 files, 1 commits');
		codeRepos.asked.length = 0;
		codeRepos.code.set('/shop', { files: ['src/a.ts', 'src/b.ts'], commits: [] });
		moveHead('/shop', 'b');
		assert.equal(counts(), '2 files, 1 commits');
		assert.equal(await read(), '3 files, 1 commits');
		assert.deepEqual(codeRepos.asked, ['files /shop', 'commits /shop']);
	});

	test('a new snapshot: everything is mapped anew', async () => {
		const { read, store, world } = await setUp();
		await read();
		world.objectives = [objectiveOf('CHK-1')];
		await store.refresh();
		assert.equal(await read(), '0 files, 1 commits');
	});

	test('a code repo that comes or goes', async () => {
		const { read, contexts } = await setUp({ roots: ['/shop', '/other'] });
		assert.equal(await read(), '2 files, 1 commits');
		const other = contexts.get('/other');
		contexts.delete('/other');
		assert.equal(await read(), '1 files, 1 commits');
		assert.ok(other);
		contexts.set('/other', other);
		assert.equal(await read(), '2 files, 1 commits');
	});

	test('a failure is a gap and not zero, and is tried again only when asked to', async () => {
		const { activities, store, codeRepos, read } = await setUp();
		codeRepos.code.set('/shop', { files: new Failure('timeout', 'x'), commits: [] });
		const found = (await activities.read(store))?.of('CHK-1');
		assert.deepEqual(
			found?.files.gaps.map(({ kind }) => kind),
			['failed'],
		);
		codeRepos.code.set('/shop', { files: ['src/a.ts'], commits: [] });
		assert.equal(await read(), '0 files, 0 commits');
		activities.retryFailed();
		assert.equal(await read(), '1 files, 0 commits');
	});

	test('what could be read is not read again by that', async () => {
		const { activities, codeRepos, read } = await setUp({ roots: ['/shop', '/other'] });
		codeRepos.code.set('/shop', { files: new Failure('timeout', 'x'), commits: [] });
		await read();
		codeRepos.asked.length = 0;
		activities.retryFailed();
		await read();
		assert.deepEqual(codeRepos.asked, ['files /shop', 'commits /shop']);
	});

	test('without any code there are no code repos, which is not the same as no files', async () => {
		const { activities, store, contexts } = await setUp();
		contexts.clear();
		assert.deepEqual((await activities.read(store))?.repos, []);
	});

	test('before the spec repo is read there is nothing to say', async () => {
		const { activities } = await setUp();
		const empty = createSpecStore({
			source: fakeSource(),
			read: async () => snapshotOf([]),
			clock: fakeClock(),
			log: fakeLog(),
		});
		assert.equal(activities.get(empty), undefined);
		assert.equal(await activities.read(empty), undefined);
	});

	test('lets go: what runs is ended and nothing is told any more', async () => {
		const { activities, store, world, codeRepos } = await setUp();
		activities.get(store);
		activities.dispose();
		await new Promise((resolve) => setImmediate(resolve));
		assert.deepEqual([world.told, codeRepos.asked.length], [0, 0]);
		assert.equal(activities.get(store), undefined);
	});

	test('a spec repo that is forgotten is looked at anew', async () => {
		const { activities, store, counts, read } = await setUp();
		await read();
		activities.forget(store);
		assert.equal(counts(), undefined);
	});
});
