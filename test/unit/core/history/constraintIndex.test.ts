import assert from 'node:assert/strict';
import { constraintsByObjective } from '../../../../src/core/history/constraintIndex.ts';
import { namingsFromSections, namingsToSections } from '../../../../src/core/history/encodeNamings.ts';
import { appendNaming, createNamings } from '../../../../src/core/history/namings.ts';
import { readCommitMessage } from '../../../../src/core/commitMessage.ts';
import { sampleKeys } from '../../../support/sampleKeys.ts';

/** What the commits with these messages say of each objective, as `objective: number text`. */
function check(name: string, messages: readonly string[], expected: readonly string[]): void {
	test(name, () => {
		const namings = createNamings();
		messages.forEach((message, commit) => appendNaming(namings, commit, readCommitMessage(message, sampleKeys())));
		for (const known of [namings, namingsFromSections(namingsToSections(namings))]) {
			assert.ok(known);
			const lines = [...constraintsByObjective(known)].flatMap(([id, commits]) =>
				commits.flatMap(({ commit, constraints }) =>
					constraints.map(({ kind, text }) => `${id}: ${commit} ${kind} ${text}`),
				),
			);
			assert.deepEqual(lines, expected);
		}
	});
}

suite('constraints by objective', () => {
	check(
		'all that a commit says, in the order of the commits',
		['x\n\nObjective: CHK-1\nConstraint: a', 'y', 'z\n\nTrade-off: b\nConstraint: c\n\nObjective: CHK-1'],
		['CHK-1: 0 constraint a', 'CHK-1: 2 trade-off b', 'CHK-1: 2 constraint c'],
	);
	check(
		'for every objective that the commit serves, and none that it mentions in passing',
		['x, see CHK-12\n\nConstraint: a\n\nObjective: CHK-1, CHK-2'],
		['CHK-1: 0 constraint a', 'CHK-2: 0 constraint a'],
	);
	check('nothing where no objective is named', ['x\n\nConstraint: a'], []);
});
