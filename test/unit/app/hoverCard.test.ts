import assert from 'node:assert/strict';
import { hoverCard } from '../../../src/app/hoverCard.ts';
import type { Objective } from '../../../src/core/objective.ts';
import { commitOf, historyOf, knownWhy, NOW } from '../../support/knownWhy.ts';
import { objectiveOf, questionOf, snapshotOf } from '../../support/snapshots.ts';

suite('the hover card', () => {
	const card = (
		objective: Partial<Objective>,
		questions: readonly string[] = [],
		message = 'Add\n\nObjective: CHK-1',
	) => {
		const snapshot = snapshotOf([objectiveOf('CHK-1', objective)]);
		const history = { kind: 'ready' as const, history: historyOf(['one'], [commitOf('a', message)]) };
		const asked = questions.map((id) => ({ question: questionOf(id, { objective: 'CHK-1' }), unread: false }));
		return hoverCard(knownWhy(snapshot, history, ['one']), 1, asked, NOW);
	};

	test('has title, id, why, facts and evidence', () => {
		const found = card({
			title: 'Cut checkout abandonment',
			health: 'at-risk',
			status: 'active',
			pm: { name: 'Maria Lopez' },
			why: 'Every tenth cart **dies** on the [payment page](https://x).\n\nMore.',
			keyResults: [{ metric: 'Completion', unit: '%', target: 70, current: 64.5, line: 1 }],
		});
		assert.equal(found?.why, 'Every tenth cart dies on the payment page.');
		assert.equal(found?.facts, 'Completion 64.5 % of 70 % · At risk · Maria Lopez');
		assert.equal(found?.askLabel, 'Ask Maria');
		assert.match(found?.because.map(({ text }) => text).join('') ?? '', /^Because aaaaaaa Add says Objective: CHK-1/);
	});

	test('is silent where there is no objective', () => assert.equal(card({}, [], 'Add'), undefined));

	test('says that an objective is over', () => assert.equal(card({ status: 'dropped' })?.facts, 'Dropped'));

	test('counts the open questions', () => {
		assert.equal(card({}, ['a', 'b'])?.questions, '2 open questions');
		assert.equal(card({})?.questions, undefined);
	});

	test('a long why ends with a sentence, or with a whole word', () => {
		assert.equal(
			card({ why: `${'A short sentence. '.repeat(6)}${'x'.repeat(100)}` })?.why,
			'A short sentence. '.repeat(6).trim(),
		);
		const clipped = card({ why: 'word '.repeat(60) })?.why ?? '';
		assert.ok(clipped.endsWith('word…') && clipped.length <= 161, clipped);
	});
});
