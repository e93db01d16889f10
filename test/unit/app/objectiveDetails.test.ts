import assert from 'node:assert/strict';
import type { SpecActivity } from '../../../src/app/activities.ts';
import { objectiveDetails } from '../../../src/app/objectiveDetails.ts';
import type { DetailsContext, ObjectiveDetail } from '../../../src/app/objectiveDetails.ts';
import type { Gap, ObjectiveActivity } from '../../../src/app/objectiveActivity.ts';
import { decodeTarget } from '../../../src/app/target.ts';
import { Failure } from '../../../src/core/failure.ts';
import type { Objective } from '../../../src/core/objective.ts';
import { commitOf, NOW } from '../../support/knownWhy.ts';
import { objectiveOf, questionOf, repoPath, snapshotOf } from '../../support/snapshots.ts';

suite('what is below an objective', () => {
	const SHOP = { root: '/shop', name: 'acme/shop' };
	const NOTHING: ObjectiveActivity = {
		files: { count: 0, first: [], gaps: [] },
		commits: { count: 0, first: [], gaps: [] },
	};
	const files = (listed: number, total = listed, gaps: readonly Gap[] = []): ObjectiveActivity['files'] => ({
		count: total,
		first: Array.from({ length: listed }, (_, at) => ({
			repo: SHOP,
			path: repoPath(`src/f${at}.ts`),
			pattern: 'src/**',
		})),
		gaps,
	});
	const activityWith = (own: Partial<ObjectiveActivity>, repos = [SHOP]): SpecActivity => ({
		snapshot: snapshotOf([]),
		repos,
		since: 0,
		of: () => ({ ...NOTHING, ...own }),
	});
	const details = (fields: Partial<Objective>, context: Partial<DetailsContext> = {}) =>
		objectiveDetails(objectiveOf('CHK-1', fields), {
			spec: 's',
			questions: [],
			placeOf: () => undefined,
			activity: activityWith(NOTHING),
			now: NOW,
			...context,
		});
	/** `key-results 2(measured pass)`; a leaf by its kind, with the line or path that it opens. */
	const inShort = (detail: ObjectiveDetail): string => {
		if (detail.kind === 'branch') return `${detail.key} ${detail.note}(${detail.details.map(inShort).join(' ')})`;
		const target = detail.target === undefined ? undefined : decodeTarget(detail.target);
		switch (target?.kind) {
			case undefined:
				return detail.leaf;
			case 'spec-file':
				return `${detail.leaf}@${target.line}`;
			case 'code':
				return `${detail.leaf}@${target.path}`;
			case 'commit':
				return `${detail.leaf}@${target.hash.slice(0, 2)}`;
			case 'question':
			case 'changes':
			case 'objective':
				return `${detail.leaf}@${target.id}`;
			case 'work-file':
			case 'file-commits':
				return assert.fail(target.kind);
		}
	};
	const check = (found: readonly ObjectiveDetail[], expected: readonly string[]) =>
		assert.deepEqual(found.map(inShort), expected);

	test('what changed comes first, and opens the difference', () => {
		const news = {
			kind: 'changed',
			id: 'CHK-1',
			title: 'Cut',
			since: NOW - 86_400_000,
			changes: [{ kind: 'word', fact: 'status', before: 'active', after: 'paused' }],
		} as const;
		const [first] = details({ constraints: [{ markdown: 'Never', line: 20 }] }, { news });
		assert.ok(first?.kind === 'branch');
		assert.equal(inShort(first), 'changes yesterday(changed@CHK-1)');
		assert.deepEqual(
			first.details.map(({ label, note }) => `${label}: ${note}`),
			['Active → Paused: Status'],
		);
	});

	test('each kind is a branch with its count, each leaf opens its place; what is not there has no row', () =>
		check(
			details(
				{
					keyResults: [
						{ metric: 'Completion', unit: '%', baseline: 60, target: 70, current: 64, line: 9 },
						{ metric: 'Errors', target: 5, current: 3, baseline: 9, line: 10 },
					],
					constraints: [{ markdown: '- Never **twice**', line: 20 }],
					decisions: [{ markdown: 'One retry.', line: 30 }],
					openPoints: [{ markdown: 'How long?', line: 40 }],
				},
				{
					questions: [
						{ question: questionOf('q-1', { objective: 'CHK-1' }), unread: false },
						{ question: questionOf('q-2', { objective: 'CHK-1', state: 'answered' }), unread: false },
						{ question: questionOf('q-3', { objective: 'CHK-2' }), unread: false },
					],
					activity: activityWith({
						files: files(1),
						commits: {
							count: 1,
							first: [
								{
									repo: SHOP,
									commit: commitOf('a', 'CHK-1: try'),
									mention: { objective: 'CHK-1', relation: 'implements', words: 'CHK-1', where: 'subject' },
								},
							],
							gaps: [],
						},
					}),
				},
			),
			[
				'key-results 2(measured@9 reached@10)',
				'files 1(file@src/f0.ts)',
				'commits 1(commit@aa)',
				'questions 1(question@q-1)',
				'open-points 1(open-point@40)',
				'constraints 1(constraint@20)',
				'decisions 1(decision@30)',
			],
		));

	test('what stands in a head of its own opens there', () => {
		const source = {
			file: repoPath('keps/1/README.md'),
			head: repoPath('keps/1/kep.yaml'),
			titleLine: 1,
			captures: {},
		};
		const [results] = details({ keyResults: [{ metric: 'Speed', line: 9 }], source });
		const target = results?.kind === 'branch' && results.details[0]?.kind === 'leaf' && results.details[0].target;
		assert.deepEqual(target && decodeTarget(target), {
			kind: 'spec-file',
			spec: 's',
			path: 'keps/1/kep.yaml',
			line: 9,
		});
	});

	test('a key result says where it stands and how far it has come', () => {
		const [results] = details({
			keyResults: [
				{ metric: 'Completion', unit: '%', baseline: 60, target: 70, current: 64, line: 9 },
				{ metric: 'Blocks', target: 1, line: 10 },
				{ metric: 'Speed', unit: 's', baseline: 9, target: 5, current: 4, line: 11 },
			],
		});
		assert.deepEqual(results?.kind === 'branch' && results.details.map(({ label, note }) => `${label}: ${note}`), [
			'Completion: 64 % of 70 % · 40 % of the way',
			'Blocks: not measured yet',
			'Speed: 4 s of 5 s · reached',
		]);
	});

	test('Markdown is read aloud, not shown; a label has an end', () => {
		const [constraints] = details({
			constraints: [
				{ markdown: 'Never **twice**, see [the law](https://x.example)', line: 1 },
				{ markdown: 'x'.repeat(5000), line: 2 },
			],
		}).filter(({ kind }) => kind === 'branch');
		assert.ok(constraints?.kind === 'branch');
		assert.equal(constraints.details[0]?.label, 'Never twice, see the law');
		assert.equal(constraints.details[1]?.label.length, 201);
	});

	suite('files and commits', () => {
		const failed: Gap = { repo: SHOP, kind: 'failed', failure: new Failure('git', 'bad object') };
		const shallow: Gap = { repo: SHOP, kind: 'shallow' };
		const checkCode = (activity: SpecActivity | undefined, expected: readonly string[]) =>
			check(details({ code: [{ patterns: [{ text: 'src/**', line: 7 }] }] }, { activity }), expected);

		test('being looked at', () => checkCode(undefined, ['loading']));
		test('none, where everything was looked at', () => checkCode(activityWith(NOTHING), ['none']));
		test('no code repository is open', () => checkCode(activityWith(NOTHING, []), ['none']));
		test('what could not be looked at is never none', () => {
			checkCode(activityWith({ files: files(0, 0, [failed]) }), ['gap']);
			checkCode(activityWith({ commits: { count: 0, first: [], gaps: [shallow] } }), ['gap']);
		});
		test('a count with a gap is a least', () =>
			checkCode(activityWith({ files: files(2, 2, [failed]) }), [
				'files at least 2(file@src/f0.ts file@src/f1.ts gap)',
			]));
		test('many: the first, the others behind "more", and what is not listed by its pattern', () => {
			const [branch] = details(
				{ code: [{ patterns: [{ text: 'src/**', line: 7 }] }] },
				{ activity: activityWith({ files: files(100, 1250) }) },
			);
			assert.ok(branch?.kind === 'branch');
			assert.equal(branch.note, '1,250');
			assert.equal(branch.details.length, 21);
			const more = branch.details.at(-1);
			assert.ok(more?.kind === 'branch');
			assert.equal(more.label, '1,230 more');
			assert.equal(more.details.length, 81);
			assert.equal(more.details.at(-1)?.label, 'and 1,150 more');
			assert.equal(inShort(more.details.at(-1) ?? more), 'more@7');
		});
		test('the repository is named where there are several', () => {
			const [branch] = details({}, { activity: activityWith({ files: files(1) }, [SHOP, { root: '/b', name: 'b' }]) });
			assert.equal(branch?.kind === 'branch' && branch.details[0]?.note, 'acme/shop · src');
		});
	});

	test('a question stands where its code is now; what is not known, or gone, says so', () => {
		const anchor = { path: repoPath('src/retry.ts'), lines: { first: 40, last: 43 }, quote: 'pay();' };
		const noteAt = (place: ReturnType<DetailsContext['placeOf']>) => {
			const [branch] = details(
				{},
				{
					questions: [{ question: questionOf('q-1', { objective: 'CHK-1', anchor }), unread: false }],
					placeOf: () => place,
				},
			).filter((detail) => detail.kind === 'branch' && detail.key === 'questions');
			const [leaf] = branch?.kind === 'branch' ? branch.details : [];
			return leaf?.note.split(' · ')[0];
		};
		const found = {
			kind: 'found',
			path: repoPath('src/again.ts'),
			lines: { first: 7, last: 7 },
			how: 'mapped',
		} as const;
		assert.equal(noteAt(found), 'again.ts:7');
		assert.equal(noteAt({ kind: 'detached', why: 'lines-gone' }), 'retry.ts:40-43 (gone)');
		assert.equal(noteAt('pending'), 'place not known yet');
		assert.equal(noteAt(undefined), 'retry.ts:40-43 when asked');
	});
});
