import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readBulletHeader } from '../../../../src/core/formats/bulletHeader.ts';
import { fieldsOf, rangedTexts } from '../../../support/headerFields.ts';
import { strayPositions } from '../../../support/strayPositions.ts';

suite('bulletHeader', () => {
	/** `rest` is what the body still has in lines with text. */
	function check(text: string, expected: Readonly<Record<string, unknown>>, rest: readonly string[]): void {
		const header = readBulletHeader(text);
		const lines = header.body.split(/\r?\n/);
		assert.deepEqual([fieldsOf(header), lines.filter((line) => line.trim() !== '')], [expected, rest]);
		assert.deepEqual([lines.length, header.bodyLine], [text.split(/\r?\n/).length, 1]);
	}
	function checkNone(text: string): void {
		assert.deepEqual(readBulletHeader(text), { body: text, bodyLine: 1 });
	}
	const value = (markdown: string) => fieldsOf(readBulletHeader(`* A: ${markdown}\n* B: b`)).A;
	const checkValue = (markdown: string, expected: unknown) => assert.equal(value(markdown), expected);

	test('Swift evolution', () =>
		check(
			`# Typed throws

* Proposal: [SE-0413](0413-typed-throws.md)
* Authors: [Ana](https://x/ana), [Tom](https://x/tom)
* Status: **Implemented (Swift 6.0)**
* Upcoming Feature Flag: \`FullTypedThrows\`
* Review: ([pitch](https://x)) ([review](https://y))

## Introduction
`,
			{
				'Proposal': 'SE-0413',
				'Authors': 'Ana, Tom',
				'Status': 'Implemented (Swift 6.0)',
				'Upcoming Feature Flag': 'FullTypedThrows',
				'Review': '(pitch) (review)',
			},
			['# Typed throws', '## Introduction'],
		));
	test('a Rust RFC', () =>
		check(
			'- Feature Name: `typed_throws`\n- Start Date:\n- RFC PR: [rust-lang/rfcs#2](https://x)\n\n# Summary\n',
			{ 'Feature Name': 'typed_throws', 'Start Date': '', 'RFC PR': 'rust-lang/rfcs#2' },
			['# Summary'],
		));
	test('MADR 2', () =>
		check(
			'<!-- x -->\n# Use it\n\n* Status: accepted <!-- optional -->\n* Deciders: Ana, Tom\n\nTechnical Story: y\n\n## Context\n',
			{ Status: 'accepted', Deciders: 'Ana, Tom' },
			['<!-- x -->', '# Use it', 'Technical Story: y', '## Context'],
		));
	test('spec-kit', () =>
		check(
			'# Feature: Pay\n\n**Feature Branch**: `1-pay`  \n**Created:** 2026-03-01\\\n**Status**: Draft\n**Input**: "a:\nb"\n\n## User Stories\n',
			{ 'Feature Branch': '1-pay', 'Created': '2026-03-01', 'Status': 'Draft', 'Input': '"a: b"' },
			['# Feature: Pay', '## User Stories'],
		));
	test('one bold key', () =>
		check('# Wish list\n\n**Status**: Implemented\n\nText: x\n', { Status: 'Implemented' }, [
			'# Wish list',
			'Text: x',
		]));
	test('bold keys behind bullets', () =>
		check('# T\n- **Owner**: Ana\n- **Team:** Pay\n+ __Due__ : May\n', { Owner: 'Ana', Team: 'Pay', Due: 'May' }, [
			'# T',
		]));
	test('an underlined title', () => check('T\n===\n\n* A: 1\n* B: 2\n', { A: '1', B: '2' }, ['T', '===']));
	test('a byte order mark and CRLF', () => check('\uFEFF# T\r\n* A: 1\r\n* B: 2\r\nx', { A: '1', B: '2 x' }, ['# T']));
	test('lines that go on with a value', () =>
		check('* A: one\n  two,\n\n  three\n* B: x\nlazy\n', { A: 'one two, three', B: 'x lazy' }, []));
	test('blank lines and comments between', () =>
		check('* A: 1\n\n<!--\n* C: 3\n-->\n* B: 2\n', { A: '1', B: '2' }, ['<!--', '* C: 3', '-->']));
	test('nested items are a list', () =>
		check('* A:\n  - [one](x)\n    more\n  - two\n* B: 2\n', { A: ['one more', 'two'], B: '2' }, []));
	test('nested items below a value go on with it', () =>
		check('* A: 1\n    * two\n* B: 2\n', { A: '1 two', B: '2' }, []));
	test('an item without a key stays in the body', () =>
		check('* A: 1\n* [x](y)\n  z\n* B: 2\n', { A: '1', B: '2' }, ['* [x](y)', '  z']));
	test('the head ends where another list begins', () =>
		check('* A: 1\n* B: 2\n\n* [x](y)\n* C: 3', { A: '1', B: '2' }, ['* [x](y)', '* C: 3']));
	test('the head ends at what is no paragraph', () =>
		['Summary\n===', '> q', '| a |', '1. x', '---', '```\nx\n```', '<p>'].forEach((block) =>
			check(`* A: 1\n* B: 2\n${block}`, { A: '1', B: '2' }, block.split('\n')),
		));
	test('a heading that looks like a key is none', () => checkNone('**A**: 1\n**B**: 2\n---\n'));

	test('one key is prose', () => checkNone('# T\n\n* Note: x\n* y\n'));
	test('a list without keys is prose', () => checkNone('# T\n\n* one\n* two: x, and see https://x\n'));
	test('plain keys need a bullet', () => checkNone('# T\n\nA: 1\nB: 2\n'));
	test('a long text before a colon is no key', () => checkNone(`* ${'a'.repeat(41)}: 1\n* ${'b'.repeat(41)}: 2\n`));
	test('a list below text is no head', () => checkNone('# T\n\nText.\n\n* A: 1\n* B: 2\n'));
	test('nothing', () => checkNone(''));

	test('links', () => checkValue('[a](b "c") ![i](j) [k][l] [m](n_(o)) [p]', 'a i k m [p]'));
	test('emphasis', () => checkValue('*a* __b__ ***c*** _d e_ f_g_h 2 * 3', 'a b c d e f_g_h 2 * 3'));
	test('code', () => checkValue('`a*b*` ``c``  <https://d.e> \\_f', 'a*b* c https://d.e _f'));
	test('an e-mail stays', () => checkValue('Ana <ana@x.example>', 'Ana <ana@x.example>'));

	test('keys and values are where their places say', () => {
		const text = '\uFEFF# T\n\n - **A** :  x y \\\n - B:\n   *  z\n   * w\n - C:  \n';
		const expected = ['A', 'x y', 'B', 'z', 'w', 'C', ''].map((part) => [part, part]);
		assert.deepEqual(rangedTexts(readBulletHeader(text), text), expected);
	});

	test('any text is read, with positions inside of it, and the body has its lines', () => {
		const piece = fc.constantFrom(
			'* A: 1',
			'- B:',
			'**C**: x',
			'**D:**',
			'  ',
			'\t- ',
			'# T',
			'===',
			'<!--',
			'-->',
			'```',
			'x',
			'\\',
			'[a](b)',
		);
		const end = fc.constantFrom('\n', '\n', '\r\n', '\n\n', '\r', '');
		fc.assert(
			fc.property(fc.array(fc.tuple(fc.oneof(piece, fc.string({ maxLength: 4 })), end)), (parts) => {
				const text = parts.flat().join('');
				const header = readBulletHeader(text);
				assert.deepEqual(strayPositions({ file: 'f', header }, { f: text }), []);
				assert.equal(header.body.split(/\r\n|\n|\r/).length, text.split(/\r\n|\n|\r/).length);
			}),
		);
	});
	test('the worst texts take a moment', () => {
		const pieces = [
			'* A: b\n',
			'* A:\n  * b\n',
			'**',
			'[a](',
			'[a](b',
			'[a',
			'<!--',
			'`',
			'_a',
			'*a',
			'\\',
			'- ',
			'(',
			' ',
		];
		for (const piece of [
			...pieces,
			'[x](()',
			'()',
			'\n',
			'<!--\n',
			'__',
			'**A**:',
			'\t',
			'  - a\n',
			'_ ',
			'* ',
			'`` ',
		]) {
			const started = process.cpuUsage();
			const many = piece.repeat(Math.ceil(100_000 / piece.length));
			for (const top of ['', '* A: 1\n* B: 2', '* A: 1\n* B: [x](']) readBulletHeader(top + many);
			assert.ok(process.cpuUsage(started).user < 1_500_000, piece);
		}
	}).timeout(60_000);
});
