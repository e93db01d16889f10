import assert from 'node:assert/strict';
import fc from 'fast-check';
import { markdownLines, type MarkdownLine } from '../../../../src/core/markdownLines.ts';
import { rstLines } from '../../../../src/core/formats/rstLines.ts';

suite('rstLines', () => {
	/** A line that shows nothing is `·`. */
	function check(rst: string, markdown: string): void {
		const texts = rstLines(rst, 1).map(({ text, kind }) => (kind === 'blank' || kind === 'comment' ? '·' : text));
		assert.equal(texts.join('\n'), markdown);
	}
	function checkKinds(rst: string, expected: string): void {
		const kinds = rstLines(rst, 1).map((line) => (line.kind === 'fence' ? line.part : line.kind));
		assert.equal(kinds.join(' '), expected);
	}
	const checkWords = (rst: string, markdown: string, targets = '') => {
		const lines = rst.split('\n').length;
		const read = rstLines(`${rst}\n\n${targets}`, 1).slice(0, lines);
		assert.equal(read.map(({ text }) => text).join('\n'), markdown);
	};

	test('titles', () =>
		check(
			'===\nOne\n===\n\nTwo\n===\n\nThree\n-----\nx\n\nB\n==\n',
			'·\n# One\n·\n·\n## Two\n·\n·\n### Three\n·\nx\n·\n## B\n·\n·',
		));
	test('a title inside of its frame', () => check('=======\n One *x*\n=======', '·\n# One *x*\n·'));
	test('levels below the sixth', () => {
		const marks = ['=', '-', '~', '^', '"', "'", '+', '#'].map((mark) => `T\n${mark.repeat(2)}\n`).join('');
		assert.deepEqual(
			rstLines(marks, 1).flatMap((line) => (line.kind === 'heading' ? line.level : [])),
			[1, 2, 3, 4, 5, 6, 6, 6],
		);
	});
	test('a short line below a longer text is no title', () => check('Long\n--\n', 'Long\n\\--\n·'));
	test('a line as long as the last one of a paragraph makes it a title', () =>
		check('a\nTitle\n=====\nb\nmore\n====\n', 'a\n# Title\n·\nb\n# more\n·\n·'));
	test('a rule', () => check('a\n\n~~~~\n\nb', 'a\n·\n---\n·\nb'));
	test('a numbered title', () => check('1. One\n======', '# 1. One\n·'));
	test('line numbers and byte order mark', () =>
		assert.deepEqual(rstLines('\uFEFFT\r\n=\r\nx', 7).at(-1), { line: 9, text: 'x', kind: 'text' }));

	test('comments', () => checkKinds('..\n a\n\n b\n\n.. c\nd', 'comment comment comment comment blank comment text'));
	test('an empty comment hides nothing', () => checkKinds('..\n\n  a', 'comment blank text'));
	test('targets, images and lists of contents', () =>
		checkKinds(
			'.. _a: b\n.. contents::\n   :x: 1\n\n   y\n.. |c| image:: d\n__ e\n..z',
			`${'comment '.repeat(7)}text`,
		));

	test('code', () => check('.. code-block:: py\n   :x:\n\n   a\n\n     b\n\nc', '·\n·\n```py\na\n\n  b\n```\nc'));
	test('code directly below', () => check('.. code::\n   a\n\nb', '```\na\n```\nb'));
	test('code with a fence in it', () => check('::\n\n ```\n\n', '·\n````\n```\n````\n·'));
	test('a literal block', () =>
		check('a::\n\n  b\n c\n\nd ::\n\n  e\n\n::\n\n f\n', 'a:\n```\n b\nc\n```\nd\n```\ne\n```\n·\n```\nf\n```'));
	test('two colons without a block', () => check('a::\n\nb', 'a::\n·\nb'));
	test('a block with nothing below it is indented', () => check('a::\n\n  b', 'a:\n·\n    b'));
	test('a quoted block', () => check('a::\n\n> b\n> c\n\nd::\n\n> e\nf', 'a:\n```\n> b\n> c\n```\nd::\n·\n\\> e\nf'));
	test('a block in a list', () => check('* a::\n\n    b\n\n  c\n', '* a:\n  ```\n  b\n  ```\n  c\n·'));
	test('what was typed in Python', () => check('\n>>> a\n1\n\nb', '```python\n>>> a\n1\n```\nb'));
	test('tables', () =>
		check(
			'a\n\n+-+--+\n|a|b|\n+-+--+\n\n== ==\na  b\n== ==\nc  d\n== ==\n\n',
			'a\n```\n+-+--+\n|a|b|\n+-+--+\n```\n    == ==\n    a  b\n    == ==\n    c  d\n    == ==\n·\n·',
		));
	test('a table by a directive', () =>
		check('.. csv-table:: T\n   :header: x\n\n   a, b\n\n', '·\n·\n```\na, b\n```\n·'));
	test('a directive that nobody knows is shown', () => check('.. foo::\n\n   a\n\n', '·\n```\na\n```\n·'));

	test('notes', () =>
		check('.. note:: a\n   b\n\n.. Warning::\n\n   c ``d``\n', '**Note:** a\nb\n·\n**Warning:**\n·\nc `d`\n·'));
	test('a box with a title', () => check('.. admonition:: A b\n\n   c', '**A b**\n·\nc'));
	test('footnotes', () =>
		check('.. [1] a\n   b\n.. [C-2] c\n.. [#] d\n.. [#e] f', '- [1] a\n  b\n- [C-2] c\n- d\n- f'));

	test('lists', () =>
		check(
			'* a\n  b\n\n  - c\n\n    d\n\ne\n\n#. f\n#. g\n(3) h\n• i',
			'* a\n  b\n·\n  - c\n·\n    d\n·\ne\n·\n1. f\n1. g\n3) h\n- i',
		));
	test('a mark with many blanks', () => check('-      a\n       b', '- a\n  b'));
	test('fields', () => check(':A: b\n    c\n:D: e', '- :A: b\n  c\n- :D: e'));
	test('a quote is no code', () => check('a\n\n    b\n\n    * c', 'a\n·\nb\n·\n* c'));
	test('terms', () => check('a\n  b\n  c\n\nd\n  * e', 'a\\\nb\nc\n·\nd\n* e'));
	test('verses', () => check('| a\n|\n| b', 'a\\\n\\\nb'));
	test('what would be Markdown only', () =>
		check('[a]: x\n# a\n> b\n```\n<!-- c\n~~~~\n', '\\[a]: x\n\\# a\n\\> b\n\\```\n\\<!-- c\n\\~~~~\n·'));

	test('what would be a heading of Markdown', () => check('a\n-\n\n- - # b\n\\   # c', 'a\n\\-\n·\n- - \\# b\n\\# c'));
	test('blocks begin below a blank line', () =>
		check('a\n>>> b\n+--+\n|c |\n+--+\n', 'a\n\\>>> b\n+--+\n\\|c |\n+--+\n·'));

	test('literals', () => checkWords('``a_`` ``b`c`` `d` ``e\nf_``', '`a_` `` b`c `` `d` `e\nf_`', '.. _f: g'));
	test('links', () => checkWords('`a b <https://c>`_ `d\n<e(f>`__ `<g>`_', '[a b](https://c) [d\n](e%28f) [g](g)'));
	test('references', () =>
		checkWords(
			'`A  b`_, c_. d_ C__ `e`_ e__',
			'[A  b](x), [c](y). d_ [C](w) e e__',
			'.. _a b: x\n.. _`c`:\n   y\n.. __: w',
		));
	test('a link by name', () => checkWords('`a <c_>`_ `b <d_>`_', '[a](y) b', '.. _C: y'));
	test('only addresses of the web are links', () =>
		checkWords('`a <javascript:b>`_ `c <mailto:d>`_', 'a [c](mailto:d)'));
	test('roles', () => checkWords(':ref:`a b <c>` :py:class:`~d.E` :pep:`8` :file:`f` :doc:`!g`', 'a b E PEP 8 `f` g'));
	test('numbers of notes', () => checkWords('a [1]_ [#b]_, [2] |c|', 'a [1], [2] |c|'));
	test('names in code and addresses are no references', () =>
		checkWords('a_b __c__ https://x/a_ x.a_', 'a_b __c__ https://x/a_ x.a_', '.. _a: y'));
	test('escapes', () => checkWords('a\\ b \\*c \\`d\\`', 'ab \\*c \\`d\\`'));
	test('a mark does not go over a list item', () => checkWords('- `a\n- b`_', '- `a\n- b`_', '.. _b: c'));

	test('any text gives its lines, in order', () => {
		const piece = fc.constantFrom(
			'T',
			'====',
			'---',
			'..',
			'.. note::',
			'.. code::',
			'.. [1] ',
			'.. _a: b',
			'::',
			'a::',
			'* ',
			'#. ',
			':a: ',
			'  ',
			'    ',
			'\t',
			'| ',
			'+--+',
			'== ==',
			'``',
			'`',
			'`_',
			'<',
			'>',
			'a_',
			'__',
			'>>> ',
			'\\',
			':a:`',
			'[1]_',
			'\uFEFF',
		);
		const end = fc.constantFrom('\n', '\n', '\r\n', '\n\n', '\r', '', '');
		fc.assert(
			fc.property(
				fc.array(
					fc.tuple(
						fc.oneof({ weight: 5, arbitrary: piece }, { weight: 1, arbitrary: fc.string({ maxLength: 4 }) }),
						end,
					),
					{ maxLength: 40, size: 'max' },
				),
				fc.nat(9),
				(parts, first) => {
					const text = parts.flat().join('');
					const read = rstLines(text, first);
					const expected = text
						.replace(/^\uFEFF/, '')
						.split(/\r\n|\n|\r/)
						.map((_, index) => first + index);
					assert.deepEqual(
						read.map(({ line }) => line),
						expected,
					);
					assert.ok(read.every((line) => !/[\r\n]/.test(line.text)));
					// Whoever gets the text gets the same page.
					const kinds = (lines: readonly MarkdownLine[]) =>
						lines.map((line) => (line.kind === 'fence' ? line.part : line.kind === 'comment' ? 'blank' : line.kind));
					const again = markdownLines(read.map((line) => line.text).join('\n'), { comments: 'as-text' });
					assert.deepEqual(kinds(again), kinds(read));
				},
			),
			{ numRuns: 500 },
		);
	});
	test('the worst texts take a moment', () => {
		const blocks = [
			'..\n',
			'.. a\n',
			'.. code::\n\n x\n',
			'a::\n\n b\n',
			'a::\n\n',
			'* a\n',
			'a\n==\n',
			'==\n',
			'== ==\n',
			'+--+\n',
			'| a\n',
			'>>> a\n',
			' ',
			'\n',
		];
		const marks = [
			'`',
			'``a',
			'`a <',
			'`a <b>`_ ',
			'a_ ',
			'a_b',
			'a-',
			':a',
			':a:`',
			'[1]_',
			'[1',
			'\\',
			'__ a\n',
			'.. _a: ',
			'.. [1] a\n',
			'*',
			'https://',
			'= ',
		];
		for (const piece of [...blocks, ...marks]) {
			const started = process.cpuUsage();
			for (const top of ['', 'a\n', '- a\n\n  b::\n\n'])
				rstLines(top + piece.repeat(Math.ceil(50_000 / piece.length)), 1);
			assert.ok(process.cpuUsage(started).user < 1_500_000, piece);
		}
	}).timeout(60_000);
});
