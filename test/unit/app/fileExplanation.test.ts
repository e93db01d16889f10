import assert from 'node:assert/strict';
import type { HistoryState } from '../../../src/app/histories.ts';
import { NOT_YET_KNOWN } from '../../../src/core/fileHistory.ts';
import type { LineAnswer } from '../../../src/core/link.ts';
import { commitOf, historyOf, knownWhy } from '../../support/knownWhy.ts';
import { objectiveOf, snapshotOf } from '../../support/snapshots.ts';

const snapshot = snapshotOf([
	objectiveOf('CHK-1', { code: [{ patterns: [{ text: 'src/**', line: 9 }] }] }),
	objectiveOf('PAY-1'),
	objectiveOf('GROW-1'),
]);
const withoutPattern = snapshotOf([objectiveOf('CHK-1'), objectiveOf('PAY-1')]);
const committed = ['one', 'two', 'three'];
const ready: HistoryState = {
	kind: 'ready',
	history: historyOf(committed, [
		commitOf('a', 'Add one\n\nObjective: PAY-1'),
		commitOf('b', 'Update dependencies\n\nObjective: none (chore)'),
		commitOf('c', 'Fix stuff'),
	]),
};

/** `kind`, then each link with its kinds of evidence: `linked PAY-1:commit CHK-1:path`. */
function said(answer: LineAnswer): string {
	const links = answer.links.map(
		({ objective, evidence }) => `${objective}:${evidence.map(({ kind }) => kind).join('+')}`,
	);
	return [answer.kind, ...links].join(' ');
}

suite('the explanation of a file', () => {
	suite('line by line', () => {
		const check = (
			name: string,
			lines: readonly string[],
			line: number,
			expected: string,
			history: HistoryState = ready,
			known = snapshot,
		) => test(name, () => assert.equal(said(knownWhy(known, history, lines).explanation.answer(line)), expected));

		check('the commit is stronger than the pattern', committed, 1, 'linked PAY-1:commit CHK-1:path');
		check('none on purpose is an answer; the pattern is kept beside it', committed, 2, 'none CHK-1:path');
		check('a commit that names nothing leaves the pattern', committed, 3, 'linked CHK-1:path');
		check('nothing at all is said to be nothing', committed, 3, 'unlinked', ready, withoutPattern);
		check(
			'a line typed just now moves the others, not their answers',
			['new', ...committed],
			2,
			'linked PAY-1:commit CHK-1:path',
		);
		check('the typed line itself belongs to no commit', ['new', ...committed], 1, 'linked CHK-1:path');
		check('an undone edit is no edit', committed, 2, 'none CHK-1:path');
		check(
			'a marker is stronger than all',
			['// @objective GROW-1', ...committed],
			2,
			'linked GROW-1:marker PAY-1:commit CHK-1:path',
		);
		check('while git is asked, the pattern is known already', committed, 1, 'linked CHK-1:path', { kind: 'pending' });
		check(
			'without a pattern it is not known yet, which is not none',
			committed,
			1,
			'unknown',
			{ kind: 'pending' },
			withoutPattern,
		);
		check('a failure is not none either', committed, 1, 'unknown', { kind: 'failed', reason: 'x' }, withoutPattern);
		check('a file that is not committed has no commits to ask', committed, 1, 'linked CHK-1:path', { kind: 'absent' });
		check('a line below the end is the last', committed, 99, 'linked CHK-1:path');
	});

	test('a line that git has found is answered while it looks for the others', () => {
		const lineCommit = Uint32Array.of(0, NOT_YET_KNOWN, NOT_YET_KNOWN);
		const partial = { ...historyOf(committed, [commitOf('a', 'Add one\n\nObjective: PAY-1')]), lineCommit };
		const { explanation } = knownWhy(withoutPattern, { kind: 'pending', partial }, [...committed, 'typed']);
		assert.equal(said(explanation.answer(1)), 'linked PAY-1:commit');
		assert.equal(said(explanation.answer(2)), 'unknown');
		assert.deepEqual(explanation.answer(2).history, { kind: 'pending' });
		assert.equal(explanation.answer(4).history.kind, 'uncommitted');
	});

	test('the branch counts for lines that are not committed yet, and only for them', () => {
		const head = { commit: 'f'.repeat(40), branch: 'feature/pay-1-retry', shallow: false };
		const { explanation } = knownWhy(withoutPattern, ready, ['new', ...committed], head);
		assert.equal(said(explanation.answer(1)), 'linked PAY-1:branch');
		assert.equal(said(explanation.answer(4)), 'unlinked');
	});

	test('a boundary of a shallow history is told', () => {
		const history: HistoryState = { kind: 'ready', history: historyOf(committed, [commitOf('a', 'x')], [0]) };
		const answer = knownWhy(snapshot, history, committed).explanation.answer(1);
		assert.equal(answer.history.kind === 'commit' && answer.history.boundary, true);
	});

	test('the empty line that an editor shows behind the last line end does not count', () => {
		const { explanation } = knownWhy(snapshot, ready, [...committed, '']);
		assert.equal(explanation.lineCount, committed.length);
	});

	test('the shares add up to all lines', () => {
		const shares = knownWhy(snapshot, ready, committed).explanation.shares();
		assert.deepEqual(
			shares.map(({ kind, objective, lines }) => [kind, objective, lines]),
			[
				['linked', 'PAY-1', 1],
				['none', undefined, 1],
				['linked', 'CHK-1', 1],
			],
		);
	});

	test('an id that the spec repo does not know links nothing and is told', () => {
		const { explanation } = knownWhy(withoutPattern, ready, ['// @objective CHK-99', ...committed]);
		assert.deepEqual(explanation.unknownMarkers, [{ line: 1, id: 'CHK-99' }]);
		assert.equal(said(explanation.answer(4)), 'unlinked');
	});
});
