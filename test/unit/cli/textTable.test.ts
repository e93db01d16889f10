import assert from 'node:assert/strict';
import fc from 'fast-check';
import { safeText, textTable } from '../../../src/cli/textTable.ts';

const ANY_TEXT = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 8 }),
	fc.constantFrom('\u001b[2J', 'a\u202eb', '\r\n', '\u009b1m'),
);

suite('text for a terminal', () => {
	suite('made safe', () => {
		const check = (text: string, expected: string) =>
			test(JSON.stringify(text), () => assert.equal(safeText(text), expected));
		check('Cut  checkout\n\tabandonment ', 'Cut checkout abandonment');
		check('\u001b[31mred\u001b[0m', '\ufffd[31mred\ufffd[0m');
		check('\u001b]0;title\u0007', '\ufffd]0;title\ufffd');
		check('a\u009b2Jb', 'a\ufffd2Jb');
		check('user\u202etxt.exe', 'usertxt.exe');
		check('a\u0000b\u007fc', 'a\ufffdb\ufffdc');
		check('日本 Straße é 🎯', '日本 Straße é 🎯');
	});

	test('whatever stands in a repository, no line steers the terminal', () => {
		fc.assert(
			fc.property(fc.array(fc.array(ANY_TEXT, { minLength: 1, maxLength: 3 }), { maxLength: 3 }), (rows) => {
				const lines = textTable(rows);
				assert.equal(lines.length, rows.length);
				for (const line of lines) assert.doesNotMatch(line, /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
			}),
		);
	});

	suite('aligned', () => {
		const check = (rows: readonly (readonly string[])[], expected: readonly string[]) =>
			test(JSON.stringify(rows), () => assert.deepEqual(textTable(rows), expected));
		check([], []);
		check(
			[
				['ID', 'TITLE'],
				['CHK-1', 'Cut'],
			],
			['ID     TITLE', 'CHK-1  Cut'],
		);
		check(
			[
				['日本', 'x'],
				['abcde', 'y'],
			],
			['日本   x', 'abcde  y'],
		);
		check(
			[
				['e\u0301', 'x'],
				['ab', 'y'],
			],
			['e\u0301   x', 'ab  y'],
		);
		check([['a', '', '']], ['a']);
	});
});
