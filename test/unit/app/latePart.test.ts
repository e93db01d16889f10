import assert from 'node:assert/strict';
import { createLatePart } from '../../../src/app/latePart.ts';
import { fakeLog } from '../../support/inMemory.ts';

suite('a part that is loaded when it is needed', () => {
	function setUp() {
		const world = { needed: false, broken: false, loads: 0, updates: 0, disposals: 0 };
		const log = fakeLog();
		const part = createLatePart({
			isNeeded: () => world.needed,
			load: async () => {
				world.loads++;
				if (world.broken) throw new Error('not readable');
				return { update: () => void world.updates++, dispose: () => void world.disposals++ };
			},
			log,
		});
		const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
		return { world, part, log, settled };
	}

	test('is not loaded before', async () => {
		const { world, part, settled } = setUp();
		part.update();
		await settled();
		assert.equal(world.loads, 0);
	});

	test('is loaded once, brought up to date at once, and then with all others', async () => {
		const { world, part, settled } = setUp();
		world.needed = true;
		part.update();
		part.update();
		await settled();
		assert.deepEqual([world.loads, world.updates], [1, 1]);
		world.needed = false;
		part.update();
		assert.equal(world.updates, 2);
	});

	test('one that cannot be loaded is said in the log, and tried again', async () => {
		const { world, part, log, settled } = setUp();
		Object.assign(world, { needed: true, broken: true });
		part.update();
		await settled();
		assert.equal(log.lines.length, 1);
		world.broken = false;
		part.update();
		await settled();
		assert.deepEqual([world.loads, world.updates], [2, 1]);
	});

	test('one that comes after the end is let go', async () => {
		const { world, part, settled } = setUp();
		world.needed = true;
		part.update();
		part.dispose();
		await settled();
		assert.equal(world.disposals, 1);
		assert.equal(world.updates, 0);
	});
});
