import assert from 'node:assert/strict';
import { createCodeFileLists } from '../../../src/app/codeFiles.ts';
import { createCommitFiles } from '../../../src/app/commitFiles.ts';
import type { RepoContext } from '../../../src/app/codeContexts.ts';
import { createSpecStore } from '../../../src/app/specStore.ts';
import { fakeClock, fakeCodeRepos, fakeLog, fakeSource } from '../../support/inMemory.ts';
import { objectiveOf, snapshotOf } from '../../support/snapshots.ts';

suite('the files of the open code repos', () => {
	const snapshot = snapshotOf([objectiveOf('CHK-1')]);
	function createLists(code: Readonly<Record<string, readonly string[] | Error>>, specDir = '/specs') {
		const source = { ...fakeSource(), address: { kind: 'folder', dir: specDir } as const };
		const store = createSpecStore({ source, read: async () => snapshot, clock: fakeClock(), log: fakeLog() });
		const codeRepos = fakeCodeRepos(
			Object.fromEntries(Object.entries(code).map(([root, files]) => [root, { files, commits: [] }])),
		);
		const contexts = Object.keys(code).map((root): RepoContext => ({
			repo: { root },
			name: `acme${root}`,
			head: { commit: 'a'.repeat(40), shallow: false },
			spec: { kind: 'store', store },
			problems: [],
		}));
		const lists = createCodeFileLists({
			commitFiles: createCommitFiles(codeRepos),
			contexts: { known: () => contexts },
			specs: () => [store],
			log: fakeLog(),
		});
		return { codeRepos, contexts, store, read: () => lists.read(store, snapshot) };
	}
	const check = (
		name: string,
		code: Readonly<Record<string, readonly string[] | Error>>,
		expected: { readonly repos: readonly string[]; readonly unread: readonly string[] },
		specDir?: string,
	) =>
		test(name, async () => {
			const { repos, unread } = await createLists(code, specDir).read();
			assert.deepEqual({ repos: repos.map(({ name: own, files }) => `${own}: ${files.join(' ')}`), unread }, expected);
		});

	check(
		'of each repo by name',
		{ '/a': ['src/x.ts'], '/b': ['y.ts'] },
		{ repos: ['acme/a: src/x.ts', 'acme/b: y.ts'], unread: [] },
	);
	check(
		'without the spec in it',
		{ '/a': ['objectives/a.md', 'tandem.yml', 'src/x.ts'] },
		{ repos: ['acme/a: src/x.ts'], unread: [] },
		'/a',
	);
	check(
		'not of a repo that is nothing but the spec',
		{ '/a': ['objectives/a.md', 'README.md'] },
		{ repos: [], unread: [] },
		'/a',
	);
	check(
		'one that cannot be read is named',
		{ '/a': new Error('no'), '/b': ['y.ts'] },
		{ repos: ['acme/b: y.ts'], unread: ['acme/a'] },
	);

	test('git is asked once for each commit, and again after a failure', async () => {
		const { codeRepos, contexts, read } = createLists({ '/a': ['x.ts'] });
		await read();
		await read();
		assert.deepEqual(codeRepos.asked, ['files /a']);
		const [context] = contexts;
		if (context) contexts[0] = { ...context, head: { ...context.head, commit: 'b'.repeat(40) } };
		codeRepos.code.set('/a', { files: new Error('no'), commits: [] });
		await read();
		codeRepos.code.set('/a', { files: ['x.ts'], commits: [] });
		assert.equal((await read()).repos.length, 1);
		assert.equal(codeRepos.asked.length, 3);
	});
});
