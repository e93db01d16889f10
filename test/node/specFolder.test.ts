import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../../src/core/failure.ts';
import { createClock } from '../../src/node/clock.ts';
import { createGit } from '../../src/node/git.ts';
import { createGitNetwork } from '../../src/node/gitNetwork.ts';
import { createSpecFolder } from '../../src/node/specFolder.ts';
import { createGitRepo, testGitEnvironment } from '../support/gitRepo.ts';
import type { GitRepo } from '../support/gitRepo.ts';
import { noCancel, quietLog, textsOf } from '../support/specRemotes.ts';

suite('specFolder: reading and watching', () => {
	let dir: string;
	let repo: GitRepo;

	setup(async () => {
		dir = await realpath(await mkdtemp(join(tmpdir(), 'tandem-folder-')));
		repo = await createGitRepo({ root: join(dir, 'specs') });
		await repo.commit('Begin', { 'objectives/CHK-1.md': '# One\n', '.gitignore': 'build/\n' });
	});
	teardown(() => rm(dir, { recursive: true, force: true }));

	const open = (path?: string, at = repo.root) => {
		const git = createGit({ log: quietLog, environment: testGitEnvironment() });
		const network = createGitNetwork({ log: quietLog, git, environment: testGitEnvironment() });
		return createSpecFolder({
			address: { kind: 'folder', dir: at, path },
			git,
			network,
			log: quietLog,
			clock: createClock(),
		});
	};
	const read = async (path?: string, at?: string) => textsOf(await open(path, at).open(noCancel()));
	const kindOf = (work: Promise<unknown>) =>
		work.then(
			() => undefined,
			(error: unknown) => (error instanceof Failure ? error.kind : error),
		);

	test('reads tracked and new files with edits that are not committed, and no ignored or deleted ones', async () => {
		await repo.commit('Second', { 'objectives/gone.md': 'x' });
		await rm(join(repo.root, 'objectives/gone.md'));
		await repo.write('objectives/CHK-1.md', '# Edited\n');
		await repo.write('objectives/new Ü.md', 'new\n');
		await repo.write('build/out.md', 'no\n');
		await repo.write('node_modules/x/readme.md', 'no\n');
		const texts = await read();
		assert.deepEqual(texts, {
			'.gitignore': 'build/\n',
			'objectives/CHK-1.md': '# Edited\n',
			'objectives/new Ü.md': 'new\n',
		});
	});

	test('says which commit it stands on', async () => {
		const { revision } = await open().open(noCancel());
		assert.deepEqual(revision, { commit: await repo.git('rev-parse', 'HEAD'), branch: 'main', inPlace: true });
		assert.equal(await open().destination(), 'specs (main)');
	});

	test('the identity of a file changes with it, and only then', async () => {
		const identities = async () => (await open().open(noCancel())).entries.map(({ identity }) => identity);
		const before = await identities();
		assert.deepEqual(await identities(), before);
		await repo.write('objectives/CHK-1.md', '# Two\n');
		assert.notDeepEqual(await identities(), before);
	});

	test('reads a folder of a repository, and a folder that is none', async () => {
		assert.deepEqual(await read('objectives'), { 'CHK-1.md': '# One\n' });
		await rm(join(repo.root, '.git'), { recursive: true });
		await repo.write('node_modules/x.md', 'no\n');
		const source = open();
		assert.deepEqual(Object.keys(await textsOf(await source.open(noCancel()))).sort(), [
			'.gitignore',
			'objectives/CHK-1.md',
		]);
		assert.deepEqual((await source.open(noCancel())).revision, { commit: undefined, branch: undefined, inPlace: true });
		assert.equal(await source.destination(), 'specs');
	});

	test('reads a folder that the repository around it ignores', async () => {
		await repo.write('build/objectives/A.md', 'a\n');
		assert.deepEqual(await read(undefined, join(repo.root, 'build')), { 'objectives/A.md': 'a\n' });
	});

	test('follows no link: of a file, of a folder, of a tracked folder that became one', async () => {
		await mkdir(join(dir, 'outside'));
		await writeFile(join(dir, 'outside', 'secret.md'), 'secret');
		await repo.commit('Folder', { 'team/secret.md': 'ours' });
		await rm(join(repo.root, 'team'), { recursive: true });
		await symlink(join(dir, 'outside'), join(repo.root, 'team'));
		await symlink(join(dir, 'outside'), join(repo.root, 'linked'));
		await symlink(join(dir, 'outside', 'secret.md'), join(repo.root, 'objectives', 'link.md'));
		assert.deepEqual(Object.keys(await read()).sort(), ['.gitignore', 'objectives/CHK-1.md']);
	});

	test('a file that became a link after the listing is absent', async () => {
		const tree = await open().open(noCancel());
		await writeFile(join(dir, 'secret'), 'secret');
		await rm(join(repo.root, 'objectives/CHK-1.md'));
		await symlink(join(dir, 'secret'), join(repo.root, 'objectives/CHK-1.md'));
		assert.deepEqual([...(await tree.readBytes(['objectives/CHK-1.md', '../secret'], noCancel())).keys()], []);
	});

	test('a missing folder, a missing part, a part outside, a part that is a link outside', async () => {
		await symlink(dir, join(repo.root, 'out'));
		assert.equal(await kindOf(read(undefined, join(dir, 'nowhere'))), 'not-found');
		assert.equal(await kindOf(read('nowhere')), 'unknown-ref');
		assert.equal(await kindOf(read('../outside')), 'refused-address');
		assert.equal(await kindOf(read('out')), 'refused-address');
	});

	test('no program that the repository names is run', async () => {
		const marker = join(dir, 'pwned');
		await repo.git('config', 'core.fsmonitor', `touch ${marker}; false`);
		await repo.git('config', 'filter.evil.clean', `touch ${marker}; cat`);
		await repo.write('.gitattributes', '* filter=evil\n');
		await repo.write('objectives/CHK-1.md', '# Edited\n');
		await read();
		await assert.rejects(readFile(marker));
	});

	/** How often a watcher called, after it was quiet for a while. */
	const calls = async (act: () => Promise<unknown>) => {
		let count = 0;
		const watching = open().watch(() => count++);
		try {
			await rest(300);
			count = 0;
			await act();
			await rest(600);
			return count;
		} finally {
			watching.dispose();
		}
	};
	const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

	test('tells of an edit', async () => assert.equal(await calls(() => repo.write('objectives/CHK-1.md', 'x')), 1));
	test('tells of a commit', async () =>
		assert.ok((await calls(() => repo.git('commit', '-q', '--allow-empty', '-m', 'x'))) > 0));
	test('tells of a checkout', async () =>
		assert.ok((await calls(() => repo.git('checkout', '-q', '-b', 'other'))) > 0));
	test('is silent when nothing changes', async () => assert.equal(await calls(() => repo.git('status')), 0));
	test('is silent about node_modules', async () => {
		await mkdir(join(repo.root, 'node_modules'));
		assert.equal(await calls(() => repo.write('node_modules/x.js', 'x')), 0);
	});
	test('tells of a file in a folder that is new', async () => {
		const told = await calls(async () => {
			await mkdir(join(repo.root, 'questions'));
			await rest(400);
			await repo.write('questions/a.md', 'x');
		});
		assert.equal(told, 2);
	});
	test('survives that the folder goes and comes back', async () => {
		const told = await calls(async () => {
			await rename(repo.root, `${repo.root}-away`);
			await rest(300);
			await rename(`${repo.root}-away`, repo.root);
			await rest(2500);
			await repo.write('objectives/CHK-1.md', 'back');
		});
		assert.ok(told >= 2, String(told));
	});
	test('is silent after disposal', async () => {
		let count = 0;
		const watching = open().watch(() => count++);
		await rest(200);
		watching.dispose();
		count = 0;
		await repo.write('objectives/CHK-1.md', 'x');
		await rest(400);
		assert.equal(count, 0);
	});
});
