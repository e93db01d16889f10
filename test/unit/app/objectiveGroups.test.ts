import assert from 'node:assert/strict';
import { GROUPINGS, objectiveTree } from '../../../src/app/objectiveGroups.ts';
import type { Grouping, ObjectiveBranch } from '../../../src/app/objectiveGroups.ts';
import type { Objective } from '../../../src/core/objective.ts';
import { objectiveOf, repoPath, snapshotOf } from '../../support/snapshots.ts';

suite('the groups of objectives', () => {
	const inShort = ({ objective, below }: ObjectiveBranch): string =>
		below.length > 0 ? `${objective.id}(${below.map(inShort).join(' ')})` : objective.id;
	/** `Active 2: A B(C)` for each group; by parent, the branches alone. */
	const check = (
		objectives: readonly Objective[],
		grouping: Grouping,
		expected: readonly string[],
		filter?: (objective: Objective) => boolean,
	) => {
		const tree = objectiveTree(snapshotOf(objectives), grouping, filter);
		const lines =
			tree.kind === 'branches'
				? tree.branches.map(inShort)
				: tree.groups.map(({ label, count, branches }) => `${label} ${count}: ${branches.map(inShort).join(' ')}`);
		assert.deepEqual(lines, expected);
	};
	const pm = (name: string, email?: string) => ({ pm: { name, ...(email ? { email } : {}) } });
	const period = (text: string) => ({ period: { text } });

	test('by status: running work first, what is over last', () =>
		check(
			[
				objectiveOf('A', { status: 'dropped' }),
				objectiveOf('B', { status: 'achieved' }),
				objectiveOf('C', { statusText: 'soonish' }),
				objectiveOf('D', { status: 'paused' }),
				objectiveOf('E', { status: 'proposed' }),
				objectiveOf('F', { status: 'active' }),
				objectiveOf('G', { status: 'active' }),
			],
			'status',
			['Active 2: F G', 'Proposed 1: E', 'Paused 1: D', 'Status unknown 1: C', 'Achieved 1: B', 'Dropped 1: A'],
		));

	test('what is over starts folded', () => {
		const tree = objectiveTree(
			snapshotOf([objectiveOf('A', { status: 'achieved' }), objectiveOf('B', { status: 'active' })]),
			'status',
			undefined,
		);
		assert.deepEqual(tree.kind === 'groups' && tree.groups.map(({ over }) => over), [false, true]);
	});

	test('by PM: by name, however the person is written; those without one last', () =>
		check(
			[
				objectiveOf('A'),
				objectiveOf('B', pm('Tom')),
				objectiveOf('C', pm('maria lopez')),
				objectiveOf('D', pm('Maria López', 'maria@shop.example')),
				objectiveOf('E', pm('Zoë')),
			],
			'pm',
			['maria lopez 2: C D', 'Tom 1: B', 'Zoë 1: E', 'No PM named 1: A'],
		));

	test('by team, running work first in each', () =>
		check(
			[
				objectiveOf('A', { team: 'payments', status: 'dropped' }),
				objectiveOf('B', { team: 'Payments', status: 'active' }),
				objectiveOf('C', { team: 'ads' }),
				objectiveOf('D'),
			],
			'team',
			['ads 1: C', 'payments 2: B A', 'No team named 1: D'],
		));

	test('by period: the newest first, whether dates or labels say it; those that tell nothing last', () =>
		check(
			[
				objectiveOf('A', period('2026-Q4')),
				objectiveOf('B', period('2026-H1')),
				objectiveOf('C', { period: { due: '2026-11-15' } }),
				objectiveOf('D', period('2025')),
				objectiveOf('E', period('someday')),
				objectiveOf('F'),
				objectiveOf('G', period('Q4 2026')),
				objectiveOf('H', period('2026-08')),
				objectiveOf('I', { period: { start: '2027-01-01' } }),
				objectiveOf('J', period('2026-W20')),
			],
			'period',
			[
				'since 2027-01-01 1: I',
				'Q4 2026 2: A G',
				'until 2026-11-15 1: C',
				'2026-08 1: H',
				'H1 2026 1: B',
				'2026-W20 1: J',
				'2025 1: D',
				'someday 1: E',
				'No period given 1: F',
			],
		));

	test('by parent: those that hold others first, each below its parent, an unknown parent hides nothing', () =>
		check(
			[
				objectiveOf('A'),
				objectiveOf('B', { parent: 'D', status: 'achieved' }),
				objectiveOf('C', { parent: 'D', status: 'active' }),
				objectiveOf('D'),
				objectiveOf('E', { parent: 'GONE' }),
				objectiveOf('F', { parent: 'C' }),
			],
			'parent',
			['D(C(F) B)', 'A', 'E'],
		));

	test('circles are opened and lose nothing', () => {
		check([objectiveOf('A', { parent: 'A' })], 'parent', ['A']);
		check([objectiveOf('A', { parent: 'B' }), objectiveOf('B', { parent: 'A' })], 'parent', ['A(B)']);
		const circle = [
			objectiveOf('A', { parent: 'B' }),
			objectiveOf('B', { parent: 'C' }),
			objectiveOf('C', { parent: 'B' }),
		];
		check(circle, 'parent', ['B(A C)']);
	});

	test('a chain of thousands does not overflow', () => {
		const sameFile = { source: { file: repoPath('all.md'), titleLine: 1, captures: {} } };
		const chain = Array.from({ length: 20_000 }, (_, at) => objectiveOf(`${at}`, { parent: `${at + 1}`, ...sameFile }));
		for (const grouping of GROUPINGS) assert.equal(objectiveTree(snapshotOf(chain), grouping, undefined).shown, 20_000);
	});

	suite('parts that the file of their parent defines', () => {
		const source = { file: repoPath('specs/one.md'), titleLine: 1, captures: {} };
		const parts = [
			objectiveOf('F', { source, status: 'active', team: 'web' }),
			objectiveOf('F-1', { source, parent: 'F' }),
			objectiveOf('F-2', { source, parent: 'F', status: 'achieved' }),
			objectiveOf('F-3', { source, parent: 'F', statusText: 'odd' }),
			objectiveOf('G', { parent: 'F', status: 'active' }),
		];
		test('stand below it in its group, and take from it what they do not say', () => {
			check(parts, 'status', ['Active 3: F(F-1) G', 'Status unknown 1: F-3', 'Achieved 1: F-2']);
			check(parts, 'team', ['web 4: F(F-1 F-3 F-2)', 'No team named 1: G']);
		});
		test('bring it along where only they pass the filter, uncounted', () =>
			check(parts, 'status', ['Active 1: F(F-1)'], ({ id }) => id === 'F-1'));
	});

	test('a filter keeps what leads to what it has found', () => {
		const objectives = [
			objectiveOf('A'),
			objectiveOf('B', { parent: 'A' }),
			objectiveOf('C', { parent: 'B' }),
			objectiveOf('D'),
		];
		check(objectives, 'parent', ['A(B(C))'], ({ id }) => id === 'C');
		check(objectives, 'parent', ['A'], ({ id }) => id === 'A');
		check(objectives, 'status', [], () => false);
		const { shown, total } = objectiveTree(snapshotOf(objectives), 'parent', ({ id }) => id === 'C');
		assert.deepEqual([shown, total], [1, 4]);
	});
});
