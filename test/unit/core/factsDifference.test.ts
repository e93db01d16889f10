import assert from 'node:assert/strict';
import { factsDifference } from '../../../src/core/factsDifference.ts';
import type { FactChange } from '../../../src/core/factsDifference.ts';
import type { BodyItem, KeyResult, Objective } from '../../../src/core/objective.ts';
import { isObjectiveFacts, objectiveFacts } from '../../../src/core/objectiveFacts.ts';
import { objectiveWith } from '../../support/objectiveWith.ts';

const items = (...texts: readonly string[]): readonly BodyItem[] => texts.map((markdown, line) => ({ markdown, line }));
const result = (fields: Partial<KeyResult> = {}): KeyResult => ({
	metric: 'Completion',
	unit: '%',
	target: 70,
	line: 9,
	...fields,
});
const factsOf = (fields: Partial<Objective>) => objectiveFacts(objectiveWith({ id: 'CHK-1', ...fields }));

/** `status active>paused`, `why`, `result 70>75` */
function inShort(change: FactChange): string {
	switch (change.kind) {
		case 'word':
			return `${change.fact} ${change.before ?? ''}>${change.after ?? ''}`;
		case 'period':
			return `period ${change.before?.text ?? ''}>${change.after?.text ?? ''}`;
		case 'result':
			return `result ${change.before?.target ?? ''}>${change.after?.target ?? ''}`;
		case 'text':
			return change.fact;
		case 'rest':
			return 'rest';
	}
}

suite('what of an objective is another than before', () => {
	const check = (name: string, before: Partial<Objective>, after: Partial<Objective>, expected: readonly string[]) =>
		test(name, () => assert.deepEqual(factsDifference(factsOf(before), factsOf(after)).map(inShort), expected));

	check('status', { status: 'active' }, { status: 'paused' }, ['status active>paused']);
	check("the PM's own word for it", { statusText: 'Draft' }, { status: 'achieved', statusText: 'Final' }, [
		'status Draft>achieved',
	]);
	check('health that is not given any more', { health: 'at-risk' }, {}, ['health at-risk>']);
	check('period', { period: { text: '2026-Q3' } }, { period: { text: '2026-Q4' } }, ['period 2026-Q3>2026-Q4']);
	check('target', { keyResults: [result()] }, { keyResults: [result({ target: 75 })] }, ['result 70>75']);
	check('unit', { keyResults: [result()] }, { keyResults: [result({ unit: 'points' })] }, ['result 70>70']);
	check(
		'metric of a key result with an id',
		{ keyResults: [result({ id: 'KR1' })] },
		{ keyResults: [result({ id: 'KR1', metric: 'x' })] },
		['result 70>70'],
	);
	check(
		'a new key result and one that is gone',
		{ keyResults: [result()] },
		{ keyResults: [result({ metric: 'Other', target: 5 })] },
		['result >5', 'result 70>'],
	);
	check('why', { why: 'It hurts.' }, { why: 'It hurts. Much.' }, ['why']);
	check(
		'scope, constraints, decisions',
		{},
		{ outOfScope: items('a'), constraints: items('b'), decisions: items('c') },
		['outOfScope', 'constraints', 'decisions'],
	);
	check(
		'what matters most comes first',
		{ why: 'a', status: 'active', title: 'One' },
		{ why: 'b', status: 'dropped', title: 'Two' },
		['status active>dropped', 'title', 'why'],
	);

	suite('nobody has to know', () => {
		check(
			'how far a key result has come',
			{ keyResults: [result({ current: 61 })] },
			{ keyResults: [result({ current: 64, baseline: 60, line: 3 })] },
			[],
		);
		check(
			'the order of items and key results',
			{ constraints: items('a', 'b'), keyResults: [result(), result({ metric: 'x' })] },
			{ constraints: items('b', 'a'), keyResults: [result({ metric: 'x' }), result()] },
			[],
		);
		check(
			'how the text is set',
			{ why: 'It **hurts**\nus.\n\n- [one](a.md)\n- two' },
			{ why: 'It hurts us.\n* one\n* two <!-- note -->' },
			[],
		);
		check(
			'who does it, and where',
			{ pm: { name: 'Maria' }, tickets: ['A-1'] },
			{ pm: { name: 'Ben' }, aliases: ['x'] },
			[],
		);
	});

	suite('texts that are too long to be kept', () => {
		const long = 'Shoppers leave the page. '.repeat(400);
		check('say so where they change far down', { why: `${long}One.` }, { why: `${long}Two.` }, ['rest']);
		check('say nothing of the place where they were cut off', { why: long }, { why: `Now we know. ${long}` }, ['why']);
		test('nothing but the new sentence is told', () => {
			const [change] = factsDifference(factsOf({ why: long }), factsOf({ why: `Now we know. ${long}` }));
			assert.deepEqual(change?.kind === 'text' ? change.hunks : [], [[{ kind: 'added', text: 'Now we know.' }]]);
		});
		test('take a bounded part of the memory', () => {
			const many = items(...Array.from({ length: 500 }, () => long));
			const facts = factsOf({ why: long, constraints: many, decisions: many, outOfScope: many });
			assert.ok(JSON.stringify(facts).length < 80_000);
		});
	});

	test('what was kept is checked before it is believed', () => {
		const facts = factsOf({
			status: 'active',
			keyResults: [result()],
			period: { text: 'Q4' },
			constraints: items('a'),
		});
		assert.equal(isObjectiveFacts(JSON.parse(JSON.stringify(facts))), true);
		const broken = [
			undefined,
			null,
			[],
			'x',
			{ ...facts, why: 'text' },
			{ ...facts, results: [{}] },
			{ ...facts, constraints: [1] },
			{ ...facts, period: 'Q4' },
			{ ...facts, status: 7 },
		];
		assert.deepEqual(broken.filter(isObjectiveFacts), []);
	});
});
