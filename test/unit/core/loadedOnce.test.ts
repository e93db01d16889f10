import assert from 'node:assert/strict';
import { loadedOnce } from '../../../src/core/loadedOnce.ts';

suite('what is loaded once', () => {
	test('nothing is loaded before it is asked for, and all who ask share it', async () => {
		let loads = 0;
		const get = loadedOnce(async () => ({ number: ++loads }));
		assert.equal(loads, 0);
		const [one, other] = await Promise.all([get(), get()]);
		assert.equal(one, other);
		assert.equal(await get(), one);
		assert.equal(loads, 1);
	});

	test('after a failure the next one tries again', async () => {
		let loads = 0;
		const get = loadedOnce(async () => {
			if (++loads === 1) throw new Error('not readable just now');
			return loads;
		});
		await assert.rejects(get(), /not readable/);
		assert.equal(await get(), 2);
	});
});
