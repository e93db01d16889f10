import assert from 'node:assert/strict';
import { parseMeasure } from '../../../src/app/measureText.ts';

suite('parseMeasure', () => {
	/** `metric | baseline > target unit`, or `metric` alone. */
	function check(text: string, expected: string | undefined): void {
		const found = parseMeasure(text);
		const numbers = found?.target === undefined ? '' : ` | ${found.baseline} > ${found.target} ${found.unit ?? '-'}`;
		assert.equal(found && found.metric + numbers, expected);
	}

	test('with units', () => check('Checkout completion: 61 % -> 70 %', 'Checkout completion | 61 > 70 %'));
	test('the unit once, at the end', () => check('Time to pay 12 → 8 s', 'Time to pay | 12 > 8 s'));
	test('the unit once, at the start', () => check('Time to pay: 12 s => 8', 'Time to pay | 12 > 8 s'));
	test('in words', () => check('NPS from 30 to 45', 'NPS | 30 > 45 -'));
	test('in money', () => check('Revenue per visit, €1.84->€2.30', 'Revenue per visit | 1.84 > 2.3 €'));
	test('thousands', () => check('Orders per day: 1,200 -> 1.5k', 'Orders per day | 1200 > 1500 -'));
	test('a number in the name', () =>
		check('Visitors who buy within 24 h: 3 % -> 5 %', 'Visitors who buy within 24 h | 3 > 5 %'));
	test('below zero', () => check('Margin: -2 -> 0', 'Margin | -2 > 0 -'));
	test('a metric alone', () => check('  Orders per day ', 'Orders per day'));
	test('a metric with a "to"', () => check('Time to first purchase', 'Time to first purchase'));
	test('nothing', () => check(' ', undefined));
	test('an arrow to nowhere', () => check('Orders: 1 ->', undefined));
	test('an arrow from nowhere', () => check('Orders -> 5', undefined));
	test('numbers of nothing', () => check('1 -> 5', undefined));
});
