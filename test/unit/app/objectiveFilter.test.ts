import assert from 'node:assert/strict';
import { filterNote, objectiveFilter } from '../../../src/app/objectiveFilter.ts';
import { objectiveOf } from '../../support/snapshots.ts';

suite('the filter of objectives', () => {
	const objective = objectiveOf('CHK-1', {
		title: 'Cut checkout abandonment in the Élysée shop',
		pm: { name: 'Maria Lopez', handle: 'mlopez' },
		team: 'payments',
		status: 'active',
		health: 'at-risk',
		why: 'Carts die.',
	});
	const check = (text: string, expected: boolean) =>
		assert.equal(objectiveFilter(text)?.(objective) ?? true, expected, text);

	test('nothing typed filters nothing', () => {
		assert.equal(objectiveFilter(''), undefined);
		assert.equal(objectiveFilter('  '), undefined);
	});
	test('each field that is shown', () => {
		for (const text of ['chk-1', 'abandon', 'Maria', 'mlopez', 'payments', 'active', 'at risk', 'at-risk'])
			check(text, true);
	});
	test('every word has to be there, in any order', () => {
		check('maria checkout', true);
		check('maria search', false);
	});
	test('neither case nor accents matter', () => {
		check('ELYSEE', true);
		check('élysée', true);
	});
	test('no word is found across two fields, and none in what is not shown', () => {
		check('abandonmentmaria', false);
		check('carts', false);
	});
	test('a word of the PM’s own for status or health', () => {
		const odd = objectiveOf('A', { statusText: 'shipping', healthText: 'meh' });
		assert.equal(objectiveFilter('shipping meh')?.(odd), true);
	});

	const note = (shown: number, total: number, filter: string, expected: string) =>
		assert.equal(filterNote(shown, total, filter), expected);
	test('the note says how much is shown', () => {
		note(41, 41, '', '41');
		note(3, 41, ' chk ', '3 of 41, filter: chk');
		note(0, 5000, 'x', '0 of 5,000, filter: x');
		note(0, 0, '', '');
	});
});
