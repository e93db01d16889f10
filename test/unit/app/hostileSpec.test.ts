import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { createSpecReader } from '../../../src/app/readSpec.ts';
import { decodeText } from '../../../src/core/decodeText.ts';
import { baseName } from '../../../src/core/repoPath.ts';
import type { SpecSnapshot } from '../../../src/core/snapshot.ts';
import { SPEC_FORMATS, specRepoOf } from '../../support/specFormats.ts';
import { specTreeOf } from '../../support/specTreeOf.ts';
import { strayPositions } from '../../support/strayPositions.ts';

/** A kind of file that is read from a spec repo: where such a file stands, and one that is in order. */
interface Kind {
	readonly name: string;
	readonly path: string;
	readonly text: string;
	readonly others?: Readonly<Record<string, string>>;
}

const OWN_KINDS: readonly Kind[] = [
	{
		name: 'an objective',
		path: 'objectives/CHK-1-cut.md',
		text: `---
id: CHK-1
title: Cut checkout abandonment # soon
status: active
pm: maria
period: {start: 2026-10-01, due: 2026-12-31}
key_results:
  - {id: KR1, metric: Checkout completion, unit: "%", baseline: 61, target: 70}
code:
  - src/checkout/**
tickets: [SHOP-1423, 'acme/web-shop#381']
confirmed: {by: maria, on: 2026-11-02, at: 3f2a1c9}
---
# Why
Every tenth cart dies.

## Constraints
- one
  - nested

\`\`\`
fence
\`\`\`
`,
	},
	{
		name: 'a question',
		path: 'questions/2026-11-20-chk-1-why-abcd.md',
		text: `---
id: q-1
objective: CHK-1
asked: {by: Ana <ana@shop.example>, at: 2026-11-20T10:00:00Z}
to: maria
code: {repo: acme/web-shop, path: src/a.ts, lines: 3-9, commit: 3f2a1c9}
---
# Why twice?

> quoted

## Answer
`,
	},
	{
		name: 'the settings',
		path: 'tandem.yml',
		text: `objectives: {files: "text/{number}-{slug}.md", id: "RFC-{number}"}
questions: questions
people:
  maria: {name: Maria Lopez, email: maria@shop.example}
keys: ["RFC {number}"]
`,
		others: { 'text/0001-x.md': '# T\n' },
	},
];

/** Each file of an objective in each other format, with the files beside it. */
const FORMAT_KINDS = SPEC_FORMATS.filter(({ name }) => name !== 'native').flatMap((format): readonly Kind[] => {
	const files = specRepoOf(format, 1);
	return Object.entries(files).flatMap(([path, text]) => {
		const { [path]: _self, ...others } = files;
		// Damaged files are not recognised: then nothing of the format would be read.
		const settings = { 'tandem.yml': `objectives: {format: ${format.format}}\n` };
		return [{ name: `${format.name}, ${baseName(path)}`, path, text, others: { ...others, ...settings } }];
	});
});

const signal = new AbortController().signal;

async function read(kind: Kind, content: string | Uint8Array): Promise<SpecSnapshot> {
	const bytes = typeof content === 'string' ? Buffer.from(content) : content;
	const started = process.cpuUsage();
	const snapshot = await createSpecReader().read(specTreeOf({ ...kind.others, [kind.path]: bytes }), signal);
	const { user } = process.cpuUsage(started);
	// A few milliseconds are usual; what grows with the square of the text takes minutes.
	assert.ok(user < 4_000_000, `${kind.name}: ${user / 1e6} s for ${JSON.stringify(content.slice(0, 60))}`);
	const text = decodeText(kind.path, bytes).value ?? '';
	assert.deepEqual(
		strayPositions(snapshot, { [kind.path]: text, ...kind.others }),
		[],
		JSON.stringify(text.slice(0, 400)),
	);
	return snapshot;
}

/** What means something in one of the formats, and what means something to nobody. */
const PIECES = [
	String.raw`a : # [ ] { } , " ' \ \" | > % @ ~~~ --- === <!-- --> <pre> </pre> ** _ ]( [x]( ![ ~ 0 1e9 .5 ../ / **/`.split(
		' ',
	),
	[
		'`',
		'```',
		'é',
		'😀',
		'\ud800',
		'{number}',
		'http://',
		'<',
		'+',
		'\0',
		'\x1f',
		'\x18',
		'\u2028',
		'\u0085',
		'\uFEFF',
		'\t',
		' ',
	],
	[': ', ' # ', '- ', '* ', '? ', '&a ', '*a ', '!t ', '| ', 'a: ', '"a": ', '[a, ', '{a: ', '[NEEDS CLARIFICATION: '],
	[
		'\n',
		'\r\n',
		'\r',
		'---\n',
		'...\n',
		'id: x\n',
		'- a:\n',
		' a:\n',
		':a: b\n',
		'.. a::\n',
		'- a: b\n',
		'* a: b\n',
		'A: b\n',
	],
	['# A\n', '## A\n', '=\n', '- \n', '[a\n', '> a\n'],
].flat();

suite('a hostile spec repo', () => {
	// As in the editor. mocha keeps whole stacks, which makes each error of a deep text dear.
	const { stackTraceLimit } = Error;
	suiteSetup(() => void (Error.stackTraceLimit = 100));
	suiteTeardown(() => void (Error.stackTraceLimit = stackTraceLimit));

	for (const kind of [...OWN_KINDS, ...FORMAT_KINDS]) {
		const bytes = Buffer.from(kind.text);
		const at = fc.nat(bytes.length);
		const piece = fc.oneof(
			fc.constantFrom(...PIECES).map((text) => Buffer.from(text)),
			fc.uint8Array({ maxLength: 4 }),
			fc.tuple(at, fc.nat(80)).map(([start, length]) => bytes.subarray(start, start + length)),
		);
		/** The file in order, with some bytes taken out and others put in. */
		const damaged = fc
			.array(fc.tuple(at, fc.nat(12), piece), { minLength: 1, maxLength: 4 })
			.map((changes) =>
				changes.reduce(
					(text, [start, length, put]) => Buffer.concat([text.subarray(0, start), put, text.subarray(start + length)]),
					bytes,
				),
			);
		const soup = fc.array(piece, { maxLength: 30 }).map((parts) => Buffer.concat(parts));
		const encoded = damaged.map((text) =>
			Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text.toString(), 'utf16le')]),
		);
		const anything = fc.oneof(
			{ weight: 5, arbitrary: damaged },
			{ weight: 3, arbitrary: soup },
			fc.uint8Array({ maxLength: 200 }),
			encoded,
		);

		test(`${kind.name}: any bytes are read, and no place is outside of the file`, async () => {
			await fc.assert(
				fc.asyncProperty(anything, async (content) => void (await read(kind, content))),
				{ numRuns: Number(process.env.HOSTILE_RUNS ?? 150) },
			);
		}).timeout(600_000);

		test(`${kind.name}: nothing that is repeated without end takes long`, async () => {
			const middle = kind.text.length / 2;
			for (const piece of PIECES) {
				const many = piece.repeat(Math.ceil(LENGTH / piece.length));
				await read(kind, many);
				await read(kind, `---\n${many}\n---\n`);
				await read(kind, kind.text + many);
				await read(kind, kind.text.slice(0, middle) + many + kind.text.slice(middle));
			}
		}).timeout(600_000);
	}

	test('a place outside of the file would be noticed', () => {
		const place = (line: number, column: number) => ({
			file: 'a.md',
			range: { start: { line: 1, column: 1 }, end: { line, column } },
		});
		const strays = (line: number, column: number) =>
			strayPositions([place(line, column)], { 'a.md': 'one\r\ntwo' }).length;
		assert.deepEqual([strays(1, 4), strays(2, 4), strays(1, 5), strays(3, 1), strays(1, 0)], [0, 0, 1, 1, 2]);
		assert.equal(strayPositions({ source: { file: 'a.md', titleLine: 3 } }, { 'a.md': 'one' }).length, 1);
	});

	function check(name: string, yaml: string, expected: readonly string[]): void {
		test(`front matter: ${name}`, async () => {
			const [kind] = OWN_KINDS;
			assert.ok(kind);
			const { problems } = await read(kind, `---\nid: CHK-1\ntitle: T\n${yaml}\n---\n# Why\nx\n`);
			assert.deepEqual([...new Set(problems.map(({ code }) => code))], expected);
		}).timeout(20_000);
	}
	/** One level deeper with each line. */
	const steps = (count: number, mark: string) =>
		Array.from({ length: count }, (_, level) => ' '.repeat(level) + mark).join('\n');
	const levels = 10_000;
	const nested = ['yaml.too-complex', 'objective.no-title'];

	check('10 MB', 'x: y\n'.repeat(2_000_000), ['file.too-large']);
	check('1 MB less a little', 'x: y\n'.repeat(200_000), nested);
	check('100,000 keys', Array.from({ length: 100_000 }, (_, key) => `k${key}: v`).join('\n'), nested);
	check('10,000 keys', Array.from({ length: 10_000 }, (_, key) => `k${key}: v`).join('\n'), ['key.unknown']);
	check('one key 10,000 times', 'title: again\n'.repeat(10_000), ['yaml.syntax']);
	check('10,000 levels of brackets', `a: ${'['.repeat(levels)}${']'.repeat(levels)}`, nested);
	check('10,000 levels of braces', `a: ${'{a: '.repeat(levels)}${'}'.repeat(levels)}`, nested);
	check('10,000 levels of both', `a: ${'[{a: '.repeat(levels)}${'}]'.repeat(levels)}`, nested);
	check('10,000 lists in one line', `a:\n  ${'- '.repeat(levels)}`, nested);
	check('10,000 lists and keys in one line', `a:\n  ${'- ? '.repeat(levels)}`, nested);
	check('as many levels of lists as fit', `a:\n${steps(600, '-')}`, nested);
	check('as many levels of keys as fit', `a:\n${steps(600, ' a:')}`, nested);
	check('levels of all kinds', `a:\n${steps(300, '- a:')}\n${' '.repeat(400)}- ${'[{a: '.repeat(levels)}`, nested);
	check('quotes in quotes', `a: ${'"\\"'.repeat(levels)}`, ['yaml.syntax', 'key.unknown']);
	check('a line of 200,000 characters', `x: ${'word '.repeat(40_000)}`, ['key.unknown']);
	check('a quoted line of 200,000 characters', `x: "${'\\u00e9 '.repeat(30_000)}"`, ['key.unknown']);
	check(
		'an alias that multiplies',
		['a0: &a0 x', ...Array.from({ length: 30 }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}]`)].join('\n'),
		nested,
	);
	check('an alias of what is around it', 'a: &a [*a, {b: *a}]', ['key.unknown']);
});

/** Characters of a text that is repeated. What grows with the square shows from about a hundred thousand on. */
const LENGTH = Number(process.env.HOSTILE_LENGTH ?? 400);
