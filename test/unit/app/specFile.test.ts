import assert from 'node:assert/strict';
import { isOwnKey, objectiveAt, specFileKind, titleLine } from '../../../src/app/specFile.ts';
import { KNOWN_FORMATS } from '../../../src/core/formats/knownFormats.ts';
import { NATIVE } from '../../../src/core/formats/native.ts';
import type { SpecFormat } from '../../../src/core/formats/specFormat.ts';
import { DEFAULT_SPEC_CONFIG } from '../../../src/core/specConfig.ts';
import { objectiveOf, repoPath, snapshotOf } from '../../support/snapshots.ts';

suite('what a file of a spec repo holds', () => {
	const check = (
		path: string,
		expected: string | undefined,
		more: { readonly formats?: readonly SpecFormat[]; readonly questions?: string } = {},
	) =>
		test(path, () => {
			const source = { file: repoPath('elsewhere/a.yaml'), titleLine: 1, captures: {} };
			const { formats = NATIVE, questions = 'questions' } = more;
			const config = { ...DEFAULT_SPEC_CONFIG, questions };
			const snapshot = { ...snapshotOf([objectiveOf('A', { source })]), formats, config };
			assert.equal(specFileKind(snapshot, repoPath(path)), expected);
		});
	check('objectives/new/a.md', 'objective');
	check('questions/q.md', 'question');
	check('questions/README.md', undefined);
	check('questions/q.txt', undefined);
	check('tandem.yml', 'settings');
	check('tandem.yaml', 'settings');
	check('sub/tandem.yml', undefined);
	check('README.md', undefined);
	check('src/a.ts', undefined);
	check('elsewhere/a.yaml', 'objective');
	check('keps/sig-node/389-x/kep.yaml', 'objective', { formats: KNOWN_FORMATS.kep });
	check('objectives/a.md', undefined, { formats: KNOWN_FORMATS.kep });
	check('asked/q.md', 'question', { questions: 'asked' });
});

suite('keys that other formats have', () => {
	const check = (formats: readonly SpecFormat[], path: string, name: string, expected: boolean) =>
		test(`${name} in ${path}`, () =>
			assert.equal(isOwnKey({ ...snapshotOf([]), formats }, repoPath(path), name), expected));
	check(NATIVE, 'objectives/a.md', 'status', true);
	check(KNOWN_FORMATS.kep, 'keps/sig-node/389-x/kep.yaml', 'status', false);
	check(KNOWN_FORMATS.kep, 'keps/sig-node/389-x/kep.yaml', 'code', true);
});

suite('the line of a title', () => {
	const check = (lines: readonly string[], read: number, expected: number) =>
		test(`${lines.join('|')} read at ${read}`, () => {
			const source = { file: repoPath('a.md'), titleLine: read, captures: {} };
			assert.equal(titleLine(objectiveOf('A', { title: 'Cut it', source }), lines), expected);
		});
	check(['---', 'title: Cut it'], 2, 2);
	check(['---', '', '', 'title: Cut it'], 2, 4);
	check(['title: Cut it', '', ''], 3, 1);
	check(['Cut it', '', '# Cut it'], 3, 3);
	check(['other', 'words'], 2, 2);
	check(['# Summary', `Cut it, and ${'go on '.repeat(12)}`], 1, 1);
	check(['short'], 9, 1);
	check([''], 1, 1);
});

suite('the objective that a line of a spec file belongs to', () => {
	const at = (id: string, titleLine: number) =>
		objectiveOf(id, { source: { file: repoPath('a.yaml'), titleLine, captures: {} } });
	const snapshot = snapshotOf([at('B', 12), at('A', 4)]);
	const check = (path: string, line: number, expected: string | undefined) =>
		test(`${path}:${line}`, () => assert.equal(objectiveAt(snapshot, repoPath(path), line)?.id, expected));
	check('a.yaml', 1, 'A');
	check('a.yaml', 11, 'A');
	check('a.yaml', 12, 'B');
	check('b.yaml', 1, undefined);
});
