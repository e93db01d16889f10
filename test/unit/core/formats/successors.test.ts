import assert from 'node:assert/strict';
import { KNOWN_FORMATS } from '../../../../src/core/formats/knownFormats.ts';
import type { FormatName } from '../../../../src/core/formats/specFormat.ts';
import { successorsOf } from '../../../../src/core/formats/successors.ts';
import { createProblemSink } from '../../../../src/core/mapReader.ts';
import { readYamlMap } from '../../../../src/core/yamlProblems.ts';

suite('successors of an objective', () => {
	function check(name: FormatName, head: string, status: string, ...expected: string[]): void {
		test(`${head} ${status}`, () => {
			const [format] = KNOWN_FORMATS[name];
			assert.ok(format);
			assert.deepEqual(successorsOf(readYamlMap(head, 1, createProblemSink('a')), status, format), expected);
		});
	}

	check('pep', 'Superseded-By: 634, 635', 'Superseded', 'PEP-634', 'PEP-635');
	check('kep', 'superseded-by: ["/keps/sig-node/2104-dual"]', 'replaced', 'KEP-2104');
	check('madr', 'date: x', 'superseded by [ADR-0005](0005-x.md)', 'ADR-0005');
	check('madr', 'date: x', 'superseded by a better idea');
	check('bip', 'Proposed-Replacement: 3', 'Replaced', 'BIP-3');
	check('eip', 'superseded-by: TBD', 'Superseded');
	check('eip', 'requires: 7', 'Final');
});
