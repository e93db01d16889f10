import assert from 'node:assert/strict';
import fc from 'fast-check';
import { renderToString } from 'preact-render-to-string';
import { MARKDOWN_LIMIT, Markdown, markdownBlocks } from '../../../src/webview/markdown.tsx';

const ELEMENTS = 'div p ul ol li strong em s code pre blockquote h3 h4 h5 h6 table thead tbody tr th td hr br a';
const ALLOWED = new Set(ELEMENTS.split(' '));
/** Attributes that the page itself sets; nothing of a text becomes any other. */
const ATTRIBUTES =
	/^( (class="(markdown|table|quiet|align-(center|right))"|role="group"|aria-label="Table"|tabindex="0"|start="\d+"|href="(https?:|mailto:)[^"]*"|title="(https?:|mailto:)[^"]*"))*$/;

function render(text: string): string {
	return renderToString(<Markdown text={text} />);
}

/** What is inside of the wrapper. */
function check(text: string, expected: string): void {
	assert.equal(render(text), `<div class="markdown">${expected}</div>`);
}

/** Renders, and fails on every element and attribute that is not on the list. */
function checkHarmless(text: string): string {
	const html = render(text);
	for (const [tag, name = '', attributes = ''] of html.matchAll(/<\/?([^\s>/]+)([^>]*?)\/?>/g)) {
		assert.ok(ALLOWED.has(name), `${tag} in ${html.slice(0, 500)}`);
		assert.match(attributes, ATTRIBUTES, tag);
	}
	return html;
}

suite('Markdown of a repository', () => {
	test('paragraphs and emphasis', () => check('a *b* **c** ~~d~~', '<p>a <em>b</em> <strong>c</strong> <s>d</s></p>'));
	test('line breaks', () => check('a  \nb\nc', '<p>a<br/>b\nc</p>'));
	test('a tight list', () => check('- a\n- b', '<ul><li>a</li><li>b</li></ul>'));
	test('a loose list', () => check('- a\n\n- b', '<ul><li><p>a</p></li><li><p>b</p></li></ul>'));
	test('a numbered list', () => check('3. a', '<ol start="3"><li>a</li></ol>'));
	test('code', () => check('`<b>`\n\n```js\n<b>\n```', '<p><code>&lt;b></code></p><pre><code>&lt;b></code></pre>'));
	test('a quote and a rule', () => check('> a\n\n---', '<blockquote><p>a</p></blockquote><hr/>'));
	test('headings close up to those of the page', () => check('# a\n\n### b\n\n# c', '<h4>a</h4><h5>b</h5><h4>c</h4>'));
	test('a table', () =>
		check(
			'|a|b|\n|-|-:|\n|1|2|',
			'<div class="table" role="group" aria-label="Table" tabindex="0"><table><thead><tr><th>a</th><th class="align-right">b</th></tr></thead>' +
				'<tbody><tr><td>1</td><td class="align-right">2</td></tr></tbody></table></div>',
		));
	test('nothing', () => check(' \n', ''));

	test('a link', () =>
		check('[a](https://b.example/c)', '<p><a href="https://b.example/c" title="https://b.example/c">a</a></p>'));
	test('a link by mail', () =>
		check('<a@b.example>', '<p><a href="mailto:a@b.example" title="mailto:a@b.example">a@b.example</a></p>'));
	test('a bare address', () =>
		check('https://b.example', '<p><a href="https://b.example/" title="https://b.example/">https://b.example</a></p>'));
	test('a file name is no address', () => check('see checkout.md', '<p>see checkout.md</p>'));
	test('a relative link keeps its words', () => check('[a](../b.md)', '<p>a</p>'));
	test('an image is its description', () => check('![a *b*](https://c.example/d.png)', '<p>a b</p>'));
	test('a comment is left out', () => check('a <!-- b\nc --> d', '<p>a  d</p>'));
	test('a comment of several paragraphs is left out', () => check('a\n\n<!--\nb\n\nc\n-->\n\nd', '<p>a</p><p>d</p>'));
	test('a comment that does not end is text', () => check('<!-- a', '<p>&lt;!-- a</p>'));
	test('a comment in code is code', () => check('`<!-- a -->`', '<p><code>&lt;!-- a --></code></p>'));

	for (const scheme of [
		'javascript:alert(1)',
		'JaVaScRiPt:alert(1)',
		'&#106;avascript:alert(1)',
		'java\nscript:alert(1)',
		'command:x',
		'vscode://a/b',
		'data:text/html,x',
		'file:///etc/passwd',
		'vbscript:x',
		'//evil.example',
		'#x',
		'?x',
	]) {
		test(`no link to ${JSON.stringify(scheme)}`, () => {
			for (const text of [
				`[a](${scheme})`,
				`[a](<${scheme}>)`,
				`<${scheme}>`,
				`[a][b]\n\n[b]: ${scheme}`,
				`![a](${scheme})`,
			]) {
				assert.doesNotMatch(checkHarmless(text), /<a/);
			}
		});
	}
	for (const text of [
		'<script>alert(1)</script>',
		'<img src=x onerror=alert(1)>',
		'a <b onclick="x">b</b> <iframe src="https://x.example"></iframe>',
		'<style>*{display:none}</style>',
		'<a href="javascript:x">a</a>',
		'<svg><use href="x"/></svg>',
		'<!--><script>x</script>-->',
		'<!-- --!><script>x</script>',
		'[a](https://b.example/"onmouseover="x)',
		'[a](https://b.example "x\\" onfocus=\\"y")',
		'```js" onload="x\na\n```',
		'|a|\n|:-:" onload="x|\n|b|',
		'1e9. a\n999999999. b',
	]) {
		test(`markup stays text: ${text.slice(0, 40)}`, () => void checkHarmless(text));
	}
	test('a thousand nested quotes', () => void checkHarmless(`${'>'.repeat(1000)} a`));
	test('a thousand nested lists', () => {
		checkHarmless(Array.from({ length: 1000 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n'));
	});
	test('a huge table', () => {
		const row = `|${'a|'.repeat(50)}\n`;
		checkHarmless(`${row}|${'-|'.repeat(50)}\n${row.repeat(5000)}`);
	});
	test('delimiters without end', () => void checkHarmless('*a **a _a [a `a ~~a '.repeat(1000)));
	test('whatever is written', () => {
		const part = fc.oneof(
			fc.string({ unit: 'grapheme' }),
			fc.constantFrom(
				'<script>',
				'[a](',
				'javascript:',
				'<!--',
				'-->',
				'![',
				'](',
				')',
				'\n',
				'> ',
				'- ',
				'`',
				'```\n',
				'|',
				'|-|-|\n',
				'"',
				"'",
				'&quot;',
				'onerror=',
				'https://',
			),
		);
		fc.assert(fc.property(fc.array(part, { maxLength: 30 }), (parts) => void checkHarmless(parts.join(''))));
	});

	test('a very long text is cut and says so', () => {
		const blocks = markdownBlocks('a '.repeat(MARKDOWN_LIMIT), 4);
		assert.equal(blocks.length, 2);
		assert.ok((blocks[0]?.length ?? 0) <= MARKDOWN_LIMIT);
		assert.match(render('a '.repeat(MARKDOWN_LIMIT)), /<p class="quiet">The text goes on in the file.<\/p><\/div>$/);
	});
	test('blocks are the paragraphs, with their lengths', () => {
		const blocks = markdownBlocks('# ab\n\ncde\n\n- f\n- g\n', 3);
		assert.deepEqual(
			blocks.map(({ length, heading }) => [length, heading]),
			[
				[2, true],
				[3, false],
				[2, false],
			],
		);
	});
});
