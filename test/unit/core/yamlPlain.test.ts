import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { parseAnyYaml } from '../../../src/core/yamlDocument.ts';
import { parsePlainYaml } from '../../../src/core/yamlPlain.ts';

/** The oracle is the library: what the short way reads, it must read the same, to the column and without an error. */
suite('yamlPlain', () => {
	function isRead(text: string): boolean {
		const root = parsePlainYaml(text, 3);
		if (root) assert.deepEqual({ root, errors: [] }, parseAnyYaml(text, 3), JSON.stringify(text));
		return root !== undefined;
	}
	const check = (text: string) => assert.ok(isRead(text), text);
	const checkLeft = (text: string) => assert.ok(!isRead(text), text);

	test('front matter as people write it', () =>
		check(`id: CHK-1
title: Cut checkout abandonment # in all shops
status: active
key_results:
  - id: KR1
    metric: Checkout completion
    unit: "%"
    baseline: -5

  # the second one
  - {metric: 'Orders: paid', target: 1.5k, tags: [a, b c], more: []}
code:
- src/checkout/**
- repo: acme/web-shop
  paths: [/apps/store/, "!**/*.test.ts"]
parent:
confirmed: {by: maria, on: 2026-11-02}
period:
  start: ~
  due: 2026-12-31
`));
	test('a list of groups', () =>
		check('- objective: Grow\n  results:\n    - one\n    - two\n-   name: x\n    y: 1\n- plain'));
	test('Windows line ends', () => check('a: b\r\nc:\r\n  - d # e\r\n'));
	test('addresses, times, words of other languages', () => check('a: https://x.example/#y\nb: 12:30\nc: größer ≥ 5'));
	test('no line end, blank lines, comments at any depth', () => check('\n# x\n\na: 1\n    # y\n\nb:   \n # z\nc: "#"'));
	test('only plain text can mean nothing', () => check('a: null\nb: "null"\nnull: ~\n'));

	test('everything else is left to the library', () => {
		const blocks = [
			'',
			'# x',
			'text',
			'- - a',
			'-\n  a: 1',
			'a: |\n  b',
			'a: >-\n  b',
			'a: b\n  c',
			'a: "b\n  c"',
			'? a',
		];
		const marks = [
			'a: &x b',
			'a: *x',
			'a: !t b',
			'a: @b',
			'a: `b',
			'a: %b',
			'%YAML 1.2',
			'---\na: b',
			'a: b\n...',
			'a: b\n---\nc: d',
		];
		const quotes = [
			'a: "x\\n"',
			"a: 'it''s'",
			'a: "b" c',
			'"a": b',
			'a: b: c',
			'a:b',
			'a:\tb',
			'größe: 1',
			'\uFEFFa: b',
		];
		const flows = [
			'a: [b,\n  c]',
			'a: [b,]',
			'a: [b: c]',
			'a: {b}',
			'a: {b:1}',
			'a: [b] c',
			'a: [b:, c]',
			'a: {b: c:}',
			'a: [b',
			'a: [[b]',
		];
		const indents = [' a: b', 'a: 1\n b: 2', 'a:\n  b: 1\n c: 2', '- a: 1\n   b: 2', 'a:\n  - b\n    c: 1', 'a: b\rc'];
		[blocks, marks, quotes, flows, indents].flat().forEach(checkLeft);
	});

	const word = fc.constantFrom(
		'a',
		'Cut',
		'x-1',
		'a b',
		'1.5',
		'-5',
		'/src/**',
		'http://x',
		'é≥',
		'null',
		'~',
		'1:2',
		'a#b',
		'$',
		'61 %',
		'2026-10-01',
	);
	const quoted = fc.constantFrom('""', '"a: b"', "'# [x]'", '"a, b"', "'ü \"'", '" x  "');
	const scalar = fc.oneof({ weight: 4, arbitrary: word }, { weight: 1, arbitrary: quoted });
	const key = fc.constantFrom('id', 'key_results', 'Key Results', 'a.b', 'x-y', 'null', '_a');
	const { flow } = fc.letrec<{ flow: string }>((tie) => ({
		flow: fc.oneof(
			{ maxDepth: 3, depthSize: 'small' },
			scalar,
			fc.array(tie('flow'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
			fc
				.array(fc.tuple(key, tie('flow')), { maxLength: 3 })
				.map((pairs) => `{ ${pairs.map((pair) => pair.join(': ')).join(' ,')} }`),
		),
	}));
	/** The lines of a block, without indentation. */
	const { block } = fc.letrec<{
		block: readonly string[];
		map: readonly string[];
		entry: readonly string[];
		item: readonly string[];
	}>((tie) => ({
		block: fc.oneof(
			{ maxDepth: 4 },
			tie('map'),
			fc.array(tie('item'), { minLength: 1, maxLength: 3 }).map((items) => items.flat()),
		),
		map: fc.array(tie('entry'), { minLength: 1, maxLength: 4 }).map((entries) => entries.flat()),
		entry: fc.oneof(
			{ maxDepth: 4 },
			fc
				.tuple(key, flow, fc.constantFrom('', ' ', ' # c'))
				.map(([name, value, after]) => [`${name}: ${value}${after}`]),
			fc.tuple(key, fc.constantFrom('', '  ', ' # c: d')).map(([name, after]) => [`${name}:${after}`]),
			fc
				.tuple(key, tie('block'), fc.constantFrom('  ', ' ', '    '), fc.constantFrom('', '', '# c', '\n'))
				.map(([name, lines, indent, between]) => [
					`${name}:`,
					...(between === '' ? [] : [between]),
					...lines.map((line) => indent + line),
				]),
		),
		item: fc.oneof(
			{ maxDepth: 4 },
			fc.tuple(fc.constantFrom('- ', '-   '), flow).map(([mark, value]) => [mark + value]),
			fc
				.tuple(fc.constantFrom('- ', '-  '), tie('map'))
				.map(([mark, lines]) => lines.map((line, at) => (at === 0 ? mark : ' '.repeat(mark.length)) + line)),
		),
	}));
	const document = fc.tuple(block, fc.constantFrom('\n', '\r\n')).map(([lines, end]) => lines.join(end) + end);

	test('generated documents are nearly all read, and as the library reads them', () => {
		let [read, all] = [0, 0];
		fc.assert(
			fc.property(document, (text) => {
				all++;
				if (isRead(text)) read++;
			}),
			{ numRuns: Number(process.env.YAML_RUNS ?? 1500) },
		);
		assert.ok(read > 0.9 * all, `${read} of ${all}`);
	}).timeout(600_000);

	const pieces = [
		String.raw`a id : [ ] { } , " ' # ~ null --- ... | > &a *a ! % ? é 0 .5 -5 - / ** @x \\ = :// {a:b} "x" 'y'`.split(
			' ',
		),
		['`', 'b c', ': ', ' ', '  ', '\n', '\n  ', '\n    ', '\n- ', '\n  - ', '- ', ', ', ' #', '? ', '\t', '\r\n', '\r'],
		[
			'key: ',
			'k: v\n',
			'- x\n',
			'[a, b]',
			'{a: b}',
			'\u2028',
			'\u00a0',
			'\u0085',
			'\x1f',
			'\x18',
			'\x02',
			'\0',
			'\uFEFF',
		],
	].flat();
	test('neither is anything else read in another way', () => {
		const soup = fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((parts) => parts.join(''));
		const broken = fc
			.tuple(document, fc.nat(), fc.nat(6), fc.constantFrom(...pieces))
			.map(([text, at, length, piece]) => {
				const start = at % (text.length + 1);
				return text.slice(0, start) + piece + text.slice(start + length);
			});
		fc.assert(
			fc.property(fc.oneof(soup, broken), (text) => void isRead(text)),
			{
				numRuns: Number(process.env.YAML_RUNS ?? 1500),
			},
		);
	}).timeout(600_000);
});
