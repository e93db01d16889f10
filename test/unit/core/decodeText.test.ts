import assert from 'node:assert/strict';
import { decodeText, SPEC_FILE_LIMIT } from '../../../src/core/decodeText.ts';

suite('decodeText', () => {
	function check(bytes: Uint8Array, expected: [text: string | undefined, ...codes: string[]]): void {
		const { value, problems } = decodeText('a.md', bytes);
		assert.deepEqual([value, ...problems.map(({ code }) => code)], expected);
	}

	test('UTF-8', () => check(Buffer.from('Größe ✓'), ['Größe ✓']));
	test('a byte order mark is no text', () => check(Buffer.from('\uFEFFx'), ['x']));
	test('Windows-1252', () =>
		check(
			Buffer.from(
				[...Buffer.from('Größe – 5 €\r\n', 'latin1')].map((byte, at) => (at === 6 ? 0x96 : at === 10 ? 0x80 : byte)),
			),
			['Größe – 5 €\r\n', 'file.encoding'],
		));
	test('a line of Windows-1252 in UTF-8', () =>
		check(Buffer.concat([Buffer.from('\uFEFFGröße\n'), Buffer.from('Müller\n', 'latin1'), Buffer.from('✓')]), [
			'Größe\nMüller\n✓',
			'file.encoding',
		]));
	test('damaged UTF-8 is read as far as it goes', () =>
		check(Buffer.concat([Buffer.from('Größe '), Buffer.from([0xe2, 0x9c]), Buffer.from(' x')]), [
			'Größe \uFFFD x',
			'file.encoding',
		]));
	test('a megabyte of broken lines takes no time', () => {
		const bytes = new Uint8Array(SPEC_FILE_LIMIT).map((_, index) => (index % 2 === 0 ? 0xfc : 10));
		const started = process.cpuUsage().user;
		assert.equal(decodeText('a.md', bytes).value?.slice(0, 4), 'ü\nü\n');
		assert.ok(process.cpuUsage().user - started < 3_000_000);
	});
	test('UTF-16', () => check(Buffer.from('\uFEFFid: A', 'utf16le'), ['id: A', 'file.encoding']));
	test('UTF-16, the other way round', () =>
		check(Buffer.from('\uFEFFid: A', 'utf16le').swap16(), ['id: A', 'file.encoding']));
	test('a lone CR ends a line', () => check(Buffer.from('a\rb\r\nc'), ['a\nb\r\nc']));
	test('a picture', () => check(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0]), [undefined, 'file.binary']));
	test('nothing', () => check(new Uint8Array(), ['']));
	test('the largest file', () => check(new Uint8Array(SPEC_FILE_LIMIT).fill(65), ['A'.repeat(SPEC_FILE_LIMIT)]));
	test('one byte more', () => check(new Uint8Array(SPEC_FILE_LIMIT + 1).fill(65), [undefined, 'file.too-large']));
});
