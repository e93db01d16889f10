import assert from 'node:assert/strict';
import type { RepoContext } from '../../../src/app/codeContexts.ts';
import { createHistoryReader } from '../../../src/app/historyReader.ts';
import type { CodeHistories, HistoryReading } from '../../../src/app/ports.ts';
import { createSpecStore } from '../../../src/app/specStore.ts';
import { createEmitter } from '../../../src/core/event.ts';
import { Failure } from '../../../src/core/failure.ts';
import type { HistoryView } from '../../../src/core/history/historyView.ts';
import { createLinkRules } from '../../../src/core/linkRules.ts';
import { fakeClock, fakeLog, fakeSource } from '../../support/inMemory.ts';
import { objectiveOf, snapshotOf } from '../../support/snapshots.ts';

const HEAD = 'a'.repeat(40);

/** Settles what was started, without letting time pass. */
async function settle(): Promise<void> {
	for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

suite('the reading of whole histories', () => {
	async function setUp() {
		const clock = fakeClock();
		const log = fakeLog();
		const world = { snapshot: snapshotOf([objectiveOf('CHK-1')]), head: HEAD };
		const store = createSpecStore({ source: fakeSource(), read: async () => world.snapshot, clock, log });
		await store.refresh();
		const asked: { readonly head: string; readonly names: string; end(error?: unknown): void }[] = [];
		const changed = createEmitter<void>();
		const progressed = createEmitter<{ readonly root: string } & HistoryReading>();
		const views = new Map<string, HistoryView>();
		const histories: CodeHistories = {
			opened: async () => undefined,
			view: (_repo, head, names) => views.get(`${head} ${names}`),
			update: (_repo, head, names, signal) =>
				new Promise<void>((resolve, reject) => {
					const end = (error?: unknown) => (error === undefined ? resolve() : reject(error));
					signal.addEventListener('abort', () => end(Object.assign(new Error('stop'), { name: 'AbortError' })));
					asked.push({ head, names: names.key, end });
				}),
			onDidChange: changed.event,
			onDidProgress: progressed.event,
			dispose() {},
		};
		const context = (): RepoContext => ({
			repo: { root: '/r' },
			head: { commit: world.head, branch: 'main', shallow: false },
			spec: { kind: 'store', store },
			problems: [],
		});
		const reader = createHistoryReader({
			histories,
			contexts: { known: () => [context()] },
			rulesFor: async (_context, _store, snapshot) => createLinkRules(snapshot, {}),
			clock,
			log,
		});
		const look = async () => {
			reader.look();
			clock.pass(2000);
			await settle();
		};
		return { clock, log, world, store, asked, progressed, views, context, reader, look };
	}

	test('a repository is read once for its commit and names, and again when one of them changes', async () => {
		const { world, store, asked, look } = await setUp();
		await look();
		await look();
		assert.equal(asked.length, 1, 'the same is not asked for twice');
		asked[0]?.end();
		await settle();
		await look();
		assert.equal(asked.length, 1, 'what was read is not read again');
		world.head = 'b'.repeat(40);
		await look();
		assert.deepEqual(asked.map(({ head }) => head[0]).join(''), 'ab');
		asked[1]?.end();
		await settle();
		world.snapshot = snapshotOf([objectiveOf('CHK-1'), objectiveOf('CHK-2')]);
		await store.refresh();
		await look();
		assert.equal(asked.length, 3, 'a new objective');
		assert.notEqual(asked[2]?.names, asked[1]?.names);
		asked[2]?.end();
		await settle();
		world.snapshot = snapshotOf([objectiveOf('CHK-1', { title: 'Another title' }), objectiveOf('CHK-2')]);
		await store.refresh();
		await look();
		assert.equal(asked.length, 3, 'what an objective is called has not changed');
	});

	test('what an author’s commits name is asked of every code repo, in its own units of time', async () => {
		const { store, asked, views, reader, look } = await setUp();
		assert.deepEqual(reader.namedBy(store, 'ana@shop.example', 5_000_000), []);
		await look();
		const namedBy = (email: string, since: number) => [email, String(since)];
		views.set(`${HEAD} ${asked[0]?.names ?? ''}`, { namedBy } as unknown as HistoryView);
		assert.deepEqual(reader.namedBy(store, 'ana@shop.example', 5_000_000), ['ana@shop.example', '5000']);
	});

	test('progress is told with the time that is left, and not at all for what was on disk', async () => {
		const { clock, asked, progressed, reader, look } = await setUp();
		await look();
		progressed.fire({ root: '/r', commits: 500 });
		assert.equal(reader.progress(), undefined, 'opened, not read');
		clock.pass(4000);
		progressed.fire({ root: '/r', commits: 10_500, total: 30_500 });
		assert.deepEqual(reader.progress(), { done: 10_500, total: 30_500, secondsLeft: 8 });
		asked[0]?.end();
		await settle();
		assert.equal(reader.progress(), undefined);
	});

	test('a reading that was stopped or failed stays so until somebody asks again', async () => {
		const { asked, reader, context, look } = await setUp();
		await look();
		assert.deepEqual(reader.standing(context()), { kind: 'reading' });
		reader.cancel();
		await settle();
		await look();
		assert.equal(asked.length, 1);
		assert.deepEqual(reader.standing(context()), { kind: 'stopped' });
		reader.retry();
		await look();
		assert.equal(asked.length, 2);
		asked[1]?.end(new Failure('disk', 'full'));
		await settle();
		await look();
		assert.equal(asked.length, 2);
		assert.equal(reader.standing(context())?.kind, 'failed');
	});

	test('what is not known is undefined, never nothing', async () => {
		const { store, reader, context, look } = await setUp();
		await look();
		assert.equal(reader.objectiveWork(store, 'CHK-1'), undefined);
		assert.equal(reader.fileWork(context(), 'a.ts' as never), undefined);
	});
});
