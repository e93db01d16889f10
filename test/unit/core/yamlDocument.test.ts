import assert from 'node:assert/strict';
import { parseYaml, writeYaml, YAML_LIMIT } from '../../../src/core/yamlDocument.ts';
import { parseYamlMap } from '../../../src/core/yamlRecovery.ts';
import type { YamlValue } from '../../../src/core/yamlValue.ts';

suite('yamlDocument', () => {
	function plain(value: YamlValue | undefined): unknown {
		if (value === undefined || value.kind === 'scalar') return value?.text;
		return value.kind === 'list'
			? value.items.map(plain)
			: value.entries.map((entry) => [entry.key, plain(entry.value)]);
	}

	function check(text: string, expected: unknown): void {
		const { root, errors } = parseYamlMap(text, 1);
		assert.deepEqual([plain(root), errors.length], [expected, 0]);
	}

	test('every scalar is its source', () =>
		check('id: NO\nn: 2026\nd: 2026-10-01\nx: 0x1F\nv: 1.10', [
			['id', 'NO'],
			['n', '2026'],
			['d', '2026-10-01'],
			['x', '0x1F'],
			['v', '1.10'],
		]));
	test('nothing is empty', () =>
		check('a:\nb: ~\nc: null\nd: "null"', [
			['a', ''],
			['b', ''],
			['c', ''],
			['d', 'null'],
		]));
	test('quotes and blocks', () =>
		check('a: "x\\ty"\nb: |\n  two\n  lines\n', [
			['a', 'x\ty'],
			['b', 'two\nlines\n'],
		]));
	test('aliases are resolved', () =>
		check('a: &x [1]\nb: *x', [
			['a', ['1']],
			['b', ['1']],
		]));
	test('an alias of itself is empty', () => check('a: &x [*x]', [['a', ['']]]));
	test('an empty text has no value', () => check('# only a comment\n', undefined));

	function checkBroken(text: string, expected: unknown, lines: readonly number[]): void {
		const { root, errors } = parseYamlMap(text, 2);
		assert.deepEqual([plain(root), errors.map(({ range }) => range.start.line)], [expected, lines]);
	}

	test('a bad line costs its own key only', () =>
		checkBroken(
			'id: A\ntitle: Cut: it\npm: x',
			[
				['id', 'A'],
				['title', 'Cut: it'],
				['pm', 'x'],
			],
			[3],
		));
	test('an open quote', () =>
		checkBroken(
			'title: "Cut\npm: x',
			[
				['title', 'Cut'],
				['pm', 'x'],
			],
			[2],
		));
	test('Windows line ends', () =>
		checkBroken(
			'title: Cut: it # soon\r\npm: x\r\ncode: [a\r\n',
			[
				['title', 'Cut: it'],
				['pm', 'x'],
				['code', '[a'],
			],
			[2, 4],
		));
	test('words after brackets', () =>
		checkBroken(
			'title: [WIP] Cut\npm: x',
			[
				['title', '[WIP] Cut'],
				['pm', 'x'],
			],
			[2],
		));
	test('a handle', () =>
		checkBroken(
			'pm: @maria # owner\nid: A',
			[
				['pm', '@maria'],
				['id', 'A'],
			],
			[2],
		));
	test('a bad list keeps the rest', () => {
		const { root, errors } = parseYamlMap('id: A\ncode:\n\t- x\npm: y', 1);
		assert.equal(errors[0]?.range.start.line, 3);
		assert.ok(JSON.stringify(plain(root)).includes('["pm","y"]'));
	});

	function checkRefused(text: string): void {
		const started = process.cpuUsage();
		const { root, errors } = parseYamlMap(text, 1);
		assert.deepEqual([root, errors.map(({ kind }) => kind)], [undefined, ['too-complex']]);
		assert.ok(process.cpuUsage(started).user < 3_000_000);
	}

	test('too long', () => checkRefused(`a: ${'x'.repeat(YAML_LIMIT)}`));
	test('10 MB', () => checkRefused('a: b\n'.repeat(2_000_000)));
	test('10,000 brackets', () => checkRefused(`a: ${'['.repeat(10_000)}${']'.repeat(10_000)}`));
	test('10,000 braces, open', () => checkRefused(`a: ${'{a: '.repeat(10_000)}`));
	test('10,000 list marks', () => checkRefused('- '.repeat(10_000)));
	test('a hundred levels', () =>
		checkRefused(Array.from({ length: 100 }, (_, level) => `${' '.repeat(level)}a:`).join('\n')));
	test('aliases that multiply', () => {
		const levels = Array.from(
			{ length: 12 },
			(_, level) => `a${level + 1}: &a${level + 1} [${`*a${level},`.repeat(10)}]`,
		);
		checkRefused(['a0: &a0 x', ...levels].join('\n'));
	});

	test('positions are those of the file', () => {
		const { root } = parseYaml('a: b\nccc:  dd\n', 10);
		assert.ok(root?.kind === 'map');
		assert.deepEqual(root.entries[1]?.value.range, { start: { line: 11, column: 7 }, end: { line: 11, column: 9 } });
	});

	test('what is written reads back, whatever it is', () => {
		const texts = [
			'2026',
			'NO',
			'~',
			'a: b',
			'# x',
			'--- ',
			'\n---\nid: B',
			'"',
			"'",
			'@x',
			' y ',
			'*a',
			'',
			'x'.repeat(500),
		];
		const map = Object.fromEntries(texts.map((text, index) => [`k${index}`, text]));
		const { root, errors } = parseYaml(writeYaml(map), 1);
		assert.deepEqual(
			[errors, plain(root)],
			[[], Object.entries(map).map(([key, text]) => [key, text === '~' ? '~' : text])],
		);
	});
});
