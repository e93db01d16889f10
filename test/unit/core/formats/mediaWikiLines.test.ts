import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mediaWikiLines } from '../../../../src/core/formats/mediaWikiLines.ts';

suite('mediaWikiLines', () => {
	function check(text: string, ...expected: string[]): void {
		const lines = mediaWikiLines(text, 5).map((line) =>
			line.kind === 'heading' ? `${'#'.repeat(line.level)} ${line.title}` : line.text,
		);
		assert.deepEqual(lines, expected);
	}

	test('headings', () => check('==Motivation==\n=== Why ===\nx', '# Motivation', '## Why', 'x'));
	test('numbers are no headings', () => check('# first\n## deeper\n* a', '1. first', '  1. deeper', '- a'));
	test('emphasis and links', () =>
		check(
			"'''Never''' ''twice'' [[bip-0016.mediawiki|BIP 16]] [https://x.example the page]",
			'**Never** *twice* BIP 16 [the page](https://x.example)',
		));
	test('code is left alone', () => check("<source lang='c'>\n# '''x'''\n</source>\ny", '```', "# '''x'''", '```', 'y'));
	test('numbered as the file counts', () =>
		assert.deepEqual(
			mediaWikiLines('a\r\nb', 7).map(({ line }) => line),
			[7, 8],
		));
	test('any text: a line for each line, in no time', () => {
		fc.assert(
			fc.property(fc.string(), (text) => assert.equal(mediaWikiLines(text, 1).length, text.split(/\r\n|\n|\r/).length)),
		);
		for (const piece of ['=', "'", '[[a|', '#', '<pre>\n', '[https://x ']) mediaWikiLines(piece.repeat(100_000), 1);
	});
});
