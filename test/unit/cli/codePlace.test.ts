import assert from 'node:assert/strict';
import { placeReadings } from '../../../src/cli/codePlace.ts';

suite('PATH[:LINE]', () => {
	const check = (target: string, ...expected: readonly (readonly [string, number?])[]) =>
		test(JSON.stringify(target), () =>
			assert.deepEqual(
				placeReadings(target),
				expected.map(([path, line]) => (line === undefined ? { path } : { path, line })),
			),
		);
	check('src/cart.ts', ['src/cart.ts']);
	check('src/cart.ts:12', ['src/cart.ts:12'], ['src/cart.ts', 12]);
	check('src/cart.ts:12:3', ['src/cart.ts:12:3'], ['src/cart.ts:12', 3], ['src/cart.ts', 12]);
	check('C:\\shop\\cart.ts', ['C:\\shop\\cart.ts']);
	check('C:\\shop\\cart.ts:12', ['C:\\shop\\cart.ts:12'], ['C:\\shop\\cart.ts', 12]);
	check('C:/shop/cart.ts:12', ['C:/shop/cart.ts:12'], ['C:/shop/cart.ts', 12]);
	check('a:b.ts', ['a:b.ts']);
	check('a:b.ts:7', ['a:b.ts:7'], ['a:b.ts', 7]);
	check('a.ts:', ['a.ts:']);
	check('a.ts:-1', ['a.ts:-1']);
	check('a.ts:0', ['a.ts:0'], ['a.ts', 0]);
	check(':12', [':12']);
	check('Straße/日本.ts:3', ['Straße/日本.ts:3'], ['Straße/日本.ts', 3]);
	check('a\nb.ts:3', ['a\nb.ts:3'], ['a\nb.ts', 3]);
});
