import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readMailHeader } from '../../../../src/core/formats/mailHeader.ts';
import { fieldsOf, rangedTexts } from '../../../support/headerFields.ts';
import { strayPositions } from '../../../support/strayPositions.ts';

suite('mailHeader', () => {
	function check(text: string, expected: Readonly<Record<string, unknown>>, [body, bodyLine]: [string, number]): void {
		const header = readMailHeader(text);
		assert.deepEqual([fieldsOf(header), header.body, header.bodyLine], [expected, body, bodyLine]);
		for (const [value, inFile] of rangedTexts(header, text)) assert.equal(value, inFile);
	}
	const checkNone = (text: string) => check(text, {}, [text.replace('\uFEFF', ''), 1]);

	const PEP = 'PEP: 8\nTitle: Style\nAuthor: Ana <a@x>,\n        Tom\nPost-History:\n\nAbstract\n';
	test('a PEP', () =>
		check(PEP, { 'PEP': '8', 'Title': 'Style', 'Author': 'Ana <a@x>, Tom', 'Post-History': '' }, ['\nAbstract\n', 6]));
	test('what may stand above it', () =>
		check('\uFEFF.. -*- mode: rst -*-\n..\n  A: comment\n\nPEP: 8\nTitle: x', { PEP: '8', Title: 'x' }, ['', 6]));
	test('CRLF and tabs', () =>
		check('PEP:\t8\r\nAuthor: a,\r\n\tb\r\n\r\nx', { PEP: '8', Author: 'a, b' }, ['\r\nx', 4]));
	test('a line that lost its indentation goes on with the value', () =>
		check('PEP: 8\nTitle: a\nb: c\nd\n\n', { PEP: '8', Title: 'a', b: 'c d' }, ['\n', 5]));
	test('an address is no key', () => check('A: 1\nB:\n  https://x.y', { A: '1', B: 'https://x.y' }, ['', 3]));

	const BIP =
		'<pre>\n  BIP: 32\n\n  Layer:\n   Title: Wallets\n  Authors: Ana\n           Tom: x\n</pre>\n\n==Abstract==\n';
	test('a BIP', () =>
		check(BIP, { BIP: '32', Layer: '', Title: 'Wallets', Authors: 'Ana Tom: x' }, ['\n==Abstract==\n', 9]));
	test('a BIP in a fence', () => check('```\nBIP: 3\nTitle: x\n```\n# A', { BIP: '3', Title: 'x' }, ['# A', 5]));
	test('a block that is not quite straight', () =>
		check('```text\nBIP: ?\n  Title: x\n    y\n```', { BIP: '?', Title: 'x y' }, ['', 5]));
	test('a block that nothing closes ends at a blank line', () =>
		check('<PRE>\n BIP: 3\n Title: x\n\ny: z', { BIP: '3', Title: 'x' }, ['\ny: z', 4]));
	test('an empty value has a place', () =>
		assert.deepEqual(readMailHeader('A:  \nB: x').map?.entries[0]?.value.range.start, { line: 1, column: 5 }));

	test('one key is prose', () => checkNone('Note: this is text.\n\nMore: of it'));
	test('a key and text are prose', () => checkNone('Note: this is text\nthat goes on.\nMore: of it'));
	test('a key below text is none', () => checkNone('Hello\nA: 1\nB: 2'));
	test('a sentence is no key', () => checkNone(`${'long '.repeat(9)}: 1\n${'long '.repeat(9)}: 2`));
	test('code in a fence is none', () => checkNone('```ts\nconst a = 1;\nb: 2\n```\n'));
	test('nothing', () => checkNone('\uFEFF'));

	test('any text is read, with positions inside of it', () => {
		const piece = fc.constantFrom(
			'PEP: 1',
			'A: b',
			'C:',
			': ',
			'  x',
			'\t',
			'<pre>',
			'</pre>',
			'```',
			'..',
			'\n',
			'\r\n',
			'\r',
			'\uFEFF',
			'é',
		);
		fc.assert(
			fc.property(
				fc.array(fc.oneof(piece, fc.constant('\n'), fc.string({ maxLength: 4 })), { maxLength: 30 }),
				(parts) => {
					const text = parts.join('').replace(/^\uFEFF/, '');
					const header = readMailHeader(text);
					assert.deepEqual(strayPositions({ file: 'f', header }, { f: text }), []);
					assert.ok(text.replace(/\r(?!\n)/g, '\n').endsWith(header.body));
					assert.equal(text.split(/\r\n|\n|\r/).length - header.body.split(/\r\n|\n|\r/).length + 1, header.bodyLine);
				},
			),
		);
	});
	test('the worst texts take a moment', () => {
		for (const piece of [
			'A: b\n',
			' ',
			'a',
			':',
			'\n',
			'..\n',
			'<pre>\n',
			'```\n',
			'a:',
			'A:\n',
			' x\n',
			'\r',
			'-*-\n',
		]) {
			const started = process.cpuUsage();
			for (const top of ['', 'A: 1\nB: 2\n', '<pre>\nA: 1\nB: 2\n'])
				readMailHeader(top + piece.repeat(Math.ceil(100_000 / piece.length)));
			assert.ok(process.cpuUsage(started).user < 1_500_000, piece);
		}
	}).timeout(60_000);
});
