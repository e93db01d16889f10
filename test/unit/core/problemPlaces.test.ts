import assert from 'node:assert/strict';
import { KNOWN_FORMATS } from '../../../src/core/formats/knownFormats.ts';
import type { FormatName } from '../../../src/core/formats/specFormat.ts';
import { createProblemPlaces } from '../../../src/core/problemPlaces.ts';

suite('places of problems in other formats', () => {
	/** What stands at the place of an unknown PM. */
	function check(format: FormatName, file: string, text: string, expected: string | undefined): void {
		const facts = { key: 'pm', person: 'x', suggestion: '' } as const;
		const problem = { code: 'person.unknown', severity: 'info', file, facts } as const;
		const range = createProblemPlaces(file, text, KNOWN_FORMATS[format])(problem);
		const line = range && text.split('\n')[range.start.line - 1];
		assert.equal(line?.slice((range?.start.column ?? 1) - 1, (range?.end.column ?? 1) - 1), expected);
	}

	test('front matter with a key of its own', () =>
		check('madr', 'docs/decisions/0001-x.md', '---\nstatus: accepted\ndecision-makers: Zoe\n---\n', 'Zoe'));
	test('a list below the title', () =>
		check('madr', 'docs/decisions/0001-x.md', '# X\n\n* Status: accepted\n* Deciders: Zoe\n', 'Zoe'));
	test('a head as in a mail', () =>
		check('pep', 'peps/pep-0001.rst', 'PEP: 1\nTitle: X\nAuthor: Zoe\nStatus: Final\n\nText\n', 'Zoe'));
	test('a list of objectives has no head', () =>
		check('okr', 'okrs.yaml', 'objectives:\n  - objective: X\n    owner: Zoe\n', undefined));
	test('our own', () => check('native', 'objectives/A.md', '---\nid: A\nproduct_owner: Zoe # PM\n---\n', 'Zoe'));
});
