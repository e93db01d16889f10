import assert from 'node:assert/strict';
import { keyResultHistory } from '../../../src/core/keyResultHistory.ts';
import type { KeyResult } from '../../../src/core/objective.ts';

type Told = Partial<KeyResult> | undefined;

/** Versions at second 1, 2, 3 …, each with one key result KR1; undefined: the file cannot be read. `1=61 3=64` is the expected series. */
function check(name: string, versions: readonly (Told | 'unreadable')[], expected: string): void {
	test(name, () => {
		const history = keyResultHistory(
			versions.map((told, index) => ({
				time: index + 1,
				keyResults: told === 'unreadable' ? undefined : told ? [{ id: 'KR1', metric: 'Orders', line: 1, ...told }] : [],
			})),
		);
		const points = history.get('id KR1') ?? [];
		assert.equal(points.map(({ time, value }) => `${time}=${value ?? '?'}`).join(' '), expected);
	});
}

suite('the history of a key result', () => {
	check('every change is a point', [{ current: 61 }, { current: 62 }, { current: 64 }], '1=61 2=62 3=64');
	check(
		'a version that changes something else is none',
		[{ current: 61 }, { current: 61, target: 70 }, { current: 64 }],
		'1=61 3=64',
	);
	check('it begins with the first value', [undefined, {}, { current: 61 }], '3=61');
	check('a value that was taken away is a gap', [{ current: 61 }, {}, { current: 64 }], '1=61 2=? 3=64');
	check('so is a version that cannot be read', [{ current: 61 }, 'unreadable', { current: 61 }], '1=61 2=? 3=61');
	check('and one without the key result', [{ current: 61 }, undefined, { current: 64 }], '1=61 2=? 3=64');
	check(
		'nothing is compared over two units',
		[
			{ current: 0.61, unit: 'share' },
			{ current: 61, unit: '%' },
			{ current: 64, unit: '%' },
		],
		'2=61 3=64',
	);
	check('without any value there is no series', [{}, { target: 3 }], '');

	test('the clocks of two people disagree: time never runs backwards', () => {
		const at = (time: number, current: number) => ({ time, keyResults: [{ metric: 'Orders', current, line: 1 }] });
		const history = keyResultHistory([at(10, 1), at(5, 2), at(20, 3)]);
		assert.deepEqual(
			history.get('metric Orders')?.map(({ time }) => time),
			[10, 10, 20],
		);
	});

	test('two with one id say nothing about each other', () => {
		const result = { id: 'KR1', metric: 'Orders', current: 1, line: 1 };
		const history = keyResultHistory([{ time: 1, keyResults: [result, { ...result, current: 2 }] }]);
		assert.equal(history.size, 0);
	});
});
