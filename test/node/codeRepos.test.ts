import assert from 'node:assert/strict';
import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { CodeRepos, CommitChoice, Log } from '../../src/app/ports.ts';
import type { RepoPath } from '../../src/core/repoPath.ts';
import { createCodeRepos } from '../../src/node/codeRepos.ts';
import { createGit } from '../../src/node/git.ts';
import type { Git } from '../../src/node/git.ts';
import { createGitRepo, runGit, testGitEnvironment } from '../support/gitRepo.ts';
import type { GitRepo } from '../support/gitRepo.ts';
import { tempFolder } from '../support/tempFolder.ts';

const log: Log = { info() {}, warn() {}, error() {} };
const environment = testGitEnvironment();

suite('codeRepos', () => {
	let temp: Awaited<ReturnType<typeof tempFolder>>;
	let repo: GitRepo;
	let repos: CodeRepos;
	let asked: string[];
	setup(async () => {
		temp = await tempFolder();
		repo = await createGitRepo({ root: join(temp.path, 'outer') });
		const git = createGit({ log, environment });
		asked = [];
		const noting: Git = { ...git, run: (args, options) => (asked.push(args[0] ?? ''), git.run(args, options)) };
		repos = createCodeRepos({ git: noting, log });
	});
	teardown(() => temp.remove());

	/** `root` relative to the temporary folder; undefined: outside of any repository. */
	const checkPlace = async (osPath: string, root: string | undefined, path?: string) => {
		const found = await repos.find(osPath);
		assert.deepEqual(
			found && { root: found.repo.root, path: found.path },
			root === undefined ? undefined : { root: join(temp.path, root), path },
		);
	};

	const checkCommits = async (
		range: string | undefined,
		limit: number,
		expected: readonly string[],
		choice?: CommitChoice,
	) => {
		const found = await repos.commits(repo, range, limit, choice);
		assert.deepEqual(
			found.map((commit) => commit.subject),
			expected,
		);
	};

	suite('find', () => {
		test('a file, one in folders, one that does not exist, one in folders that do not', async () => {
			await checkPlace(await repo.write('a.txt', ''), 'outer', 'a.txt');
			await checkPlace(await repo.write('ü/b c/-d.txt', ''), 'outer', 'ü/b c/-d.txt');
			await checkPlace(join(repo.root, 'new.txt'), 'outer', 'new.txt');
			await checkPlace(join(repo.root, 'x', 'y', 'new.txt'), 'outer', 'x/y/new.txt');
			await checkPlace(`${repo.root}/x/../y.txt`, 'outer', 'y.txt');
		});
		test('outside, and inside of .git', async () => {
			await checkPlace(join(temp.path, 'a.txt'), undefined);
			await checkPlace('/a.txt', undefined);
			await checkPlace(join(repo.root, '.git', 'config'), undefined);
			await checkPlace(join(repo.root, '.git', 'refs', 'heads', 'x'), undefined);
			await checkPlace(join(repo.root, '.git'), undefined);
		});
		test('the innermost of nested repositories, each with its own name', async () => {
			const inner = await createGitRepo({ root: join(repo.root, 'packages', 'inner') });
			await repo.git('remote', 'add', 'origin', 'git@example.com:acme/outer.git');
			await inner.git('remote', 'add', 'origin', 'https://example.com/acme/inner');
			await checkPlace(await inner.write('src/a.txt', ''), 'outer/packages/inner', 'src/a.txt');
			await checkPlace(join(repo.root, 'packages', 'a.txt'), 'outer', 'packages/a.txt');
			assert.equal((await repos.find(join(inner.root, 'x')))?.repo.name, 'acme/inner');
			assert.equal((await repos.find(join(repo.root, 'x')))?.repo.name, 'acme/outer');
		});
		test('the address of the remote, without user and password', async () => {
			const remote = async () => (await repos.find(join(repo.root, 'x')))?.repo.remoteUrl;
			assert.equal(await remote(), undefined);
			await repo.git('remote', 'add', 'origin', 'https://ana:hunter2@example.com/acme/shop');
			assert.equal(await remote(), 'https://example.com/acme/shop');
			await repo.git('remote', 'set-url', 'origin', 'git@example.com:acme/web-shop.git');
			assert.equal(await remote(), 'git@example.com:acme/web-shop.git');
		});
		test('a submodule and what is in it', async () => {
			const library = await createGitRepo({ root: join(temp.path, 'library') });
			await library.commit('one', { 'a.txt': 'a\n' });
			await repo.git('submodule', '--quiet', 'add', library.root, 'deps/library');
			await checkPlace(join(repo.root, 'deps', 'library', 'a.txt'), 'outer/deps/library', 'a.txt');
			await checkPlace(join(repo.root, '.git', 'modules', 'deps', 'library', 'config'), undefined);
		});
		test('a linked worktree: its own branch, the same name', async () => {
			await repo.commit('one', { 'a.txt': 'a\n' });
			await repo.git('remote', 'add', 'origin', 'https://example.com/acme/shop');
			await repo.git('worktree', 'add', '--quiet', '-b', 'side', join(temp.path, 'side'));
			await checkPlace(join(temp.path, 'side', 'a.txt'), 'side', 'a.txt');
			const found = await repos.find(join(temp.path, 'side', 'a.txt'));
			assert.ok(found);
			assert.equal(found.repo.name, 'acme/shop');
			assert.equal((await repos.head(found.repo)).branch, 'side');
		});
		test('symbolic links: the real place counts', async () => {
			const file = await repo.write('src/a.txt', '');
			await symlink(repo.root, join(temp.path, 'link'));
			await symlink(file, join(temp.path, 'a-link.txt'));
			await symlink(join(temp.path, 'nowhere'), join(repo.root, 'dangling'));
			await checkPlace(join(temp.path, 'link', 'src', 'a.txt'), 'outer', 'src/a.txt');
			await checkPlace(join(temp.path, 'link', 'src', 'new.txt'), 'outer', 'src/new.txt');
			await checkPlace(join(temp.path, 'a-link.txt'), 'outer', 'src/a.txt');
			await checkPlace(join(repo.root, 'dangling'), 'outer', 'dangling');
		});
		test('a repository that appears, goes, moves, or becomes another one', async () => {
			const file = await repo.write('inner/a.txt', '');
			await checkPlace(file, 'outer', 'inner/a.txt');
			const inner = await createGitRepo({ root: join(repo.root, 'inner') });
			await checkPlace(file, 'outer/inner', 'a.txt');
			await rm(join(inner.root, '.git'), { recursive: true });
			await checkPlace(file, 'outer', 'inner/a.txt');
			await rename(repo.root, join(temp.path, 'moved'));
			await checkPlace(file, undefined);
			await checkPlace(join(temp.path, 'moved', 'inner', 'a.txt'), 'moved', 'inner/a.txt');
		});
		test('a .git that is no repository is passed by; one that leads nowhere too', async () => {
			await mkdir(join(repo.root, 'empty', '.git'), { recursive: true });
			await checkPlace(join(repo.root, 'empty', 'a.txt'), 'outer', 'empty/a.txt');
			await repo.write('lost/.git', 'gitdir: /nowhere/at/all\n');
			await checkPlace(join(repo.root, 'lost', 'a.txt'), 'outer', 'lost/a.txt');
		});
		test('a bare repository holds no code', async () => {
			await createGitRepo({ root: join(temp.path, 'bare.git'), bare: true });
			await checkPlace(join(temp.path, 'bare.git', 'HEAD'), undefined);
		});
		test('git is asked once per repository, and again when the remote changes', async () => {
			await Promise.all(['a', 'b/c', 'b/d'].map((path) => repo.write(path, '')));
			for (const path of ['a', 'b/c', 'b/d', 'a']) await checkPlace(join(repo.root, path), 'outer', path);
			assert.deepEqual(asked, ['rev-parse', 'config']);
			await repo.git('remote', 'add', 'upstream', 'https://example.com/acme/upstream');
			assert.equal((await repos.find(join(repo.root, 'a')))?.repo.name, 'acme/upstream');
			await repo.git('remote', 'add', 'origin', 'https://example.com/acme/origin');
			assert.equal((await repos.find(join(repo.root, 'a')))?.repo.name, 'acme/origin');
		});
	});

	suite('head', () => {
		test('unborn, then a commit, then detached', async () => {
			assert.deepEqual(await repos.head(repo), { branch: 'main', shallow: false });
			const commit = await repo.commit('one', {});
			assert.deepEqual(await repos.head(repo), { commit, branch: 'main', shallow: false });
			await repo.git('checkout', '--quiet', '--detach');
			assert.deepEqual(await repos.head(repo), { commit, shallow: false });
		});
		test('a branch named like a tag or with slashes; one named HEAD', async () => {
			const commit = await repo.commit('one', {});
			await repo.git('tag', 'feature/CHK-1');
			await repo.git('checkout', '--quiet', '-b', 'feature/CHK-1');
			assert.deepEqual(await repos.head(repo), { commit, branch: 'feature/CHK-1', shallow: false });
		});
		test('shallow', async () => {
			await repo.commit('one', {});
			const commit = await repo.commit('two', {});
			const root = join(temp.path, 'clone');
			await runGit(temp.path, ['clone', '--quiet', '--depth=1', `file://${repo.root}`, root]);
			assert.deepEqual(await repos.head({ root }), { commit, branch: 'main', shallow: true });
		});
		test('broken is not unborn; gone is a failure', async () => {
			await repo.commit('one', {});
			await writeFile(join(repo.root, '.git', 'refs', 'heads', 'main'), 'junk\n');
			await assert.rejects(repos.head(repo), { kind: 'git' });
			await assert.rejects(repos.head({ root: join(temp.path, 'gone') }), { kind: 'not-a-repository' });
		});
	});

	suite('config', () => {
		test('absent, present, with a link inside', async () => {
			assert.equal(await repos.config(repo), undefined);
			await repo.write('.tandem.yml', 'spec: .\n');
			assert.equal(await repos.config(repo), 'spec: .\n');
			await rename(join(repo.root, '.tandem.yml'), join(repo.root, 'real.yml'));
			await symlink('real.yml', join(repo.root, '.tandem.yml'));
			assert.equal(await repos.config(repo), 'spec: .\n');
		});
		test('a link that leaves the repository, a folder, a large file: a failure that says so', async () => {
			const path = join(repo.root, '.tandem.yml');
			await writeFile(join(temp.path, 'secret'), 'x');
			await symlink(join(temp.path, 'secret'), path);
			await assert.rejects(repos.config(repo), { kind: 'disk', detail: /leaves the repository/ });
			await rm(path);
			await mkdir(path);
			await assert.rejects(repos.config(repo), { kind: 'disk', detail: /not a regular file/ });
			await rm(path, { recursive: true });
			await repo.write('.tandem.yml', '#'.repeat(64 * 1024 + 1));
			await assert.rejects(repos.config(repo), { kind: 'disk', detail: /larger than 64 KiB/ });
		});
		test('a pipe does not hang', async function () {
			if (process.platform === 'win32') this.skip();
			await runGit(repo.root, ['-c', `alias.pipe=!mkfifo .tandem.yml`, 'pipe']);
			await assert.rejects(repos.config(repo), { kind: 'disk' });
		});
	});

	suite('identity', () => {
		test('what is set, by the repository', async () => {
			await repo.git('config', 'user.name', 'Björn Ünal');
			assert.deepEqual(await repos.identity(repo), { name: 'Björn Ünal', email: 'ana@example.com' });
		});
		test('nothing set: undefined, never a guess', async () => {
			await repo.git('config', '--unset', 'user.name');
			await repo.git('config', '--unset', 'user.email');
			const { EMAIL: _, ...withoutMail } = environment;
			const unknown = createCodeRepos({ git: createGit({ log, environment: withoutMail }), log });
			assert.equal(await unknown.identity(repo), undefined);
		});
		test('without a repository: the user’s own settings', async () => {
			const own = join(temp.path, 'gitconfig');
			await writeFile(own, '[user]\n\tname = Me\n\temail = me@example.com\n');
			const git = createGit({ log, environment: { ...environment, GIT_CONFIG_GLOBAL: own } });
			// The home folder may be a repository itself; then its settings win, as for any git command there.
			const expected = await git.run(['var', 'GIT_AUTHOR_IDENT'], { cwd: homedir() });
			const found = await createCodeRepos({ git, log }).identity(undefined);
			assert.ok(expected.stdout.toString().startsWith(`${found?.name} <${found?.email}> `));
		});
	});

	suite('commits', () => {
		let hashes: string[];
		setup(async () => {
			hashes = [];
			for (const name of ['one', 'two', 'three']) hashes.push(await repo.commit(`${name}\n\nObjective: ${name}\n`));
			await repo.git('checkout', '--quiet', '-b', 'side', 'main~1');
			hashes.push(await repo.commit('side'));
			await repo.git('checkout', '--quiet', 'main');
		});
		test('newest first, at most so many, with the whole message', async () => {
			await checkCommits(undefined, 10, ['three', 'two', 'one']);
			await checkCommits(undefined, 2, ['three', 'two']);
			await checkCommits(undefined, 0, []);
			const [newest] = await repos.commits(repo, undefined, 1);
			assert.equal(newest?.message, 'three\n\nObjective: three');
			assert.equal(newest?.hash, hashes[2]);
		});
		test('ranges', async () => {
			await checkCommits('main~2..main', 10, ['three', 'two']);
			await checkCommits('side..', 10, ['three']);
			await checkCommits('..side', 10, ['side']);
			await checkCommits('main...side', 10, ['side', 'three']);
			await checkCommits('side', 10, ['side', 'two', 'one']);
			await checkCommits(hashes[0]?.slice(0, 12), 10, ['one']);
		});
		test('no commits yet', async () => {
			const empty = await createGitRepo({ root: join(temp.path, 'empty') });
			assert.deepEqual(await repos.commits(empty, undefined, 10), []);
			await assert.rejects(repos.commits(empty, 'main', 10), { kind: 'unknown-ref' });
		});
		test('what is no range is refused', async () => {
			for (const range of [
				'no-such',
				'--all',
				'-1',
				'--output=x',
				'main --all',
				'^main',
				'main..--all',
				'a..b..c',
				'',
			]) {
				if (range === '') await checkCommits(range, 1, ['three']);
				else await assert.rejects(repos.commits(repo, range, 10), { kind: 'unknown-ref' }, range);
			}
		});
		test('since a day, by the date on which they came in', async () => {
			// The first is from 9 o'clock on that day, the next ones an hour later each.
			const at = (hour: number) => Date.UTC(2024, 0, 1, hour) / 1000;
			await checkCommits(undefined, 10, ['three', 'two'], { since: at(10) });
			await checkCommits(undefined, 1, ['three'], { since: at(10) });
			await checkCommits(undefined, 10, [], { since: at(13) });
		});
		test('only those that change something outside of some folders', async () => {
			await repo.commit('spec', { 'docs/[x]/objectives/a.md': 'a' });
			await repo.commit('both', { 'docs/[x]/objectives/a.md': 'b', 'src/a.ts': 'b' });
			await repo.commit('code', { 'docs/x/objectives/a.md': 'c', 'tandem.yml': 'c' });
			await repo.commit('settings', { 'tandem.yml': 'd' });
			const outside = ['docs/[x]/objectives', 'tandem.yml', ':/src'].map((path) => path as RepoPath);
			await checkCommits('main~4..main', 10, ['code', 'both'], { outside });
			await checkCommits('main~4..main', 1, ['code'], { outside });
			await checkCommits('main~4..main', 10, ['settings', 'code', 'both', 'spec'], { outside: [] });
		});
		test('a fix that is on both sides of a merge is found on both', async () => {
			await repo.commit('ours', { 'src/a.ts': 'fixed' });
			await repo.git('checkout', '--quiet', 'side');
			await repo.commit('theirs', { 'src/a.ts': 'fixed' });
			await repo.git('checkout', '--quiet', 'main');
			await repo.git('merge', '--quiet', '--no-edit', 'side');
			const found = await repos.commits(repo, undefined, 10, { outside: ['objectives' as RepoPath] });
			const subjects = found.map(({ subject }) => subject);
			assert.ok(subjects.includes('ours') && subjects.includes('theirs'), subjects.join());
		});
		test('ends when nobody waits any more', async () => {
			const stop = new AbortController();
			const running = repos.commits(repo, undefined, 10, { signal: stop.signal });
			stop.abort();
			await assert.rejects(running, { name: 'AbortError' });
		});
	});

	suite('files', () => {
		const { signal } = new AbortController();
		test('those of the commit, in order, whatever the working tree has', async () => {
			const first = await repo.commit('one', { 'src/b.ts': '', 'src/a.ts': '', 'a.txt': '', 'ü/b c/-d "e".txt': '' });
			await repo.commit('two', { 'src/a.ts': null, 'new.txt': '' });
			await repo.write('not-committed.txt', '');
			assert.deepEqual(await repos.files(repo, first, signal), ['a.txt', 'src/a.ts', 'src/b.ts', 'ü/b c/-d "e".txt']);
		});
		test('a link is a file, a submodule is none', async () => {
			const library = await createGitRepo({ root: join(temp.path, 'library') });
			await library.commit('one', { 'a.txt': 'a\n' });
			await repo.git('submodule', '--quiet', 'add', library.root, 'deps/library');
			await symlink('nowhere', join(repo.root, 'link'));
			const commit = await repo.commit('one', { 'deps/x': '' });
			assert.deepEqual(await repos.files(repo, commit, signal), ['.gitmodules', 'deps/x', 'link']);
		});
		test('what is no full hash is refused; a commit that is not there is a failure', async () => {
			await repo.commit('one');
			for (const text of ['main', '--help', '', 'a'.repeat(39)]) {
				await assert.rejects(repos.files(repo, text, signal), { kind: 'unknown-ref' }, text);
			}
			await assert.rejects(repos.files(repo, 'a'.repeat(40), signal), { name: 'Failure' });
		});
		test('ends when nobody waits any more', async () => {
			const commit = await repo.commit('one', { a: '' });
			const stop = new AbortController();
			const running = repos.files(repo, commit, stop.signal);
			stop.abort();
			await assert.rejects(running, { name: 'AbortError' });
		});
	});
});
