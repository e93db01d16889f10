import assert from 'node:assert/strict';
import { KNOWN_FORMATS } from '../../../../src/core/formats/knownFormats.ts';
import type { FormatName } from '../../../../src/core/formats/specFormat.ts';
import { idOfReference } from '../../../../src/core/formats/translateHead.ts';
import { readObjectives } from '../../../../src/core/readObjective.ts';
import { repoPath } from '../../../support/snapshots.ts';

suite('ids that refer to others', () => {
	const check = (name: FormatName, text: string, expected: string | undefined) =>
		test(`${text} (${name})`, () => {
			const [format] = KNOWN_FORMATS[name];
			assert.equal(format && idOfReference(text, format), expected);
		});

	check('pep', '484', 'PEP-484');
	check('pep', 'PEP 0484', 'PEP-484');
	check('kep', '/keps/sig-node/484-slug', 'KEP-484');
	check('swift', 'SE-337', 'SE-0337');
	check('pep', 'version 3.10', undefined);
	check('pep', 'nothing', undefined);
	check('spec-kit', '001-guest-checkout', '001-guest-checkout');
	check('okr', 'GROW', 'GROW');
});

suite('names of an objective in other formats', () => {
	const check = (bugs: string, ...expected: string[]) =>
		test(bugs, () => {
			const [format] = KNOWN_FORMATS['swift'];
			assert.ok(format);
			const files = [{ path: repoPath('proposals/1-a.md'), text: `# A\n\n* Status: draft\n* Bug: ${bugs}\n` }] as const;
			const { value } = readObjectives({ files, format, captures: { number: '1', slug: 'a' }, people: [] });
			assert.deepEqual(value[0]?.tickets, expected);
		});

	check('SR-1, SR-2', 'SR-1', 'SR-2');
	check('SR-1 (the first one), SR-2 (a (nested) one)', 'SR-1', 'SR-2 (a (nested) one)');
	check('SR-1 (open', 'SR-1 (open');
	check('(remark alone)');
});
