import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createObjectiveNews, REMEMBERED, REMEMBERED_LENGTH } from '../../../src/app/objectiveNews.ts';
import type { ChangedObjective, NewsSpec } from '../../../src/app/objectiveNews.ts';
import type { Objective } from '../../../src/core/objective.ts';
import type { SpecSnapshot } from '../../../src/core/snapshot.ts';
import type { SpecAddress } from '../../../src/core/specAddress.ts';
import { fakeClock, fakeMemory } from '../../support/inMemory.ts';
import { objectiveOf, repoPath, snapshotOf } from '../../support/snapshots.ts';

const HOUR = 3_600_000;
const address: SpecAddress = { kind: 'remote', url: 'https://forge.example/acme/specs.git' };
const KEY = 'remote:forge.example/acme/specs';

suite('news of the objectives of the user’s code', () => {
	const memory = () => fakeMemory();
	/** A window on a spec repo; several of them may share a memory and a clock. */
	function openWindow(shared = memory(), clock = fakeClock()) {
		const news = createObjectiveNews(shared, clock);
		let snapshot: SpecSnapshot | undefined;
		const spec: NewsSpec = { source: { address }, snapshot: () => snapshot };
		const window = {
			news,
			clock,
			memory: shared,
			/** The PM's state arrives. */
			read(objectives: readonly Objective[], rest: Partial<SpecSnapshot> = {}) {
				clock.pass(1000);
				snapshot = { ...snapshotOf(objectives), ...rest };
				news.arrived(spec);
				return window;
			},
			look(...ids: readonly string[]) {
				news.look(spec, ids);
				return window;
			},
			watch(...ids: readonly string[]) {
				news.watch(spec, ids);
				return window;
			},
			seen(id?: string) {
				news.markSeen(spec, id);
				return window;
			},
			list: () => news.of(spec),
			/** `CHK-1 status why`, `CHK-1 gone PAY-1` */
			inShort: () => news.of(spec).map(wordsOf),
		};
		return window;
	}
	const wordsOf = (one: ChangedObjective) => {
		const what =
			one.kind === 'gone'
				? ['gone', one.successor?.id]
				: one.changes.map((change) => ('fact' in change ? change.fact : change.kind));
		return [one.id, ...what].filter((part) => part).join(' ');
	};
	const chk = (fields: Partial<Objective> = {}) =>
		objectiveOf('CHK-1', { status: 'active', why: 'It hurts.', ...fields });
	const check = (actual: { inShort: () => readonly string[] }, expected: readonly string[]) =>
		assert.deepEqual(actual.inShort(), expected);

	test('the first look takes note; what changes later is new until it is seen', () => {
		const window = openWindow().read([chk()]).look('CHK-1');
		check(window, []);
		check(window.read([chk({ status: 'paused' })]), ['CHK-1 status']);
		check(window.read([chk({ status: 'paused', why: 'It hurts much.' })]).look('CHK-1'), ['CHK-1 status why']);
		check(window.seen(), []);
		check(window.read([chk({ status: 'paused', why: 'It hurts much.' })]), []);
	});

	test('what nobody has looked at is no news, nor is what was changed back', () => {
		const window = openWindow()
			.read([chk(), objectiveOf('PAY-1')])
			.look('CHK-1', 'NO-1');
		check(window.read([chk({ health: 'at-risk' }), objectiveOf('PAY-1', { health: 'at-risk' })]), ['CHK-1 health']);
		check(window.read([chk(), objectiveOf('PAY-1')]), []);
	});

	test('each can be seen by itself; the one that was looked at last comes first', () => {
		const window = openWindow()
			.read([chk(), objectiveOf('PAY-1')])
			.look('PAY-1');
		window.clock.pass(HOUR);
		window.look('CHK-1').read([chk({ health: 'at-risk' }), objectiveOf('PAY-1', { why: 'x' })]);
		check(window, ['CHK-1 health', 'PAY-1 why']);
		check(window.seen('CHK-1'), ['PAY-1 why']);
	});

	test('it tells when the user looked last, not when he looked first', () => {
		const window = openWindow().read([chk()]).look('CHK-1');
		window.clock.pass(48 * HOUR);
		window.look('CHK-1');
		const looked = window.clock.now();
		window.clock.pass(HOUR);
		window.read([chk({ status: 'dropped' })]).look('CHK-1');
		assert.equal(window.list()[0]?.since, looked);
	});

	test('what concerns the user is watched from now on, and not taken for looked at again', () => {
		const window = openWindow()
			.read([chk(), objectiveOf('PAY-1')])
			.look('CHK-1');
		const looked = window.clock.now();
		window.clock.pass(48 * HOUR);
		window.watch('CHK-1', 'PAY-1');
		window.read([chk({ status: 'paused' }), objectiveOf('PAY-1', { status: 'paused' })]);
		check(window, ['PAY-1 status', 'CHK-1 status']);
		assert.equal(window.list()[1]?.since, looked);
	});

	suite('an objective that is not there any more', () => {
		const check = (
			name: string,
			after: readonly Objective[],
			expected: readonly string[],
			rest: Partial<SpecSnapshot> = {},
		) =>
			test(name, () => {
				const window = openWindow()
					.read([chk(), objectiveOf('PAY-1')])
					.look('CHK-1', 'PAY-1')
					.read(after, rest);
				assert.deepEqual(window.inShort(), expected);
				assert.deepEqual(window.seen().inShort(), []);
				assert.deepEqual(window.read(after, rest).inShort(), []);
			});
		const pay = objectiveOf('PAY-1');
		const file = repoPath('objectives/chk-1.md');
		check('is gone', [pay], ['CHK-1 gone']);
		check('has a successor that says so', [pay, objectiveOf('CHK-9', { supersedes: ['CHK-1'] })], ['CHK-1 gone CHK-9']);
		check('is an alias now', [pay, objectiveOf('CHK-9', { aliases: ['CHK-1'] })], ['CHK-1 gone CHK-9']);
		check(
			'has another id in the same file',
			[pay, objectiveOf('CHK-9', { source: { file, titleLine: 1, captures: {} } })],
			['CHK-1 gone CHK-9'],
		);
		check('cannot be read', [pay], [], {
			problems: [{ code: 'yaml.syntax', severity: 'error', file, facts: { message: 'x' } }],
		});
		check('cannot be found, as nothing else', [], []);
	});

	test('a file that is broken now says nothing', () => {
		const file = repoPath('objectives/chk-1.md');
		const window = openWindow().read([chk()]).look('CHK-1');
		const problems = [{ code: 'yaml.syntax', severity: 'error', file, facts: { message: 'x' } }] as const;
		check(window.read([chk({ status: undefined })], { problems }), []);
	});

	test('before anything was read without a failure there is no news', () => {
		const { memory: shared, clock } = openWindow().read([chk()]).look('CHK-1');
		const stale = createObjectiveNews(shared, clock);
		const snapshot = snapshotOf([chk({ status: 'paused' })]);
		assert.deepEqual(stale.of({ source: { address }, snapshot: () => snapshot }), []);
	});

	test('another window, and the next one, know what was seen; one that lags behind makes no news of it', () => {
		const first = openWindow().read([chk()]).look('CHK-1');
		const other = openWindow(first.memory, first.clock).read([chk()]);
		first.read([chk({ status: 'paused' })]).seen();
		check(other, []);
		check(other.look('CHK-1').read([chk({ status: 'paused' })]), []);
		check(openWindow(first.memory, first.clock).read([chk({ status: 'paused' })]), []);
		check(other.read([chk()]), ['CHK-1 status']);
	});

	test('what the user writes himself is no news to him', () => {
		const window = openWindow().read([chk()]).look('CHK-1');
		window.news.own(KEY, 'objectives/chk-1.md');
		check(window.read([chk({ status: 'paused' })]), []);
		window.clock.pass(HOUR);
		check(window.read([chk({ status: 'dropped' })]), ['CHK-1 status']);
	});

	suite('what the PM changes in the file that the user writes is news all the same', () => {
		const file = 'objectives/chk-1.md';
		const items = (...texts: readonly string[]) => texts.map((markdown, at) => ({ markdown, line: at + 1 }));
		const record = (record: 'decision' | 'trade-off', item: string) =>
			({ spec: KEY, path: file, action: { kind: 'record', record, item } }) as const;

		test('with what he recorded, in the same state of the spec repo', () => {
			const window = openWindow()
				.read([chk({ decisions: items('None yet.') })])
				.look('CHK-1');
			window.news.recorded(record('decision', 'Retry **once**.'));
			const both = { decisions: items('Retry **once**.'), why: 'It hurts more.' };
			check(window.read([chk(both)]), ['CHK-1 why']);
			check(window.read([chk({ ...both, decisions: items('Retry **once**.', 'Not at night.') })]), [
				'CHK-1 why decisions',
			]);
		});

		test('also where the PM decided as well, and what was recorded first waits for its own state', () => {
			const window = openWindow()
				.read([chk({ constraints: items('A') })])
				.look('CHK-1');
			window.news.recorded(record('trade-off', 'B'));
			window.news.recorded(record('trade-off', 'C'));
			check(window.read([chk({ constraints: items('A', 'C', 'PM', 'B') })]), ['CHK-1 constraints']);
			const [one] = window.list();
			const hunks =
				one?.kind === 'changed' ? one.changes.flatMap((change) => ('hunks' in change ? change.hunks : [])) : [];
			assert.match(JSON.stringify(hunks), /PM/);
			assert.doesNotMatch(JSON.stringify(hunks), /"[ABC]"/);
		});

		test('before he saved it, and after', () => {
			const window = openWindow()
				.read([chk()])
				.look('CHK-1')
				.read([chk({ why: 'It hurts more.' })]);
			window.news.own(KEY, file);
			check(window.read([chk({ why: 'It hurts more.' })]), ['CHK-1 why']);
			check(window.read([chk({ why: 'It hurts more.', status: 'paused' })]), ['CHK-1 why']);
			check(window.read([chk({ why: 'It hurts more.', status: 'paused', title: 'New' })]), ['CHK-1 title why']);
		});

		test('a question that is sent changes no objective', () => {
			const window = openWindow().read([chk()]).look('CHK-1');
			window.news.recorded({ spec: KEY, path: file, action: { kind: 'create', text: 'x' } });
			check(window.read([chk({ why: 'It hurts more.' })]), ['CHK-1 why']);
		});

		test('an objective that he takes out of the file is no news, one that was gone before is', () => {
			const pay = objectiveOf('PAY-1', { source: chk().source });
			const window = openWindow().read([chk(), pay]).look('CHK-1', 'PAY-1').read([pay]);
			window.news.own(KEY, file);
			check(window.read([]), []);
			check(window.read([objectiveOf('O-1')]), ['CHK-1 gone']);
		});
	});

	test('the list stays the same as long as nothing has changed, and seeing it is told', () => {
		const window = openWindow()
			.read([chk()])
			.look('CHK-1')
			.read([chk({ status: 'paused' })]);
		assert.equal(window.list(), window.list());
		let told = 0;
		window.news.onDidChange(() => told++);
		window.seen().seen();
		assert.equal(told, 1);
	});

	test('only so many are remembered, those that were looked at last', () => {
		const all = Array.from({ length: REMEMBERED + 40 }, (_, at) =>
			objectiveOf(`O-${at}`, { why: 'Long. '.repeat(400) }),
		);
		const window = openWindow().read(all);
		for (let at = 0; at < all.length; at += 20) {
			window.clock.pass(1);
			window.look(...all.slice(at, at + 20).map(({ id }) => id));
		}
		const kept = window.memory.values.get(`news:${KEY}`);
		assert.ok(JSON.stringify(kept).length <= REMEMBERED_LENGTH + 400);
		const changed = new Set(
			window
				.read(all.map((one) => ({ ...one, status: 'paused' as const })))
				.list()
				.map(({ id }) => id),
		);
		assert.ok(changed.size <= REMEMBERED);
		assert.equal(changed.has(all.at(-1)?.id ?? ''), true);
		assert.equal(changed.has('O-0'), false);
	});

	test('damaged memory is taken for none', () => {
		const shared = memory();
		for (const damaged of [
			7,
			{ seen: [] },
			[{ id: 'CHK-1', at: 0 }, null],
			[{ id: 'CHK-1', at: 0, file: 'x', alone: true, facts: { why: 3 } }],
		]) {
			shared.values.set(`news:${KEY}`, damaged);
			check(openWindow(shared).read([chk()]), []);
		}
	});

	test('whatever the PM does: seen is no news, and how it came about makes no difference', () => {
		const state = fc.record({
			status: fc.constantFrom('active' as const, 'paused' as const),
			why: fc.constantFrom('', 'One. Two.', 'Two. One.', 'One. Three!'),
			target: fc.constantFrom(undefined, 70, 75),
			scope: fc.subarray(['a b c', 'a b d', 'e']),
		});
		const objective = ({
			status,
			why,
			target,
			scope,
		}: typeof state extends fc.Arbitrary<infer State> ? State : never) =>
			chk({
				status,
				why,
				keyResults: [{ metric: 'm', line: 1, ...(target === undefined ? {} : { target }) }],
				outOfScope: scope.map((markdown, line) => ({ markdown, line })),
			});
		fc.assert(
			fc.property(state, fc.array(state, { maxLength: 4 }), state, (first, between, last) => {
				const direct = openWindow()
					.read([objective(first)])
					.look('CHK-1')
					.read([objective(last)]);
				const detour = openWindow()
					.read([objective(first)])
					.look('CHK-1');
				for (const one of between) detour.read([objective(one)]).look('CHK-1');
				detour.read([objective(last)]);
				const withoutTime = (list: readonly ChangedObjective[]) => list.map((one) => ({ ...one, since: 0 }));
				assert.deepEqual(withoutTime(detour.list()), withoutTime(direct.list()));
				assert.deepEqual(
					direct
						.seen()
						.read([objective(last)])
						.list(),
					[],
				);
			}),
		);
	});
});
