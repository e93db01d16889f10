import assert from 'node:assert/strict';
import path from 'node:path';
import type { SpecSource } from '../../src/app/ports.ts';
import type { RepoPath } from '../../src/core/repoPath.ts';
import { createGit } from '../../src/node/git.ts';
import { createGitNetwork } from '../../src/node/gitNetwork.ts';
import { createSpecFolder } from '../../src/node/specFolder.ts';
import { createGitRepo } from '../support/gitRepo.ts';
import type { GitRepo } from '../support/gitRepo.ts';
import { fakeLog } from '../support/inMemory.ts';
import { openSource } from '../support/specRemotes.ts';
import { repoPath } from '../support/snapshots.ts';
import { tempFolder } from '../support/tempFolder.ts';

const FILE = 'specs/objectives/[a] b.md';

suite('the versions of a spec file', () => {
	const log = fakeLog();
	const git = createGit({ log });
	const { signal } = new AbortController();
	let repo: GitRepo;
	let head = '';

	suiteSetup(async () => {
		repo = await createGitRepo();
		const day = (date: string) => ({ date: `${date}T09:00:00Z` });
		await repo.commit(
			'One',
			{ [FILE]: 'one', 'specs/objectives/a b.md': 'a pattern would match it' },
			day('2026-01-01'),
		);
		await repo.commit('Something else', { 'README.md': 'x' }, day('2026-01-02'));
		await repo.commit('Two', { [FILE]: 'two' }, day('2026-01-03'));
		await repo.commit('Gone', { [FILE]: null }, day('2026-01-04'));
		await repo.commit('Too large', { [FILE]: 'x'.repeat(1024 * 1024 + 1) }, day('2026-01-05'));
		head = await repo.commit('Back', { [FILE]: 'two' }, day('2026-01-06'));
		await repo.commit('Later', { [FILE]: 'three' }, day('2026-01-07'));
		// A person's own setting, which makes `git log` follow renames.
		await repo.git('config', 'log.follow', 'true');
	});
	suiteTeardown(() => repo.dispose());

	/** `01 one`: the day and the text. */
	const told = async (source: SpecSource, limit = 200, file: RepoPath = repoPath('objectives/[a] b.md')) =>
		(await source.past(file, { commit: head, limit }, signal)).map(({ time, bytes }) =>
			`${new Date(time * 1000).toISOString().slice(8, 10)} ${bytes ? Buffer.from(bytes).toString() : '-'}`.trim(),
		);
	const folder = (dir = repo.root, below = 'specs') =>
		createSpecFolder({
			address: { kind: 'folder', dir, path: below },
			git,
			network: createGitNetwork({ log, git, totalMs: 10_000 }),
			log,
		});
	const all = ['01 one', '03 two', '04 -', '05 -', '06 two'];

	test('of a folder, up to the commit that was read', async () => assert.deepEqual(await told(folder()), all));

	test('the newest where there are too many', async () => assert.deepEqual(await told(folder(), 2), all.slice(-2)));

	test('of a file that never was', async () => assert.deepEqual(await told(folder(), 9, repoPath('none.md')), []));

	test('of a folder below the one that is open', async () =>
		assert.deepEqual(await told(folder(path.join(repo.root, 'specs'), '.')), all));

	test('of a clone, without the network', async () => {
		const storage = await tempFolder();
		const source = openSource({ storage: storage.path, address: { url: repo.root, path: 'specs' } });
		await source.sync(signal, () => undefined);
		assert.deepEqual(await told(source), all);
		await storage.remove();
	});

	test('a folder without git is a failure, and no history', async () => {
		const temp = await tempFolder();
		await assert.rejects(told(folder(temp.path, '.')), /not-a-repository/);
		await temp.remove();
	});

	test('what is no commit is refused before git is asked', async () => {
		await assert.rejects(folder().past(repoPath('a.md'), { commit: '--all', limit: 1 }, signal), /not a commit/);
	});
});
