import assert from 'node:assert/strict';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../../src/app/ports.ts';
import { isCancelled } from '../../src/core/failure.ts';
import type { FailureKind } from '../../src/core/failure.ts';
import { createGit, isObjectId, safeRevision } from '../../src/node/git.ts';
import { gitFailure } from '../../src/node/gitFailure.ts';
import { trustedEnvironment } from '../../src/node/gitTrust.ts';
import { createGitRepo, testGitEnvironment } from '../support/gitRepo.ts';
import type { GitRepo } from '../support/gitRepo.ts';

const log: Log = { info() {}, warn() {}, error() {} };
const environment = testGitEnvironment();

suite('git', () => {
	let repo: GitRepo;
	let first: string;
	suiteSetup(async () => {
		repo = await createGitRepo();
		first = await repo.commit('first', { 'a.txt': 'one\n' });
		await repo.commit('second', { 'a.txt': 'two\n' });
		await repo.git('tag', '-a', 'v1', '-m', 'v1');
	});
	suiteTeardown(() => repo.dispose());

	const git = createGit({ log, environment });

	const checkRevision = async (text: string, expected: string | undefined) =>
		assert.equal(await safeRevision(git, repo.root, text), expected);

	/** A stand-in for git that writes its pid and sleeps, with a child that would hold the pipes open. */
	const sleeper = async (body = 'sleep 30 & sleep 30') => {
		const folder = join(repo.root, '.git', 'sleeper');
		await rm(folder, { recursive: true, force: true });
		await mkdir(folder);
		const program = join(folder, 'git');
		await writeFile(program, `#!/bin/sh\necho $$ >> '${folder}/pids'\n${body}\n`);
		await chmod(program, 0o755);
		const pids = async () => {
			const text = await readFile(join(folder, 'pids'), 'utf8').catch(() => '');
			return text.split('\n').filter(Boolean).map(Number);
		};
		return { program, pids };
	};

	suite('what git says', () => {
		test('kinds', () => {
			checkKind('fatal: not a git repository (or any of the parent directories): .git', 'not-a-repository');
			checkKind("fatal: unable to access 'https://h/': Could not resolve host: h", 'offline');
			checkKind('fatal: Authentication failed for https://h/', 'unauthorized');
			checkKind('fatal: could not read Username for https://h: terminal prompts disabled', 'unauthorized');
			checkKind('git@h: Permission denied (publickey).\nfatal: Could not read from remote repository.', 'unauthorized');
			checkKind("remote: Repository not found.\nfatal: repository 'https://h/x.git/' not found", 'not-found');
			checkKind("fatal: couldn't find remote ref x", 'unknown-ref');
			checkKind("fatal: transport 'ext' not allowed", 'refused-address');
			checkKind(' ! [rejected]        main -> main (fetch first)', 'rejected');
			checkKind("fatal: your current branch 'main' does not have any commits yet", 'empty-repository');
			checkKind('error: unable to write file: No space left on device', 'disk');
			checkKind('fatal: something new', 'git');
			checkKind('', 'git');
		});
		test('no secret in the detail', () => {
			const { detail } = gitFailure('git fetch', 128, "fatal: unable to access 'https://me:s3cret@h/x': odd");
			assert.equal(detail, "git fetch: unable to access 'https://h/x': odd");
		});
		test('an owner that git does not trust: what to do', () => {
			const { detail } = gitFailure(
				'git x',
				128,
				"fatal: detected dubious ownership in repository at '/srv/x'\nTo add ...",
			);
			assert.match(detail, /git config --global --add safe\.directory "\/srv\/x"/);
		});
	});

	test('output, input and exit codes', async () => {
		const { stdout } = await git.run(['cat-file', '--batch-check=%(objecttype)'], {
			cwd: repo.root,
			input: `${first}\n`,
		});
		assert.equal(stdout.toString(), 'commit\n');
		await assert.rejects(git.run(['symbolic-ref', '-q', 'REFUSED'], { cwd: repo.root }), { kind: 'git' });
		const { code } = await git.run(['config', 'no.such'], { cwd: repo.root, okCodes: [0, 1] });
		assert.equal(code, 1);
	});
	test('output in pieces, and no more than allowed', async () => {
		const big = 'x'.repeat(300_000);
		const hash = await repo.commit('big', { 'big.txt': big });
		let bytes = 0;
		await git.stream(['cat-file', 'blob', `${hash}:big.txt`], {
			cwd: repo.root,
			onData: (chunk) => (bytes += chunk.length),
		});
		assert.equal(bytes, big.length);
		const few = git.run(['cat-file', 'blob', `${hash}:big.txt`], { cwd: repo.root, maxBytes: 1000 });
		await assert.rejects(few, { kind: 'git', detail: /more than 1000 bytes/ });
	});
	test('git that is not there, a folder that is not there, a folder without repository', async () => {
		await assert.rejects(createGit({ log, gitPath: '/nowhere/git' }).run(['version'], { cwd: repo.root }), {
			kind: 'git-missing',
		});
		const noPath = createGit({ log, environment: { ...environment, PATH: '' } });
		await assert.rejects(noPath.run(['version'], { cwd: repo.root }), { kind: 'git-missing' });
		await assert.rejects(git.run(['version'], { cwd: join(repo.root, 'gone') }), { kind: 'not-a-repository' });
		await assert.rejects(git.run(['rev-parse', 'HEAD'], { cwd: '/' }), { kind: 'not-a-repository' });
		await assert.rejects(git.run(['version', 'a\0b'], { cwd: repo.root }), { kind: 'git' });
	});

	suite('revisions', () => {
		test('names of commits', async () => {
			await checkRevision(first, first);
			await checkRevision(first.slice(0, 10), first);
			await checkRevision('v1~1', first);
			await checkRevision('main@{2}', first);
		});
		test('anything else names none', async () => {
			for (const text of [
				'',
				'-1',
				'--all',
				'--output=x',
				'^HEAD',
				'a\0b',
				'HEAD..main',
				'HEAD:a.txt',
				'no such',
				'HEAD@{99}',
				'a\nb',
			]) {
				await checkRevision(text, undefined);
			}
		});
		test('full object names', () => {
			assert.ok(isObjectId(first) && isObjectId('a'.repeat(64)));
			assert.ok(!isObjectId(first.slice(1)) && !isObjectId(`-${first.slice(1)}`) && !isObjectId(`${first}\n`));
		});
	});

	suite('processes', () => {
		test('an abort rejects at once and ends the process', async () => {
			const { program, pids } = await sleeper();
			const stop = new AbortController();
			const run = createGit({ log, environment, gitPath: program }).run(['x'], { cwd: repo.root, signal: stop.signal });
			const pid = await eventually(async () => (await pids())[0]);
			assert.ok(isAlive(pid));
			stop.abort();
			await assert.rejects(run, isCancelled);
			await eventually(() => Promise.resolve(isAlive(pid) ? undefined : true));
		});
		test('one that ignores the signal is killed', async () => {
			const { program, pids } = await sleeper("trap '' TERM; while true; do sleep 0.1; done");
			const stop = new AbortController();
			const run = createGit({ log, environment, gitPath: program }).run(['x'], { cwd: repo.root, signal: stop.signal });
			const pid = await eventually(async () => (await pids())[0]);
			stop.abort();
			await assert.rejects(run, isCancelled);
			await wait(500);
			assert.ok(isAlive(pid));
			await eventually(() => Promise.resolve(isAlive(pid) ? undefined : true));
		});
		test('a timeout is a failure and ends the process', async () => {
			const { program, pids } = await sleeper();
			const run = createGit({ log, environment, gitPath: program }).run(['x'], { cwd: repo.root, timeoutMs: 200 });
			await assert.rejects(run, { name: 'Failure', kind: 'timeout' });
			const [pid = 0] = await pids();
			await eventually(() => Promise.resolve(isAlive(pid) ? undefined : true));
		});
		test('no more than allowed run at once; the others wait; one that waits can be cancelled', async () => {
			const { program, pids } = await sleeper('sleep 0.3');
			const two = createGit({ log, environment, gitPath: program, maxProcesses: 2 });
			const stop = new AbortController();
			const runs = Array.from({ length: 5 }, () => two.run(['x'], { cwd: repo.root }));
			const cancelled = two.run(['x'], { cwd: repo.root, signal: stop.signal });
			let most = 0;
			const watching = (async () => {
				for (let at = 0; at < 30; at++) {
					most = Math.max(most, (await pids()).filter(isAlive).length);
					await wait(20);
				}
			})();
			await wait(100);
			stop.abort();
			await assert.rejects(cancelled, isCancelled);
			await Promise.all([...runs, watching]);
			assert.equal(most, 2);
			assert.equal((await pids()).length, 5);
		});
		test('aborted before it starts', async () => {
			const run = git.run(['version'], { cwd: repo.root, signal: AbortSignal.abort() });
			await assert.rejects(run, isCancelled);
		});
	});

	suite('ssh command', () => {
		test('the user’s stays, OpenSSH asks nothing', () => {
			checkSsh('', {}, 'ssh -oBatchMode=yes');
			checkSsh('', { GIT_SSH_COMMAND: 'ssh -i key' }, 'ssh -i key -oBatchMode=yes');
			checkSsh('global\0core.sshcommand\n/usr/bin/ssh -4\0', {}, '/usr/bin/ssh -4 -oBatchMode=yes');
			checkSsh('', { GIT_SSH: String.raw`C:\Program Files\plink.exe` }, String.raw`'C:\Program Files\plink.exe'`);
			checkSsh('', { GIT_SSH_COMMAND: 'my-ssh' }, 'my-ssh');
		});
		test('the repository’s does not count', () =>
			checkSsh('local\0core.sshcommand\nevil\0worktree\0core.sshcommand\nevil\0', {}, 'ssh -oBatchMode=yes'));
	});
});

function checkKind(stderr: string, kind: FailureKind): void {
	assert.equal(gitFailure('git x', 128, stderr).kind, kind);
}

function checkSsh(answer: string, inherited: NodeJS.ProcessEnv, expected: string): void {
	assert.equal(trustedEnvironment(answer, inherited)['GIT_SSH_COMMAND'], expected);
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

/** Asks until there is an answer, five seconds at most. */
async function eventually<Answer>(ask: () => Promise<Answer | undefined>): Promise<Answer> {
	for (let at = 0; at < 100; at++) {
		const answer = await ask();
		if (answer !== undefined) return answer;
		await wait(50);
	}
	return assert.fail('it did not happen within five seconds');
}
