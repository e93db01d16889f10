import assert from 'node:assert/strict';
import fc from 'fast-check';
import { splitFrontMatter } from '../../../src/core/frontMatter.ts';

suite('frontMatter', () => {
	function check(
		text: string,
		expected: [yaml: string | undefined, yamlLine: number, body: string, bodyLine: number],
	): void {
		const { yaml, yamlLine, body, bodyLine, unclosed } = splitFrontMatter(text);
		assert.deepEqual([yaml, yamlLine, body, bodyLine, unclosed], [...expected, false]);
	}

	test('a plain one', () => check('---\nid: A\n---\n# Why\n', ['id: A\n', 2, '# Why\n', 4]));
	test('CRLF', () => check('---\r\nid: A\r\n---\r\n# Why', ['id: A\r\n', 2, '# Why', 4]));
	test('a byte order mark', () => check('\uFEFF---\nid: A\n---\n', ['id: A\n', 2, '', 4]));
	test('closed by dots', () => check('---\nid: A\n...\nx', ['id: A\n', 2, 'x', 4]));
	test('spaces after the fences', () => check('--- \nid: A\n---\t\nx', ['id: A\n', 2, 'x', 4]));
	test('blank lines before it', () => check('\n \n---\nid: A\n---\nx', ['id: A\n', 4, 'x', 6]));
	test('an empty one', () => check('---\n---\nx', ['', 2, 'x', 3]));
	test('fences inside a block of text do not count', () =>
		check('---\na: |\n  ---\n---\nx', ['a: |\n  ---\n', 2, 'x', 5]));
	test('none', () => check('# Why\n---\nx', [undefined, 1, '# Why\n---\nx', 1]));
	test('a rule at the top is no front matter', () => check('---\n\nHello\n', [undefined, 1, '---\n\nHello\n', 1]));
	test('a fence of a script is not one', () => check('---js\nx\n---\n', [undefined, 1, '---js\nx\n---\n', 1]));
	test('an empty file', () => check('', [undefined, 1, '', 1]));

	test('an unclosed one ends at the first blank line', () =>
		assert.deepEqual(splitFrontMatter('---\nid: A\ntitle: B\n\n# Why\n'), {
			yaml: 'id: A\ntitle: B\n',
			yamlLine: 2,
			body: '\n# Why\n',
			bodyLine: 4,
			unclosed: true,
		}));

	test('the body is always the end of the text, and begins on its line', () => {
		const line = fc.constantFrom('---', '...', 'id: A', '', '# x', '\uFEFF', ' ', 'a: |', '---js');
		fc.assert(
			fc.property(fc.array(line), fc.constantFrom('\n', '\r\n'), (lines, end) => {
				const text = lines.join(end);
				const { body, bodyLine, yaml, yamlLine } = splitFrontMatter(text);
				assert.ok(text.endsWith(body));
				assert.equal(text.slice(0, text.length - body.length).split('\n').length, bodyLine);
				if (yaml !== undefined)
					assert.ok(
						text
							.split('\n')
							.slice(yamlLine - 1)
							.join('\n')
							.startsWith(yaml),
					);
			}),
		);
	});
});
