import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Objective } from '../../../src/core/objective.ts';
import { readNative } from '../../support/readNative.ts';

const people = [{ key: 'maria', name: 'Maria Lopez', email: 'maria@shop.example' }];

function read(text: string, path = 'objectives/CHK-1.md') {
	return readNative(text, { path, people });
}

suite('readObjective', () => {
	/** `keys` is front matter; a title keeps the problems to those of the keys. */
	function check(keys: string, expected: Partial<Objective>, ...problems: string[]): void {
		const { value, problems: found } = read(`---\ntitle: T\n${keys}\n---\n`);
		assert.deepEqual(
			Object.fromEntries(Object.keys(expected).map((key) => [key, value?.[key as keyof Objective]])),
			expected,
		);
		assert.deepEqual(
			found.map(({ code, range }) => `${code} ${range?.start.line}:${range?.start.column}`),
			problems,
		);
	}

	test('id', () => check('id: PAY-7', { id: 'PAY-7' }));
	test('an id that YAML takes for a number', () => check('id: 2026', { id: '2026' }));
	test('an id that YAML takes for no', () => check('id: NO', { id: 'NO' }));
	test('an id with zeros', () => check('id: 0042', { id: '0042' }));
	test('an id with spaces gives way to the file name', () => check('id: CHK 9', { id: 'CHK-1' }, 'id.invalid 3:5'));
	test('status', () => check('status: active', { status: 'active', statusText: undefined }));
	test('status, untidy', () => check('Status: "Active "', { status: 'active' }));
	test('health, untidy', () => check('health: At risk', { health: 'at-risk' }));
	test('a misspelt status stays as text', () =>
		check('status: activ', { status: undefined, statusText: 'activ' }, 'value.invalid 3:9'));
	test('nothing behind a key', () =>
		check('status:\nhealth: ~', { status: undefined, statusText: undefined, health: undefined }));
	test('a person by key', () =>
		check('pm: maria', { pm: { key: 'maria', name: 'Maria Lopez', email: 'maria@shop.example' } }));
	test('a person by name', () =>
		check('engineer: Ana Ruiz <a@b.c>', { engineer: { name: 'Ana Ruiz', email: 'a@b.c' } }));
	test('a person in a list of one', () => check('pm: [Tom]', { pm: { name: 'Tom' } }));
	test('a team', () => check('team: payments', { team: 'payments' }));
	test('teams', () => check('teams: [data, cli]', { team: 'data, cli' }));
	test('a quarter', () => check('period: 2026-Q4', { period: { text: '2026-Q4' } }));
	test('a month that YAML takes for something else', () => check('period: 2026-10', { period: { text: '2026-10' } }));
	test('a period with dates', () =>
		check('period: {start: 2026-10-01, due: 2026-12-31}', { period: { start: '2026-10-01', due: '2026-12-31' } }));
	test('a period with times', () =>
		check('period: {start: 2026-10-01T00:00:00.000Z}', { period: { start: '2026-10-01' } }));
	test('a period in words', () =>
		check('period: 2026-10-01 to 2026-12-31', { period: { start: '2026-10-01', due: '2026-12-31' } }));
	test('a day that does not exist', () =>
		check('period: {start: 2026-02-30, due: 2026-3-1}', { period: { due: '2026-03-01' } }, 'value.invalid 3:17'));
	test('parent', () => check('parent: GROW', { parent: 'GROW' }));
	test('supersedes', () => check('supersedes: [CHK-0, "x y"]', { supersedes: ['CHK-0'] }, 'value.invalid 3:21'));
	test('supersedes one', () => check('supersedes: CHK-0', { supersedes: ['CHK-0'] }));
	test('tickets', () => check('tickets: [SHOP-1, "acme/web#3"]', { tickets: ['SHOP-1', 'acme/web#3'] }));
	test('tickets with commas', () => check('tickets: SHOP-1, SHOP-2', { tickets: ['SHOP-1', 'SHOP-2'] }));
	test('aliases', () => check('aliases:\n  - a\n  -\n  - b', { aliases: ['a', 'b'] }));
	test('camelCase', () => check('keyResults: [M]', { keyResults: [{ metric: 'M', line: 3 }] }));
	test('a key that is misspelt', () => check('statu: active', { status: undefined }, 'key.unknown 3:1'));
	test('a key twice: the first one counts', () => check('team: a\nteam: b', { team: 'a' }, 'yaml.syntax 4:1'));
	test('a broken line', () => check('team: a: b\nparent: GROW', { team: 'a: b', parent: 'GROW' }, 'yaml.syntax 3:7'));
	test('confirmed', () =>
		check('confirmed: {by: maria, on: 2026-11-02, at: 3F2A1C9}', {
			confirmed: {
				by: { key: 'maria', name: 'Maria Lopez', email: 'maria@shop.example' },
				on: '2026-11-02',
				at: '3f2a1c9',
			},
		}));
	test('confirmed by nobody', () => check('confirmed: 2026-11-02', { confirmed: undefined }, 'value.invalid 3:12'));

	function checkNumber(text: string, target: number | undefined): void {
		const { value, problems } = read(`---\ntitle: T\nkey_results:\n  - {metric: M, target: "${text}"}\n---\n`);
		assert.deepEqual([value?.keyResults[0]?.target, problems.length], [target, target === undefined ? 1 : 0]);
	}
	test('61', () => checkNumber('61', 61));
	test('-3.5', () => checkNumber('-3.5', -3.5));
	test('61 %', () => checkNumber('61 %', 61));
	test('1,200', () => checkNumber('1,200', 1200));
	test('1.200,50', () => checkNumber('1.200,50', 1200.5));
	test('1 200 000', () => checkNumber('1 200 000', 1_200_000));
	test('61,5', () => checkNumber('61,5', 61.5));
	test('€ 1.5k', () => checkNumber('€ 1.5k', 1500));
	test('2M', () => checkNumber('2M', 2_000_000));
	test('200 ms', () => checkNumber('200 ms', 200));
	test('5 km', () => checkNumber('5 km', 5));
	test('minus sign', () => checkNumber('−3', -3));
	test('no number', () => checkNumber('soon', undefined));
	test('two numbers', () => checkNumber('61 of 100', undefined));
	test('a time', () => checkNumber('12:30', undefined));
	test('infinity', () => checkNumber('1e999', undefined));

	test('key results', () =>
		check(
			'key_results:\n  - id: KR1\n    metric: A\n    unit: "%"\n    baseline: 61\n    target: x\n  - {current: 3}',
			{ keyResults: [{ id: 'KR1', metric: 'A', unit: '%', baseline: 61, line: 4 }] },
			'value.invalid 8:13',
			'value.invalid 9:5',
		));
	test('code', () =>
		check('code:\n  - src/a/**\n  - repo: acme/web\n    paths: [/b/, "!c"]\n  - d', {
			code: [
				{ patterns: [{ text: 'src/a/**', line: 4 }] },
				{
					repo: 'acme/web',
					patterns: [
						{ text: '/b/', line: 6 },
						{ text: '!c', line: 6 },
					],
				},
				{ patterns: [{ text: 'd', line: 7 }] },
			],
		}));
	test('one pattern', () => check('code: src/a/**', { code: [{ patterns: [{ text: 'src/a/**', line: 3 }] }] }));
	test('a repo without paths', () => check('code:\n  - repo: acme/web', { code: [] }, 'value.invalid 4:5'));
	test('aliases of YAML do not multiply the work', () => {
		const list = `[${Array.from({ length: 2000 }, () => 'a').join(',')}]`;
		const { problems } = read(`---\ntitle: T\nx: &x ${list}\ncode:\n${'  - {paths: *x}\n'.repeat(2000)}---\n# T\n`);
		assert.deepEqual(
			problems.map(({ code }) => code),
			['yaml.too-complex'],
		);
	});

	function checkName(path: string, id: string | undefined, title?: string): void {
		const { value } = read('Some words.\n', path);
		assert.deepEqual([value?.id, value?.title], [id, title]);
	}
	test('a name that is an id', () => checkName('objectives/GROW.md', 'GROW', 'GROW'));
	test('a name that starts with one', () =>
		checkName('objectives/CHK-1-cut-abandonment.md', 'CHK-1', 'Cut abandonment'));
	test('a name with a date', () =>
		checkName('objectives/2026-01-31-faster_checkout.md', 'faster_checkout', 'Faster checkout'));
	test('a name with spaces', () => checkName('objectives/my ideas.md', 'my-ideas', 'My ideas'));
	test('a folder of its own', () => checkName('objectives/CHK-1/README.md', 'CHK-1', 'CHK-1'));
	test('a page about the folder', () => checkName('objectives/README.md', undefined));
	test('a page about the folder is no problem', () =>
		assert.deepEqual(read('# Hello\n', 'objectives/README.md').problems, []));
	test('no id at all is one', () =>
		assert.deepEqual(
			read('---\ntitle: x\n---\n', 'objectives/a b.md').problems.map(({ code }) => code),
			['objective.no-id'],
		));
	test('an open front matter is read up to the blank line', () => {
		const { value, problems } = read('---\nid: PAY-1\ntitle: T\n\nWhy.\n');
		assert.deepEqual(
			[value?.id, value?.title, value?.why, problems.map(({ code }) => code)],
			['PAY-1', 'T', 'Why.', ['front-matter.unclosed']],
		);
	});
	test('the template gives the id', () => {
		const captures = { number: '389', slug: 'dynamic-tag' };
		const { value } = readNative('# Summary\n\nx', {
			path: 'text/0389-dynamic-tag.md',
			format: { id: 'RFC-{number}' },
			captures,
		});
		assert.deepEqual(
			[value?.id, value?.title, value?.why, value?.source.captures],
			['RFC-389', 'Dynamic tag', 'x', captures],
		);
	});

	test('whatever stands in a file: no throw, no hang, and every position is inside the file', () => {
		const piece = fc.constantFrom(
			'---\n',
			'id: A-1\n',
			'title: ',
			'key_results:\n',
			'  - metric: x\n',
			'    target: 1,2,3\n',
			'code:\n',
			'  - ',
			'[',
			'{',
			'*a',
			'&a ',
			': ',
			'"',
			"'",
			'#',
			'\t',
			'\r\n',
			'\n',
			'```\n',
			'<!--',
			'-->',
			'# Why\n',
			'## Decisions\n',
			'- x\n',
			'\0',
			'|\n',
			'!!x ',
			'\u2028',
			'=====\n',
			'\r',
			'? ',
			'%',
		);
		fc.assert(
			fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 6 })), { maxLength: 60 }), (pieces) => {
				const text = pieces.join('');
				const { problems, value } = read(text);
				const lines = text.split(/\n|\r/);
				const width = Math.max(...text.split('\n').map((line) => line.length));
				const inside = ({ line, column }: { line: number; column: number }) =>
					line >= 1 && line <= lines.length && column >= 1 && column <= width + 1;
				for (const { range } of problems)
					if (range) assert.ok(inside(range.start) && inside(range.end), JSON.stringify(range));
				const items = [...(value?.constraints ?? []), ...(value?.decisions ?? []), ...(value?.outOfScope ?? [])];
				for (const { line } of items) assert.ok(line <= lines.length);
			}),
			{ numRuns: 300 },
		);
	}).timeout(20_000);
});
