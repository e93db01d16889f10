import assert from 'node:assert/strict';
import { nextId } from '../../../src/core/objectiveIds.ts';

suite('nextId', () => {
	function check(ids: string, like: string | undefined, expected: string): void {
		assert.equal(nextId(ids === '' ? [] : ids.split(' '), like), expected);
	}

	test('more ids than a call has arguments', () =>
		assert.equal(nextId(Array.from({ length: 200_000 }, (_, index) => `A-${index}`)), 'A-200000'));
	test('nothing to go by', () => check('', undefined, 'OBJ-1'));
	test('no numbers', () => check('GROW reach', undefined, 'OBJ-1'));
	test('the prefix that is used most', () => check('A-7 CHK-1 CHK-9', undefined, 'CHK-10'));
	test('like another', () => check('A-7 CHK-1 CHK-9', 'A-7', 'A-8'));
	test('like one without number', () => check('GROW', 'GROW', 'GROW-2'));
	test('like one that is not among them', () => check('', 'CHK-4', 'CHK-5'));
	test('leading zeros', () => check('0007-a RFC-0009', undefined, 'RFC-0010'));
	test('taken in other letters', () => check('CHK-1 chk-2', 'CHK-1', 'CHK-3'));
});
