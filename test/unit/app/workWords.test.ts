import assert from 'node:assert/strict';
import { workView } from '../../../src/app/workView.ts';
import { peopleText, weekSpan, weeksLabel, workFacts, workRemark } from '../../../src/app/workWords.ts';
import { WEEKS } from '../../../src/core/history/historyFacts.ts';
import type { ObjectiveWork } from '../../../src/core/history/historyFacts.ts';
import type { Objective } from '../../../src/core/objective.ts';
import { objectiveOf, repoPath } from '../../support/snapshots.ts';

/** A Friday. */
const NOW = Date.parse('2026-11-20T12:00:00Z');
const daysAgo = (days: number) => NOW / 1000 - days * 86_400;
const weeks = (counts: Readonly<Record<number, number>> = {}) =>
	Array.from({ length: WEEKS }, (_week, index) => counts[index] ?? 0);
const none: ObjectiveWork = { commits: 0, weeks: weeks(), people: [], files: [], partial: false };
const some: ObjectiveWork = {
	...none,
	commits: 34,
	firstAt: daysAgo(600),
	lastAt: daysAgo(1),
	weeks: weeks({ 3: 9, 25: 2 }),
	people: [
		{ name: 'Ana Ruiz', commits: 20 },
		{ name: 'Ben Okafor', commits: 14 },
	],
};
const people = (...names: readonly string[]) => names.map((name) => ({ name, commits: 1 }));

suite('the work on an objective in words', () => {
	const check = (work: ObjectiveWork, objective: Partial<Objective>, expected: string | undefined) =>
		test(`${JSON.stringify(objective)}: ${expected}`, () =>
			assert.equal(workRemark({ code: [], ...objective }, work, { isParent: false, now: NOW }), expected));

	suite('what should be noticed', () => {
		const code = [{ patterns: [{ text: 'src/', line: 1 }] }];
		check(some, { status: 'active' }, undefined);
		check(none, { status: 'active' }, 'No code yet');
		check(none, { status: 'proposed' }, 'No code yet');
		check(none, {}, 'No code yet');
		// Files that the PM names may be code that no commit has named.
		check(none, { status: 'active', code }, 'No commits yet');
		check({ ...some, lastAt: daysAgo(74) }, { status: 'active' }, 'No work for 74 days');
		check({ ...some, lastAt: daysAgo(59.9) }, { status: 'active' }, undefined);
		check({ ...some, lastAt: daysAgo(60) }, { status: 'active' }, 'No work for 60 days');
	});

	suite('where nobody waits for work, nothing is missing', () => {
		for (const status of ['paused', 'achieved', 'dropped'] as const) {
			check(none, { status }, undefined);
			check({ ...some, lastAt: daysAgo(300) }, { status }, undefined);
		}
	});

	suite('an incomplete history says nothing of what is missing', () => {
		check({ ...none, partial: true }, { status: 'active' }, undefined);
		check({ ...some, lastAt: daysAgo(300), partial: true }, { status: 'active' }, undefined);
	});

	test('the work of a parent is that of its children', () =>
		assert.equal(workRemark({ code: [], status: 'active' }, none, { isParent: true, now: NOW }), undefined));

	test('how much, since when, and when last', () => {
		assert.deepEqual(workFacts('CHK-1', some, NOW), ['34 commits since March 2025', 'the last one yesterday']);
		const one = { ...some, commits: 1, firstAt: daysAgo(1) };
		assert.deepEqual(workFacts('CHK-1', one, NOW), ['1 commit since November', 'yesterday']);
		assert.deepEqual(workFacts('CHK-1', { ...some, partial: true }, NOW)[0], 'At least 34 commits since March 2025');
	});

	test('none, and none so far, are two sentences', () => {
		assert.deepEqual(workFacts('CHK-1', none, NOW), ['No commit names CHK-1 yet']);
		assert.deepEqual(workFacts('CHK-1', { ...none, partial: true }, NOW), [
			'No commit that could be read so far names CHK-1',
		]);
	});

	test('who', () => {
		const say = (names: readonly string[], partial = false, commits = names.length) =>
			peopleText({ people: people(...names), partial, commits });
		assert.equal(say([]), undefined);
		assert.equal(say(['Ana']), 'Ana');
		assert.equal(say(['Ana', 'Ben']), '2 people: Ana, Ben');
		assert.equal(say(['Ana', 'Ben'], true), 'At least 2 people: Ana, Ben');
		// Somebody else wrote the rest.
		assert.equal(say(['Ana', 'Ben'], false, 3), 'At least 2 people: Ana, Ben');
		assert.equal(say(['A', 'B', 'C', 'D', 'E']), '5 people: A, B, C, D, E');
		assert.equal(say(['A', 'B', 'C', 'D', 'E', 'F']), '6 people: A, B, C, D and 2 more');
	});

	test('the weeks begin on Mondays, and the last one is that of now', () => {
		const { first, last } = weekSpan(NOW);
		assert.equal(new Date(last).toISOString(), '2026-11-16T00:00:00.000Z');
		assert.equal(new Date(first).toISOString(), '2026-05-25T00:00:00.000Z');
		assert.equal(weekSpan(Date.parse('2026-11-16T00:00:00Z')).last, last);
		assert.equal(weekSpan(Date.parse('2026-11-15T23:59:59Z')).last, last - 7 * 86_400_000);
	});

	test('the weeks for who does not see them', () => {
		assert.equal(
			weeksLabel(some, NOW),
			'Commits per week from 25 May 2026 to this week, 11 commits in 26 weeks, most in the week of 15 June with 9',
		);
		assert.match(weeksLabel({ ...some, partial: true }, NOW) ?? '', /at least 11 commits/);
		assert.equal(weeksLabel(none, NOW), undefined);
	});

	test('ready for the page: a file with folder and target, and no bars where all weeks are empty', () => {
		const files = [{ path: repoPath('src/checkout/retry.ts'), commits: 12 }];
		const view = workView(objectiveOf('CHK-1'), { ...some, files }, { spec: 's', isParent: false, now: NOW });
		assert.deepEqual(
			[view.remark, view.people, view.weeks?.from],
			[undefined, '2 people: Ana Ruiz, Ben Okafor', '25 May'],
		);
		assert.deepEqual(view.files, [
			{
				name: 'retry.ts',
				folder: 'src/checkout',
				note: '12 commits',
				target: '{"kind":"work-file","spec":"s","path":"src/checkout/retry.ts"}',
			},
		]);
		assert.deepEqual(workView(objectiveOf('CHK-1'), none, { spec: 's', isParent: false, now: NOW }), {
			remark: 'No code yet',
			facts: ['No commit names CHK-1 yet'],
			files: [],
		});
	});
});
