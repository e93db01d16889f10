import assert from 'node:assert/strict';
import { goalTable, median, middleOf, rowOf, rowWithout, textTable } from '../../harness/bench/goalRows.mjs';

suite('the rows of the bench', () => {
	const goal = { key: 'ms', name: 'open a file', unit: 'ms', bound: 'under', limit: 16 } as const;

	test('a row has the median of its rounds, and whether the goal holds', () => {
		const row = rowOf(goal, [{ ms: 30 }, { ms: 9 }, { ms: 12 }]);
		assert.deepEqual(row, { name: 'open a file', value: 12, unit: 'ms', goal: 'under 16 ms', holds: true });
	});
	test('a goal that is missed says so', () => {
		assert.equal(rowOf(goal, [{ ms: 40 }]).holds, false);
	});
	for (const [bound, value, holds] of [
		['under', 16, false],
		['under', 15.99, true],
		['at most', 16, true],
		['at most', 16.01, false],
		['at least', 16, true],
		['at least', 15.99, false],
	] as const) {
		test(`${value} is ${holds ? '' : 'not '}${bound} 16`, () => {
			assert.equal(rowOf({ ...goal, bound }, [{ ms: value }]).holds, holds);
		});
	}
	test('rounds that could not measure it do not count', () => {
		assert.equal(rowOf(goal, [{ ms: 4 }, {}, { ms: Number.NaN }, { other: 99 }]).value, 4);
	});
	test('what nobody could measure neither holds nor misses', () => {
		const { value, holds, note } = rowOf(goal, [{ ms: Number.NaN }]);
		assert.deepEqual({ value, holds, note }, { value: undefined, holds: undefined, note: 'n/a here' });
	});
	test('a row that was left out says why', () => {
		const { value, holds, note } = rowWithout(goal, 'skipped: no data');
		assert.deepEqual({ value, holds, note }, { value: undefined, holds: undefined, note: 'skipped: no data' });
	});
	test('a note sees all rounds', () => {
		const noted = { ...goal, note: (samples: readonly Record<string, number>[]) => middleOf(samples, 'cpu', 1) };
		assert.equal(rowOf(noted, [{ ms: 1, cpu: 2 }, { ms: 1, cpu: 7 }, { ms: 1 }]).note, '4.5');
	});

	test('the median of an even number of values lies between the two in the middle', () => {
		assert.equal(median([4, 1, 3, 2]), 2.5);
		assert.ok(Number.isNaN(median([])));
	});

	test('the table has a line for each row, its verdict first', () => {
		const lines = goalTable([
			rowOf(goal, [{ ms: 1234.5 }]),
			rowOf({ ...goal, name: 'index', unit: 'x', bound: 'at most', limit: 1.25 }, [{ ms: 0.0123 }]),
			rowWithout(goal, 'skipped'),
		]).split('\n');
		assert.deepEqual(
			lines.map((line) => line.split(/\s{2,}/)),
			[
				['', 'what', 'value', 'goal', 'note'],
				['MISSED', 'open a file', '1,235 ms', 'under 16 ms'],
				['holds', 'index', '0.0123 x', 'at most 1.25 x'],
				['-', 'open a file', 'under 16 ms', 'skipped'],
			],
		);
	});
	test('columns stand below each other, numbers to the right', () => {
		assert.equal(
			textTable(
				['a', 'b'],
				[
					['one', '1'],
					['three', '100'],
				],
				new Set([1]),
			),
			'a        b\none      1\nthree  100',
		);
	});
});
