import assert from 'node:assert/strict';
import { readCodeConfig } from '../../../src/core/readCodeConfig.ts';
import { readSpecConfig } from '../../../src/core/readSpecConfig.ts';
import { DEFAULT_SPEC_CONFIG, type CodeConfig, type SpecConfig } from '../../../src/core/specConfig.ts';

suite('readSpecConfig', () => {
	function check(text: string, expected: Partial<SpecConfig>, ...codes: string[]): void {
		const { value, problems } = readSpecConfig(text, 'tandem.yml');
		assert.deepEqual([value, problems.map(({ code }) => code)], [{ ...DEFAULT_SPEC_CONFIG, ...expected }, codes]);
	}
	const files = (...files: string[]) => ({ objectives: [{ files }] });

	test('an empty file', () => check('', {}));
	test('only comments', () => check('# nothing\n', {}));
	test('files', () => check('objectives: {files: text/*.md}', files('text/*.md')));
	test('files as a list', () => check('objectives:\n  files: [a/*.md, ./b/*.md]', files('a/*.md', 'b/*.md')));
	test('the short form', () => check('objectives: text/*.md', files('text/*.md')));
	test('id and keys', () =>
		check(
			'objectives: {files: "text/{number}-{slug}.md", id: "RFC-{number}", keys: ["RFC {number}", "rfcs/pull/{number}"]}',
			{
				objectives: [
					{
						files: ['text/{number}-{slug}.md'],
						id: 'RFC-{number}',
						keys: ['RFC {number}', 'rfcs/pull/{number}'],
					},
				],
			},
		));
	test('an id that no file can give', () =>
		check('objectives: {files: "text/{slug}.md", id: "RFC-{number}"}', files('text/{slug}.md'), 'value.invalid'));
	test('files outside', () => check('objectives: {files: ../secret/*.md}', { objectives: [{}] }, 'value.invalid'));
	test('questions', () => check('questions: ./fragen/', { questions: 'fragen' }));
	test('questions outside', () => check('questions: /etc', {}, 'value.invalid'));

	test('people', () =>
		check('people:\n  maria: {name: Maria Lopez, email: m@x.y, github: "@marial"}\n  ana: Ana Ruiz <a@x.y>\n  tom:', {
			people: [
				{ key: 'maria', name: 'Maria Lopez', email: 'm@x.y', handle: 'marial' },
				{ key: 'ana', name: 'Ana Ruiz', email: 'a@x.y' },
				{ key: 'tom', name: 'tom' },
			],
		}));
	test('people as a list', () => check('people: [Ana <a@x.y>]', { people: [{ name: 'Ana', email: 'a@x.y' }] }));
	test('a key too many', () => check('question: q', {}, 'key.unknown'));
	test('no map', () => check('- a\n- b', {}, 'config.unreadable'));
	test('too complex', () => check('['.repeat(20_000), {}, 'config.unreadable'));
	test('a broken line costs itself only', () =>
		check('channel: a: b\nquestions: q', { questions: 'q' }, 'yaml.syntax', 'value.invalid'));
});

suite('readCodeConfig', () => {
	function check(text: string, expected: CodeConfig, ...codes: string[]): void {
		const { value, problems } = readCodeConfig(text);
		assert.deepEqual([value, problems.map(({ code }) => code)], [expected, codes]);
	}

	test('all of it', () =>
		check('spec: git@x.y:acme/specs.git\nref: main\npath: product/specs/\nrepo: acme/shop', {
			spec: 'git@x.y:acme/specs.git',
			ref: 'main',
			path: 'product/specs',
			repo: 'acme/shop',
		}));
	test('nothing', () => check('', {}));
	test('this repository', () => check('spec: .\npath: .', { spec: '.' }));
	test('a path outside', () => check('path: ../x', {}, 'value.invalid'));
	test('a list where a text belongs', () => check('spec: [a, b]', {}, 'value.invalid'));
	test('misspelt', () => check('Spec: x\nrefs: y', { spec: 'x' }, 'key.unknown'));
});
