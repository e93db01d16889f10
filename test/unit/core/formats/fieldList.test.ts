import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readFieldList } from '../../../../src/core/formats/fieldList.ts';
import { fieldsOf, rangedTexts } from '../../../support/headerFields.ts';
import { strayPositions } from '../../../support/strayPositions.ts';

suite('fieldList', () => {
	/** `rest` is what the body still has in lines with text. */
	function check(text: string, expected: Readonly<Record<string, unknown>>, rest: readonly string[]): void {
		const header = readFieldList(text);
		const lines = header.body.split(/\r?\n/);
		assert.deepEqual([fieldsOf(header), lines.filter((line) => line.trim() !== '')], [expected, rest]);
		assert.deepEqual([lines.length, header.bodyLine], [text.split(/\r?\n/).length, 1]);
		for (const [value, inFile] of rangedTexts(header, text)) assert.equal(value, inFile);
	}
	const checkNone = (text: string) => assert.deepEqual(readFieldList(text), { body: text, bodyLine: 1 });

	test('a DEP', () =>
		check(
			'.. x\n   y\n\n====\nJobs\n====\n\n:DEP: 0014\n:Author: Ana,\n   Tom\n:Replaces:\n\n.. contents::\n\nAbstract\n===\n',
			{ DEP: '0014', Author: 'Ana, Tom', Replaces: '' },
			['.. x', '   y', '====', 'Jobs', '====', '.. contents::', 'Abstract', '==='],
		));
	test('at the top, without a title', () =>
		check('\uFEFF\n:A: 1\n:B C: x:y: z\nText', { 'A': '1', 'B C': 'x:y: z' }, ['Text']));
	test('above and below the title', () => check(':orphan:\n\nT\n===\n\n:A: 1\n', { orphan: '', A: '1' }, ['T', '===']));
	test('items are a list', () => check(':A:\n  - x\n  * y z\n:B:\n  - x\n  y\n', { A: ['x', 'y z'], B: '- x y' }, []));
	test('CRLF, tabs, blank lines', () => check(':A:\t1\r\n\r\n\t2\r\n\r\n:B: 3\r\n', { A: '1 2', B: '3' }, []));

	test('a role is no field', () => checkNone(':ref:`x` is text\n'));
	test('fields below text are part of it', () => checkNone('T\n===\n\nText.\n\n:A: 1\n'));
	test('nothing', () => checkNone(''));

	test('any text is read, with positions inside of it, and the body has its lines', () => {
		const piece = fc.constantFrom(':A: 1', ':B:', '  - x', '\t', '..', '===', 'T', ':', ' ', '\uFEFF');
		const end = fc.constantFrom('\n', '\n', '\r\n', '\n\n', '\r', '');
		fc.assert(
			fc.property(fc.array(fc.tuple(fc.oneof(piece, fc.string({ maxLength: 4 })), end)), (parts) => {
				const text = parts.flat().join('');
				const header = readFieldList(text);
				assert.deepEqual(strayPositions({ file: 'f', header }, { f: text }), []);
				assert.equal(header.body.split(/\r\n|\n|\r/).length, text.split(/\r\n|\n|\r/).length);
			}),
		);
	});
	test('the worst texts take a moment', () => {
		for (const piece of [':A: b\n', ':', ': ', '=', '..\n', '\n', '\t', ':a', '  - b\n', ':A:\n- ', '= ', '.. ']) {
			const started = process.cpuUsage();
			for (const top of ['', ':A:\n', 'T\n=\n']) readFieldList(top + piece.repeat(Math.ceil(100_000 / piece.length)));
			assert.ok(process.cpuUsage(started).user < 1_500_000, piece);
		}
	}).timeout(60_000);
});
