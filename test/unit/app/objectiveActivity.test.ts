import assert from 'node:assert/strict';
import {
	activityOf,
	COMMIT_LIMIT,
	LISTED,
	readRepoActivity,
	unreadableRepo,
} from '../../../src/app/objectiveActivity.ts';
import type { Gap, RepoActivity, RepoToRead } from '../../../src/app/objectiveActivity.ts';
import { Failure } from '../../../src/core/failure.ts';
import { createLinkRules } from '../../../src/core/linkRules.ts';
import type { CodeRule } from '../../../src/core/objective.ts';
import { fakeCodeRepos, fakeLog } from '../../support/inMemory.ts';
import type { FakeCode } from '../../support/inMemory.ts';
import { commitOf } from '../../support/knownWhy.ts';
import { objectiveOf, repoPath } from '../../support/snapshots.ts';

const SHOP = { root: '/shop', name: 'acme/shop' };
const HEAD = { commit: 'a'.repeat(40), branch: 'main', shallow: false };
const rule = (...texts: readonly string[]): CodeRule[] => [
	{ patterns: texts.map((text, index) => ({ text, line: index + 1 })) },
];
const OBJECTIVES = [
	objectiveOf('CHK-1', { code: rule('src/checkout/**', '!**/*.test.ts') }),
	objectiveOf('GROW-2', { code: rule('src/**'), aliases: ['growth-goal'] }),
	objectiveOf('OPS-3'),
];

suite('what a code repo does with the objectives', () => {
	// New ones each time: they remember what a commit says by its hash.
	const makeRules = () => createLinkRules({ objectives: OBJECTIVES }, { repoName: SHOP.name });
	const read = async (code: Partial<FakeCode>, wanted: Partial<RepoToRead> = {}, breathe = async () => undefined) => {
		const log = fakeLog();
		const codeRepos = fakeCodeRepos({ [wanted.repo?.root ?? SHOP.root]: { files: [], commits: [], ...code } });
		const repo: RepoToRead = { repo: SHOP, head: HEAD, rules: makeRules(), since: 1000, specFolders: [], ...wanted };
		const activity = await readRepoActivity(repo, { codeRepos, breathe, log }, new AbortController().signal);
		return { activity, log, codeRepos };
	};
	/** `CHK-1: src/a.ts` or `CHK-1: 2 of which src/a.ts`; commits by their subject. */
	const check = (repos: readonly RepoActivity[], id: string, files: readonly string[], commits: readonly string[]) => {
		const found = activityOf(id, repos);
		assert.deepEqual(
			found.files.first.map(({ path }) => path),
			files,
		);
		assert.equal(found.files.count, files.length);
		assert.deepEqual(
			found.commits.first.map(({ commit }) => commit.subject),
			commits,
		);
		assert.equal(found.commits.count, commits.length);
	};
	const gaps = (repos: readonly RepoActivity[], what: 'files' | 'commits') =>
		activityOf('CHK-1', repos)[what].gaps.map(({ kind }: Gap) => kind);

	test('files by the PM’s patterns, with the one that decided', async () => {
		const { activity } = await read({
			files: ['README.md', 'src/checkout/retry.test.ts', 'src/checkout/retry.ts', 'src/a.ts'],
		});
		check([activity], 'CHK-1', ['src/checkout/retry.ts'], []);
		check([activity], 'GROW-2', ['src/checkout/retry.test.ts', 'src/checkout/retry.ts', 'src/a.ts'], []);
		check([activity], 'OPS-3', [], []);
		assert.equal(activityOf('CHK-1', [activity]).files.first[0]?.pattern, 'src/checkout/**');
	});

	test('commits that name an objective, by any of its keys, newest first', async () => {
		const old = { ...commitOf('1', 'Try twice\n\nObjective: CHK-1'), time: 100 };
		const young = { ...commitOf('2', 'Count retries for growth-goal and CHK-1'), time: 300 };
		const { activity, codeRepos } = await read({ commits: [old, commitOf('3', 'Tidy up'), young] });
		check([activity], 'CHK-1', [], ['Count retries for growth-goal and CHK-1', 'Try twice']);
		check([activity], 'GROW-2', [], ['Count retries for growth-goal and CHK-1']);
		assert.equal(activityOf('CHK-1', [activity]).commits.first[1]?.mention.words, 'Objective: CHK-1');
		assert.equal(codeRepos.choice?.since, 1000);
	});

	test('every file and commit is counted, only the first are kept', async () => {
		const files = Array.from({ length: LISTED + 20 }, (_, at) => `src/checkout/${at}.ts`);
		const commits = files.map((_, at) => ({ ...commitOf('1', 'CHK-1'), hash: String(at).padStart(40, '0'), time: at }));
		const found = activityOf('CHK-1', [(await read({ files, commits })).activity]);
		assert.deepEqual([found.files.count, found.files.first.length], [LISTED + 20, LISTED]);
		assert.deepEqual([found.commits.count, found.commits.first.length], [LISTED + 20, LISTED]);
		assert.equal(found.commits.first[0]?.commit.time, LISTED + 19);
	});

	test('a failure is a gap with its reason, and the other half still counts', async () => {
		const { activity, log } = await read({
			files: new Failure('git', 'bad object'),
			commits: [commitOf('1', 'CHK-1: try twice')],
		});
		check([activity], 'CHK-1', [], ['CHK-1: try twice']);
		assert.deepEqual(gaps([activity], 'files'), ['failed']);
		assert.deepEqual(gaps([activity], 'commits'), []);
		assert.match(log.lines.join(), /^warn files of \/shop/);
	});

	test('a bug is a gap too, and logged as one', async () => {
		const { activity, log } = await read({ commits: new TypeError('x') });
		assert.deepEqual(gaps([activity], 'commits'), ['failed']);
		assert.match(log.lines.join(), /^error commits of \/shop/);
	});

	test('a repository that cannot be looked at at all', () => {
		const activity = unreadableRepo(SHOP, new Failure('git', 'x'));
		assert.deepEqual([gaps([activity], 'files'), gaps([activity], 'commits')], [['failed'], ['failed']]);
		assert.equal(activity.holdsCode, true);
	});

	test('a shallow clone and a very busy month say that they are not all', async () => {
		const { activity } = await read({}, { head: { ...HEAD, shallow: true } });
		assert.deepEqual([gaps([activity], 'files'), gaps([activity], 'commits')], [[], ['shallow']]);
		const commits = Array.from({ length: COMMIT_LIMIT + 1 }, () => commitOf('1', 'x'));
		assert.deepEqual(gaps([(await read({ commits })).activity], 'commits'), ['limit']);
	});

	test('before the first commit there is nothing, and git is not asked', async () => {
		const { activity, codeRepos } = await read({ files: ['src/a.ts'] }, { head: { branch: 'main', shallow: false } });
		check([activity], 'GROW-2', [], []);
		assert.deepEqual(codeRepos.asked, []);
		assert.deepEqual(gaps([activity], 'files'), []);
	});

	test('several code repos add up; two working trees of one do not', async () => {
		const fix = commitOf('1', 'CHK-1: fix');
		const shop = (await read({ files: ['src/a.ts'], commits: [fix] })).activity;
		const tree = { root: '/shop-2', name: 'ACME/shop' };
		const again = (await read({ files: ['src/a.ts'], commits: [fix, commitOf('2', 'CHK-1: more')] }, { repo: tree }))
			.activity;
		const other = (await read({ files: ['src/b.ts'] }, { repo: { root: '/other' } })).activity;
		check([shop, again], 'GROW-2', ['src/a.ts'], []);
		check([shop, other], 'GROW-2', ['src/a.ts', 'src/b.ts'], []);
		check([shop, again], 'CHK-1', [], ['CHK-1: fix', 'CHK-1: more']);
	});

	test('where the spec lies in the repository, what changes nothing else is no work', async () => {
		const specFolders = [repoPath('objectives')];
		const { codeRepos } = await read({}, { specFolders });
		assert.deepEqual(codeRepos.choice?.outside, specFolders);
	});

	test('a folder with nothing but the spec, a README and the forge’s files holds no code', async () => {
		const specFolders = [repoPath('objectives'), repoPath('tandem.yml')];
		const spec = ['README.md', 'tandem.yml', 'objectives/chk-1.md', '.github/workflows/check.yml'];
		assert.equal((await read({ files: spec }, { specFolders })).activity.holdsCode, false);
		assert.equal((await read({ files: [...spec, 'src/a.ts'] }, { specFolders })).activity.holdsCode, true);
		assert.equal((await read({ files: spec })).activity.holdsCode, true);
		assert.equal((await read({ files: new Failure('git', 'x') }, { specFolders })).activity.holdsCode, true);
	});

	test('gives others their turn after every file and commit, and ends when nobody waits', async () => {
		let turns = 0;
		await read({ files: ['a', 'b'], commits: [commitOf('1', 'x')] }, {}, async () => void turns++);
		assert.equal(turns, 3);
		const stop = new AbortController();
		const run = readRepoActivity(
			{ repo: SHOP, head: HEAD, rules: makeRules(), since: 0, specFolders: [] },
			{
				codeRepos: fakeCodeRepos({ '/shop': { files: ['a', 'b'], commits: [] } }),
				breathe: async () => stop.abort(),
				log: fakeLog(),
			},
			stop.signal,
		);
		await assert.rejects(run, { name: 'AbortError' });
	});
});
