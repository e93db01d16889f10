import assert from 'node:assert/strict';
import { markerNames } from '../../../src/app/markerNames.ts';
import { namingPlaces, specNameAt, type WrittenSpec } from '../../../src/app/specNames.ts';
import type { SpecFileKind } from '../../../src/app/specFile.ts';
import { KNOWN_FORMATS } from '../../../src/core/formats/knownFormats.ts';
import { createKeyIndex } from '../../../src/core/objectiveKeys.ts';
import { objectiveOf, repoPath, snapshotOf } from '../../support/snapshots.ts';

const snapshot = {
	...snapshotOf([objectiveOf('CHK-1', { aliases: ['checkout-cut'] }), objectiveOf('CHK-2'), objectiveOf('GROW')]),
	people: [{ key: 'maria', name: 'Maria Lopez' }],
};
const keys = createKeyIndex({ objectives: snapshot.objectives, repoName: undefined, specName: 'specs' });
const specOf = (text: string, kind: SpecFileKind) => ({ kind, path: repoPath('a.md'), text, snapshot, keys });

suite('names in spec files', () => {
	/** `|` is where somebody points; the answer has the words in the file that are meant. */
	const check = (
		marked: string,
		expected: string,
		kind: SpecFileKind = 'objective',
		others: Partial<WrittenSpec> = {},
	) =>
		test(JSON.stringify(marked), () => {
			const at = marked.indexOf('|');
			const lines = marked.slice(0, at).split('\n');
			const text = marked.slice(0, at) + marked.slice(at + 1);
			const name = specNameAt(
				{ ...specOf(text, kind), ...others },
				{ line: lines.length, column: (lines.at(-1) ?? '').length + 1 },
			);
			if (!name) return assert.equal('', expected);
			const { start, end } = name.range;
			const words = text.split('\n')[start.line - 1]?.slice(start.column - 1, end.column - 1);
			const meant = {
				'key': () => (name.kind === 'key' ? name.found.name : ''),
				'objective': () => (name.kind === 'objective' ? name.id : ''),
				'person': () => (name.kind === 'person' ? name.person.name : ''),
				'word': () => (name.kind === 'word' ? name.of : ''),
				'pattern': () => (name.kind === 'pattern' ? (name.repo ?? '') : ''),
				'foreign-key': () => (name.kind === 'foreign-key' ? name.key.field : ''),
				'foreign-status': () => (name.kind === 'foreign-status' ? name.meaning : ''),
			}[name.kind]();
			assert.equal(`${name.kind} ${meant} <${words}>`, expected);
		});
	const header = (marked: string) => `---\n${marked}\n---\n# Why\n`;

	check(header('sta|tus: active'), 'key status <status>');
	check(header('State: act|ive'), 'word status <active>');
	check(header('parent: CH|K-1'), 'objective CHK-1 <CHK-1>');
	check(header('parent: GR|OW'), 'objective GROW <GROW>');
	check(header('parent: |NO-1'), '');
	check(header('supersedes: CHK-1, CHK|-2'), 'objective CHK-2 <CHK-2>');
	check(header('supersedes:\n  - checkout|-cut'), 'objective CHK-1 <checkout-cut>');
	check(header('pm: mar|ia'), 'person Maria Lopez <maria>');
	check(header('confirmed: {by: "mari|a"}'), 'person Maria Lopez <"maria">');
	check(header('pm: Some|body'), 'person Somebody <Somebody>');
	check(header('code:\n  - src|/**'), 'pattern  <src/**>');
	check(header('code:\n  - {repo: acme/x, paths: [src|/**]}'), 'pattern acme/x <src/**>');
	check(header('id: CHK|-1'), 'objective CHK-1 <CHK-1>');
	check(header('key_results: [{id: CHK|-1}]'), '');
	check(header('title: CH|K-1'), '');
	check(header('other: x|'), '');
	check(header('# CHK|-1'), '');
	check(header('id: A') + '\nAs CHK|-1 says.\n', 'objective CHK-1 <CHK-1>');
	check(header('id: A') + '\nGR|OW is a word.\n', '');
	check(header('objective: CH|K-1'), 'objective CHK-1 <CHK-1>', 'question');
	check(header('to: mar|ia'), 'person Maria Lopez <maria>', 'question');

	const pep = { path: repoPath('peps/pep-0007.rst'), snapshot: { ...snapshot, formats: KNOWN_FORMATS.pep } };
	const asPep = (marked: string, expected: string) =>
		check(`PEP: 7\nTitle: x\n${marked}\n\nText\n`, expected, 'objective', pep);
	asPep('Stat|us: Final', 'foreign-key status <Status>');
	asPep('Status: Fin|al', 'foreign-status achieved <Final>');
	asPep('Status: Wha|tever', '');
	asPep('Author: A|na', '');
	asPep('Sponsor: A|na', '');
});

suite('places that name an objective', () => {
	const check = (text: string, expected: readonly string[]) =>
		test(JSON.stringify(text), () =>
			assert.deepEqual(
				namingPlaces(specOf(text, 'objective')).map(({ objective, range }) => `${objective} ${range.start.line}`),
				expected,
			),
		);
	check('---\nid: CHK-1\nparent: GROW\n---\nCHK-2 and GROW\n', ['CHK-1 2', 'GROW 3', 'CHK-2 5']);
	check('---\ntitle: GROW\nsupersedes: [GROW]\n---\n', ['GROW 3']);
	check('---\nid: GROW\n---\n', ['GROW 2']);
	test('a word in thirty thousand places takes no time', () => {
		const start = process.cpuUsage();
		const text = `---\nsupersedes: [${'GROW, '.repeat(30_000)}GROW]\n---\n`;
		assert.equal(namingPlaces(specOf(text, 'objective')).length, 30_001);
		assert.ok(process.cpuUsage(start).user < 4_000_000);
	});
});

suite('ids in markers', () => {
	const check = (line: string, expected: readonly string[]) =>
		test(line, () =>
			assert.deepEqual(
				markerNames([line, 'x();'], keys).map(({ range }) => line.slice(range.start.column - 1, range.end.column - 1)),
				expected,
			),
		);
	check('// @objective CHK-1', ['CHK-1']);
	check('// CHK-2 @objective CHK-1, GROW', ['CHK-1', 'GROW']);
	check('const a = "@objective CHK-1";', []);
	check('// CHK-1', []);
});
