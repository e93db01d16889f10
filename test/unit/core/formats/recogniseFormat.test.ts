import assert from 'node:assert/strict';
import { candidatesAmong, recogniseFormat } from '../../../../src/core/formats/recogniseFormat.ts';
import { finish } from '../../../../src/core/steps.ts';
import { SPEC_FORMATS, specRepoOf } from '../../../support/specFormats.ts';
import { repoPath } from '../../../support/snapshots.ts';

suite('recogniseFormat', () => {
	/** What the files of a repository (or those that `templates` name) look like. */
	function check(
		files: Readonly<Record<string, string>>,
		expected: string | undefined,
		templates?: readonly string[],
	): void {
		const candidates = finish(candidatesAmong(Object.keys(files).map(repoPath), templates));
		assert.equal(recogniseFormat(candidates, new Map(Object.entries(files))), expected);
	}

	for (const format of SPEC_FORMATS) test(format.name, () => check(specRepoOf(format, 30), format.format));

	const pep = 'PEP: 1\nTitle: A\nStatus: Final\n\nText.\n';
	test('nothing', () => check({ 'src/a.ts': '', 'README.md': '# x' }, undefined));
	test('native objectives go before anything else', () =>
		check({ 'objectives/A-1.md': '# x', 'peps/pep-0001.rst': pep, 'peps/pep-0002.rst': pep }, 'native'));
	test('a README among the objectives is none', () =>
		check({ 'objectives/README.md': '# x', 'peps/pep-0001.rst': pep }, 'pep'));
	test('files at the same paths are told by their heads', () =>
		check({ 'text/0001-a.md': '---\nstage: accepted\nprs:\n  accepted: x\n---\n# A\n' }, 'ember'));
	test('one odd file among many does not decide', () => {
		const rust = '- Feature Name: a\n- Start Date: 2024-01-01\n- RFC PR: x\n\n# Summary\n';
		const files = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`text/000${index}-a.md`, rust]));
		check({ ...files, 'text/0010-b.md': '---\nstage: accepted\nprs: x\n---\n' }, 'rust');
	});
	test('files that only look like paths of a format', () => check({ 'text/0001-a.md': 'Just prose.\n' }, undefined));
	test('files that tandem.yml names, told by their keys', () => check({ 'docs/x.rst': pep }, 'pep', ['docs/*.rst']));
	test('files that tandem.yml names, with heads of nobody', () =>
		check({ 'goals/a.md': '---\nid: A\nstatus: active\n---\n' }, undefined, ['goals/*.md']));
});
