import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Log } from '../../src/app/ports.ts';
import type { FileHistory } from '../../src/core/fileHistory.ts';
import type { CommitHistory, FileChange } from '../../src/core/history/commitHistory.ts';
import type { RepoPath } from '../../src/core/repoPath.ts';
import { createCodeRepos } from '../../src/node/codeRepos.ts';
import { createGit } from '../../src/node/git.ts';
import { readGitHistory } from '../support/gitHistory.ts';
import { createGitRepo, runGit, testGitEnvironment } from '../support/gitRepo.ts';
import { importHistory } from '../support/importedHistory.ts';
import { hasRealSpecs } from '../support/realSpecs.ts';
import { seededNumbers, tangledHistory } from '../support/tangledHistory.ts';
import { tempFolder } from '../support/tempFolder.ts';

const log: Log = { info() {}, warn() {}, error() {} };
const environment = testGitEnvironment();
const never = new AbortController().signal;

/** The commits of a file's lines as Tandem reads them, with what git was asked. */
async function readLines(root: string, history: CommitHistory, storage: string) {
	const git = createGit({ log, environment });
	const blames: string[] = [];
	const repos = createCodeRepos({
		log,
		storage,
		historyOf: () => history,
		git: {
			run: (args, options) => git.run(args, options),
			stream: (args, options) => {
				blames.push(args.includes('-S') ? 'short' : 'plain');
				return git.stream(args, options);
			},
		},
	});
	const read = async (path: string, commit: string): Promise<FileHistory | undefined> =>
		repos.history({ root }, path as RepoPath, commit, never);
	return { read, blames };
}

async function plainBlame(root: string, path: string, commit: string, ...options: string[]): Promise<string[]> {
	const porcelain = await runGit(root, ['blame', '--line-porcelain', ...options, commit, '--', path]);
	return [...porcelain.matchAll(/^([0-9a-f]{40}) \d+ \d+/gm)].map(([, hash = '']) => hash);
}

function hashesOf(history: FileHistory | undefined): (string | undefined)[] {
	return [...(history?.lineCommit ?? [])].map((index) => history?.commits[index]?.hash);
}

suite('blame by the history that is in memory', () => {
	test('tangled histories: every line of every file as git says, by the short way', async function () {
		this.timeout(300_000);
		let short = 0;
		let plain = 0;
		for (let seed = 1; seed <= Number(process.env['TANDEM_SEEDS'] ?? 8); seed++) {
			const repo = await createGitRepo();
			const scratch = await tempFolder();
			await importHistory(repo.root, tangledHistory(seed, 60));
			if (seed % 3 === 0) await repo.git('commit-graph', 'write', '--reachable');
			const options: string[] = [];
			if (seed % 4 === 0) {
				const list = join(repo.root, '.git-blame-ignore-revs');
				await writeFile(list, await repo.git('rev-parse', 'c20', 'c31', 'c40', 'c44', 'c51'));
				options.push(`--ignore-revs-file=${list}`);
			}
			const { read, blames } = await readLines(repo.root, await readGitHistory(repo.root), scratch.path);
			// Older commits first: what was read for one is used for the next.
			for (const name of ['c35', 'c50', 'c52', 'c58', 'c59']) {
				const commit = await repo.git('rev-parse', name);
				for (const path of (await repo.git('ls-tree', '-r', '--name-only', commit)).split('\n').filter(Boolean)) {
					const expected = await plainBlame(repo.root, path, commit, ...options);
					assert.deepEqual(hashesOf(await read(path, commit)), expected, `seed ${seed}, ${path} at ${name}`);
				}
			}
			short += blames.filter((way) => way === 'short').length;
			plain += blames.filter((way) => way === 'plain').length;
			await repo.dispose();
			await scratch.remove();
		}
		console.log(`      ${short} short, ${plain} plain`);
		assert.ok(plain * 10 < short, `${plain} of ${short + plain} blames walked the whole history`);
	});

	suite('where the history in memory does not tell enough, git walks its own', () => {
		const commits = tangledHistory(5, 40);
		const check = async (change: (root: string, whole: CommitHistory) => Promise<CommitHistory>, way: string[]) => {
			const repo = await createGitRepo();
			await importHistory(repo.root, commits);
			const history = await change(repo.root, await readGitHistory(repo.root));
			const commit = await repo.git('rev-parse', 'main');
			const path = (await repo.git('ls-tree', '-r', '--name-only', commit)).split('\n')[0] ?? '';
			const scratch = await tempFolder();
			const { read, blames } = await readLines(repo.root, history, scratch.path);
			assert.deepEqual(hashesOf(await read(path, commit)), await plainBlame(repo.root, path, commit));
			assert.deepEqual(blames, way);
			assert.deepEqual(
				(await readdir(scratch.path, { recursive: true })).filter((name) => name.endsWith('.lineage')),
				[],
			);
			await scratch.remove();
			await repo.dispose();
		};

		test('it tells enough', () => check((_root, whole) => Promise.resolve(whole), ['short']));
		test('a commit that is newer than it', () =>
			check((_root, whole) => Promise.resolve({ ...whole, find: () => -1 }), ['plain']));
		test('older commits are not read yet', () => check((root) => readGitHistory(root, 12), ['plain']));
		test('grafts give commits other parents', () =>
			check(
				async (root, whole) => {
					await writeFile(join(root, '.git/info/grafts'), `${await runGit(root, ['rev-parse', 'main'])}\n`);
					return whole;
				},
				['plain'],
			));
		test('a rename that it does not know is found by git, and the former name looked at', async () => {
			const repo = await createGitRepo();
			const scratch = await tempFolder();
			const text = 'one\ntwo\nthree\nfour\nfive\n';
			await repo.commit('one', { 'old.txt': text });
			await repo.commit('two', { 'old.txt': `${text}six\n` });
			await repo.commit('three', { 'old.txt': null, 'new.txt': `${text}six\nseven\n` });
			const commit = await repo.commit('four', { 'new.txt': `zero\n${text}six\nseven\n` });
			const whole = await readGitHistory(repo.root);
			const blind = ({ commit: number, path, kind }: FileChange): FileChange => ({
				commit: number,
				path,
				kind: kind === 'renamed' ? 'added' : kind,
			});
			const history = { ...whole, changesOf: (path: RepoPath) => whole.changesOf(path).map(blind) };
			const { read, blames } = await readLines(repo.root, history, scratch.path);
			const found = await read('new.txt', commit);
			assert.deepEqual(hashesOf(found), await plainBlame(repo.root, 'new.txt', commit));
			assert.equal(found?.commits.length, 4);
			assert.deepEqual(blames, ['short', 'short']);
			await scratch.remove();
			await repo.dispose();
		});
	});

	for (const project of ['ember', 'neutron', 'kafka']) {
		test(`${project}: many files of a real history, read at once and carried forward`, async function () {
			this.timeout(300_000);
			if (!hasRealSpecs(project)) this.skip();
			const folder = await tempFolder();
			const root = join(folder.path, 'code');
			const data = process.env['TANDEM_DATA'] ?? '../shared/data';
			const source = resolve(data, project, 'history.ndjson.gz');
			execFileSync(process.execPath, [resolve(data, 'replay-history.mjs'), source, root, '--commits', '1500'], {
				stdio: 'ignore',
				env: environment,
			});
			const { read, blames } = await readLines(root, await readGitHistory(root), join(folder.path, 'storage'));
			const [old = '', now = ''] = await Promise.all(
				['HEAD~100', 'HEAD'].map((name) => runGit(root, ['rev-parse', name])),
			);
			const files = (await runGit(root, ['ls-tree', '-r', '-z', '--name-only', now])).split('\0').filter(Boolean);
			const below = seededNumbers(1);
			for (let count = 0; count < 30; count++) {
				const path = files[below(files.length)] ?? '';
				await read(path, old);
				assert.deepEqual(hashesOf(await read(path, now)), await plainBlame(root, path, now), path);
			}
			assert.ok(!blames.includes('plain'));
			await folder.remove();
		});
	}
});
