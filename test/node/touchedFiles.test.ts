import assert from 'node:assert/strict';
import type { CodeRepos } from '../../src/app/ports.ts';
import { createCodeRepos } from '../../src/node/codeRepos.ts';
import { createGit } from '../../src/node/git.ts';
import { createGitRepo } from '../support/gitRepo.ts';
import type { GitRepo } from '../support/gitRepo.ts';
import { fakeLog } from '../support/inMemory.ts';

suite('commits by their hashes', () => {
	const log = fakeLog();
	const { signal } = new AbortController();
	const missing = '0'.repeat(40);
	let repo: GitRepo;
	let repos: CodeRepos;
	const hashes: Record<string, string> = {};

	suiteSetup(async () => {
		repo = await createGitRepo();
		repos = createCodeRepos({ git: createGit({ log }), log });
		const commit = async (name: string, files: Parameters<GitRepo['commit']>[1]) => {
			hashes[name] = await repo.commit(`${name}\n\nBody`, files);
		};
		const text = Array.from({ length: 20 }, (_line, index) => `line ${index}\n`).join('');
		// The name of a file may look like a commit, or like what git writes before a file.
		await commit('first', { 'a.ts': text, ['b'.repeat(40)]: 'x', ':100644 x': 'x', 'ünïcode/neu.ts': 'x' });
		await commit('change', { 'a.ts': `${text}more\n` });
		await commit('empty', {});
		await repo.git('mv', 'a.ts', 'moved.ts');
		await commit('rename', {});
		await repo.git('checkout', '--quiet', '-b', 'side', 'HEAD~1');
		await commit('side', { 'side.ts': 'x' });
		await repo.git('checkout', '--quiet', 'main');
		await repo.git('merge', '--quiet', '--no-ff', '-m', 'merge', 'side');
		hashes['merge'] = await repo.git('rev-parse', 'HEAD');
		await repo.git('config', 'diff.renames', 'copies');
	});
	suiteTeardown(() => repo.dispose());

	const touched = async (...names: string[]) => {
		const found = await repos.touched(
			{ root: repo.root },
			names.map((name) => hashes[name] ?? name),
			signal,
		);
		return names.map((name) => [...(found.get(hashes[name] ?? name) ?? [])].sort());
	};

	test('the files of each, and git agrees', async () => {
		for (const name of ['first', 'change', 'rename', 'side']) {
			const args = ['show', '--format=', '--name-only', '--no-renames', '-z', hashes[name] ?? ''];
			const expected = (await repo.git(...args)).split('\0').filter(Boolean).sort();
			assert.deepEqual(await touched(name), [expected], name);
		}
		assert.deepEqual(await touched('first', 'change'), [
			[':100644 x', 'a.ts', 'b'.repeat(40), 'ünïcode/neu.ts'],
			['a.ts'],
		]);
	});

	test('of a renamed file both names', async () => assert.deepEqual(await touched('rename'), [['a.ts', 'moved.ts']]));

	test('a merge and an empty commit have none', async () =>
		assert.deepEqual(await touched('merge', 'empty'), [[], []]));

	test('what is not there, or is no commit, does not hide the others', async () =>
		assert.deepEqual(await touched(missing, 'change', '--all'), [[], ['a.ts'], []]));

	test('nothing is asked for nothing', async () => assert.deepEqual(await touched(), []));

	test('subject, author and time of each; what is not there is absent', async () => {
		const asked = [hashes['change'] ?? '', missing, '--all', hashes['first'] ?? ''];
		const facts = await repos.commitFacts({ root: repo.root }, asked, signal);
		assert.deepEqual(
			[...facts.values()].map(({ subject, author }) => `${subject} ${author}`),
			['change Ana Example', 'first Ana Example'],
		);
	});
});
