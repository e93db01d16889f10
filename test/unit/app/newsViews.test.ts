import assert from 'node:assert/strict';
import { newsDocument } from '../../../src/app/newsDocument.ts';
import { changeViews, differenceText, newsView, otherNews } from '../../../src/app/newsViews.ts';
import type { ChangedObjective } from '../../../src/app/objectiveNews.ts';
import { decodeTarget } from '../../../src/app/target.ts';
import { factsDifference } from '../../../src/core/factsDifference.ts';
import type { Objective } from '../../../src/core/objective.ts';
import { objectiveFacts } from '../../../src/core/objectiveFacts.ts';
import { objectiveWith } from '../../support/objectiveWith.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const about = { id: 'CHK-1', title: 'Cut *abandonment*', since: NOW - 3 * 86_400_000 };

function changed(before: Partial<Objective>, after: Partial<Objective>): ChangedObjective {
	const factsOf = (fields: Partial<Objective>) => objectiveFacts(objectiveWith({ id: 'CHK-1', ...fields }));
	return { kind: 'changed', ...about, changes: factsDifference(factsOf(before), factsOf(after)) };
}

suite('news in words', () => {
	const check = (before: Partial<Objective>, after: Partial<Objective>, expected: readonly string[]) =>
		test(expected.join(' | '), () => {
			const views = changeViews(changed(before, after));
			assert.deepEqual(
				views.map(({ label, differences }) => `${label}: ${differences.map(differenceText).join(' | ')}`),
				expected,
			);
		});
	const result = { metric: 'Completion', unit: '%', target: 70, current: 61, line: 1 };
	check({ status: 'active' }, { status: 'paused' }, ['Status: Active → Paused']);
	check({ statusText: 'Draft' }, { status: 'achieved', statusText: 'Final' }, ['Status: Draft → Achieved']);
	check({}, { health: 'at-risk' }, ['Health: + At risk']);
	check({ period: { text: '2026-Q3' } }, { period: { due: '2026-12-31' } }, ['Period: Q3 2026 → until 2026-12-31']);
	check({ keyResults: [result] }, { keyResults: [{ ...result, target: 75 }] }, ['Target of Completion: 70 % → 75 %']);
	check({ keyResults: [result] }, { keyResults: [{ ...result, target: undefined }] }, [
		'Target of Completion: 70 % → measured in %',
	]);
	check({ keyResults: [result] }, {}, ['Key result: − Completion: 70 %']);
	check({ keyResults: [{ ...result, id: 'K' }] }, { keyResults: [{ ...result, id: 'K', metric: 'Done' }] }, [
		'Key result: Completion: 70 % → Done: 70 %',
	]);
	check({ why: 'We lose 3 % here.' }, { why: 'We lose 5 % here. It hurts.' }, [
		'Why: We lose [− 3] [+ 5] % here. [+ It hurts.]',
	]);
	check({}, { outOfScope: [{ markdown: 'Gift **cards**.', line: 1 }] }, ['Out of scope: + Gift cards.']);

	test('for the page: since when, and what "Seen" is told of', () => {
		const { since, target } = newsView(changed({}, { health: 'at-risk' }), 's', NOW);
		assert.equal(since, '3 days ago');
		assert.deepEqual(decodeTarget(target), { kind: 'changes', spec: 's', id: 'CHK-1' });
	});

	test('in one line', () => {
		const note = (news: ChangedObjective) => otherNews(news, 's', NOW).note;
		assert.equal(
			note(changed({ status: 'active', why: 'a' }, { status: 'paused', why: 'b' })),
			'Status, why · seen 3 days ago',
		);
		assert.equal(note({ kind: 'gone', ...about }), 'Not in the spec repo any more · seen 3 days ago');
		const successor = { id: 'CHK-9', title: 'New' };
		assert.equal(note({ kind: 'gone', ...about, successor }), 'Gone: CHK-9 New stands for it now · seen 3 days ago');
	});

	test('as a document, in which content of the spec repo is text', () => {
		const text = newsDocument(
			[changed({ why: 'A' }, { why: '<img src=x> [a](b) &amp;' }), { kind: 'gone', ...about }],
			NOW,
		);
		assert.match(
			text,
			/^# What Changed\n\n## CHK-1 Cut \\\*abandonment\\\*\n\n\*Changed since you looked \(3 days ago\)\*\n/,
		);
		assert.ok(text.includes('- <del>A</del> <ins>\\<img src=x\\> a \\&amp;</ins>\n'), text);
		assert.ok(text.includes('- <del>Cut \\*abandonment\\*</del> not in the spec repo any more\n'), text);
		assert.match(newsDocument([], NOW), /Nothing has changed since you looked/);
	});
});
