import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { createKeyTrie } from '../../../src/core/keyTrie.ts';

interface Named {
	readonly text: string;
	readonly order: number;
}

const piece = fc.constantFrom(
	'CHK',
	'chk',
	'a',
	'ab',
	'B',
	'1',
	'01',
	'12',
	'001',
	'-',
	' ',
	'  ',
	'#',
	'/',
	'_',
	': ',
	'\n',
	'.',
	'é',
	'漢',
);
const words = (maxLength: number) => fc.array(piece, { minLength: 1, maxLength }).map((parts) => parts.join(''));

/** What each key finds when it is alone. */
function foundAlone(keys: readonly Named[], text: string, at: number, accepts: (key: Named, end: number) => boolean) {
	return keys.flatMap((key) => {
		const trie = createKeyTrie<Named>();
		trie.add(key.text, key);
		return trie.longestAt(text, at, accepts) ?? [];
	});
}

suite('many keys in one trie', () => {
	test('together they find the longest that one of them finds alone, of the same key the one added first', () => {
		fc.assert(
			fc.property(
				fc.array(words(5), { minLength: 1, maxLength: 8 }),
				words(10),
				fc.integer({ min: 0, max: 7 }),
				(texts, text, refused) => {
					const keys = texts.map((key, order) => ({ text: key, order }));
					const trie = createKeyTrie<Named>();
					for (const key of keys) trie.add(key.text, key);
					const accepts = ({ order }: Named) => order !== refused;
					for (let at = 0; at <= text.length; at++) {
						const found = trie.longestAt(text, at, accepts);
						const alone = foundAlone(keys, text, at, accepts);
						const longest = alone.filter(({ end }) => end === Math.max(...alone.map((one) => one.end)));
						const first = longest.find(({ key }) => key.text === found?.key.text);
						assert.deepEqual(found, longest.length > 0 ? first : undefined, `${text} at ${at}`);
					}
				},
			),
			{ numRuns: 2000 },
		);
	});

	test('a key can begin with what it begins with', () => {
		const trie = createKeyTrie<string>();
		trie.add('Ab-1', 'one');
		trie.add('7b', 'two');
		const begins = (char: string) => trie.canBegin(char.charCodeAt(0));
		assert.deepEqual(['a', 'A', '0', '7', 'b', '-'].map(begins), [true, true, true, true, false, false]);
	});
});
