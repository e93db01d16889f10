import assert from 'node:assert/strict';
import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import type { CodeRepo, CodeRepos, Log } from '../../src/app/ports.ts';
import { isCancelled } from '../../src/core/failure.ts';
import type { FileHistory } from '../../src/core/fileHistory.ts';
import type { RepoPath } from '../../src/core/repoPath.ts';
import { createCodeRepos } from '../../src/node/codeRepos.ts';
import { createGit } from '../../src/node/git.ts';
import type { Git } from '../../src/node/git.ts';
import { createGitRepo, runGit, testGitEnvironment } from '../support/gitRepo.ts';
import type { GitRepo } from '../support/gitRepo.ts';
import { tempFolder } from '../support/tempFolder.ts';

const log: Log = { info() {}, warn() {}, error() {} };
const environment = testGitEnvironment();
const never = new AbortController().signal;
const ignoreList = '.git-blame-ignore-revs';

suite('fileHistory', () => {
	let repo: GitRepo;
	let repos: CodeRepos;
	setup(async () => {
		repo = await createGitRepo();
		repos = createCodeRepos({ git: createGit({ log, environment }), log });
	});
	teardown(() => repo.dispose());

	const read = async (path: string, commit?: string, root = repo.root): Promise<FileHistory | undefined> => {
		const codeRepo: CodeRepo = { root };
		return repos.history(codeRepo, path as RepoPath, commit ?? (await runGit(root, ['rev-parse', 'HEAD'])), never);
	};

	/** The history equals git's own blame, line by line, and is as a history should be. */
	const check = async (
		path: string,
		{ root = repo.root, commit = 'HEAD', ignore = false } = {},
	): Promise<FileHistory> => {
		const hash = await runGit(root, ['rev-parse', commit]);
		const history = await read(path, hash, root);
		assert.ok(history);
		const list = ignore ? [`--ignore-revs-file=${ignoreList}`] : [];
		const porcelain = await runGit(root, ['blame', '--line-porcelain', ...list, hash, '--', path]);
		const expected = [...porcelain.matchAll(/^([0-9a-f]{40}) \d+ \d+/gm)].map(([, line]) => line);
		assert.deepEqual(hashesOf(history), expected);
		assert.equal(history.commit, hash);
		assert.equal(history.lines.length, history.lineCommit.length);
		return history;
	};

	test('facts of the commits: author, time, subject and the whole message', async () => {
		const message = 'Retry the card\n\nBody with ✓ and a line.\n\nObjective: CHK-1\n';
		const options = { author: 'Björn Ünal <b@example.com>', date: '2026-05-04T10:00:00+02:00' };
		const hash = await repo.commit(message, { 'a.txt': 'one\r\ntwo\n' }, options);
		const history = await check('a.txt');
		const facts = { hash, author: 'Björn Ünal', time: Date.parse(options.date) / 1000, subject: 'Retry the card' };
		assert.deepEqual(history.commits, [{ ...facts, message: message.trimEnd() }]);
		assert.deepEqual(history.lines, ['one', 'two']);
		assert.deepEqual([history.boundary.size, history.ignoredRevs], [0, 'none']);
	});
	test('a message in another encoding', async () => {
		await repo.git('config', 'i18n.commitEncoding', 'ISO-8859-1');
		await repo.write('a.txt', 'a\n');
		await repo.git('add', '.');
		await repo.write('message', Buffer.from('Gr\xfc\xdfe', 'latin1'));
		await repo.git('commit', '--quiet', '-F', 'message');
		assert.equal((await check('a.txt')).commits[0]?.subject, 'Grüße');
	});
	test('odd names of files', async () => {
		const names = ['-leading', ':x', ':(glob)y', '*.txt', 'with space', 'ü/é✓.txt', 'tab\there', '"quoted"', 'a\\b'];
		for (const name of names) {
			await repo.commit(`one ${name}`, { [name]: 'one\n' });
			await repo.commit(`two ${name}`, { [name]: 'one\ntwo\n' });
			assert.equal((await check(name)).commits.length, 2, name);
		}
	});
	test('a file that the commit does not have, a folder, a link, an empty file', async () => {
		await repo.write('d/a.txt', 'a\n');
		await symlink('d/a.txt', join(repo.root, 'link'));
		const before = await repo.commit('before', { 'empty.txt': '' });
		await repo.commit('after', { 'new.txt': 'n\n' });
		assert.equal(await read('new.txt', before), undefined);
		assert.equal(await read('d', before), undefined);
		assert.equal(await read('link', before), undefined);
		assert.deepEqual((await read('empty.txt', before))?.lines, []);
	});
	test('binary, too large, too many lines: a failure that says so', async () => {
		const files = {
			'b.bin': Uint8Array.of(65, 0, 66),
			'big.txt': 'x'.repeat(6 << 20),
			'long.txt': '\n'.repeat(50_001),
		};
		await repo.commit('files', files);
		await assert.rejects(read('b.bin'), { kind: 'git', detail: /binary/ });
		await assert.rejects(read('big.txt'), { kind: 'git', detail: /larger than 5 MB/ });
		await assert.rejects(read('long.txt'), { kind: 'git', detail: /50000 lines/ });
	});
	test('a commit that is none', async () => {
		await repo.commit('x', { 'a.txt': 'a\n' });
		await assert.rejects(read('a.txt', 'HEAD'), { kind: 'unknown-ref' });
		await assert.rejects(read('a.txt', '0'.repeat(40)), { name: 'Failure' });
	});
	test('a rename keeps its history, before and after it was looked at', async () => {
		await repo.commit('one', { 'old.txt': 'a\nb\nc\nd\n' });
		await check('old.txt');
		await repo.commit('two', { 'old.txt': null, 'new.txt': 'a\nb\nc\nd\ne\n' });
		const history = await check('new.txt');
		assert.deepEqual(history.commits.map((commit) => commit.subject).sort(), ['one', 'two']);
	});
	test('what is in the working tree does not count', async () => {
		await repo.commit('one', { 'a.txt': 'a\n' });
		await repo.write('a.txt', 'changed\nmore\n');
		assert.deepEqual((await check('a.txt')).lines, ['a']);
	});
	test('the same content with another history is another answer', async () => {
		await repo.commit('one', { 'a.txt': 'a\nb\n' });
		await check('a.txt');
		await repo.commit('two', { 'a.txt': 'a\nx\n' });
		const third = await repo.commit('three', { 'a.txt': 'a\nb\n' });
		assert.equal(hashesOf(await check('a.txt'))[1], third);
	});

	suite('ignored commits', () => {
		let formatting: string;
		setup(async () => {
			await repo.commit('one', { 'a.ts': 'if(a){b()}\nlet c=1\nlet d=2\n' });
			formatting = await repo.commit('format', { 'a.ts': 'if (a) { b() }\nlet c = 1;\nlet d = 2;\n' });
		});

		test('are looked through, and the list may change', async () => {
			assert.deepEqual((await check('a.ts')).ignoredRevs, 'none');
			await repo.write(ignoreList, `# formatting\n${formatting}\n`);
			const history = await check('a.ts', { ignore: true });
			assert.equal(history.ignoredRevs, 'honoured');
			assert.deepEqual(
				history.commits.map((commit) => commit.subject),
				['one'],
			);
			await repo.commit('three', { 'a.ts': 'if (a) { b() }\nlet c = 1;\nlet d = 3;\n' });
			assert.equal((await check('a.ts', { ignore: true })).commits.length, 2);
			await repo.write(ignoreList, '');
			assert.equal((await check('a.ts')).commits.length, 2);
		});
		test('a list that git refuses: the blame without it, and it says so', async () => {
			await repo.write(ignoreList, `${formatting}\nnot a hash\n`);
			assert.equal((await check('a.ts')).ignoredRevs, 'unreadable');
		});
		test('a list outside, a folder, a list that is too large', async () => {
			const outside = await tempFolder();
			await writeFile(join(outside.path, 'list'), `${formatting}\n`);
			await symlink(join(outside.path, 'list'), join(repo.root, ignoreList));
			assert.equal((await check('a.ts')).ignoredRevs, 'unreadable');
			await outside.remove();
			const other = await createGitRepo();
			await other.commit('x', { 'a.ts': 'a\n', [`${ignoreList}/x`]: '' });
			assert.equal((await check('a.ts', { root: other.root })).ignoredRevs, 'unreadable');
			await other.commit('y', { [`${ignoreList}/x`]: null });
			await other.git('clean', '-ffdq');
			await other.write(ignoreList, `${'#'.repeat(1 << 20)}\n`);
			assert.equal((await check('a.ts', { root: other.root })).ignoredRevs, 'unreadable');
			await other.dispose();
		});
		test('the user’s own setting counts too, and may name a file that is not there', async () => {
			await repo.git('config', 'blame.ignoreRevsFile', 'mine');
			const history = await read('a.ts');
			assert.deepEqual([history?.commits.length, history?.ignoredRevs], [1, 'none']);
			await repo.write(ignoreList, `${formatting}\n`);
			assert.deepEqual(
				(await read('a.ts'))?.commits.map((commit) => commit.subject),
				['one'],
			);
		});
	});

	test('a shallow clone says where its history ends, and forgets it when deepened', async () => {
		await repo.commit('one', { 'a.txt': 'a\n' });
		await repo.commit('two', { 'a.txt': 'a\nb\n' });
		await repo.commit('three', { 'a.txt': 'a\nb\nc\n' });
		const { path, remove } = await tempFolder();
		const root = join(path, 'clone');
		await runGit(path, ['clone', '--quiet', '--depth=2', `file://${repo.root}`, root]);
		const shallow = await check('a.txt', { root });
		const ends = [...shallow.boundary].map((index) => shallow.commits[index]?.subject);
		assert.deepEqual(ends, ['two']);
		await runGit(root, ['fetch', '--quiet', '--unshallow']);
		const whole = await check('a.txt', { root });
		assert.deepEqual([whole.boundary.size, whole.commits.length], [0, 3]);
		await remove();
	});

	suite('work', () => {
		test('twice at the same time is done once; cancelling one leaves the other', async () => {
			const commit = await repo.commit('one', { 'a.txt': 'a\n' });
			const { repos: shared, blames } = counted();
			const stop = new AbortController();
			const ask = (signal: AbortSignal) => shared.history({ root: repo.root }, 'a.txt' as RepoPath, commit, signal);
			const [first, second, third] = [ask(stop.signal), ask(never), ask(never)];
			stop.abort();
			await assert.rejects(first, isCancelled);
			assert.equal((await second)?.lines.length, 1);
			assert.equal(await third, await second);
			assert.equal(await ask(never), await second);
			assert.equal(blames(), 1);
		});
		test('cancelled or failed work is not remembered', async () => {
			const commit = await repo.commit('one', { 'a.txt': 'a\n' });
			const stop = new AbortController();
			const ask = (signal: AbortSignal) => repos.history({ root: repo.root }, 'a.txt' as RepoPath, commit, signal);
			const cancelled = ask(stop.signal);
			setTimeout(() => stop.abort(), 5);
			await assert.rejects(cancelled, isCancelled);
			assert.equal((await ask(never))?.lines.length, 1);
		});
		test('after a commit elsewhere, nothing older is blamed again', async () => {
			const { repos: shared, blames } = counted();
			const ask = async () =>
				shared.history({ root: repo.root }, 'a.txt' as RepoPath, await repo.git('rev-parse', 'HEAD'), never);
			await repo.commit('one', { 'a.txt': 'a\n' });
			await ask();
			await repo.commit('two', { 'b.txt': 'b\n' });
			assert.deepEqual(
				(await ask())?.commits.map((commit) => commit.subject),
				['one'],
			);
			assert.equal(blames(), 2);
		});
	});

	test('any history with branches, merges, renames, resets and ignored commits: always git’s own blame', async function () {
		this.timeout(120_000);
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 24 }), async (steps) => {
				const random = await createGitRepo();
				try {
					await replay(random, steps, (path, ignore) => check(path, { root: random.root, ignore }));
				} finally {
					await random.dispose();
				}
			}),
			{ numRuns: 6, endOnFailure: true },
		);
	});
});

/** Counts what git is asked, by subcommand. */
function counted(): { readonly repos: CodeRepos; readonly blames: () => number } {
	const git = createGit({ log, environment });
	const asked: string[] = [];
	const note = (args: readonly string[]) => asked.push(args[0] ?? '');
	const counting: Git = {
		run: (args, options) => (note(args), git.run(args, options)),
		stream: (args, options) => (note(args), git.stream(args, options)),
	};
	return {
		repos: createCodeRepos({ git: counting, log }),
		blames: () => asked.filter((name) => name === 'blame').length,
	};
}

function hashesOf({ commits, lineCommit }: FileHistory): (string | undefined)[] {
	return [...lineCommit].map((index) => commits[index]?.hash);
}

const step = fc.record({
	kind: fc.constantFrom('edit', 'edit', 'edit', 'rename', 'branch', 'merge', 'merge', 'reset', 'ignore', 'else'),
	at: fc.nat(11),
	drop: fc.nat(3),
	add: fc.array(fc.constantFrom('a', 'b', 'c', '  a', ' b', '}'), { maxLength: 4 }),
});

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** Plays the steps on one file of a few lines out of a small alphabet, so that contents come back, and looks at it after each. */
async function replay(
	repo: GitRepo,
	steps: readonly Step[],
	look: (path: string, ignore: boolean) => Promise<unknown>,
): Promise<void> {
	const commits = [await repo.commit('start', { 'f.txt': 'a\nb\nc\na\n}\nb\nc\n', 'other.txt': '' })];
	let ignore = false;
	for (const [index, { kind, at, drop, add }] of steps.entries()) {
		const path = (await repo.git('ls-files', 'f.txt', 'g.txt')).split('\n')[0] ?? '';
		const lines = (await repo.git('show', `HEAD:${path}`)).split('\n');
		lines.splice(at % (lines.length + 1), drop, ...add);
		const text = `${lines.join('\n')}\n`;
		const older = commits[at % commits.length] ?? '';
		if (kind === 'edit') {
			commits.push(await repo.commit(`edit ${index}`, { [path]: text }));
		} else if (kind === 'rename') {
			commits.push(
				await repo.commit(`rename ${index}`, { [path]: null, [path === 'f.txt' ? 'g.txt' : 'f.txt']: text }),
			);
		} else if (kind === 'else') {
			commits.push(await repo.commit(`else ${index}`, { 'other.txt': `${index}` }));
		} else if (kind === 'branch') {
			await repo.git('checkout', '--quiet', '--force', '--detach', older);
		} else if (kind === 'reset') {
			await repo.git('reset', '--quiet', '--hard', older);
		} else if (kind === 'ignore') {
			ignore = true;
			await repo.write('.git/info/exclude', `${ignoreList}\n`);
			await repo.write(ignoreList, `${older}\n`);
		} else if ((await repo.git('merge-base', 'HEAD', older)) !== older) {
			// Neither side wins: the merge holds lines of its own.
			await repo.git('merge', '--quiet', '--no-commit', '--strategy=ours', older);
			commits.push(await repo.commit(`merge ${index}`, add.length === 0 ? {} : { [path]: text }));
		}
		const now = (await repo.git('ls-files', 'f.txt', 'g.txt')).split('\n')[0] ?? '';
		await look(now, ignore);
	}
}
