import assert from 'node:assert/strict';
import { readConstraintLines } from '../../../src/core/constraintLines.ts';
import { readCommitMessage } from '../../../src/core/commitMessage.ts';
import { sampleKeys } from '../../support/sampleKeys.ts';

/** What a message says, as `constraint text` and `trade-off text`. */
function check(message: string, ...expected: readonly string[]): void {
	test(JSON.stringify(message.slice(0, 80)), () =>
		assert.deepEqual(
			readConstraintLines(message).map(({ kind, text }) => `${kind} ${text}`),
			expected,
		),
	);
}

suite('the constraints that a commit says', () => {
	check('Retry once\n\nConstraint: two requests a second\n', 'constraint two requests a second');
	check(
		'x\n\nTrade-off: slow, but right\nTradeoff: old, but fast',
		'trade-off slow, but right',
		'trade-off old, but fast',
	);
	check('x\n\n- **Constraint:** one\n* CONSTRAINTS : two\n', 'constraint one', 'constraint two');
	check('x\n\nConstraint: one\n  and its end\n\tto here\nnot this', 'constraint one and its end to here');
	check('x\n\nConstraints: none\nTrade-off: n/a\nConstraint: -\nTrade-off: None so far.');
	check('x\n\nConstraint: none of the cards may be tried twice', 'constraint none of the cards may be tried twice');
	check('x\n\nConstraint: one\nConstraint: one', 'constraint one');
	check('Constraint: in the subject', 'constraint in the subject');
	check('x\n\nConstraint:\n\nThe constraint: none. A Trade-off is here.\n  Constraint: indented\nConstraintX: no');
	check('x\n\nConstraint: a\0b\u202Ec\u0007', 'constraint a b c');
	check(`x\n\nConstraint: ${'a'.repeat(10_000)}`, `constraint ${'a'.repeat(499)}…`);
	test('are twenty at most', () =>
		assert.equal(
			readConstraintLines(Array.from({ length: 50 }, (_, at) => `Constraint: ${at}`).join('\n')).length,
			20,
		));
	test('take no square of the time', () => {
		for (const part of ['Constraint: x\n ', '- **', 'Constraint:\n', 'constraint\t ']) {
			const start = process.cpuUsage().user;
			readConstraintLines(part.repeat(100_000));
			assert.ok(process.cpuUsage().user - start < 1_000_000, part);
		}
	});

	const of = (message: string) => readCommitMessage(message, sampleKeys()).constraints;
	test('belong to the objective that the commit names', () =>
		assert.deepEqual(of('x\n\nConstraint: one\n\nObjective: CHK-1'), [{ kind: 'constraint', text: 'one' }]));
	test('belong to nobody where it names none', () => assert.equal(of('x\n\nConstraint: one'), undefined));
	test('are taken back by a revert', () =>
		assert.equal(of('Revert "x"\n\nConstraint: one\n\nObjective: CHK-1'), undefined));
});
