import assert from 'node:assert/strict';
import fc from 'fast-check';
import { adfDocument } from '../../../../src/core/channels/adf.ts';
import type { AdfNode } from '../../../../src/core/channels/adf.ts';
import { adfMarkdown } from '../../../../src/core/channels/adfMarkdown.ts';
import { adfProblems, adfText } from '../../../support/adfRules.ts';

/** As `p(a strong(b))`. */
function outline({ type, text, marks = [], attrs, content }: AdfNode): string {
	const value = attrs && Object.values(attrs).length > 0 ? `=${Object.values(attrs).join()}` : '';
	const inner = text ?? content?.map(outline).join(' ') ?? '';
	const own = type === 'text' ? `'${inner}'` : `${type}${value}(${inner})`;
	return marks.reduce((all, mark) => `${mark.type}${mark.attrs ? `=${String(mark.attrs['href'])}` : ''}(${all})`, own);
}

suite('Markdown as a document of Jira', () => {
	const check = (markdown: string, ...expected: readonly string[]) =>
		test(JSON.stringify(markdown), () => {
			const document = adfDocument(markdown);
			assert.deepEqual(document.content.map(outline), expected);
			assert.deepEqual(adfProblems(document), []);
		});

	check('');
	check('a\nb\n\nc', "paragraph('a b')", "paragraph('c')");
	check('a  \nb\\\nc', "paragraph('a' hardBreak() 'b' hardBreak() 'c')");
	check('## Why #\ntext', "heading=2('Why')", "paragraph('text')");
	check('a **b** *c* __d__ _e_', "paragraph('a ' strong('b') ' ' em('c') ' ' strong('d') ' ' em('e'))");
	check('***a*** b', "paragraph(em(strong('a')) ' b')");
	check('snake_case_name 2*3*4 ** *', "paragraph('snake_case_name 2' em('3') '4 ** *')");
	check('**a', "paragraph('**a')");
	check('`a * b` and ``c ` d``', "paragraph(code('a * b') ' and ' code('c ` d'))");
	check('\\*a\\* 1 \\< 2', "paragraph('*a* 1 < 2')");
	check(
		'[`a.ts` line 3](https://x.example/a)',
		"paragraph(link=https://x.example/a(code('a.ts')) link=https://x.example/a(' line 3'))",
	);
	check(
		'See https://x.example/a_b_c.',
		"paragraph('See ' link=https://x.example/a_b_c('https://x.example/a_b_c') '.')",
	);
	check('<https://x.example>', "paragraph(link=https://x.example('https://x.example'))");
	check('[a](javascript:alert(1)) [b](//x) ![c](x.png)', "paragraph('[a](javascript:alert(1)) [b](//x) ![c](x.png)')");
	check('@maria [~ana] <b>x</b> {panel}', "paragraph('@maria [~ana] <b>x</b> {panel}')");
	check('```ts\nconst a;\n\n  b\n```\n', "codeBlock=ts('const a;\n\n  b')");
	check('```\n```', 'codeBlock()');
	check('```\nopen', "paragraph('``` open')");
	check(
		'- a\n- b\n  - c\n\n    d\n\nend',
		"bulletList(listItem(paragraph('a')) listItem(paragraph('b') bulletList(listItem(paragraph('c') paragraph('d')))))",
		"paragraph('end')",
	);
	check('3. a\nlazy\n4. b', "orderedList=3(listItem(paragraph('a lazy')) listItem(paragraph('b')))");
	check('- ```\n  x\n  ```\n- # y', "bulletList(listItem(codeBlock('x')) listItem(paragraph('y')))");
	check('- - a', "bulletList(listItem(paragraph() bulletList(listItem(paragraph('a')))))");
	check('-\n- a', "bulletList(listItem(paragraph()) listItem(paragraph('a')))");
	check('a\u0000b\ud800', "paragraph('ab')");

	test('any text is a document that Jira takes', () => {
		const piece = fc.constantFrom(
			...'a|b| |\n|\n\n|- |1. |  |    |```|~~~|`|``|*|**|_|__|[|](https://x.example)|<https://|>|# |\\|@a|http://'.split(
				'|',
			),
			'|',
		);
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
				assert.deepEqual(adfProblems(adfDocument(pieces.join(''))), []);
			}),
			{ numRuns: 1000 },
		);
	});
});

suite('a document of Jira as Markdown', () => {
	const p = (...content: readonly object[]) => ({ type: 'paragraph', content });
	const t = (text: string, ...marks: readonly (string | object)[]) => ({
		type: 'text',
		text,
		marks: marks.map((mark) => (typeof mark === 'string' ? { type: mark } : mark)),
	});
	const to = (href: string) => ({ type: 'link', attrs: { href } });
	const check = (title: string, content: unknown, expected: string) =>
		test(title, () => assert.equal(adfMarkdown({ version: 1, type: 'doc', content }), expected));

	check('marks', [p(t('a '), t('b ', 'strong'), t('c', 'strong', 'em'), t('!'))], 'a **b _c_**!');
	check('marks without a form', [p(t('a', 'underline'), t('b', 'strike'), t('c', 'textColor'))], 'abc');
	check(
		'links',
		[p(t('docs', to('https://x.example/(a)')), t(' '), t('bad', to('javascript:x')))],
		'[docs](https://x.example/%28a%29) bad',
	);
	check(
		'nothing of a text is markup',
		[p(t('*a* _b_ [c](d) <e> `f` g_h'))],
		'\\*a\\* \\_b\\_ \\[c\\](d) \\<e> \\`f\\` g_h',
	);
	check(
		'nothing at the beginning of a line either',
		[p(t('# a'), { type: 'hardBreak' }, t('1. b')), p(t('- c'))],
		'\\# a\\\n1\\. b\n\n\\- c',
	);
	check('mentions', [p({ type: 'mention', attrs: { id: '1', text: '@Maria Lopez' } }, t(' yes'))], '@Maria Lopez yes');
	check('a mention without a name', [p({ type: 'mention', attrs: { id: '1' } })], '@somebody');
	check(
		'emoji, date, status',
		[
			p(
				{ type: 'emoji', attrs: { shortName: ':x:', text: '❌' } },
				{ type: 'date', attrs: { timestamp: '1764374400000' } },
				{ type: 'status', attrs: { text: 'DONE' } },
			),
		],
		'❌2025-11-29DONE',
	);
	check(
		'cards',
		[
			p({ type: 'inlineCard', attrs: { url: 'https://x.example' } }),
			{ type: 'blockCard', attrs: { url: 'https://y.example' } },
		],
		'<https://x.example>\n\n<https://y.example>',
	);
	check('files', [{ type: 'mediaSingle', content: [{ type: 'media', attrs: { id: '1' } }] }], '[attachment]');
	check(
		'code',
		[{ type: 'codeBlock', attrs: { language: 'ts' }, content: [t('a```b\n/close')] }],
		'````ts\na```b\n/close\n````',
	);
	check(
		'lists',
		[
			{
				type: 'bulletList',
				content: [
					{
						type: 'listItem',
						content: [
							p(t('a')),
							{ type: 'orderedList', attrs: { order: 2 }, content: [{ type: 'listItem', content: [p(t('b'))] }] },
						],
					},
				],
			},
		],
		'- a\n\n  2. b',
	);
	check(
		'tasks',
		[
			{
				type: 'taskList',
				content: [
					{ type: 'taskItem', attrs: { state: 'DONE' }, content: [t('a')] },
					{ type: 'taskItem', content: [t('b')] },
				],
			},
		],
		'- [x] a\n- [ ] b',
	);
	check(
		'quotes and panels',
		[{ type: 'panel', content: [p(t('a')), p(t('b'))] }, { type: 'rule' }],
		'> a\n>\n> b\n\n---',
	);
	check(
		'tables',
		[
			{
				type: 'table',
				content: [
					{
						type: 'tableRow',
						content: [
							{ type: 'tableHeader', content: [p(t('a|b'))] },
							{ type: 'tableCell', content: [p(t('c'))] },
						],
					},
				],
			},
		],
		'| a\\|b | c |',
	);
	check('expands', [{ type: 'expand', attrs: { title: 'More' }, content: [p(t('a'))] }], 'More\n\na');
	check(
		'what is not known gives its text',
		[{ type: 'hologram', content: [{ type: 'beam', text: 'a' }, p(t('b'))] }],
		'a\n\nb',
	);
	check('nothing', undefined, '');

	test('keeps the text of any document, there and back', () => {
		const text = fc
			.array(
				fc.constantFrom(
					...'a|bc|1.|-|*|**|_|`|``|[|](x)|<b>|#|>|\\|~~~|&amp;|https://x.example/a_b| |@|==='.split('|'),
				),
				{ minLength: 1, maxLength: 8 },
			)
			.map((parts) => parts.join('').replace(/\s+/g, ' ').trim())
			.filter((words) => words !== '');
		const marks = fc.constantFrom(
			[],
			[{ type: 'strong' }],
			[{ type: 'em' }],
			[{ type: 'strong' }, { type: 'em' }],
			[{ type: 'code' }],
			[{ type: 'link', attrs: { href: 'https://y.example/' } }],
		);
		const inline = fc.array(
			fc.oneof(
				{ weight: 5, arbitrary: fc.record({ type: fc.constant('text'), text, marks }) },
				{ weight: 1, arbitrary: fc.constant({ type: 'hardBreak' }) },
				{ weight: 2, arbitrary: fc.constant({ type: 'text', text: ' ' }) },
			),
			{ maxLength: 5 },
		);
		const paragraph = inline.map((content) => ({ type: 'paragraph', content }));
		const item = fc.array(paragraph, { minLength: 1, maxLength: 2 }).map((content) => ({ type: 'listItem', content }));
		const list = fc
			.tuple(fc.constantFrom('bulletList', 'orderedList'), fc.array(item, { minLength: 1, maxLength: 3 }))
			.map(([type, content]) => ({ type, content }));
		const heading = inline.map((content) => ({ type: 'heading', attrs: { level: 2 }, content }));
		const code = text.map((words) => ({ type: 'codeBlock', content: [{ type: 'text', text: `${words}\n${words}` }] }));
		fc.assert(
			fc.property(fc.array(fc.oneof(paragraph, list, heading, code), { maxLength: 4 }), (content) => {
				const document = { version: 1, type: 'doc', content };
				const markdown = adfMarkdown(document);
				const back = adfDocument(markdown);
				assert.equal(adfText(back), adfText(document), markdown);
			}),
			{ numRuns: 1000 },
		);
	});

	test('never throws, whatever it is given', () => {
		const types = fc.constantFrom(
			'doc',
			'paragraph',
			'text',
			'heading',
			'bulletList',
			'listItem',
			'codeBlock',
			'table',
			'tableRow',
			'mention',
			'date',
			'media',
			'x',
		);
		const { node } = fc.letrec((tie) => ({
			node: fc.oneof(
				{ maxDepth: 4 },
				fc.jsonValue(),
				fc.record(
					{
						type: fc.oneof(types, fc.jsonValue()),
						text: fc.jsonValue(),
						attrs: fc.jsonValue(),
						marks: fc.jsonValue(),
						content: fc.oneof(fc.array(tie('node'), { maxLength: 3 }), fc.jsonValue()),
					},
					{ requiredKeys: [] },
				),
			),
		}));
		fc.assert(fc.property(node, (value) => assert.equal(typeof adfMarkdown(value), 'string')));
	});

	const quick = (title: string, work: () => unknown) =>
		test(title, () => {
			const start = process.cpuUsage();
			work();
			assert.ok(process.cpuUsage(start).user < 1500_000);
		});
	quick('deep documents end', () => {
		let node: object = t('a');
		for (let depth = 0; depth < 20_000; depth++) node = { type: 'blockquote', content: [node] };
		assert.equal(adfMarkdown(node), '');
	});
	quick('wide documents end', () =>
		adfMarkdown({ type: 'paragraph', content: Array.from({ length: 200_000 }, () => t('a ', 'strong')) }),
	);
	for (const part of ['**a', '*', '`', '``` ', '[', '[a](http://', '  ', '- ', '- \n', '\\', 'http://', '_a']) {
		quick(`many ${JSON.stringify(part)} take no time`, () => {
			const text = part.repeat(100_000 / part.length);
			adfDocument(text);
			adfMarkdown(p(t(text)));
		});
	}
});
