import assert from 'node:assert/strict';
import { decodeText, SPEC_FILE_LIMIT } from '../../../src/core/decodeText.ts';

suite('decodeText', () => {
	function check(bytes: Uint8Array, expected: [text: string | undefined, ...codes: string[]]): void {
		const { value, problems } = decodeText('a.md', bytes);
		assert.deepEqual([value, ...problems.map(({ code }) => code)], expected);
	}

	test('UTF-8', () => check(Buffer.from('Größe ✓'), ['Größe ✓']));
	test('a byte order mark is no text', () => check(Buffer.from('\uFEFFx'), ['x']));
	test('Latin-1 is read as far as it goes', () =>
		check(Buffer.from('Größe', 'latin1'), ['Gr\uFFFD\uFFFDe', 'file.encoding']));
	test('UTF-16', () => check(Buffer.from('\uFEFFid: A', 'utf16le'), ['id: A', 'file.encoding']));
	test('UTF-16, the other way round', () =>
		check(Buffer.from('\uFEFFid: A', 'utf16le').swap16(), ['id: A', 'file.encoding']));
	test('a lone CR ends a line', () => check(Buffer.from('a\rb\r\nc'), ['a\nb\r\nc']));
	test('a picture', () => check(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0]), [undefined, 'file.binary']));
	test('nothing', () => check(new Uint8Array(), ['']));
	test('the largest file', () => check(new Uint8Array(SPEC_FILE_LIMIT).fill(65), ['A'.repeat(SPEC_FILE_LIMIT)]));
	test('one byte more', () => check(new Uint8Array(SPEC_FILE_LIMIT + 1).fill(65), [undefined, 'file.too-large']));
});
