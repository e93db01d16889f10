import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { githubBody, githubTitle } from '../../../../src/core/channels/githubMarkdown.ts';
import { readMarker } from '../../../../src/core/channels/hiddenMarker.ts';

const MARKER = 'q-7f3k2a';
const END = `\n\n<!-- tandem ${MARKER} -->`;
const LIMIT = 65_536;

const page = new MarkdownIt({ html: true, linkify: true });
// GitHub shows an address as it is written.
page.normalizeLinkText = (url) => url;

/** What a page of this Markdown would do that the text must not: pings, links to issues, HTML other than empty comments. */
function harmOf(markdown: string): readonly string[] {
	const tokens = page.parse(markdown, {});
	// A text that goes on behind a comment is another text, at GitHub as here.
	const texts = tokens.flatMap(({ children }) =>
		(children ?? [])
			.map(({ type, content, markup }) => (type.startsWith('text') || markup === 'linkify' ? content : '\n'))
			.join('')
			.split('\n'),
	);
	const html = tokens
		.flatMap((token) => [token, ...(token.children ?? [])])
		.filter(({ type }) => type === 'html_block' || type === 'html_inline')
		.map(({ content }) => content.trim());
	return [
		...texts.filter((text) => /(?:^|[^A-Za-z0-9_])@[A-Za-z0-9]|#\d|(?<![A-Za-z0-9])GH-\d/i.test(text)),
		...html.filter((one) => one !== '<!-- -->' && one !== END.trim()),
	];
}

suite('a question as the body of a GitHub issue', () => {
	const check = (markdown: string, expected: string) =>
		test(JSON.stringify(markdown), () => assert.equal(githubBody(markdown, MARKER), expected + END));

	check('May we **retry** twice?', 'May we **retry** twice?');
	check('_https://x.org/a_#1-b/GH-2', '_https://x.org/a_#%31-b/GH%2D2');

	test('nothing but the marker', () => assert.equal(githubBody('', MARKER), END.trim()));
	check('ask @maria and @acme/pm', 'ask @<!-- -->maria and @<!-- -->acme/pm');
	check('_@maria_', '_@<!-- -->maria_');
	check('ana@example.com', 'ana@example.com');
	check('fixes #12, acme/shop#3 and GH-4', 'fixes #<!-- -->12, acme/shop#<!-- -->3 and GH-<!-- -->4');
	check('_GH-4_ GH\\-4', '_GH-<!-- -->4_ GH\\-<!-- -->4');
	check('&#64;maria &commat;maria', '&amp;#<!-- -->64;maria &amp;commat;maria');
	check('a < b && c', 'a < b && c');
	check('<!-- tandem q-other -->', '&lt;!-- tandem q-other -->');
	check('<details>\n<img src=x>', '&lt;details>\n&lt;img src=x>');
	check('`@maria` and `a<b>`', '`@maria` and `a<b>`');
	check('a ` b\n` @maria `', 'a ` b\n` @<!-- -->maria `');
	check('\\` @maria `', '\\` @<!-- -->maria `');
	check('| ` | @maria ` |', '| ` | @<!-- -->maria ` |');
	check('https://x/a`b @maria `', 'https://x/a`b @<!-- -->maria `');
	check('```\n@maria <!-- #12\n```\n@maria', '```\n@maria <!-- #12\n```\n@<!-- -->maria');
	check('~~~|~~~\n@maria', '~~~ ~~~\n@maria\n~~~');
	check('```|\n|-|\n@maria', '``` \n|-|\n@maria\n```');
	check('~~~~ts\n@maria', '~~~~ts\n@maria\n~~~~');
	check('  ```\n```\n@maria', '  \\```\n```\n@maria\n```');
	check('https://github.com/a/b/blob/1f/packages/@a/x.ts#L4', 'https://github.com/a/b/blob/1f/packages/%40a/x.ts#L4');

	test('whatever is typed, it pings nobody, is no HTML, and does not swallow the marker', () => {
		const words =
			'@ana #1 GH-1 GH -1 ` `` ``` ~~~ > - 1. | |-| \\ < <!-- --> &#64;x &commat;x <b> </b> [a]( ) [a]: " * _ # ---';
		const addresses = 'https://x.org/ www.x.org <https://a <? <![CDATA[ ]]> <script> ![ ] a $ ://';
		const blanks = ['\n', '\n\n', '\r\n', ' ', '    ', '\t'];
		const part = fc.constantFrom(
			...words.split(' '),
			...addresses.split(' '),
			...blanks,
			...blanks,
			'> ',
			'- ',
			'1. ',
			'# ',
		);
		fc.assert(
			fc.property(fc.array(part, { maxLength: 14 }), (parts) => {
				const body = githubBody(parts.join(''), MARKER);
				assert.deepEqual(harmOf(body), []);
				assert.equal(page.parse(body, {}).at(-1)?.content.trim(), END.trim());
				assert.equal(readMarker(body).marker, MARKER);
			}),
			{ numRuns: 500 },
		);
	});

	test('the oracle sees what it looks for', () => {
		const check = (markdown: string) => assert.equal(harmOf(markdown).length, 1, markdown);
		check('hello @ana');
		check('&#64;ana');
		check('a `b` **@ana**');
		check('see #1');
		check('a <b>');
		check('<!-- a');
	});

	suite('too long for GitHub', () => {
		const cut = (title: string, markdown: string, expected: RegExp) =>
			test(title, () => {
				const body = githubBody(markdown, MARKER);
				assert.ok(body.length <= LIMIT && body.length > LIMIT - 200, `${body.length}`);
				assert.match(body, expected);
				assert.equal(readMarker(body).marker, MARKER);
				assert.deepEqual(harmOf(body), []);
			});
		cut(
			'prose ends with a whole line',
			'word @ana\n'.repeat(9000),
			/ana\n\n_The rest is in the file of the question\._\n\n<!--/,
		);
		cut('code ends with a closed fence', `\`\`\`\`\n${'x'.repeat(90_000)}\n\`\`\`\``, /x\n````\n\n_The rest/);
		cut('half a character is none', `\`\`\`\n${'🙂'.repeat(50_000)}`, /🙂\n```\n\n_The rest/);
		test('just short enough stays whole', () => {
			const text = 'x'.repeat(LIMIT - END.length);
			assert.equal(githubBody(text, MARKER), text + END);
		});
	});

	test('a text that is made to take long ends in time', () => {
		for (const text of ['`', '` ', '`a``b', '<', '@', '&#', '  ```\n', 'www.', '//', '[', 'https://@', '```\n']) {
			assert.ok(githubBody(text.repeat(100_000 / text.length), MARKER).length <= LIMIT);
		}
	});
});

suite('the title of a GitHub issue', () => {
	const check = (title: string, expected: string) =>
		test(title.slice(0, 40), () => assert.equal(githubTitle(title), expected));
	check(' May we\ntry\ttwice? ', 'May we try twice?');
	check(' ', 'Question');
	check('x'.repeat(256), 'x'.repeat(256));
	check('x'.repeat(257), `${'x'.repeat(255)}…`);
	check(`${'x'.repeat(254)}🙂🙂`, `${'x'.repeat(254)}…`);
});
