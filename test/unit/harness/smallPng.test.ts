import assert from 'node:assert/strict';
import { deflateSync, inflateSync } from 'node:zlib';
import { smallPng } from '../../harness/smallPng.mjs';

suite('pictures with a palette', () => {
	/** Rows of PNG data, each with its filter first, become rows of colours. */
	const check = (name: string, rows: readonly (readonly number[])[], expected: readonly string[]) =>
		test(name, () => assert.deepEqual(colours(smallPng(pngOf(rows))), expected));

	check('values', [[0, 1, 2, 3, 255, 0, 0]], ['010203 ff0000']);
	check('differences from the left', [[1, 1, 2, 3, 1, 1, 1]], ['010203 020304']);
	check(
		'differences from above',
		[
			[0, 1, 2, 3],
			[2, 1, 1, 255],
		],
		['010203', '020302'],
	);
	check(
		'differences from both',
		[
			[0, 4, 4, 4, 8, 8, 8],
			[3, 0, 0, 0, 0, 0, 0],
		],
		['040404 080808', '020202 050505'],
	);
	check(
		'differences from the nearest',
		[
			[0, 9, 9, 9, 1, 1, 1],
			[4, 0, 0, 0, 0, 0, 0],
		],
		['090909 010101', '090909 010101'],
	);

	test('a colour of too many becomes one that is near', () => {
		const row = Array.from({ length: 600 }, (_, at) => [at & 255, at >> 8, 0]).flat();
		const [line = ''] = colours(smallPng(pngOf([[0, ...row]])));
		const far = line.split(' ').map((colour, at) => Math.abs(Number.parseInt(colour.slice(0, 2), 16) - (at & 255)));
		assert.equal(new Set(line.split(' ')).size, 256);
		assert.ok(Math.max(...far) < 8, String(Math.max(...far)));
	});
});

function pngOf(rows: readonly (readonly number[])[]): Buffer {
	const head = Buffer.alloc(13);
	head.writeUInt32BE(((rows[0]?.length ?? 1) - 1) / 3, 0);
	head.writeUInt32BE(rows.length, 4);
	head.set([8, 2], 8);
	const chunk = (type: string, content: Buffer) => {
		const size = Buffer.alloc(4);
		size.writeUInt32BE(content.length);
		return Buffer.concat([size, Buffer.from(type), content, Buffer.alloc(4)]);
	};
	const data = deflateSync(Buffer.from(rows.flat()));
	return Buffer.concat([Buffer.alloc(8), chunk('IHDR', head), chunk('IDAT', data)]);
}

function colours(png: Buffer): readonly string[] {
	const chunks = new Map<string, Buffer>();
	for (let at = 8; at < png.length;) {
		const length = png.readUInt32BE(at);
		chunks.set(png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, at + 8 + length));
		at += length + 12;
	}
	const palette = chunks.get('PLTE')?.toString('hex').match(/.{6}/g) ?? [];
	const width = chunks.get('IHDR')?.readUInt32BE(0) ?? 0;
	const bytes = [...inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0))];
	const rows = Array.from({ length: bytes.length / (width + 1) }, (_, y) =>
		bytes.slice(y * (width + 1) + 1, (y + 1) * (width + 1)),
	);
	return rows.map((row) => row.map((index) => palette[index]).join(' '));
}
