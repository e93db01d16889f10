import assert from 'node:assert/strict';
import { problemText } from '../../../src/app/problemText.ts';
import { readNative } from '../../support/readNative.ts';

suite('problemText', () => {
	function check(keys: string, ...expected: string[]): void {
		const text = `---\nid: A\ntitle: T\n${keys}\n---\n`;
		const { problems } = readNative(text, { path: 'objectives/A.md' });
		assert.deepEqual(problems.map(problemText), expected);
	}

	test('a misspelt status', () =>
		check(
			'status: activ',
			'"status: activ" is not understood. Write one of proposed, active, paused, achieved, dropped, for example: status: active',
		));
	test('a wrong number', () =>
		check(
			'key_results: [{metric: M, target: soon}]',
			'"target: soon" is not understood. Write a number, for example: target: 70',
		));
	test('a misspelt key', () => check('statu: active', '"statu" is not a key of Tandem\'s. Did you mean "status"?'));
	test('a key of another tool', () =>
		check('stage: x', '"stage" is not a key of Tandem\'s. It is kept and not shown.'));
	test('a second colon', () =>
		check(
			'team: a: b',
			'This cannot be read as written: a second ": " on one line; put the text after the first one in quotes.',
		));
	test('sizes are for people', () =>
		assert.match(
			problemText({
				code: 'file.too-large',
				severity: 'error',
				file: 'a',
				facts: { bytes: 5_452_595, limit: 1_048_576 },
			}),
			/5\.2 MB .* below 1 MB/,
		));
});
