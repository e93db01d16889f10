import assert from 'node:assert/strict';
import { shortened } from '../../../../src/core/channels/shortened.ts';

suite('a text that has to be shorter', () => {
	test('stays as it is where it is short enough', () => assert.equal(shortened('abc', 3), 'abc'));
	test('says that it goes on, within the limit', () => {
		const text = shortened('x'.repeat(5000), 1000);
		assert.equal(text.length, 1000);
		assert.match(text, /x\n\nThe text goes on in the spec repo\.$/);
	});
	test('is not cut in the middle of a character', () => {
		for (const longest of [90, 91]) assert.doesNotMatch(shortened('😀'.repeat(100), longest), /\p{Cs}/u);
	});
});
