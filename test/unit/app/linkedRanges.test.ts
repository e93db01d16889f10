import assert from 'node:assert/strict';
import { linkedRanges } from '../../../src/app/linkedRanges.ts';
import { commitOf, historyOf, knownWhy } from '../../support/knownWhy.ts';
import { objectiveOf, snapshotOf } from '../../support/snapshots.ts';

test('asking from the gutter is offered for runs of lines that serve an objective', () => {
	const lines = ['a', 'b', 'c', 'd', 'e'];
	const says = (hash: string, message: string) => commitOf(hash, message);
	const history = historyOf(lines, [
		says('1', 'One\n\nObjective: CHK-1'),
		says('2', 'Two\n\nObjective: CHK-1'),
		says('3', 'Three'),
		says('4', 'Four\n\nObjective: CHK-1'),
		says('5', 'Five'),
	]);
	const { explanation } = knownWhy(snapshotOf([objectiveOf('CHK-1')]), { kind: 'ready', history }, lines);
	assert.deepEqual(linkedRanges(explanation), [
		{ first: 1, last: 2 },
		{ first: 4, last: 4 },
	]);
});
