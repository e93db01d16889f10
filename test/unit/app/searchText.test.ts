import assert from 'node:assert/strict';
import { searchWords, wordsAround } from '../../../src/app/searchText.ts';

suite('the text that is searched', () => {
	const words = (text: string, expected: readonly string[]) => assert.deepEqual(searchWords(text), expected);
	test('is taken apart into words', () => {
		words('CHK-1: `retry()` the Élan', ['chk', '1', 'retry', 'the', 'elan']);
		words('--- **', []);
	});

	const check = (text: string, wanted: readonly string[], expected: string | undefined) =>
		assert.equal(wordsAround(text, wanted), expected);
	test('a match near the beginning shows it from there', () =>
		check('Every tenth cart dies.', ['cart'], 'Every tenth cart dies.'));
	test('a later one with the words before it', () =>
		check('One two three four five six seven eight', ['seven'], '…three four five six seven eight'));
	test('the paragraph that has it, without its marks', () =>
		check('# Why\n\nFirst.\n\n- The **second** [one](https://x.example)', ['second'], 'The second one'));
	test('an accent or a capital is no difference', () => check('Der ÉLAN', ['elan'], 'Der ÉLAN'));
	test('has an end, between words where it can', () => {
		const shown = wordsAround(`start ${'word '.repeat(50)}`, ['start']) ?? '';
		assert.match(shown, /word…$/);
		assert.ok(shown.length <= 92);
		assert.ok((wordsAround('x'.repeat(10_000), ['x']) ?? '').length <= 92);
	});
	test('a paragraph that is made to be slow is not taken apart', () =>
		check('['.repeat(50_000) + ' cart', ['cart'], `${'['.repeat(45)}…`));
	test('no match, no words', () => check('Every tenth cart dies.', ['zebra'], undefined));
});
