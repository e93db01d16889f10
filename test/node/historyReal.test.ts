import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Log, ReadingNames } from '../../src/app/ports.ts';
import { readCommitMessage } from '../../src/core/commitMessage.ts';
import type { CommitNaming } from '../../src/core/link.ts';
import { createKeyIndex } from '../../src/core/objectiveKeys.ts';
import { createGit } from '../../src/node/git.ts';
import { createRepoHistory, type RepoHistory } from '../../src/node/history/repoHistory.ts';
import { createHistoryRunner, type RunHistoryTask } from '../../src/node/history/runHistoryTask.ts';
import { runGit, testGitEnvironment } from '../support/gitRepo.ts';
import { seeded } from '../support/randomHistory.ts';
import { hasRealSpecs, readRealNamings, readRealSpecs, realDataFolder } from '../support/realSpecs.ts';
import { tempFolder } from '../support/tempFolder.ts';

const log: Log = { info() {}, warn() {}, error() {} };
const never = new AbortController().signal;
const places = { repoName: 'openstack/neutron', specName: 'openstack/neutron-specs' };

/** The whole history of a real cloud service, with the specs that its commits name. */
suite('the history index of a real project', () => {
	let temp: Awaited<ReturnType<typeof tempFolder>>;
	let root: string;
	let hashes: readonly string[];
	let names: ReadingNames;
	let namings: readonly CommitNaming[];

	suiteSetup(async function () {
		this.timeout(120_000);
		if (!hasRealSpecs('neutron')) this.skip();
		temp = await tempFolder('tandem-real-');
		root = join(temp.path, 'neutron');
		const script = join(realDataFolder(), 'replay-history.mjs');
		execFileSync(process.execPath, [script, join(realDataFolder(), 'neutron/history.ndjson.gz'), root], {
			stdio: 'ignore',
		});
		hashes = (await runGit(root, ['rev-list', '--reverse', 'HEAD'])).split('\n');
		const snapshot = await readRealSpecs('neutron', 'specs.tar.gz');
		const keys = createKeyIndex({ objectives: snapshot.objectives, ...places });
		names = {
			key: 'neutron',
			objectives: snapshot.objectives,
			...places,
			read: (message) => readCommitMessage(message, keys),
		};
		namings = [...readRealNamings('neutron', snapshot, places).values()];
	});

	suiteTeardown(() => temp?.remove());

	const runner = createHistoryRunner({ script: resolve('dist/historyWorker.mjs'), log });
	/** Shows the newest part however fast the machine is. */
	const runTask: RunHistoryTask = ({ build, ...task }, ...rest) =>
		runner({ ...task, ...(build ? { build: { ...build, usableAfterMs: 0 } } : {}) }, ...rest);

	const indexIn = (dir: string, onUsable = () => {}): RepoHistory =>
		createRepoHistory({
			dir,
			git: createGit({ log, environment: testGitEnvironment() }),
			log,
			runTask,
			onProgress() {},
			onChange: onUsable,
		});

	const head = () => hashes.at(-1) ?? '';
	const update = (index: RepoHistory, signal = never) =>
		index.update({ root, head: head(), shallow: [] }, names, signal);

	const check = (index: RepoHistory) => {
		const view = index.view(head(), names.key);
		assert.ok(view);
		assert.equal(view.commits, hashes.length);
		assert.equal(view.partial, false);
		const found = new Map<string, string>();
		for (const { id } of names.objectives) {
			for (const { hash, objectives } of view.commitsOfObjective(id)) {
				found.set(hash, objectives.map((one) => `${one.id} ${one.relation} ${one.words}`).join(', '));
			}
		}
		const expected = new Map<string, string>();
		for (const [at, { mentions }] of namings.entries()) {
			if (mentions.length === 0) continue;
			expected.set(hashes[at] ?? '', mentions.map((one) => `${one.objective} ${one.relation} ${one.words}`).join(', '));
		}
		assert.deepEqual(found, expected);
		return { view, named: found.size };
	};

	test('every commit says in it what its message says, and a window that was closed meanwhile loses nothing', async function () {
		this.timeout(120_000);
		const dir = join(temp.path, 'index');
		const stop = new AbortController();
		// The newest ten thousand are there, and the window closes.
		const first = indexIn(dir, () => stop.abort());
		await assert.rejects(update(first, stop.signal), { name: 'AbortError' });
		assert.equal(first.view(head(), names.key)?.partial, true, 'the newest part answers, and says that it is a part');
		assert.ok((await readdir(dir)).includes('part-0'));
		const second = indexIn(dir);
		await update(second);
		const { named } = check(second);
		console.log(`      ${named} of ${hashes.length} commits name a spec`);
		const third = indexIn(dir);
		await update(third);
		check(third);
	});

	test('a file has the commits that git follows it through', async function () {
		this.timeout(120_000);
		const index = indexIn(join(temp.path, 'index'));
		await update(index);
		const view = index.view(head(), names.key);
		const files = (await runGit(root, ['ls-files'])).split('\n');
		const random = seeded(7);
		for (let count = 0; count < 12; count++) {
			const file = files[Math.floor(random() * files.length)] ?? '';
			const expected = (await runGit(root, ['log', '--follow', '-M', '--format=%H', '--', file])).split('\n');
			const found = view?.commitsOfFile(file).map(({ hash }) => hash) ?? [];
			assert.deepEqual([...found].sort(), [...expected].sort(), file);
		}
	});
});
