import assert from 'node:assert/strict';
import { coalesce } from '../../../src/app/coalesce.ts';

suite('coalesce', () => {
	/** Work that ends when the test says so. */
	function handResolved() {
		const ends: ((error?: Error) => void)[] = [];
		const work = () =>
			new Promise<void>((resolve, reject) => ends.push((error) => (error ? reject(error) : resolve())));
		return { ends, run: coalesce(work) };
	}
	const settle = () =>
		new Promise<void>((resolve) => queueMicrotask(() => queueMicrotask(() => queueMicrotask(resolve))));

	test('one run at a time; calls during a run share the next one', async () => {
		const { ends, run } = handResolved();
		const first = run();
		const second = run();
		const third = run();
		assert.equal(ends.length, 1);
		ends[0]?.();
		await first;
		await settle();
		assert.equal(ends.length, 2);
		ends[1]?.();
		await Promise.all([second, third]);
		assert.equal(ends.length, 2);
	});

	test('a failed run is told to its callers and does not stop the queued one', async () => {
		const { ends, run } = handResolved();
		const first = run();
		const second = run();
		ends[0]?.(new Error('no'));
		await assert.rejects(first, /no/);
		await settle();
		ends[1]?.();
		await second;
	});

	test('after it is done, a call starts at once', async () => {
		const { ends, run } = handResolved();
		const first = run();
		ends[0]?.();
		await first;
		void run();
		assert.equal(ends.length, 2);
	});
});
