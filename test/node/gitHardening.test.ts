import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { createCodeRepos } from '../../src/node/codeRepos.ts';
import { createGit } from '../../src/node/git.ts';
import type { Git } from '../../src/node/git.ts';
import { trustedEnvironment, trustQuestion } from '../../src/node/gitTrust.ts';
import type { CodeRepo, Log } from '../../src/app/ports.ts';
import { toRepoPath } from '../../src/core/repoPath.ts';
import { createGitRepo, runGit, testGitEnvironment } from '../support/gitRepo.ts';
import type { GitRepo } from '../support/gitRepo.ts';

const log: Log = { info() {}, warn() {}, error() {} };
const environment = testGitEnvironment();
const git = createGit({ log, environment });

/** A hostile repository: the script `canary` leaves a trace when anything starts it. */
interface Trap {
	readonly repo: GitRepo;
	/** Full path of the script. */
	readonly canary: string;
	/** Whether the script ran since the last question. */
	sprung(): Promise<boolean>;
}

async function setTrap(): Promise<Trap> {
	const repo = await createGitRepo();
	await repo.commit('first', { 'a.txt': 'one\n', '.gitattributes': '*.txt diff=evil filter=evil\n', 'b.bin': 'x\n' });
	await repo.commit('second', { 'a.txt': 'one\ntwo\n' });
	const trace = join(repo.root, '.git', 'trace');
	const canary = await repo.write('.git/canary', `#!/bin/sh\necho ran >> '${trace}'\nexit 0\n`);
	await chmod(canary, 0o755);
	return {
		repo,
		canary,
		async sprung() {
			const found = await stat(trace).then(
				() => true,
				() => false,
			);
			await rm(trace, { force: true });
			return found;
		},
	};
}

/** Everything that Tandem does with a code repo. */
async function readAll(root: string): Promise<void> {
	const repos = createCodeRepos({ git, log });
	const file = await repos.find(join(root, 'a.txt'));
	assert.equal(file?.repo.root, root);
	const head = await repos.head(file.repo);
	const path = toRepoPath('a.txt');
	const specFolder = toRepoPath('objectives');
	assert.ok(path !== undefined && specFolder !== undefined && head.commit !== undefined);
	const history = await repos.history(file.repo, path, head.commit, new AbortController().signal);
	assert.deepEqual(history?.lines, ['one', 'two']);
	await repos.config(file.repo);
	await repos.identity(file.repo);
	const { signal } = new AbortController();
	assert.ok((await repos.commits(file.repo, undefined, 10)).length > 0);
	assert.ok((await repos.commits(file.repo, undefined, 10, { since: 0, outside: [specFolder], signal })).length > 0);
	assert.ok((await repos.files(file.repo, head.commit, signal)).includes(path));
	assert.ok((await repos.changedCommits(file.repo, head.commit, 10, signal)).length > 0);
}

suite('gitHardening', () => {
	let trap: Trap;
	setup(async function () {
		// The traps are shell scripts.
		if (process.platform === 'win32') this.skip();
		trap = await setTrap();
	});
	teardown(() => trap.repo.dispose());

	/** Plain git springs the trap with `args`; the hardened one does not with the same, and neither does anything that Tandem reads. */
	const check = async (
		settings: Readonly<Record<string, string>>,
		args: readonly string[],
		prepare?: () => Promise<unknown>,
	) => {
		const { repo } = trap;
		for (const [key, value] of Object.entries(settings)) await repo.git('config', key, value);
		await prepare?.();
		await plain(repo.root, args);
		assert.equal(await trap.sprung(), true, 'plain git should start it, or this test proves nothing');
		await prepare?.();
		await git.run(args, { cwd: repo.root, timeoutMs: 5000 }).catch(() => undefined);
		assert.equal(await trap.sprung(), false, `git ${args.join(' ')}`);
		if (args[0] === 'ls-remote' || 'core.alternateRefsCommand' in settings) {
			await prepare?.();
			// What the network adapter adds: transports are open then, and still no program of the repository runs.
			await git
				.run(args, { cwd: repo.root, timeoutMs: 5000, env: await online(git, repo.root) })
				.catch(() => undefined);
			assert.equal(await trap.sprung(), false, `git ${args.join(' ')}, online`);
		}
		await readAll(repo.root);
		assert.equal(await trap.sprung(), false, 'reading the code repo');
	};

	test('core.fsmonitor', () => check({ 'core.fsmonitor': trap.canary }, ['diff']));
	test('core.fsmonitor in an included file', () =>
		check({ 'include.path': 'more' }, ['diff'], () =>
			trap.repo.write('.git/more', `[core]\n\tfsmonitor = ${trap.canary}\n[log]\n\tshowSignature = true\n`),
		));
	test('diff.external', () => check({ 'diff.external': trap.canary }, ['diff', 'HEAD~1', 'HEAD']));
	test('external diff of a driver', () => check({ 'diff.evil.command': trap.canary }, ['diff', 'HEAD~1', 'HEAD']));
	test('textconv in blame', () => check({ 'diff.evil.textconv': trap.canary }, ['blame', 'HEAD', '--', 'a.txt']));
	test('textconv in show', () => check({ 'diff.evil.textconv': trap.canary }, ['show', 'HEAD']));
	test('textconv in log', () => check({ 'diff.evil.textconv': trap.canary }, ['log', '-p']));
	test('gpg through log.showSignature', async () => {
		const { repo } = trap;
		const raw = await repo.git('cat-file', 'commit', 'HEAD');
		const signed = `${raw.replace('\n\n', '\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n abc\n -----END PGP SIGNATURE-----\n\n')}\n`;
		const hash = await runGit(repo.root, ['hash-object', '-t', 'commit', '-w', '--stdin'], { input: signed });
		await repo.git('reset', '--quiet', '--hard', hash);
		await check({ 'log.showSignature': 'true', 'gpg.program': trap.canary }, ['log', '-1']);
	});
	test('hooks of the repository', () =>
		check({}, ['commit', '--allow-empty', '-m', 'x'], async () => {
			await chmod(await trap.repo.write('.git/hooks/pre-commit', `#!/bin/sh\nexec ${trap.canary}\n`), 0o755);
		}));
	test('core.hooksPath', () =>
		check({ 'core.hooksPath': join(trap.repo.root, 'evil') }, ['commit', '--allow-empty', '-m', 'x'], async () => {
			await chmod(await trap.repo.write('evil/post-commit', `#!/bin/sh\nexec ${trap.canary}\n`), 0o755);
		}));
	test('core.editor', () => check({ 'core.editor': trap.canary }, ['commit', '--allow-empty']));
	test('core.sshCommand', () =>
		check({ 'core.sshCommand': trap.canary }, ['ls-remote', 'ssh://git@127.0.0.1:1/acme/shop.git']));
	test('core.gitProxy', () =>
		check({ 'core.gitProxy': trap.canary }, ['ls-remote', 'git://127.0.0.1:1/acme/shop.git']));
	test('ext:: as remote', () =>
		check({ 'remote.origin.url': `ext::${trap.canary}`, 'protocol.ext.allow': 'always' }, ['fetch', 'origin']));
	test('upload-pack of a remote', () =>
		check({ 'remote.origin.url': trap.repo.root, 'remote.origin.uploadpack': trap.canary }, ['fetch', 'origin']));
	test('receive-pack of a remote', () =>
		check({ 'remote.origin.url': trap.repo.root, 'remote.origin.receivepack': trap.canary }, [
			'push',
			'origin',
			'HEAD:x',
		]));
	for (const key of ['core.askPass', 'credential.helper', 'credential.http://127.0.0.1.helper']) {
		test(`${key}, asked by a server`, () =>
			withLockedServer((url) =>
				check({ [key.replace('127.0.0.1', new URL(url).host)]: trap.canary }, ['ls-remote', url]),
			));
	}
	test('core.alternateRefsCommand', async () => {
		const { repo } = trap;
		const other = await createGitRepo();
		try {
			await other.commit('theirs', { 'c.txt': 'c\n' });
			await repo.write('.git/objects/info/alternates', `${join(other.root, '.git', 'objects')}\n`);
			const more = async () => {
				await other.commit('more');
			};
			await check(
				{ 'core.alternateRefsCommand': trap.canary, 'remote.origin.url': other.root },
				['fetch', 'origin', 'main'],
				more,
			);
		} finally {
			await other.dispose();
		}
	});
	test('what a partial clone lacks is not fetched', async () => {
		const { repo } = trap;
		const blob = await repo.git('rev-parse', 'HEAD:b.bin');
		await rm(join(repo.root, '.git', 'objects', blob.slice(0, 2), blob.slice(2)));
		await check(
			{
				'remote.origin.url': repo.root,
				'remote.origin.promisor': 'true',
				'remote.origin.uploadpack': trap.canary,
				'extensions.partialClone': 'origin',
				'core.repositoryFormatVersion': '1',
			},
			['cat-file', 'blob', blob],
		);
	});
	test('a filter for the working tree is never run by reading', async () => {
		const { repo } = trap;
		await repo.git('config', 'filter.evil.clean', trap.canary);
		await repo.git('config', 'filter.evil.smudge', trap.canary);
		await repo.write('a.txt', 'changed\n');
		await plain(repo.root, ['blame', 'a.txt']);
		assert.equal(await trap.sprung(), true);
		await readAll(repo.root);
		assert.equal(await trap.sprung(), false);
	});
	test('settings that could not be sprung alone: all at once', async () => {
		for (const key of [
			'core.pager',
			'pager.log',
			'core.askPass',
			'uploadpack.packObjectsHook',
			'interactive.diffFilter',
		]) {
			await trap.repo.git('config', key, trap.canary);
		}
		for (const name of ['log', 'blame', 'rev-parse', 'ls-tree', 'config'])
			await trap.repo.git('config', `alias.${name}`, `!${trap.canary}`);
		await readAll(trap.repo.root);
		const copy = ['clone', '--quiet', '--no-local', '--bare', trap.repo.root, join(trap.repo.root, 'copy')];
		await git.run(copy, { cwd: trap.repo.root, env: { GIT_ALLOW_PROTOCOL: 'file' } });
		assert.equal(await trap.sprung(), false);
	});

	test('variables of the inherited environment', async () => {
		const { repo, canary } = trap;
		const hostile = createGit({
			log,
			environment: {
				...environment,
				GIT_EXTERNAL_DIFF: canary,
				GIT_DIR: '/nowhere',
				GIT_WORK_TREE: '/nowhere',
				GIT_INDEX_FILE: '/nowhere',
				GIT_OBJECT_DIRECTORY: '/nowhere',
				GIT_CONFIG_COUNT: '1',
				GIT_CONFIG_KEY_0: 'core.fsmonitor',
				GIT_CONFIG_VALUE_0: canary,
				GIT_CONFIG_PARAMETERS: `'core.fsmonitor'='${canary}'`,
				GIT_TRACE: join(repo.root, 'trace'),
				GIT_PAGER: canary,
			},
		});
		const { stdout } = await hostile.run(['diff', 'HEAD~1', 'HEAD'], { cwd: repo.root });
		assert.match(stdout.toString(), /\+two/);
		await hostile.run(['diff'], { cwd: repo.root });
		assert.equal(await trap.sprung(), false);
		await assert.rejects(stat(join(repo.root, 'trace')));
	});
	test('a git of the repository is not started', async () => {
		const { repo, canary } = trap;
		await repo.write('git', `#!/bin/sh\nexec ${canary}\n`);
		await chmod(join(repo.root, 'git'), 0o755);
		const path = ['.', '', repo.root.slice(1), environment['PATH'] ?? ''].join(delimiter);
		const { stdout } = await createGit({ log, environment: { ...environment, PATH: path } }).run(['version'], {
			cwd: repo.root,
		});
		assert.match(stdout.toString(), /^git version/);
		assert.equal(await trap.sprung(), false);
	});
	test('the user’s own settings stay: identity and credential helper', async () => {
		const { repo, canary } = trap;
		const global = join(repo.root, '.git', 'global');
		await writeFile(global, `[user]\n\tname = Global\n\temail = g@example.com\n[credential]\n\thelper = ${canary}\n`);
		await repo.git('config', '--unset', 'user.name');
		await repo.git('config', '--unset', 'user.email');
		const own = createGit({ log, environment: { ...environment, GIT_CONFIG_GLOBAL: global } });
		const repoOf: CodeRepo = { root: repo.root };
		assert.deepEqual(await createCodeRepos({ git: own, log }).identity(repoOf), {
			name: 'Global',
			email: 'g@example.com',
		});
		await withLockedServer(async (url) => {
			const ask = own.run(['ls-remote', url], { cwd: repo.root, env: await online(own, repo.root) });
			await assert.rejects(ask, { name: 'Failure', kind: 'unauthorized' });
		});
		assert.equal(await trap.sprung(), true);
	});
	test('a working tree that is said to be elsewhere is no repository', async () => {
		const elsewhere = join(trap.repo.root, 'elsewhere');
		await mkdir(elsewhere);
		await trap.repo.git('config', 'core.worktree', elsewhere);
		assert.equal(await createCodeRepos({ git, log }).find(join(trap.repo.root, 'a.txt')), undefined);
	});
});

/** The environment in which the network adapter runs git. */
async function online(git: Git, cwd: string): Promise<NodeJS.ProcessEnv> {
	const { stdout } = await git.run(trustQuestion, { cwd, okCodes: [0, 1] });
	return { ...trustedEnvironment(stdout.toString(), environment), GIT_ALLOW_PROTOCOL: 'file:git:http:ssh' };
}

/** A server that asks everybody for a password. */
async function withLockedServer(use: (url: string) => Promise<void>): Promise<void> {
	const server = createServer((_, response) => {
		response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	try {
		await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/acme/shop.git`);
	} finally {
		server.close();
		server.closeAllConnections();
	}
}

/** Git as an unprotected tool would call it; how it ends does not matter. */
function plain(cwd: string, args: readonly string[]): Promise<void> {
	return new Promise((resolve) => {
		const child = execFile('git', args, { cwd, env: environment, timeout: 5000 }, () => resolve());
		child.stdin?.end();
	});
}
