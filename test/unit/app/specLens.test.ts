import assert from 'node:assert/strict';
import type { SpecActivity } from '../../../src/app/activities.ts';
import type { ObjectiveActivity } from '../../../src/app/objectiveActivity.ts';
import { lensText, workOf, workRows } from '../../../src/app/specLens.ts';
import { createSpecStore } from '../../../src/app/specStore.ts';
import { decodeTarget } from '../../../src/app/target.ts';
import { fakeClock, fakeLog, fakeSource } from '../../support/inMemory.ts';
import { commitOf, NOW } from '../../support/knownWhy.ts';
import { objectiveOf, questionOf, repoPath, snapshotOf } from '../../support/snapshots.ts';

suite('the line above an objective', () => {
	const repo = { root: '/shop', name: 'acme/shop' };
	const objective = objectiveOf('CHK-1', { constraints: [{ markdown: 'Stay **fast**', line: 9 }] });
	const snapshot = snapshotOf([objective]);
	const file = { repo, path: repoPath('src/a.ts'), pattern: 'src/**' };
	const commit = {
		repo,
		commit: commitOf('a', 'Retry once\n\nObjective: CHK-1'),
		mention: { objective: 'CHK-1', relation: 'implements', words: 'Objective: CHK-1', where: 'trailer' },
	} as const;
	const none: ObjectiveActivity = {
		files: { count: 0, first: [], gaps: [] },
		commits: { count: 0, first: [], gaps: [] },
	};
	const some: ObjectiveActivity = {
		files: { count: 12, first: [file], gaps: [] },
		commits: { count: 1, first: [commit], gaps: [] },
	};
	const activityOf = (known: ObjectiveActivity | undefined, repos = [repo]): SpecActivity => ({
		snapshot,
		repos,
		since: 0,
		of: () => known,
	});
	const asked = [questionOf('q1', { objective: 'CHK-1' }), questionOf('q2', { objective: 'CHK-1', state: 'answered' })];
	const questions = [...asked, questionOf('q3', { objective: 'CHK-2' })].map((question) => ({
		question,
		unread: false,
	}));

	const check = (name: string, activity: SpecActivity | undefined, expected: string) =>
		test(name, () => assert.equal(lensText(workOf(objective, activity, questions)), expected));
	const rest = ' · 1 open question · 1 constraint';
	check('counts', activityOf(some), `12 files · 1 commit in 30 days${rest}`);
	check('is being counted', undefined, `counting files and commits …${rest}`);
	check('of an objective that was not counted yet', activityOf(undefined), `counting files and commits …${rest}`);
	check('without a code repo', activityOf(some, []), '1 open question · 1 constraint');
	check('without code', activityOf(none), `no commits in 30 days${rest}`);
	check(
		'with gaps',
		activityOf({ ...none, commits: { count: 2, first: [], gaps: [{ repo, kind: 'shallow' }] } }),
		`at least 2 commits in 30 days${rest}`,
	);

	const store = createSpecStore({
		source: fakeSource(),
		read: async () => snapshot,
		clock: fakeClock(NOW),
		log: fakeLog(),
	});
	const checkRows = (name: string, activity: SpecActivity | undefined, expected: readonly string[]) =>
		test(name, () => {
			const rows = workRows(workOf(objective, activity, questions), store, NOW);
			const inShort = rows.map((row) => {
				if (row.kind === 'heading') return `# ${row.text}`;
				return row.kind === 'note' ? row.label : `${decodeTarget(row.target)?.kind} ${row.label} (${row.note})`;
			});
			assert.deepEqual(inShort, expected);
		});
	const others = [
		'# Questions',
		'question Title of q1 (open)',
		'question Title of q2 (answered)',
		'# Constraints',
		'spec-file Stay fast ()',
	];
	checkRows('its list', activityOf(some), [
		'# Files',
		'code src/a.ts (src/**)',
		'and 11 more',
		'# Commits in 30 days',
		'commit Retry once (aaaaaaa · 3 weeks ago)',
		...others,
	]);
	checkRows('its list without code', activityOf(none), ['no commits in 30 days', ...others]);
	checkRows(
		'its list with gaps',
		activityOf({ ...some, commits: { count: 0, first: [], gaps: [{ repo, kind: 'shallow' }] } }),
		[
			'# Files',
			'code src/a.ts (src/**)',
			'and 11 more',
			'# Commits in 30 days',
			'acme/shop is a shallow clone: older commits are not there',
			...others,
		],
	);
});
