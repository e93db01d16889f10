import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { finish } from '../../../../src/core/steps.ts';
import { createWordIndex } from '../../../../src/core/suggest/wordIndex.ts';
import { wordsOf } from '../../../../src/core/suggest/words.ts';

const query = (...words: string[]) => new Map(words.map((word) => [word, { weight: 1, shown: word }]));
const counted = (words: readonly string[]) => {
	const counts = new Map<string, { count: number; shown: string }>();
	for (const word of words) counts.set(word, { count: (counts.get(word)?.count ?? 0) + 1, shown: word });
	return counts;
};

/** BM25 as it stands in the books, without an index. */
function bm25(documents: readonly (readonly string[])[], words: readonly string[]): number[] {
	const filled = documents.filter(({ length }) => length > 0);
	const average = filled.reduce((sum, { length }) => sum + length, 0) / (filled.length || 1);
	return documents.map((document) =>
		words.reduce((sum, word) => {
			const count = document.filter((other) => other === word).length;
			const having = documents.filter((other) => other.includes(word)).length;
			const rarity = Math.log(1 + (filled.length - having + 0.5) / (having + 0.5));
			return count === 0
				? sum
				: sum + (rarity * count * 2.2) / (count + 1.2 * (0.25 + (0.75 * document.length) / average));
		}, 0),
	);
}

suite('texts ranked by the words of a query', () => {
	test('are ranked as BM25 ranks them, in whichever order they come and grow', () => {
		const word = fc.constantFrom('a', 'b', 'c', 'd', 'e');
		const pieces = fc.array(fc.record({ at: fc.nat(5), words: fc.array(word, { maxLength: 6 }) }), { maxLength: 20 });
		fc.assert(
			fc.property(pieces, fc.uniqueArray(word, { minLength: 1 }), (parts, wanted) => {
				const index = createWordIndex(6);
				const documents: string[][] = [[], [], [], [], [], []];
				for (const { at, words } of parts) {
					index.add(at, counted(words));
					documents[at]?.push(...words);
				}
				const { scores } = finish(index.search(query(...wanted), 1_000));
				const expected = bm25(documents, wanted);
				const [most, best] = [Math.max(...expected), Math.max(...scores)];
				for (const [at, score] of scores.entries()) {
					assert.ok(Math.abs((best && score / best) - (most && (expected[at] ?? 0) / most)) < 1e-9);
				}
			}),
		);
	});
	test('the score says how much of the query is there', () => {
		const index = createWordIndex(20);
		for (let at = 3; at < 20; at++) index.add(at, counted(Array.from({ length: 9 }, () => 'mail')));
		index.add(0, counted(['card', 'card', 'card', 'retry', 'retry', 'retry', 'bank', 'bank', 'bank']));
		index.add(1, counted(['card', 'mail', 'mail', 'mail', 'mail', 'mail', 'mail', 'mail', 'mail']));
		const { scores } = finish(index.search(query('card', 'retry', 'bank'), 3));
		assert.equal(scores[0], 1);
		assert.ok((scores[1] ?? 0) > 0 && (scores[1] ?? 0) < 0.34);
		assert.equal(scores[2], 0);
		// One word of ten that a full answer has.
		assert.ok((finish(index.search(query('bank'), 10)).scores[0] ?? 1) <= 0.2);
	});
	test('words that most texts have are no full answer, however many there are', () => {
		const index = createWordIndex(2);
		for (const at of [0, 1]) index.add(at, counted(['card', 'retry', 'bank']));
		const { scores } = finish(index.search(query('card', 'retry', 'bank'), 3));
		assert.ok((scores[0] ?? 1) < 0.1, String(scores[0]));
	});
	test('the words that speak for a text, the rarest first', () => {
		const index = createWordIndex(3);
		index.add(0, wordsOf('A declined card is retried'));
		index.add(1, wordsOf('A card in a mail'));
		const { wordsFor } = finish(index.search(query('card', 'declin', 'mail', 'pigeon'), 4));
		assert.deepEqual(wordsFor(0, 5), ['declin', 'card']);
		assert.deepEqual(wordsFor(0, 1), ['declin']);
		assert.deepEqual(wordsFor(2, 5), []);
	});
	test('without texts there is nothing', () => {
		assert.deepEqual([...finish(createWordIndex(2).search(query('card'), 5)).scores], [0, 0]);
		assert.deepEqual([...finish(createWordIndex(0).search(query('card'), 5)).scores], []);
	});
});
