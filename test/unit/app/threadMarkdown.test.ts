import assert from 'node:assert/strict';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { boldLine, threadMarkdown } from '../../../src/app/threadMarkdown.ts';

suite('text of a repository in a thread', () => {
	const parser = new MarkdownIt({ html: true, linkify: false });
	const kinds = (markdown: string) =>
		parser.parse(markdown, {}).flatMap(({ type, children }) => [type, ...(children ?? []).map((child) => child.type)]);
	const risky = fc
		.array(
			fc.constantFrom('!', '[', ']', '(', ')', 'a', ' ', '`', '\\', '\n', '<', '>', '*', '_', '&', '#', ':', '$', '~'),
			{
				maxLength: 40,
			},
		)
		.map((parts) => parts.join(''));

	test('no image is left, however it is written', () => {
		for (const text of ['![a](https://t.example/a.png)', '![a][b]\n\n[b]: https://t.example/a.png', '[![a](b)](c)']) {
			assert.ok(kinds(text).includes('image'), text);
			assert.ok(!kinds(threadMarkdown(text)).includes('image'), text);
		}
		fc.assert(fc.property(risky, (text) => !kinds(threadMarkdown(text)).includes('image')));
	});

	test('everything else stays as it was written', () => {
		const text = '# Title\n\n- **one** [two](https://a.example)\n\n```ts\nconst a = !b[0];\n```\n';
		assert.equal(threadMarkdown(text), text);
	});

	test('what looks like HTML is shown as it was written, also beside code and addresses', () => {
		const shown = (text: string) => parser.render(threadMarkdown(text)).trim();
		assert.equal(shown('A Map<string> and `Map<b>`'), '<p>A Map&lt;string&gt; and <code>Map&lt;b&gt;</code></p>');
		assert.equal(shown('<script>x</script>'), '<p>&lt;script&gt;x&lt;/script&gt;</p>');
		assert.equal(shown('<https://a.example>'), '<p><a href="https://a.example">https://a.example</a></p>');
		assert.equal(shown('\\<b>'), '<p>&lt;b&gt;</p>');
		assert.equal(shown('```\na < b\n```'), '<pre><code>a &lt; b\n</code></pre>');
	});

	test('a text without end is cut, and says so', () => {
		const shown = threadMarkdown('word '.repeat(10_000));
		assert.ok(shown.length < 21_000);
		assert.match(shown, /The text goes on in the file\.$/);
	});

	test('a title is one bold line of plain text, whatever it holds', () => {
		assert.equal(boldLine('Why only one retry?'), '**Why only one retry?**');
		assert.equal(boldLine(' \n '), '');
		fc.assert(
			fc.property(risky, (title) => {
				const plain = title.replace(/\s+/g, ' ').trim();
				const [open, inline, close, ...more] = parser.parse(boldLine(title), {});
				if (plain === '') return open === undefined;
				const text = (inline?.children ?? []).filter(({ nesting }) => nesting === 0);
				assert.deepEqual([open?.type, close?.type, more.length], ['paragraph_open', 'paragraph_close', 0]);
				assert.ok(
					text.every(({ type }) => type === 'text' || type === 'text_special'),
					boldLine(title),
				);
				return (inline?.children ?? []).every(({ type }) =>
					['text', 'text_special', 'strong_open', 'strong_close'].includes(type),
				);
			}),
		);
	});
});
