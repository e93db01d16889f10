import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'yaml';
import { yamlWord, type ValueStyle } from '../../../src/core/yamlWord.ts';

/** What means something in YAML, and a little that does not. */
const MARKS = ': #-,[]{}"\'&*!|>%@`~?a1./\\\t'.split('');

suite('yamlWord', () => {
	const check = (text: string, expected: string, style?: ValueStyle) => assert.equal(yamlWord(text, style), expected);

	test('an ordinary word stays bare', () => check('Cut checkout abandonment', 'Cut checkout abandonment'));
	test('so does a pattern', () => check('src/checkout/**', 'src/checkout/**'));
	test('a colon with a blank behind it wants quotes', () => check('Cart: keep it', '"Cart: keep it"'));
	test('so does the mark of a comment', () => check('C #1', '"C #1"'));
	test('a comma wants them between brackets only', () => {
		check('a, b', 'a, b', 'plain');
		check('a, b', '"a, b"', 'flow');
	});
	test('a word that would be no text wants them', () => check('yes', '"yes"'));
	test('between quotes nothing is added', () => check('a: b', 'a: b', 'quoted'));
	test('whatever it says is read back, alone and between brackets', () => {
		const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...MARKS) }));
		fc.assert(
			fc.property(texts, (text) => {
				const word = yamlWord(text);
				const options = { schema: 'failsafe' } as const;
				assert.deepEqual(parse(`a: ${yamlWord(text, 'plain')}\n`, options), { a: text });
				assert.deepEqual(parse(`a: { b: ${word}, c: [${word}] }\n`, options), { a: { b: text, c: [text] } });
			}),
			{ numRuns: 500 },
		);
	});
});
