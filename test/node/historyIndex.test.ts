import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Log, ReadingNames } from '../../src/app/ports.ts';
import { readCommitMessage } from '../../src/core/commitMessage.ts';
import { createKeyIndex } from '../../src/core/objectiveKeys.ts';
import { createGit } from '../../src/node/git.ts';
import { createCodePlaces } from '../../src/node/codePlaces.ts';
import { createCodeHistories } from '../../src/node/history/codeHistories.ts';
import { noteUse, removeUnused } from '../../src/node/history/unusedHistories.ts';
import { createRepoHistory, type RepoHistory } from '../../src/node/history/repoHistory.ts';
import { createHistoryRunner, type RunHistoryTask } from '../../src/node/history/runHistoryTask.ts';
import { readShallow } from '../../src/node/shallowList.ts';
import { createGitRepo, runGit, testGitEnvironment, type GitRepo } from '../support/gitRepo.ts';
import { commitsByGit, factsOf } from '../support/historyFacts.ts';
import { objectiveWith } from '../support/objectiveWith.ts';
import { createRandomHistory } from '../support/randomHistory.ts';
import { tempFolder } from '../support/tempFolder.ts';

const log: Log = { info() {}, warn() {}, error() {} };
const git = createGit({ log, environment: testGitEnvironment() });
const runTask = createHistoryRunner({ script: resolve('dist/historyWorker.mjs'), log });
const never = new AbortController().signal;
const ids = ['CHK-1', 'CHK-2', 'GROW-7'];

function namesOf(wanted: readonly string[]): ReadingNames {
	const objectives = wanted.map((id) => objectiveWith({ id }));
	const keys = createKeyIndex({ objectives });
	return { key: wanted.join('-'), objectives, read: (message) => readCommitMessage(message, keys) };
}

suite('historyIndex', () => {
	const folders: { remove(): Promise<void> }[] = [];
	teardown(async () => {
		for (const folder of folders.splice(0)) await folder.remove();
	});

	const folder = async (): Promise<string> => {
		const made = await tempFolder('tandem-history-');
		folders.push(made);
		return made.path;
	};

	const indexIn = (dir: string, changes: { runTask?: RunHistoryTask } = {}): RepoHistory =>
		createRepoHistory({ dir, git, log, runTask, onProgress() {}, onChange() {}, ...changes });

	const update = async (index: RepoHistory, repo: GitRepo, names = namesOf(ids)): Promise<void> => {
		const head = await repo.git('rev-parse', 'HEAD');
		const shallow = await readShallow(join(repo.root, '.git'));
		await index.update({ root: repo.root, head, shallow }, names, never);
	};

	const facts = async (index: RepoHistory, repo: GitRepo, wanted = ids): Promise<unknown> => {
		const history = index.history();
		const view = index.view(await repo.git('rev-parse', 'HEAD'), wanted.join('-'));
		assert.ok(history && view, 'the index answers');
		return factsOf(repo, { history, view, ids: wanted });
	};

	/** The index in `dir` knows of `repo` what one made from scratch knows. */
	const checkEqual = async (index: RepoHistory, repo: GitRepo, what: string): Promise<void> => {
		const fresh = indexIn(await folder());
		await update(fresh, repo);
		assert.deepEqual(await facts(index, repo), await facts(fresh, repo), what);
	};

	// TANDEM_SEEDS: how many sequences.
	for (let seed = 1; seed <= Number(process.env['TANDEM_SEEDS'] ?? 3); seed++) {
		test(`after any sequence of commits, merges, renames, rebases and resets it equals one made from scratch (${seed})`, async () => {
			const random = await createRandomHistory(seed, ids);
			try {
				const dir = await folder();
				let index = indexIn(dir);
				const steps: string[] = [];
				for (let round = 0; round < 6; round++) {
					for (let count = 0; count < 8; count++) steps.push(await random.step());
					// Every other time the window was closed in between.
					if (round % 2 === 1) index = indexIn(dir);
					await update(index, random.repo);
				}
				await checkEqual(index, random.repo, steps.join(' '));
				const reopened = indexIn(dir);
				await update(reopened, random.repo);
				await checkEqual(reopened, random.repo, `from disk: ${steps.join(' ')}`);
				const known = (await facts(index, random.repo)) as { commits: readonly { hash: string }[] };
				assert.deepEqual(known.commits, await commitsByGit(random.repo), 'git says the same of every commit');
			} finally {
				await random.repo.dispose();
			}
		});
	}

	suite('on one repository', () => {
		let repo: GitRepo;
		setup(async () => {
			repo = await createGitRepo();
			for (let count = 0; count < 12; count++) {
				await repo.commit(count % 3 === 0 ? `CHK-1: step ${count}` : `Step ${count}`, {
					[`f${count % 4}.txt`]: `${count}\n`,
				});
			}
		});
		teardown(() => repo.dispose());

		test('an id that the spec repo gets counts for old commits, without another reading of git', async () => {
			const dir = await folder();
			await repo.commit('Serve NEW-9', { 'new.txt': '1\n' });
			const index = indexIn(dir);
			await update(index, repo);
			const before = index.history();
			await runGit(repo.root, ['update-ref', 'refs/heads/kept', 'HEAD']);
			const names = namesOf([...ids, 'NEW-9']);
			await update(index, repo, names);
			const view = index.view(await repo.git('rev-parse', 'HEAD'), names.key);
			assert.equal(view?.objectiveWork('NEW-9', 0).commits, 1);
			assert.equal(view?.objectiveWork('CHK-1', 0).commits, 4);
			assert.equal(before?.commitCount, index.history()?.commitCount);
		});

		test('it tells which objectives the commits of an author name since then', async () => {
			const byBen = (message: string, date: string) =>
				runGit(repo.root, [
					'commit',
					'-q',
					'--allow-empty',
					'-m',
					message,
					'--author=Ben <Ben@Shop.example>',
					`--date=${date}`,
				]);
			await byBen('CHK-2: long ago', '2020-01-01T00:00:00Z');
			await byBen('Tidy up', '2026-01-01T00:00:00Z');
			await byBen('CHK-1: lately', '2026-01-02T00:00:00Z');
			const index = indexIn(await folder());
			await update(index, repo);
			const view = index.view(await repo.git('rev-parse', 'HEAD'), namesOf(ids).key);
			assert.deepEqual(view?.namedBy('ben@shop.example', Date.parse('2025-01-01') / 1000), ['CHK-1']);
			assert.deepEqual(view.namedBy('ben@shop.example', 0), ['CHK-2', 'CHK-1']);
			assert.deepEqual(view.namedBy('nobody@shop.example', 0), []);
		});

		test('what commits say of constraints is known without another look at git, and only from the branch that says it', async () => {
			const dir = await folder();
			await repo.commit('Limit\n\nConstraint: two a second\nTrade-off: slow\n\nObjective: CHK-1', { 'a.txt': '1\n' });
			const said = await repo.git('rev-parse', 'HEAD');
			const before = await repo.git('rev-parse', 'HEAD~1');
			await update(indexIn(dir), repo);
			const index = indexIn(dir);
			await update(index, repo);
			const names = namesOf(ids).key;
			assert.deepEqual(
				index
					.view(said, names)
					?.constraintsOfObjective('CHK-1')
					.map(({ kind, text, hash }) => [kind, text, hash]),
				[
					['constraint', 'two a second', said],
					['trade-off', 'slow', said],
				],
			);
			assert.deepEqual(index.view(said, names)?.constraintsOfObjective('CHK-2'), []);
			assert.deepEqual(index.view(before, names)?.constraintsOfObjective('CHK-1'), []);
		});

		for (const name of ['base', 'messages']) {
			test(`a damaged ${name} is noticed and made again`, async () => {
				const dir = await folder();
				await update(indexIn(dir), repo);
				const path = join(dir, name);
				const bytes = await readFile(path);
				const at = Math.floor(bytes.length / 2);
				bytes[at] = (bytes[at] ?? 0) ^ 0xff;
				await writeFile(path, bytes);
				if (name === 'messages')
					await Promise.all(
						(await readdir(dir))
							.filter((file) => file.startsWith('names-'))
							.map((file) => writeFile(join(dir, file), 'x')),
					);
				const index = indexIn(dir);
				await update(index, repo);
				await checkEqual(index, repo, name);
			});
		}

		test('a journal that a crash cut off ends before the damage', async () => {
			const dir = await folder();
			const index = indexIn(dir);
			await update(index, repo);
			await repo.commit('CHK-2: more', { 'more.txt': '1\n' });
			await update(index, repo);
			const journal = await readFile(join(dir, 'journal'));
			await writeFile(join(dir, 'journal'), journal.subarray(0, journal.length - 5));
			const reopened = indexIn(dir);
			await update(reopened, repo);
			await checkEqual(reopened, repo, 'cut journal');
		});

		test('two windows that begin at once build it once', async () => {
			const dir = await folder();
			let built = 0;
			const counting: RunHistoryTask = (task, onMessage, signal) => {
				return runTask(
					task,
					(message) => {
						if (message.kind === 'progress' && message.commits === 0) built++;
						onMessage(message);
					},
					signal,
				);
			};
			const windows = [indexIn(dir, { runTask: counting }), indexIn(dir, { runTask: counting })];
			await Promise.all(windows.map((index) => update(index, repo)));
			for (const index of windows) await checkEqual(index, repo, 'both');
			assert.equal(built, 1, 'the second window found what the first had read');
			await repo.commit('CHK-2: more', { 'more.txt': '1\n' });
			await Promise.all(windows.map((index) => update(index, repo)));
			for (const index of windows) await checkEqual(index, repo, 'both after a commit');
		});

		test('working trees of one repository share its index, each with its own branch', async () => {
			const storage = await folder();
			const other = join(await folder(), 'other');
			await repo.git('worktree', 'add', '-q', '-b', 'side', other, 'HEAD~3');
			const histories = createCodeHistories({ git, places: createCodePlaces({ git, log }), storage, runTask, log });
			const names = namesOf(ids);
			const [main, side] = [await repo.git('rev-parse', 'main'), await repo.git('rev-parse', 'side')];
			await histories.update({ root: repo.root }, main, names, never);
			await histories.update({ root: other }, side, names, never);
			assert.equal((await readdir(storage)).length, 1);
			assert.equal(histories.view({ root: repo.root }, main, names.key)?.commits, 12);
			assert.equal(histories.view({ root: other }, side, names.key)?.commits, 9);
			histories.dispose();
		});

		test('the index of a repository that nobody opened for long is removed', async () => {
			const storage = await folder();
			const [old, fresh] = [join(storage, 'old'), join(storage, 'fresh')];
			await noteUse(old, new Date(Date.now() - 100 * 86_400_000));
			await noteUse(fresh);
			await removeUnused(storage);
			assert.deepEqual(await readdir(storage), ['fresh']);
		});

		test('a shallow clone says that it is incomplete, and knows all when it was deepened', async () => {
			const made = await folder();
			const root = join(made, 'clone');
			await runGit(made, ['clone', '-q', '--depth=3', `file://${repo.root}`, root]);
			const clone: GitRepo = { ...repo, root, git: (...args) => runGit(root, args) };
			const index = indexIn(await folder());
			await update(index, clone);
			const view = index.view(await clone.git('rev-parse', 'HEAD'), namesOf(ids).key);
			assert.equal(view?.partial, true);
			assert.equal(view?.commits, 3);
			await clone.git('fetch', '-q', '--unshallow');
			await update(index, clone);
			await checkEqual(index, clone, 'deepened');
			assert.equal(index.view(await clone.git('rev-parse', 'HEAD'), namesOf(ids).key)?.partial, false);
		});

		test('a clone without the contents of old files is read without renames, and nothing is fetched', async () => {
			await repo.git('config', 'uploadpack.allowFilter', 'true');
			await repo.commit('Text', { 'long.txt': lines(40) });
			await repo.git('mv', 'long.txt', 'moved.txt');
			await repo.commit('CHK-2: move and change', { 'moved.txt': `${lines(40)}more\n` });
			await repo.commit('Later', { 'moved.txt': 'short\n' });
			const made = await folder();
			const root = join(made, 'clone');
			await runGit(made, ['clone', '-q', '--filter=blob:none', `file://${repo.root}`, root]);
			const clone: GitRepo = { ...repo, root, git: (...args) => runGit(root, args) };
			const missing = () => clone.git('rev-list', '--objects', '--missing=print', 'HEAD');
			const before = await missing();
			assert.match(before, /^\?/m, 'contents are missing');
			const index = indexIn(await folder());
			await update(index, clone);
			const view = index.view(await clone.git('rev-parse', 'HEAD'), namesOf(ids).key);
			assert.equal(view?.commits, 15);
			assert.equal(view?.objectiveWork('CHK-2', 0).commits, 1);
			assert.equal(await missing(), before);
		});

		test('a reading that was cancelled goes on from where it was', async () => {
			const dir = await folder();
			const stop = new AbortController();
			const index = indexIn(dir);
			const head = await repo.git('rev-parse', 'HEAD');
			const reading = index.update({ root: repo.root, head, shallow: [] }, namesOf(ids), stop.signal);
			stop.abort();
			await assert.rejects(reading, { name: 'AbortError' });
			await update(index, repo);
			await checkEqual(index, repo, 'after a cancellation');
		});
	});
});

function lines(count: number): string {
	return Array.from({ length: count }, (_, line) => `line ${line}\n`).join('');
}
