import assert from 'node:assert/strict';
import { specReferences } from '../../../src/app/specReferences.ts';
import { createSpecStore } from '../../../src/app/specStore.ts';
import { createKeyIndex } from '../../../src/core/objectiveKeys.ts';
import { fakeClock, fakeLog, fakeSource } from '../../support/inMemory.ts';
import { objectiveOf, questionOf, repoPath, snapshotOf } from '../../support/snapshots.ts';

suite('references to an objective', () => {
	const own = {
		file: repoPath('objectives/a.md'),
		titleLine: 3,
		captures: {},
		ranges: { id: { start: { line: 2, column: 5 }, end: { line: 2, column: 8 } } },
	};
	const snapshot = snapshotOf(
		[
			objectiveOf('A-1', { source: own }),
			objectiveOf('B-1', { source: { ...own, file: repoPath('objectives/b.md') } }),
		],
		[questionOf('q', { file: repoPath('questions/q.md') })],
	);
	const keys = createKeyIndex({ objectives: snapshot.objectives, repoName: undefined, specName: 'specs' });
	const files = {
		'objectives/a.md': '---\nid: A-1\n---\nAfter A-1.\n',
		'objectives/b.md': '---\nid: B-1\nparent: A-1\n---\n',
		'questions/q.md': '---\nobjective: A-1\n---\n# Why B-1?\n',
		'other.md': 'A-1',
	};

	const check = (name: string, open: Readonly<Record<string, string>>, expected: readonly string[]) =>
		test(name, async () => {
			const source = fakeSource();
			for (const [path, text] of Object.entries(files)) source.files.set(path, text);
			const store = createSpecStore({ source, read: async () => snapshot, clock: fakeClock(), log: fakeLog() });
			const { signal } = new AbortController();
			const openText = (path: string) => open[path];
			const breathe = async () => undefined;
			const found = await specReferences('A-1', { store, snapshot, keys, openText, breathe }, signal);
			assert.deepEqual(
				found.map(({ path, range, isOwn }) => `${path}:${range.start.line}${isOwn ? ' own' : ''}`),
				expected,
			);
		});

	check('in objectives and questions', {}, [
		'objectives/a.md:2 own',
		'objectives/a.md:4',
		'objectives/b.md:3',
		'questions/q.md:2',
	]);
	check('in what is being written', { 'objectives/b.md': '---\nid: B-1\n---\n\n\nA-1\n', 'questions/q.md': '' }, [
		'objectives/a.md:2 own',
		'objectives/a.md:4',
		'objectives/b.md:6',
	]);
});
