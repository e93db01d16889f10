import assert from 'node:assert/strict';
import { createBreather } from '../../../src/app/breather.ts';

suite('breather', () => {
	/** Does steps of these lengths, and says after which of them (from 1) the host had its turn. */
	async function check(steps: readonly number[], expected: readonly number[]): Promise<void> {
		let time = 1000;
		let step = 0;
		const turns: number[] = [];
		const pause = () => {
			turns.push(step);
			// What the host does in its turn is not counted as ours.
			time += 500;
			return Promise.resolve();
		};
		const breathe = createBreather({ now: () => time, pause, budgetMs: 8 });
		for (const length of steps) {
			step++;
			time += length;
			await breathe();
		}
		assert.deepEqual(turns, expected);
	}

	test('short work is not interrupted', () => check([1, 1, 1, 1], []));
	test('the host has its turn when the budget is spent', () => check([3, 3, 3, 3, 3, 3, 3], [3, 6]));
	test('after each long step', () => check([20, 1, 20, 20], [1, 3, 4]));
	test('a clock that is set back', () => check([1, -3_600_000, 1], [2]));
	test('work that was cancelled during the turn ends there', () => {
		const pause = () => Promise.reject(new Error('enough'));
		return assert.rejects(createBreather({ now: () => Number.MAX_VALUE, pause, budgetMs: 0 })(), /enough/);
	});
});
