import assert from 'node:assert/strict';
import { readMarker, withMarker } from '../../../../src/core/channels/marker.ts';

suite('the marker of what Tandem wrote', () => {
	const check = (text: string, expected: ReturnType<typeof readMarker>) => assert.deepEqual(readMarker(text), expected);

	test('is the last line', () =>
		assert.equal(withMarker('May we?', 'q-7f3k2a'), 'May we?\n\n<!-- tandem q-7f3k2a -->'));
	test('comes back with the text', () =>
		check(withMarker('May we?\n\nTwice?', 'q-1'), { markdown: 'May we?\n\nTwice?', marker: 'q-1' }));
	test('comes back with the line ends of a web page', () =>
		check('May we?\r\n\r\n<!-- tandem q-1 -->\r\n', { markdown: 'May we?', marker: 'q-1' }));
	test('may be all there is', () => check('<!-- tandem q-1 -->', { markdown: '', marker: 'q-1' }));
	test('is none in the middle of a text', () => {
		const text = 'See\n<!-- tandem q-1 -->\nabove';
		check(text, { markdown: text });
	});
	test('is none at the end of a line', () => check('See <!-- tandem q-1 -->', { markdown: 'See <!-- tandem q-1 -->' }));
	test('is the last one where the text ends with another', () =>
		check(withMarker('a\n\n<!-- tandem q-0 -->', 'q-1'), { markdown: 'a\n\n<!-- tandem q-0 -->', marker: 'q-1' }));
	test('is none of another shape', () => check('<!-- tandem q 1 -->', { markdown: '<!-- tandem q 1 -->' }));

	test('many blanks take no time', () => {
		const start = process.cpuUsage();
		readMarker(`${' '.repeat(200_000)}x${'\n'.repeat(200_000)}`);
		assert.ok(process.cpuUsage(start).user < 200_000);
	});
});
