import assert from 'node:assert/strict';
import { objectivesBefore } from '../../../src/app/objectivesBefore.ts';
import type { KnownWhy } from '../../../src/app/why.ts';
import type { SpecAddress } from '../../../src/core/specAddress.ts';
import { commitOf, historyOf, knownWhy } from '../../support/knownWhy.ts';
import { objectiveOf, repoPath, snapshotOf } from '../../support/snapshots.ts';

suite('the objectives that the user has before him', () => {
	const lines = ['one', 'two', 'three'];
	const snapshot = snapshotOf([
		objectiveOf('CHK-1', { code: [{ patterns: [{ text: '**', line: 9 }] }] }),
		objectiveOf('PAY-1'),
		objectiveOf('OTHER'),
	]);
	const commits = [commitOf('a', 'x\n\nObjective: PAY-1'), commitOf('b', 'y'), commitOf('c', 'z\n\nObjective: CHK-1')];
	const known = () => knownWhy(snapshot, { kind: 'ready', history: historyOf(lines, commits) }, lines);
	const check = (name: string, why: KnownWhy, line: number, expected: readonly string[]) =>
		test(name, () => assert.deepEqual([...objectivesBefore(why, line)].sort(), expected));
	const at = (address: SpecAddress, path = 'src/a.ts'): KnownWhy => {
		const why = known();
		const store = { ...why.store, source: { ...why.store.source, address } };
		return { ...why, store, path: repoPath(path) };
	};

	check('those of the line and of the file', known(), 1, ['CHK-1', 'PAY-1']);
	check('also from a line that serves one only', known(), 2, ['CHK-1', 'PAY-1']);
	check('in a repository that holds its own objectives', at({ kind: 'folder', dir: '/r' }), 1, ['CHK-1', 'PAY-1']);
	check('none in a file of the spec', at({ kind: 'folder', dir: '/r' }, 'objectives/chk-1.md'), 1, []);
	check('none in the README beside it', at({ kind: 'folder', dir: '/r' }, 'README.md'), 1, []);

	test('none where nothing tells the spec from the rest', () => {
		const source = { file: repoPath('chk-1.md'), titleLine: 1, captures: {} };
		const whole = snapshotOf([objectiveOf('CHK-1', { source, code: [{ patterns: [{ text: '**', line: 9 }] }] })]);
		const why = knownWhy(whole, { kind: 'absent' }, lines);
		const store = { ...why.store, source: { ...why.store.source, address: { kind: 'folder', dir: '/r' } as const } };
		assert.deepEqual(objectivesBefore({ ...why, store }, 1), []);
	});
});
