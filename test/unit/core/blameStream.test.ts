import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { createBlameStream, unquotePath } from '../../../src/core/blameStream.ts';
import type { BlameEntry } from '../../../src/core/blameStream.ts';

const a = 'a'.repeat(40);
const b = 'b'.repeat(64);

interface Outcome {
	readonly entries: readonly BlameEntry[];
	readonly complete: boolean;
}

function read(chunks: Iterable<Uint8Array>): Outcome {
	const entries: BlameEntry[] = [];
	const stream = createBlameStream((entry) => entries.push(entry));
	for (const chunk of chunks) {
		stream.push(chunk);
		// Whoever gives the chunk may use it again.
		chunk.fill(0);
	}
	return { entries, complete: stream.end() };
}

function check(text: string | Uint8Array, entries: readonly BlameEntry[], complete = true): void {
	assert.deepEqual(read([Uint8Array.from(Buffer.from(text))]), { entries, complete });
}

function entry(
	hash: string,
	sourceLine: number,
	line: number,
	count: number,
	sourcePath = 'f',
	boundary = false,
): BlameEntry {
	return { hash, sourceLine, line, count, boundary, sourcePath };
}

suite('blameStream', () => {
	test('nothing', () => check('', []));
	test('two entries of one commit; its facts come once', () =>
		check(`${a} 1 2 3\nauthor x\nsummary y\nfilename f\n${a} 9 8 1\nfilename g\n`, [
			entry(a, 1, 2, 3),
			entry(a, 9, 8, 1, 'g'),
		]));
	test('boundary is said once and holds for the commit', () =>
		check(`${a} 1 1 1\nboundary\nfilename f\n${a} 2 2 1\nfilename f\n${b} 3 3 1\nfilename f\n`, [
			entry(a, 1, 1, 1, 'f', true),
			entry(a, 2, 2, 1, 'f', true),
			entry(b, 3, 3, 1),
		]));
	test('words that look like the format', () =>
		check(`${a} 1 1 1\nauthor filename f\nsummary boundary\nprevious ${b} filename z\nfilename f\n`, [
			entry(a, 1, 1, 1),
		]));
	test('an empty author, a carriage return and bytes that are not UTF-8', () => {
		const odd = Buffer.from([0xff, 0xfe, 0x0d, 0x00, 0xc3]);
		const text = Buffer.concat([Buffer.from(`${a} 1 1 1\nauthor \nsummary `), odd, Buffer.from('\nfilename f\n')]);
		check(text, [entry(a, 1, 1, 1)]);
	});
	test('a subject of a megabyte is not kept', () =>
		check(`${a} 1 1 1\nsummary ${'x'.repeat(1 << 20)}\nfilename f\n`, [entry(a, 1, 1, 1)]));
	test('quoted and plain paths', () =>
		check(`${a} 1 1 1\nfilename "a\\tb\\"\\\\\\303\\251.txt"\n${a} 2 2 1\nfilename ü b.txt\n`, [
			entry(a, 1, 1, 1, 'a\tb"\\é.txt'),
			entry(a, 2, 2, 1, 'ü b.txt'),
		]));
	test('broken off in an entry or in a line', () => {
		check(`${a} 1 1 1\nauthor x\n`, [], false);
		check(`${a} 1 1 1\nfilename f\n${a} 2`, [entry(a, 1, 1, 1)], false);
	});
	test('not such an output', () => {
		check('fatal: no\n', [], false);
		check(`${a} 0 1 1\nfilename f\n`, [], false);
		check(`${a.slice(1)} 1 1 1\nfilename f\n`, [], false);
	});
	test('any cut into chunks gives the same', () => {
		const text = Buffer.from(
			`${a} 1 1 2\nauthor é\nboundary\nfilename ü\n${b} 3 3 1\nsummary ✓\nfilename "\\303\\274"\n`,
		);
		const whole = read([Uint8Array.from(text)]);
		assert.equal(whole.entries.length, 2);
		fc.assert(
			fc.property(fc.array(fc.nat(text.length), { maxLength: 12 }), (cuts) => {
				const ends = [...cuts.sort((x, y) => x - y), text.length];
				const chunks = ends.map((end, at) => Uint8Array.from(text.subarray(at === 0 ? 0 : ends[at - 1], end)));
				assert.deepEqual(read(chunks), whole);
			}),
		);
	});
	test('a path without quotes is left alone', () => {
		assert.equal(unquotePath('a\\tb'), 'a\\tb');
		assert.equal(unquotePath('"'), '"');
		assert.equal(unquotePath('"a\\001b"'), 'a\u0001b');
	});
});
