import assert from 'node:assert/strict';
import { mkdir, readFile, readdir, rename, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../../src/app/ports.ts';
import { NOT_YET_KNOWN } from '../../src/core/fileHistory.ts';
import type { FileHistory } from '../../src/core/fileHistory.ts';
import type { CommitHistory } from '../../src/core/history/commitHistory.ts';
import type { KnownBlame } from '../../src/core/knownBlame.ts';
import type { RepoPath } from '../../src/core/repoPath.ts';
import { createBlameStorage } from '../../src/node/blameStorage.ts';
import { createCodePlaces } from '../../src/node/codePlaces.ts';
import { createFileHistories } from '../../src/node/fileHistories.ts';
import { createGit } from '../../src/node/git.ts';
import { readGitHistory } from '../support/gitHistory.ts';
import { createGitRepo, testGitEnvironment } from '../support/gitRepo.ts';
import type { GitRepo } from '../support/gitRepo.ts';
import { importHistory } from '../support/importedHistory.ts';
import { tempFolder } from '../support/tempFolder.ts';

const log: Log = { info() {}, warn() {}, error() {} };
const never = new AbortController().signal;

suite('blames on disk', () => {
	let dir: string;
	let remove: () => Promise<void>;
	setup(async () => {
		({ path: dir, remove } = await tempFolder());
	});
	teardown(() => remove());

	suite('the files', () => {
		const hash = (digit: string) => digit.repeat(40);
		const blame: KnownBlame = {
			path: 'src/ü.ts' as RepoPath,
			commit: hash('a'),
			blob: hash('b'),
			commits: [
				{
					hash: hash('1'),
					author: 'Björn',
					time: 1_700_000_000,
					subject: 'Retry',
					message: 'Retry\n\nObjective: CHK-1',
				},
				{ hash: hash('2'), author: 'Ana', time: 1_700_003_600, subject: '', message: '' },
			],
			lineCommit: Uint32Array.of(0, 0, 1, 0, 1, 1),
			boundary: new Set([1]),
			ignoredRevs: 'honoured',
		};
		const files = async () => (await readdir(dir)).filter((name) => name.endsWith('.blame'));
		const written = async (key = 'k') => {
			const storage = createBlameStorage({ dir, log });
			storage.write(key, blame);
			await storage.settled();
			return storage;
		};
		/** Changes the only file, after which nothing is found and nothing is left of it. */
		const spoil = async (change: (bytes: Buffer) => Buffer) => {
			const storage = await written();
			const [name = ''] = await files();
			await writeFile(join(dir, name), change(await readFile(join(dir, name))));
			assert.equal(await storage.read('k'), undefined);
			assert.deepEqual(await files(), []);
		};

		test('what was written is read, under its own key only', async () => {
			const storage = await written();
			assert.deepEqual(await storage.read('k'), blame);
			assert.equal(await storage.read('other'), undefined);
		});
		test('any damage is noticed, and the file thrown away', async () => {
			await spoil((bytes) => bytes.subarray(0, -1));
			await spoil(() => Buffer.alloc(0));
			await spoil((bytes) => Buffer.concat([bytes, Buffer.from('x')]));
			await spoil((bytes) => Buffer.from(bytes).fill(0x7f, 90, 91));
			await spoil((bytes) => Buffer.concat([Buffer.from('tandem blame 0 '), bytes.subarray(15)]));
			await spoil((bytes) => Buffer.alloc(bytes.length, 'a'));
		});
		test('the file of another key under this one’s name is not believed', async () => {
			const storage = await written('k');
			const [name = ''] = await files();
			await written('other');
			const [other = ''] = (await files()).filter((each) => each !== name);
			await rename(join(dir, other), join(dir, name));
			assert.equal(await storage.read('k'), undefined);
		});
		test('a folder in its place is no failure', async () => {
			const storage = await written();
			const [name = ''] = await files();
			await rename(join(dir, name), join(dir, 'elsewhere'));
			await mkdir(join(dir, name));
			assert.equal(await storage.read('k'), undefined);
			storage.write('k', blame);
			await storage.settled();
		});
		test('what was used longest ago goes first, and so does what a killed session left', async () => {
			for (const key of ['1', '2', '3', '4']) {
				await written(key);
				for (const name of await files()) {
					const past = new Date(Date.now() - 60_000);
					await utimes(join(dir, name), past, past);
				}
			}
			const left = join(dir, '.x.blame.tmp');
			await writeFile(left, '');
			await utimes(left, 1, 1);
			assert.deepEqual(await createBlameStorage({ dir, log }).read('2'), blame);
			const storage = createBlameStorage({ dir, log, maxFiles: 2 });
			storage.write('5', blame);
			await storage.settled();
			assert.deepEqual((await readdir(dir)).length, 2);
			assert.deepEqual([await storage.read('2'), await storage.read('5')], [blame, blame]);
		});
	});

	suite('the next session', () => {
		let repo: GitRepo;
		setup(async () => {
			repo = await createGitRepo();
			await importHistory(
				repo.root,
				Array.from({ length: 60 }, (_, index) => ({
					parents: index === 0 ? [] : [index - 1],
					files: new Map([
						[
							'a.txt',
							['top', ...Array.from({ length: 20 }, (_each, line) => `${line} ${Math.min(index, 9) - (line % 10)}`)],
						],
						['b.txt', [`b ${index}`]],
					]),
				})),
			);
		});
		teardown(() => repo.dispose());

		const session = (history?: CommitHistory) => {
			const git = createGit({ log, environment: testGitEnvironment() });
			const places = createCodePlaces({ git, log });
			const asked: string[] = [];
			const note = (args: readonly string[]) => asked.push(args.find((arg) => !/^-|=/.test(arg)) ?? '');
			const storage = createBlameStorage({ dir, log });
			const histories = createFileHistories({
				git: {
					run: (args, options) => (note(args), git.run(args, options)),
					stream: (args, options) => (note(args), git.stream(args, options)),
				},
				places,
				scratch: dir,
				storage,
				...(history ? { historyOf: () => history } : {}),
			});
			const read = async (path: string, revision: string) => {
				const commit = await repo.git('rev-parse', revision);
				const found = await histories.read(repo.root, path as RepoPath, commit, never);
				await storage.settled();
				const porcelain = await repo.git('blame', '--line-porcelain', commit, '--', path);
				const expected = [...porcelain.matchAll(/^([0-9a-f]{40}) \d+ \d+/gm)].map(([, hash]) => hash);
				assert.deepEqual(hashesOf(found), expected);
				return found;
			};
			return { read, asked };
		};

		test('at the same commit only the text is read', async () => {
			const first = await session().read('a.txt', 'main');
			const { read, asked } = session();
			assert.deepEqual(await read('a.txt', 'main'), first);
			assert.deepEqual(asked, ['cat-file']);
		});
		test('after fifty commits elsewhere, the history says that nothing happened', async () => {
			await session().read('a.txt', 'main~50');
			const { read, asked } = session(await readGitHistory(repo.root));
			await read('a.txt', 'main~45');
			await read('a.txt', 'main');
			assert.deepEqual(asked, ['cat-file', 'ls-tree']);
		});
		test('after commits to the file, what is new is blamed', async () => {
			await session().read('b.txt', 'main~50');
			const { read, asked } = session(await readGitHistory(repo.root));
			await read('b.txt', 'main');
			assert.ok(asked.includes('blame'));
		});
		test('without a history in memory, git looks at what is new', async () => {
			await session().read('a.txt', 'main~20');
			const { read, asked } = session();
			await read('a.txt', 'main');
			assert.deepEqual(asked.sort(), ['blame', 'cat-file']);
		});
		test('a file that went away under the name that it had is gone', async () => {
			await session().read('a.txt', 'main');
			await repo.git('mv', 'a.txt', 'z.txt');
			const commit = await repo.commit('move');
			const git = createGit({ log, environment: testGitEnvironment() });
			const history = await readGitHistory(repo.root);
			const histories = createFileHistories({
				git,
				places: createCodePlaces({ git, log }),
				scratch: dir,
				storage: createBlameStorage({ dir, log }),
				historyOf: () => history,
			});
			assert.equal(await histories.read(repo.root, 'a.txt' as RepoPath, commit, never), undefined);
		});
		test('other ignored commits, another mailmap: nothing of before is used', async () => {
			await session().read('a.txt', 'main');
			await repo.write('.mailmap', 'Anna New <ana@example.com>\n');
			const renamed = session();
			assert.equal((await renamed.read('a.txt', 'main'))?.commits[0]?.author, 'Anna New');
			await repo.git('config', 'blame.ignoreRevsFile', 'list');
			await repo.write('list', `${await repo.git('rev-parse', 'main~55')}\n`);
			const ignoring = session();
			await ignoring.read('a.txt', 'main');
			assert.ok(ignoring.asked.includes('blame'));
		});
	});

	test('while git looks, the lines that it has found are told, each with its final commit', async function () {
		this.timeout(30_000);
		const repo = await createGitRepo();
		const lines = Array.from({ length: 600 }, (_, line) => `line ${line}`);
		await importHistory(
			repo.root,
			Array.from({ length: 400 }, (_, index) => {
				lines[(index * 7) % 600] = `line by ${index}`;
				return { parents: index === 0 ? [] : [index - 1], files: new Map([['hot.txt', [...lines]]]) };
			}),
		);
		const git = createGit({ log, environment: testGitEnvironment() });
		const histories = createFileHistories({
			git,
			places: createCodePlaces({ git, log }),
			scratch: dir,
			tellEveryMs: 1,
		});
		const told: FileHistory[] = [];
		const commit = await repo.git('rev-parse', 'main');
		const tell = (partial: FileHistory) => void told.push(partial);
		const final = hashesOf(await histories.read(repo.root, 'hot.txt' as RepoPath, commit, never, tell));
		assert.ok(told.length > 0);
		let known = 0;
		for (const partial of told) {
			const found = hashesOf(partial);
			const now = found.filter((hash) => hash !== undefined).length;
			assert.ok(now > 0 && now >= known, `${now} lines after ${known}`);
			known = now;
			found.forEach((hash, line) => assert.ok(hash === undefined || hash === final[line]));
			assert.equal(partial.lines.length, 600);
			assert.ok([...partial.lineCommit].every((index) => index === NOT_YET_KNOWN || index < partial.commits.length));
		}
		const count = told.length;
		await new Promise((resolve) => setTimeout(resolve, 50));
		assert.equal(told.length, count);
		await repo.dispose();
	});
});

function hashesOf(history: FileHistory | undefined): (string | undefined)[] {
	return [...(history?.lineCommit ?? [])].map((index) => history?.commits[index]?.hash);
}
