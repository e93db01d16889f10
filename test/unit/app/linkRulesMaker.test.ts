import assert from 'node:assert/strict';
import type { RepoContext } from '../../../src/app/codeContexts.ts';
import { createLinkRulesMaker } from '../../../src/app/linkRulesMaker.ts';
import { createSpecStore } from '../../../src/app/specStore.ts';
import { isCancelled } from '../../../src/core/failure.ts';
import { createLinkRules } from '../../../src/core/linkRules.ts';
import { fakeClock, fakeLog, fakeSource } from '../../support/inMemory.ts';
import { objectiveWith } from '../../support/objectiveWith.ts';
import { repoPath, snapshotOf } from '../../support/snapshots.ts';

function specOf(count: number) {
	const code = (at: number) => [{ patterns: [{ text: `src/part${at}/**`, line: 3 }] }];
	return snapshotOf(
		Array.from({ length: count }, (_, at) =>
			objectiveWith({ id: `CHK-${at}`, aliases: [`GROW-${at}`], code: code(at) }),
		),
	);
}

/** Each look at the clock takes `stepMs`, so that a step of the work takes as long. */
function setUp(stepMs: number) {
	const world = { now: 0, longestMs: 0, turnSince: 0, told: 0, pauses: 0 };
	const pause = async () => {
		world.pauses++;
		world.longestMs = Math.max(world.longestMs, world.now - world.turnSince);
		await new Promise<void>((resolve) => setImmediate(resolve));
		world.turnSince = world.now;
	};
	const log = fakeLog();
	const maker = createLinkRulesMaker({ clock: { now: () => (world.now += stepMs) }, pause, log });
	maker.onDidChange(() => world.told++);
	const store = createSpecStore({ source: fakeSource(), read: async () => specOf(1), clock: fakeClock(), log });
	const context: RepoContext = {
		repo: { root: '/r' },
		name: 'acme/web-shop',
		head: { commit: 'f'.repeat(40), shallow: false },
		spec: { kind: 'store', store },
		problems: [],
	};
	return { world, maker, log, store, context };
}

suite('making the rules of links', () => {
	test('a few objectives are ready at once', () => {
		const { maker, store, context, world } = setUp(0.01);
		const snapshot = specOf(50);
		assert.equal(maker.newest(context, store, snapshot)?.rules.keys.lookup('chk-7'), 'CHK-7');
		assert.equal(world.told + world.pauses, 0);
	});

	test('many are made in turns, told when they are ready, and made once', async () => {
		const { maker, store, context, world } = setUp(0.01);
		const snapshot = specOf(3000);
		assert.equal(maker.newest(context, store, snapshot), undefined);
		const [one, other] = await Promise.all([maker.of(context, store, snapshot), maker.of(context, store, snapshot)]);
		assert.equal(one, other);
		assert.equal(maker.newest(context, store, snapshot)?.rules, one);
		assert.equal(world.told, 1);
		assert.ok(world.pauses > 5, `${world.pauses} turns`);
		assert.ok(world.longestMs < 10, `others had to wait for ${world.longestMs} ms`);
	});

	test('in turns they are what they are at one go', async () => {
		const { maker, store, context } = setUp(5);
		const snapshot = specOf(300);
		const rules = await maker.of(context, store, snapshot);
		const atOneGo = createLinkRules(snapshot, { repoName: 'acme/web-shop', specName: 'acme/product-specs' });
		for (const text of ['CHK-12 and grow-299', 'CHK-300', 'acme/product-specs/objectives/CHK-1.md'])
			assert.deepEqual(rules.keys.scan(text), atOneGo.keys.scan(text));
		const path = repoPath('src/part8/a.ts');
		assert.deepEqual(rules.patterns.match(path), atOneGo.patterns.match(path));
		assert.equal(rules.patterns.match(path).length, 1);
	});

	test('while those of a new snapshot are made, the former ones answer', async () => {
		const { maker, store, context } = setUp(5);
		const [before, after] = [specOf(100), specOf(200)];
		await maker.of(context, store, before);
		const meanwhile = maker.newest(context, store, after);
		assert.equal(meanwhile?.snapshot, before);
		assert.equal(meanwhile?.rules.keys.lookup('CHK-150'), undefined);
		await maker.of(context, store, after);
		assert.equal(maker.newest(context, store, after)?.snapshot, after);
		assert.equal(maker.newest(context, store, after)?.rules.keys.lookup('CHK-150'), 'CHK-150');
	});

	test('those of another code repo are not taken for its own', async () => {
		const { maker, store, context } = setUp(5);
		const snapshot = specOf(100);
		await maker.of(context, store, snapshot);
		assert.equal(maker.newest({ ...context, name: 'acme/other' }, store, snapshot), undefined);
	});

	test('after disposal nothing is made or told any more, and nothing is logged', async () => {
		const { maker, store, context, world, log } = setUp(5);
		const making = maker.of(context, store, specOf(100));
		maker.dispose();
		await assert.rejects(making, (error) => isCancelled(error));
		assert.equal(world.told, 0);
		assert.deepEqual(log.lines, []);
	});
});
