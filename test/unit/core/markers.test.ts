import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { findMarkers } from '../../../src/core/markers.ts';
import { sampleKeys } from '../../support/sampleKeys.ts';

const keys = sampleKeys();

/** Markers as `objective@line scope`, unknown ids as `line ?id`. The text's first line break does not count. */
function check(name: string, text: string, ...expected: string[]): void {
	test(name, () => {
		const { markers, unknown } = findMarkers(text.replace(/^\n/, '').split('\n'), keys);
		const found = markers.map(({ objective, line, scope }) => {
			return `${objective}@${line} ${scope === 'file' ? scope : `${scope.first}-${scope.last}`}`;
		});
		assert.deepEqual([...found, ...unknown.map(({ line, id }) => `${line} ?${id}`)], expected);
	});
}

suite('markers', () => {
	suite('where they stand', () => {
		check(
			'above a function',
			'import x from "y";\n\n// @objective CHK-1\nfunction a() {\n\tb();\n}\nc();',
			'CHK-1@3 4-6',
		);
		check('behind code', 'a();\nb(); // @objective CHK-1\nc();', 'CHK-1@2 2-2');
		check('first comment', '// @objective CHK-1\nfunction a() {}', 'CHK-1@1 file');
		check('doc comment of the first symbol', '/** @objective CHK-1 */\nfunction a() {\n}\nb();', 'CHK-1@1 2-3');
		check(
			'second comment, above the first symbol',
			'// Licence\n\n// @objective CHK-1\nconst a = 1;\nb();',
			'CHK-1@3 4-4',
		);
		check('second comment, apart', '// Licence\n\n// @objective CHK-1\n\nconst a = 1;', 'CHK-1@3 file');
		check(
			'above imports',
			'#!/usr/bin/env node\n// Licence\n/*\n * @objective CHK-1\n */\nimport a from "a";',
			'CHK-1@4 file',
		);
		check('nothing below', 'function a() {\n\tb();\n\t// @objective CHK-1\n}\nc();', 'CHK-1@3 3-3');
		check('end of file', 'a();\n// @objective CHK-1', 'CHK-1@2 2-2');
		check('only a comment', '# @objective CHK-1', 'CHK-1@1 file');
		check('a blank line below', 'a();\n// @objective CHK-1\n\nb(\n\t1,\n);\nc();', 'CHK-1@2 4-6');
	});
	suite('what they say', () => {
		check('several', 'a(); // @objective CHK-1, CHK-2 CHK-12 and more', 'CHK-1@1 1-1', 'CHK-2@1 1-1', 'CHK-12@1 1-1');
		check(
			'one word, a number, a colon',
			'a(); // @objective grow\nb(); // @objective: 1287\nc(); // @Objective RFC 389',
			'GROW@1 1-1',
			'1287@2 2-2',
			'RFC-389@3 3-3',
		);
		check('unknown', 'a(); // @objective CHK-99, CHK-1, NOPE', 'CHK-1@1 1-1', '1 ?CHK-99', '1 ?NOPE');
		check(
			'prose',
			'// use the @objective marker, or @objective\na(); // @objective none\n// me@objective CHK-1, @objectiveX CHK-1',
		);
		check(
			'not in a comment',
			'@objective("CHK-1")\nconst a = "// @objective CHK-1";\nb(\'# @objective CHK-1\');\nc = `-- @objective CHK-1`;\nd("http://x @objective CHK-1");',
		);
		check('a long line', `a(); ${'x'.repeat(10_000)} // @objective CHK-1`);
	});
	suite('TypeScript', () => {
		check(
			'class, member, decorator, signature over lines, else',
			`
import x from 'x';
// @objective CHK-1
@Component({
	selector: 'a',
})
export class A {
	/** @objective CHK-2 */
	run(
		one: string,
	): void {
		if (one) {
			x();
		} else {
			y();
		}
	}

	/**
	 * Text.
	 * @objective CHK-12
	 */
	get y() { return /[({]/; }

	z() {}
}
const after = 1;`,
			'CHK-1@2 3-25',
			'CHK-2@7 8-16',
			'CHK-12@20 22-22',
		);
		check('braces on their own line', 'x();\n// @objective CHK-1\nfunction a()\n{\n\tb();\n}\nc();', 'CHK-1@2 3-6');
		check(
			'try, catch, finally',
			'x();\n// @objective CHK-1\ntry {\n\ta();\n}\ncatch (e) {\n\tb();\n}\nfinally {\n\tc();\n}\nd();',
			'CHK-1@2 3-11',
		);
		check(
			'JSX',
			'x(\n\t<A>\n\t\t{/* @objective CHK-1 */}\n\t\t<B>\n\t\t\ttext\n\t\t</B>\n\t\t<C />\n\t</A>\n);',
			'CHK-1@3 4-6',
		);
		check(
			'globs are no comments',
			"const a = ['src/**', 'b/*'];\nb('*/');\n// @objective CHK-1\nc();\nd();",
			'CHK-1@3 4-4',
		);
		check(
			'constant over lines',
			'x();\n// @objective CHK-1\nconst a = {\n\tb: [\n\t\t1,\n\t],\n};\nc();',
			'CHK-1@2 3-7',
		);
	});
	check(
		'Python',
		`
#!/usr/bin/env python
"""Checkout.

@objective GROW
"""
import os

# @objective CHK-1
@cache
def retry(
    a,
):
    """Retries.

    @objective CHK-2
    """
    if a:
        b()

    else:
        c()  # @objective CHK-12


class After:
    pass`,
		'GROW@4 file',
		'CHK-1@8 9-21',
		'CHK-2@15 10-21',
		'CHK-12@21 21-21',
	);
	check(
		'Go',
		`
// Package checkout.
// @objective GROW
package checkout

import "fmt"

// Retry retries.
// @objective CHK-1
func Retry() error {
	for {
	}
}

type A struct {
	B int // @objective CHK-2
}`,
		'GROW@2 file',
		'CHK-1@8 9-12',
		'CHK-2@15 15-15',
	);
	check(
		'Ruby',
		`
require 'a'

class A
  # @objective CHK-1
  def retry(a)
    b do
      c
    end
  rescue E
    d
  end

  def after
  end
end`,
		'CHK-1@4 5-11',
	);
	check(
		'HTML',
		"<body>\n  <!-- @objective CHK-1 -->\n  <section>\n    <p>don't</p>\n  </section>\n  <p></p>\n</body>",
		'CHK-1@2 3-5',
	);
	check('Vue', '<!-- @objective CHK-1 -->\n<template>\n</template>', 'CHK-1@1 file');
	check('SQL', 'select 1;\n\n-- @objective CHK-1\nSELECT a,\n  b\nFROM t\nWHERE c = 1;\nDROP TABLE x;', 'CHK-1@3 4-7');
	check(
		'SQL table',
		'select 1;\n-- @objective CHK-1\nCREATE TABLE t (\nid int,\nname text\n);\nselect 2;',
		'CHK-1@2 3-6',
	);
	check(
		'YAML',
		'a: 1\n# @objective CHK-1\nb:\n- c: 1\n  d: 2\n- e\nf:\n  # @objective CHK-2\n  - g: 1\n    h: 2\n  - i: 1',
		'CHK-1@2 3-6',
		'CHK-2@8 9-10',
	);
	check(
		'C with preprocessor',
		'#include <a.h>\n\n/* @objective CHK-1 */\nint a(void) {\n#ifdef X\n\tb();\n#endif\n}\nint c;',
		'CHK-1@3 4-8',
	);
	check(
		'C, second symbol',
		'int x;\n/* @objective CHK-1 */\nint a(void) {\n#ifdef X\n\tb();\n#endif\n}\nint c;',
		'CHK-1@2 3-7',
	);
	check(
		'namespace without indentation',
		'int x;\n// @objective CHK-1\nnamespace a {\nint b;\nvoid c() {\n}\n}\nint d;',
		'CHK-1@2 3-7',
	);
	check(
		'Rust',
		'use a;\n\n/// @objective CHK-1\n#[derive(Debug)]\npub struct A {\n    b: u8, // @objective CHK-2\n}\nfn c() {}',
		'CHK-1@3 4-7',
		'CHK-2@6 6-6',
	);
	check('shell', 'a\n# @objective CHK-1\nif b; then\n  c\nelse\n  d\nfi\ne', 'CHK-1@2 3-7');
	check(
		'Lisp, LaTeX, Basic, Lua',
		"(a) ; @objective CHK-1\n% @objective CHK-2\nDim x ' @objective CHK-12\nx = 1 -- @objective GROW",
		'CHK-1@1 1-1',
		'CHK-2@2 3-3',
		'CHK-12@3 3-3',
		'GROW@4 4-4',
	);
	check('CSS', 'a {}\n/* @objective CHK-1 */\n#id {\n\tcolor: red;\n}\nb {}', 'CHK-1@2 3-5');
	check('CRLF', 'a();\r\n// @objective CHK-1\r\nb() {\r\n\tc\r\n}\r\nd', 'CHK-1@2 3-5');

	test('a scope always lies in the file and holds what is below the marker', () => {
		const line = fc.constantFrom(
			'// @objective CHK-1',
			'a(); // @objective CHK-2',
			'/*',
			'*/',
			'a {',
			'}',
			'\tb(',
			'\t)',
			'"""',
			'',
			'\tend',
			'else',
			'<!--',
			'-->',
			"it's",
			'@x',
		);
		fc.assert(
			fc.property(fc.array(line, { maxLength: 25 }), (lines) => {
				for (const { line, scope } of findMarkers(lines, keys).markers) {
					if (scope === 'file') continue;
					assert.ok(
						scope.first >= 1 && scope.first <= scope.last && scope.last <= lines.length,
						JSON.stringify({ line, scope }),
					);
				}
			}),
			{ numRuns: 500 },
		);
	});

	test('a large file with many markers and quotes is read in bounded time', () => {
		const lines = Array.from({ length: 12_000 }, (_, at) =>
			at % 30 === 0 ? '// @objective CHK-1' : `call('${at}', "it's" + { a: [1] });`,
		);
		assert.equal(findMarkers(lines, keys).markers.length, 400);
		const nested = Array.from({ length: 5_000 }, () => ['// @objective CHK-1', 'a {']).flat();
		assert.equal(findMarkers(nested, keys).markers.length, 500);
		findMarkers(['// @objective CHK-1', ...Array.from({ length: 200 }, () => "\\'".repeat(4_900))], keys);
	}).timeout(20_000);
});
