import assert from 'node:assert/strict';
import { trendView } from '../../../src/app/trendView.ts';
import type { Measurement } from '../../../src/core/keyResultHistory.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const at = (day: string, value?: number): Measurement => ({ time: Date.parse(`${day}T09:00:00Z`) / 1000, value });
const completion = { current: 64.5, unit: '%' };
const history = [at('2026-07-03', 61), at('2026-09-01', 62.2), at('2026-11-16', 64.5)];

suite('how a key result moved', () => {
	test('first and last value with their days, and the change in short', () => {
		const moved = trendView(completion, history, NOW);
		assert.equal(moved?.note, '+3.5 since July');
		assert.equal(moved?.view.label, 'From 61 % on 3 July 2026 to 64.5 % on 16 November 2026, 3 values');
	});

	test('the line goes from the oldest to the newest, and from the least to the greatest', () =>
		assert.deepEqual(trendView(completion, history, NOW)?.view.stretches, [
			[
				[0, 0],
				[0.441, 0.343],
				[1, 1],
			],
		]));

	test('where nothing is known the line is interrupted', () => {
		const gap = [at('2026-07-03', 61), at('2026-08-01'), at('2026-09-01', 62), at('2026-11-16', 64.5)];
		const stretches = trendView(completion, gap, NOW)?.view.stretches ?? [];
		assert.deepEqual(
			stretches.map(({ length }) => length),
			[1, 2],
		);
	});

	test('what is not committed yet is its newest value', () => {
		const moved = trendView({ ...completion, current: 65 }, history, NOW);
		assert.match(moved?.view.label ?? '', /to 65 % on 20 November 2026, 4 values$/);
	});

	test('a month that could be of another year has its year', () =>
		assert.equal(trendView(completion, [at('2025-11-03', 66), ...history], NOW)?.note, '−1.5 since November 2025'));

	test('back where it began', () =>
		assert.equal(
			trendView({ current: 61 }, [at('2026-07-03', 61), at('2026-08-03', 64), at('2026-09-03', 61)], NOW)?.note,
			'±0 since July',
		));

	test('what never moved, or has no value today, has no line', () => {
		assert.equal(trendView(completion, [at('2026-07-03', 64.5)], NOW), undefined);
		assert.equal(trendView({}, history, NOW), undefined);
		assert.equal(trendView(completion, [], NOW), undefined);
	});
});
