import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { markerLength, readMarker, withMarker } from '../../../../src/core/channels/hiddenMarker.ts';

suite('a hidden marker', () => {
	const check = (body: string, markdown: string, marker?: string) =>
		test(JSON.stringify(body), () =>
			assert.deepEqual(readMarker(body), { markdown, ...(marker !== undefined && { marker }) }),
		);

	check('Yes.\n\n<!-- tandem q-7f3k2a -->', 'Yes.', 'q-7f3k2a');
	check('<!-- tandem m-0a1b2c -->', '', 'm-0a1b2c');
	check('Yes.\r\n\r\n<!-- tandem q-1 -->\r\n', 'Yes.', 'q-1');
	check('Yes.', 'Yes.');
	check('', '');
	// What somebody quotes, indents, adds to or writes below is theirs.
	check('> <!-- tandem q-1 -->', '> <!-- tandem q-1 -->');
	check('    <!-- tandem q-1 -->', '    <!-- tandem q-1 -->');
	check('a <!-- tandem q-1 -->', 'a <!-- tandem q-1 -->');
	check('<!-- tandem q-1 --> a', '<!-- tandem q-1 --> a');
	check('<!-- tandem q-1 -->\n\na', '<!-- tandem q-1 -->\n\na');
	check('<!--tandem q-1-->', '<!--tandem q-1-->');
	check('<!-- tandem q-1 q-2 -->', '<!-- tandem q-1 q-2 -->');
	check('<!-- Tandem Q-1 -->', '<!-- Tandem Q-1 -->');
	check('<!-- tandem q-1 -->\n<!-- tandem q-2 -->', '<!-- tandem q-1 -->', 'q-2');

	test('comes back from any text', () =>
		fc.assert(
			fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '\n', '<!-- tandem q-1 -->', '```', '>') }), (text) => {
				const body = withMarker(text, 'q-2');
				assert.equal(readMarker(body).marker, 'q-2');
				assert.equal(readMarker(body).markdown, text.trimEnd());
				assert.ok(body.length <= text.length + markerLength('q-2'));
			}),
		));
});
