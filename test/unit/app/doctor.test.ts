import assert from 'node:assert/strict';
import { doctorReport } from '../../../src/app/doctor.ts';
import { doctorMarkdown } from '../../../src/app/doctorMarkdown.ts';
import type { DoctorCheck, DoctorInput } from '../../../src/app/doctor.ts';
import { createSpecStore } from '../../../src/app/specStore.ts';
import { Failure } from '../../../src/core/failure.ts';
import { commitOf, historyOf, knownWhy, NOW } from '../../support/knownWhy.ts';
import { fakeClock, fakeLog, fakeSource } from '../../support/inMemory.ts';
import { objectiveOf, snapshotOf } from '../../support/snapshots.ts';

suite('the doctor', () => {
	const empty: DoctorInput = {
		host: 'Tandem 1',
		git: 'git version 2.39',
		trusted: true,
		repos: [],
		specs: [],
		probes: new Map(),
		histories: new Map(),
		outbox: [],
		now: NOW,
	};
	const checks = (input: Partial<DoctorInput>): readonly DoctorCheck[] =>
		doctorReport({ ...empty, ...input }).sections.flatMap((section) => section.checks);
	const has = (input: Partial<DoctorInput>, status: DoctorCheck['status'], text: RegExp) => {
		const found = checks(input);
		assert.ok(
			found.some((check) => check.status === status && text.test(check.text)),
			JSON.stringify(found, null, 1),
		);
	};
	const storeOf = async (
		prepare: (source: ReturnType<typeof fakeSource>) => void,
		snapshot = snapshotOf([objectiveOf('CHK-1', { status: 'active' })]),
	) => {
		const source = fakeSource();
		prepare(source);
		const store = createSpecStore({ source, read: async () => snapshot, clock: fakeClock(NOW), log: fakeLog() });
		await store.refresh();
		return store;
	};
	const offline = () => {
		throw new Failure('offline', 'no route');
	};

	test('nothing is set up: says what to do', () => has({}, 'warning', /No spec repo is known/));
	test('no git', () => has({ git: undefined }, 'error', /git was not found/));
	test('not trusted', () => has({ trusted: false, git: undefined }, 'warning', /runs no git and sends nothing/));

	test('a spec repo that is well', async () => {
		const specs = [await storeOf(() => undefined)];
		has({ specs }, 'ok', /Commit ccccccc on main/);
		has({ specs }, 'ok', /^1 objective, 1 of them active$/);
		assert.deepEqual(
			checks({ specs }).filter(({ status }) => status === 'error'),
			[],
		);
	});

	test('an unreachable one: the last good state, since when, and what the address answered', async () => {
		const store = await storeOf(() => undefined);
		Object.assign(store.source, { onSync: offline });
		await store.refresh();
		const probes = new Map([[store.source.label, 'The server answers 401.']]);
		has({ specs: [store], probes }, 'error', /cannot be reached \(no route\).*just now/);
		has({ specs: [store] }, 'ok', /the last good state/);
		assert.ok(checks({ specs: [store], probes }).some(({ next }) => next === 'The server answers 401.'));
	});

	test('the format, and how it is known', async () => {
		has(
			{ specs: [await storeOf(() => undefined)] },
			'ok',
			/^Format: Tandem objectives, because its files look like it$/,
		);
		const said = { ...snapshotOf([]), recognised: false };
		has({ specs: [await storeOf(() => undefined, said)] }, 'ok', /^Format: Tandem objectives, as tandem.yml says$/);
	});

	test('questions that do not merge by themselves: the line to add', async () => {
		const line = '/questions/*.md merge=union';
		const specs = [await storeOf(() => undefined, { ...snapshotOf([]), missingAttributes: line })];
		assert.ok(checks({ specs }).some(({ status, next }) => status === 'note' && next?.endsWith(line)));
	});

	test('one without objectives says where it looked', async () => {
		has(
			{ specs: [await storeOf(() => undefined, snapshotOf([]))] },
			'warning',
			/No objective was found\. Looked for objectives/,
		);
	});

	test('the file: how many lines are linked, and by what', () => {
		const snapshot = snapshotOf([objectiveOf('CHK-1')]);
		const history = {
			kind: 'ready' as const,
			history: historyOf(['a', 'b'], [commitOf('a', 'x\n\nObjective: CHK-1'), commitOf('b', 'y')]),
		};
		const why = knownWhy(snapshot, history, ['a', 'b']);
		has({ active: { path: 'src/a.ts', why } }, 'ok', /^1 of 2 lines linked, 1 by their commit$/);
		has({ repos: [why.context] }, 'ok', /is acme\/web-shop in code: rules, branch main/);
	});

	test('content of a repository cannot bring markup into the report', async () => {
		const file = 'objectives/[x](command:rm) <img>.md';
		const snapshot = {
			...snapshotOf([]),
			problems: [{ code: 'file.binary', severity: 'error', file, facts: {} } as const],
		};
		const text = doctorMarkdown(doctorReport({ ...empty, specs: [await storeOf(() => undefined, snapshot)] }));
		assert.ok(!text.includes('[x](') && !text.includes('<img>'), text);
	});

	test('files of the outbox that this version cannot send are named', () => {
		const path = '/home/ana/outbox/x.json';
		has(
			{ stranded: [{ kind: 'newer', path, title: 'Why?' }] },
			'warning',
			/"Why\?" waits for another version of Tandem/,
		);
		has({ stranded: [{ kind: 'broken', path: `${path}.broken` }] }, 'warning', /x\.json\.broken/);
	});
});
