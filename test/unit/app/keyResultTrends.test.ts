import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { createKeyResultTrends } from '../../../src/app/keyResultTrends.ts';
import { createSpecStore } from '../../../src/app/specStore.ts';
import { Failure } from '../../../src/core/failure.ts';
import type { Objective } from '../../../src/core/objective.ts';
import type { SpecSnapshot } from '../../../src/core/snapshot.ts';
import { fakeClock, fakeLog, fakeSource } from '../../support/inMemory.ts';
import { objectiveOf, snapshotOf } from '../../support/snapshots.ts';

const chk = objectiveOf('CHK-1', { keyResults: [{ id: 'KR1', metric: 'Completion', current: 64, line: 8 }] });

/** The file of an objective, with KR1 at this value. */
const file = (current: number | string, id = 'CHK-1') =>
	`---\nid: ${id}\ntitle: Cut abandonment\nkey_results:\n  - id: KR1\n    metric: Completion\n    current: ${current}\n---\n`;

suite('trends of key results', () => {
	function setUp(texts: readonly string[]) {
		const world = { texts, asked: [] as string[], told: 0 };
		const source = fakeSource();
		source.onPast = (path, commit) => {
			world.asked.push(`${path} ${commit[0]}`);
			return world.texts.map((text, index) => ({ time: index + 1, bytes: new TextEncoder().encode(text) }));
		};
		const log = fakeLog();
		const store = createSpecStore({ source, read: async () => snapshotOf([chk]), clock: fakeClock(), log });
		const trends = createKeyResultTrends({ breathe: async () => undefined, log });
		trends.onDidChange(() => void world.told++);
		const at = (commit: string): SpecSnapshot => ({
			...snapshotOf([chk]),
			revision: { inPlace: false, ...(commit ? { commit: commit.repeat(40) } : {}) },
		});
		/** `1=61 2=64`, once the background work is done. */
		const values = async (commit = 'a', objective: Objective = chk) => {
			trends.get(store, at(commit), objective);
			await setImmediate();
			return trends
				.get(store, at(commit), objective)
				?.get('id KR1')
				?.map(({ time, value }) => `${time}=${value ?? '?'}`)
				.join(' ');
		};
		return { world, source, store, trends, log, at, values };
	}

	test('each version of the file is read as the spec is, and told once it is known', async () => {
		const { world, values } = setUp([file(61), file('64.5 %'), 'no spec at all', file('"many"'), file(66)]);
		assert.equal(await values(), '1=61 2=64.5 3=? 5=66');
		assert.deepEqual([world.asked, world.told], [['objectives/chk-1.md a'], 1]);
	});

	test('the first answer is that nothing is known', () => {
		const { trends, store, at } = setUp([file(61)]);
		assert.equal(trends.get(store, at('a'), chk), undefined);
	});

	test('a file is read once for each revision, and the former answer stays until the new one is there', async () => {
		const { world, values, trends, store, at } = setUp([file(61)]);
		await values();
		await values();
		world.texts = [file(61), file(64)];
		assert.equal(trends.get(store, at('b'), chk)?.get('id KR1')?.length, 1);
		assert.equal(await values('b'), '1=61 2=64');
		assert.deepEqual(world.asked, ['objectives/chk-1.md a', 'objectives/chk-1.md b']);
	});

	test('an objective that had another id once', async () =>
		assert.equal(await setUp([file(61, 'CHECKOUT'), file(64)]).values(), '1=61 2=64'));

	test('git is not asked without a commit, nor about what has no number', async () => {
		const { world, values } = setUp([file(61)]);
		assert.equal(await values(''), undefined);
		assert.equal(await values('a', objectiveOf('CHK-1', { keyResults: [{ metric: 'Any', line: 1 }] })), undefined);
		assert.deepEqual(world.asked, []);
	});

	test('a failure is no answer: it is logged, and asked again after a refresh', async () => {
		const { source, values, trends, log } = setUp([]);
		source.onPast = () => {
			throw new Failure('git', 'bad object');
		};
		assert.equal(await values(), undefined);
		assert.match(log.lines.join(), /warn history of objectives\/chk-1\.md: .*bad object/);
		source.onPast = () => [{ time: 1, bytes: new TextEncoder().encode(file(61)) }];
		assert.equal(await values(), undefined);
		trends.retryFailed();
		assert.equal(await values(), '1=61');
	});

	test('a spec repo that is in use no more is forgotten', async () => {
		const { values, trends, store, world } = setUp([file(61)]);
		await values();
		trends.forget(store);
		await values();
		assert.equal(world.asked.length, 2);
		trends.dispose();
		assert.equal(await values('c'), undefined);
	});
});
