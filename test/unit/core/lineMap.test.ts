import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { mapLines } from '../../../src/core/lineMap.ts';

/** Lines are single letters. */
function check(before: string, after: string, ...expected: number[]): void {
	test(`${before} to ${after}`, () => {
		const map = mapLines(before.split(''), after.split(''));
		assert.deepEqual(map && [...map], expected);
	});
}

suite('moved lines', () => {
	check('abc', 'abc', 0, 1, 2);
	check('abc', 'axbc', 0, -1, 1, 2);
	check('abc', 'ac', 0, 2);
	check('abc', 'xyz', -1, -1, -1);
	check('', 'ab', -1, -1);
	check('ab', '');
	check('aaa', 'aaaa', 0, 1, 2, -1);
	check('abcdef', 'acxdyf', 0, 2, -1, 3, -1, 5);
	check('a}b}c}', 'a}x}b}c}', 0, 1, -1, -1, 2, 3, 4, 5);

	test('a carriage return does not count', () => {
		assert.deepEqual([...(mapLines(['a', 'b\r', 'c', 'd'], ['a\r', 'x', 'b', 'c\r', 'd']) ?? [])], [0, -1, 1, 2, 3]);
	});

	test('a mapped line has the same text, and the order stays', () => {
		const lines = fc.array(fc.constantFrom('a', 'b', 'c', '}', ''), { maxLength: 30 });
		fc.assert(
			fc.property(lines, lines, (before, after) => {
				let last = -1;
				for (const [at, origin] of (mapLines(before, after) ?? []).entries()) {
					if (origin < 0) continue;
					assert.equal(before[origin], after[at]);
					assert.ok(origin > last);
					last = origin;
				}
			}),
		);
	});

	test('one line typed into a large file takes a moment, two large unlike files are given up', () => {
		const before = Array.from({ length: 12_000 }, (_, at) => `line ${at}`);
		const after = [...before.slice(0, 6_000), 'typed', ...before.slice(6_000)];
		const started = process.cpuUsage();
		assert.equal(mapLines(before, after)?.[6_001], 6_000);
		assert.ok(process.cpuUsage(started).user < 300_000);
		assert.equal(mapLines(before, before.toReversed()), undefined);
		assert.deepEqual(
			new Set(
				mapLines(
					before,
					before.map((line) => `${line}!`),
				),
			),
			new Set([-1]),
		);
	}).timeout(20_000);
});
