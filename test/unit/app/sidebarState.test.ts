import assert from 'node:assert/strict';
import type { HistoryState } from '../../../src/app/histories.ts';
import { sidebarState } from '../../../src/app/sidebarState.ts';
import type { SidebarInput } from '../../../src/app/sidebarState.ts';
import type { HistoryProgress } from '../../../src/app/wholeHistory.ts';
import { keyResultView, objectiveView } from '../../../src/app/objectiveView.ts';
import type { FileWhy, KnownWhy } from '../../../src/app/why.ts';
import type { KeyResult } from '../../../src/core/objective.ts';
import { Failure } from '../../../src/core/failure.ts';
import { specKey } from '../../../src/core/gitAddress.ts';
import { decodeTarget } from '../../../src/app/target.ts';
import type { Sentence, SidebarBody, SidebarState } from '../../../src/protocol/sidebar.ts';
import { createNoHistory } from '../../support/inMemory.ts';
import { commitOf, historyOf, knownWhy, NOW } from '../../support/knownWhy.ts';
import { objectiveOf, questionOf, repoPath, snapshotOf } from '../../support/snapshots.ts';

const chk = objectiveOf('CHK-1', {
	title: 'Cut checkout abandonment',
	status: 'active',
	health: 'at-risk',
	pm: { key: 'maria', name: 'Maria Lopez' },
	period: { text: '2026-Q4' },
	parent: 'GROW',
	why: 'Every tenth cart dies.',
	keyResults: [{ metric: 'Checkout completion', unit: '%', baseline: 61, target: 70, current: 64.5, line: 12 }],
	constraints: [{ markdown: 'Three tries an hour.', line: 20 }],
	code: [{ patterns: [{ text: 'src/**', line: 9 }] }],
});
const snapshot = snapshotOf([chk, objectiveOf('GROW', { title: 'Grow' }), objectiveOf('PAY-1')]);
const lines = ['one', 'two', 'three'];
const ready: HistoryState = {
	kind: 'ready',
	history: historyOf(lines, [
		commitOf('a', 'Retry once\n\nObjective: CHK-1'),
		commitOf('b', 'Bump\n\nObjective: none (chore)'),
		commitOf('c', 'x'),
	]),
};
const known = knownWhy(snapshot, ready, lines);

const stateAt = (line: number, why: FileWhy = known, rest: Partial<SidebarInput> = {}) =>
	sidebarState(
		{
			place: { osPath: '/r/src/a.ts', lines: { first: line, last: line } },
			why,
			questions: [],
			waiting: { count: 0, failed: false, signIn: false },
			now: NOW,
			...rest,
		},
		1,
	);
const text = (sentence: Sentence) => sentence.map((part) => part.text).join('');
function linked(body: SidebarBody): Extract<SidebarBody, { kind: 'linked' }> {
	assert.ok(body.kind === 'linked', body.kind);
	return body;
}
function silent(body: SidebarBody): Extract<SidebarBody, { kind: 'silent' }> {
	assert.ok(body.kind === 'silent', body.kind);
	return body;
}

suite('the sidebar in words', () => {
	test('what is new stands with its objective; the rest is listed wherever one is', () => {
		const spec = specKey(known.store.source.address);
		const about = { title: 'Pay', since: NOW - 86_400_000, kind: 'gone' } as const;
		const changes = [{ kind: 'word', fact: 'status', before: 'active', after: 'paused' }] as const;
		const changed = [{ ...about, id: 'CHK-1', kind: 'changed', changes } as const, { ...about, id: 'PAY-9' }];
		const other = [{ spec: 'other', changed: [{ ...about, id: 'CHK-1' }] }];
		const news = [{ spec, changed }, ...other];
		const others = (state: SidebarState) =>
			(state.otherNews ?? []).map(({ id, target }) => `${id} ${JSON.stringify(decodeTarget(target))}`);
		const here = stateAt(1, known, { news });
		assert.equal(linked(here.body).objective.news?.since, 'yesterday');
		assert.match(here.announcement, /changed since you looked/);
		assert.deepEqual(
			others(here).map((one) => one.split(' ')[0]),
			['PAY-9', 'CHK-1'],
		);
		assert.deepEqual(others(stateAt(2, known, { news })).length, 3);
		assert.deepEqual(
			others(sidebarState({ questions: [], waiting: { count: 0, failed: false, signIn: false }, now: NOW, news }, 1))
				.length,
			3,
		);
		assert.deepEqual(others(stateAt(1, { kind: 'loading' }, { news })), []);
		assert.equal(linked(stateAt(1, known, { news: other }).body).objective.news, undefined);
	});

	test('a linked line: objective, facts, key results, and what says so', () => {
		const state = stateAt(1);
		const body = linked(state.body);
		assert.deepEqual(state.place, { file: 'a.ts', lines: 'line 1', path: '/r/src/a.ts' });
		assert.equal(body.objective.health?.text, 'At risk');
		assert.deepEqual(
			body.objective.facts.map((fact) => fact.text),
			['Active', 'Q4 2026'],
		);
		assert.deepEqual(body.objective.people, ['Maria Lopez (PM)']);
		assert.deepEqual(
			body.objective.parents.map((parent) => parent.text),
			['GROW Grow'],
		);
		assert.deepEqual(body.because.map(text), [
			'Because aaaaaaa Retry once says Objective: CHK-1 · Ana Ruiz, 3 weeks ago',
			'and src/** in chk-1.md matches this file',
		]);
		const [result] = body.objective.keyResults;
		assert.equal(result?.label, 'Checkout completion, 64.5 % of 70 %, from 61 %');
		assert.ok(result?.progress && Math.abs(result.progress - 0.389) < 0.001);
		assert.equal(body.askLabel, 'Ask Maria');
		assert.equal(state.announcement, 'Cut checkout abandonment, at risk');
	});

	test('none on purpose says whose words these are', () => {
		const body = silent(stateAt(2).body);
		assert.equal(body.reason, 'none');
		assert.match(text(body.explanation), /^bbbbbbb says Objective: none \(chore\) · Ana Ruiz/);
		assert.deepEqual(
			body.others.map(({ id }) => id),
			['CHK-1'],
		);
	});

	test('nothing known says what was looked at', () => {
		const why = knownWhy(snapshotOf([objectiveOf('PAY-1')]), ready, lines);
		const body = silent(stateAt(3, why).body);
		assert.equal(body.headline, 'No objective is known for this line.');
		assert.equal(
			text(body.explanation),
			'Its commit names none, and no pattern of the 1 objective in acme/product-specs matches the file.',
		);
	});

	test('loading, outside, not set up and failed are four different things with a next step', () => {
		const { context, store } = known;
		const check = (why: FileWhy, kind: string, action?: string) => {
			const { body } = stateAt(1, why);
			assert.equal(body.kind === 'silent' ? body.reason : body.kind, kind);
			if (action) assert.equal(silent(body).actions[0]?.command, action);
		};
		check({ kind: 'loading', store }, 'loading');
		check({ kind: 'outside' }, 'outside');
		check({ kind: 'unconfigured', context }, 'outside', 'connect');
		check({ kind: 'failed', failure: new Failure('offline', 'x'), store }, 'failed', 'refresh');
		assert.equal(
			sidebarState({ questions: [], waiting: { count: 0, failed: false, signIn: false }, now: NOW }, 1).body.kind,
			'no-file',
		);
	});

	test('a failed history is neither hidden nor taken for an answer', () => {
		const why = knownWhy(snapshot, { kind: 'failed', reason: 'no answer in time' }, lines);
		assert.match(linked(stateAt(1, why).body).caveat ?? '', /not known: no answer in time/);
		const bare = knownWhy(snapshotOf([objectiveOf('PAY-1')]), { kind: 'failed', reason: 'no answer in time' }, lines);
		const body = silent(stateAt(1, bare).body);
		assert.equal(body.reason, 'unknown');
		assert.equal(body.actions[0]?.command, 'refresh');
	});

	test('a stale snapshot is shown, with the reason and a way out', () => {
		const stale: KnownWhy = {
			...known,
			state: { kind: 'stale', snapshot, failure: new Failure('offline', 'no route'), since: NOW - 7_200_000 },
		};
		const [notice] = stateAt(1, stale).notices;
		assert.equal(notice?.kind, 'stale');
		assert.match(notice?.text ?? '', /2 hours ago.*cannot be reached \(no route\)/);
		assert.equal(notice?.actions[0]?.command, 'refresh');
		linked(stateAt(1, stale).body);
	});

	test('a shallow clone, waiting messages and unreadable files are told', () => {
		const bare = snapshotOf([objectiveOf('PAY-1')]);
		const shallow = knownWhy(bare, ready, lines, { commit: 'f'.repeat(40), shallow: true });
		const problem = { code: 'file.binary', severity: 'error', file: 'objectives/x.md', facts: {} } as const;
		const why: KnownWhy = { ...shallow, snapshot: { ...bare, problems: [problem, problem] } };
		const state = stateAt(3, why, { waiting: { count: 2, failed: true, signIn: false } });
		assert.deepEqual(
			state.notices.map(({ kind }) => kind),
			['waiting', 'incomplete', 'problem'],
		);
		assert.match(state.notices[2]?.text ?? '', /^1 file of/);
	});

	test('what waits only for a sign-in says so', () => {
		const [notice] = stateAt(1, known, { waiting: { count: 1, failed: true, signIn: true } }).notices;
		assert.equal(notice?.text, '1 message waits until you sign in to the channel.');
	});

	test('where an objective is shown, only errors in its own file are told', () => {
		const problem = { code: 'file.binary', severity: 'error', file: 'objectives/x.md', facts: {} } as const;
		const noticesWith = (file: string) =>
			stateAt(1, { ...known, snapshot: { ...snapshot, problems: [{ ...problem, file }] } }).notices.length;
		assert.deepEqual([noticesWith('objectives/x.md'), noticesWith('objectives/chk-1.md')], [0, 1]);
	});

	test('in a file of the spec repo every line shows the objective that the file holds', () => {
		const specFile = { store: known.store, snapshot, path: chk.source.file };
		const body = linked(
			stateAt(3, known, { specFile, questions: [{ question: questionOf('q', { objective: 'CHK-1' }), unread: false }] })
				.body,
		);
		assert.deepEqual([body.objective.id, body.because, body.shares], ['CHK-1', [], undefined]);
		assert.deepEqual(
			body.questions.map(({ id }) => id),
			['q'],
		);
		const other = { ...specFile, path: repoPath('questions/q.md') };
		assert.equal(linked(stateAt(3, known, { specFile: other }).body).because.length, 1);
	});

	const checkTeam = (team: string, expected: string) =>
		test(`team ${team}`, () => {
			const view = objectiveView(objectiveOf('A', { team }), snapshotOf([]), 'spec');
			assert.deepEqual(view.people, [expected]);
		});
	checkTeam('payments', 'payments team');
	checkTeam('cli, data', 'cli, data teams');
	checkTeam('cli, data, learning', 'cli, data, learning teams');
	checkTeam('cli, data, learning, steering, typescript', 'cli, data and 3 more teams');

	const checkNote = (result: Partial<KeyResult>, expected: string | undefined) =>
		test(`note of ${JSON.stringify(result)}`, () =>
			assert.equal(keyResultView({ metric: 'Orders', line: 1, ...result }).note, expected));
	checkNote({}, undefined);
	checkNote({ target: 5 }, 'not measured yet');
	checkNote({ baseline: 0 }, 'not measured yet');
	checkNote({ baseline: 1, target: 5, current: 6 }, 'from 1 · reached');

	test('questions about this file come first, then the unread, then the open', () => {
		const here = { repo: 'acme/web-shop', path: repoPath('src/a.ts'), lines: { first: 1, last: 1 }, quote: 'one' };
		const question = (id: string, rest: object, unread = false) => ({ question: questionOf(id, rest), unread });
		const body = linked(
			stateAt(1, known, {
				questions: [
					question('elsewhere', { objective: 'PAY-1' }),
					question('resolved', { objective: 'CHK-1', state: 'resolved' }),
					question('open', { objective: 'CHK-1' }),
					question('unread', { objective: 'CHK-1', state: 'answered' }, true),
					question('here', { anchor: here, state: 'answered' }),
					question('other repo', { anchor: { ...here, repo: 'acme/other' } }),
				],
			}).body,
		);
		assert.deepEqual(
			body.questions.map(({ id }) => id),
			['here', 'unread', 'open', 'resolved'],
		);
	});

	test('equal input gives an equal state', () => assert.deepEqual(stateAt(1), stateAt(1)));

	test('as long as nothing is known of a history, nothing is said of it', () => {
		const history = createNoHistory();
		assert.deepEqual(stateAt(1, known, { history }), stateAt(1));
	});

	test('what the whole history says of the objective and the file, and how its key results moved', () => {
		const work = {
			commits: 3,
			firstAt: NOW / 1000,
			lastAt: NOW / 1000,
			weeks: [3],
			people: [],
			files: [],
			partial: false,
		};
		const parts = [{ kind: 'objective', objective: 'CHK-1', commits: 2, lastAt: NOW / 1000 }] as const;
		const history = {
			objectiveWork: (_store: unknown, id: string) => (id === 'CHK-1' ? work : undefined),
			objectiveConstraints: () => undefined,
			fileWork: () => ({ commits: 2, parts, lastAt: NOW / 1000, partial: false }),
			progress: () => undefined,
		};
		const before = NOW / 1000 - 30 * 86_400;
		const trends = { get: () => new Map([['metric Checkout completion', [{ time: before, value: 61 }]]]) };
		const body = linked(stateAt(1, known, { history, trends }).body);
		assert.deepEqual(body.objective.work?.facts[0], '3 commits since November');
		assert.equal(body.shares?.rows[0]?.commits?.text, '2');
		assert.equal(body.objective.keyResults[0]?.note, 'from 61 % · +3.5 since October');
		assert.equal(body.objective.keyResults[0]?.trend?.stretches.length, 1);
		const inSpec = stateAt(3, known, {
			history,
			trends,
			specFile: { store: known.store, snapshot, path: chk.source.file },
		});
		assert.equal(linked(inSpec.body).objective.work?.facts.length, 2);
	});

	const checkReading = (progress: HistoryProgress, expected: string) =>
		test(expected, () => {
			const history = { ...createNoHistory(), progress: () => progress };
			const [notice] = stateAt(1, known, { history }).notices;
			assert.deepEqual([notice?.kind, notice?.text], ['working', expected]);
			assert.deepEqual(notice?.actions, [{ label: 'Cancel', command: 'cancel' }]);
		});
	checkReading(
		{ done: 12_000, total: 99_000, secondsLeft: 17 },
		'Reading the history: 12,000 of 99,000 commits, about 20 s left',
	);
	checkReading(
		{ done: 12_000, total: 99_000, secondsLeft: 200 },
		'Reading the history: 12,000 of 99,000 commits, about 3 min left',
	);
	checkReading(
		{ done: 98_000, total: 97_000, secondsLeft: 2 },
		'Reading the history: 97,000 of 97,000 commits, a few seconds left',
	);
	checkReading({ done: 12_000 }, 'Reading the history: 12,000 commits');

	test('the shares of the file are of all its lines', () => {
		const { shares } = linked(stateAt(1).body);
		assert.equal(
			shares?.rows.reduce((sum, { lines }) => sum + (lines?.share ?? 0), 0),
			1,
		);
		assert.equal(shares?.note, 'of its 3 lines');
	});
});
