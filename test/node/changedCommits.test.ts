import assert from 'node:assert/strict';
import type { Log } from '../../src/app/ports.ts';
import { listChangedCommits } from '../../src/node/changedCommits.ts';
import { createGit } from '../../src/node/git.ts';
import { createGitRepo, testGitEnvironment } from '../support/gitRepo.ts';
import type { GitRepo } from '../support/gitRepo.ts';

const log: Log = { info() {}, warn() {}, error() {} };

suite('commits with the files that they changed', () => {
	const git = createGit({ log, environment: testGitEnvironment() });
	const { signal } = new AbortController();
	let repo: GitRepo;
	setup(async () => {
		repo = await createGitRepo();
	});
	teardown(() => repo.dispose());
	const read = async (commit: string, limit = 100) => listChangedCommits(git, repo.root, { commit, limit }, signal);

	test('oldest first, with author, time, message and files', async () => {
		const one = await repo.commit(
			'One\n\nObjective: CHK-1',
			{ 'src/a.ts': 'a', 'ü/b c/-d "e".txt': '' },
			{
				author: 'Ana <Ana@Shop.Example>',
				date: '2026-01-02T03:04:05Z',
			},
		);
		const two = await repo.commit('Two', { 'src/a.ts': null, 'b.ts': '' });
		const [first, second, ...rest] = await read(two);
		assert.deepEqual(first, {
			hash: one,
			author: 'ana@shop.example',
			time: Date.parse('2026-01-02T03:04:05Z') / 1000,
			message: 'One\n\nObjective: CHK-1',
			files: ['src/a.ts', 'ü/b c/-d "e".txt'],
		});
		assert.deepEqual([second?.hash, second?.files, rest], [two, ['b.ts', 'src/a.ts'], []]);
	});
	test('the newest where there are more than wanted', async () => {
		await repo.commit('one', { a: '1' });
		await repo.commit('two', { a: '2' });
		const three = await repo.commit('three', { a: '3' });
		assert.deepEqual(
			(await read(three, 2)).map(({ message }) => message),
			['two', 'three'],
		);
		assert.deepEqual(await read(three, 0), []);
	});
	test('a commit without files or without a message, and messages that look like the output', async () => {
		await repo.commit('one', { a: '1' });
		await repo.git('commit', '--quiet', '--allow-empty', '--allow-empty-message', '-m', '');
		await repo.git('commit', '--quiet', '--allow-empty', '-m', 'empty');
		const last = await repo.commit(`${'a'.repeat(40)}\n\n\na.ts\n`, { 'b.ts': '' });
		assert.deepEqual(
			(await read(last)).map(({ message, files }) => [message, files]),
			[
				['one', ['a']],
				['', []],
				['empty', []],
				[`${'a'.repeat(40)}\n\n\na.ts`, ['b.ts']],
			],
		);
	});
	test('a rename has both names, a merge is left out', async () => {
		await repo.commit('one', { 'old.ts': 'some text\n'.repeat(20) });
		await repo.git('switch', '--quiet', '-c', 'side');
		await repo.git('mv', 'old.ts', 'new.ts');
		await repo.commit('rename');
		await repo.git('switch', '--quiet', 'main');
		await repo.commit('two', { 'b.ts': '' });
		await repo.git('merge', '--quiet', '--no-edit', 'side');
		const all = await read(await repo.git('rev-parse', 'HEAD'));
		assert.deepEqual(
			new Map(all.map(({ message, files }) => [message, files])),
			new Map([
				['one', ['old.ts']],
				['rename', ['new.ts', 'old.ts']],
				['two', ['b.ts']],
			]),
		);
	});
	test('as many as git counts, over many pieces of output', async function () {
		this.timeout(20_000);
		for (let at = 0; at < 4; at++) {
			const files = Object.fromEntries(
				Array.from({ length: 300 }, (_, n) => [`src/${'folder/'.repeat(9)}f${n}.ts`, `${at}`]),
			);
			await repo.commit(`Commit ${at}\n\n${'Some words. '.repeat(200)}`, files);
		}
		const all = await read(await repo.git('rev-parse', 'HEAD'));
		assert.deepEqual(
			all.map(({ message, files }) => [message.split('\n')[0], files.length]),
			Array.from({ length: 4 }, (_, at) => [`Commit ${at}`, 300]),
		);
	});
	test('what is no full hash is refused, and it ends when nobody waits any more', async () => {
		const commit = await repo.commit('one', { a: '' });
		for (const text of ['main', '--all', '']) await assert.rejects(read(text), { kind: 'unknown-ref' }, text);
		await assert.rejects(read('a'.repeat(40)), { name: 'Failure' });
		const stop = new AbortController();
		const running = listChangedCommits(git, repo.root, { commit, limit: 5 }, stop.signal);
		stop.abort();
		await assert.rejects(running, { name: 'AbortError' });
	});
});
