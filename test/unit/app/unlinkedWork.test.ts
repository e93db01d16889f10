import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import type { RepoContext } from '../../../src/app/codeContexts.ts';
import { createCommitFiles } from '../../../src/app/commitFiles.ts';
import { createSpecStore } from '../../../src/app/specStore.ts';
import { unlinkedMessage, unlinkedRow } from '../../../src/app/unlinkedRows.ts';
import { createUnlinkedWorks, UNLINKED_DAYS } from '../../../src/app/unlinkedWork.ts';
import { Failure } from '../../../src/core/failure.ts';
import type { CommitFacts } from '../../../src/core/link.ts';
import { createLinkRules } from '../../../src/core/linkRules.ts';
import { fakeClock, fakeCodeRepos, fakeLog, fakeSource } from '../../support/inMemory.ts';
import type { FakeCode } from '../../support/inMemory.ts';
import { commitOf, NOW } from '../../support/knownWhy.ts';
import { objectiveOf, snapshotOf } from '../../support/snapshots.ts';

const code = (text: string) => [{ patterns: [{ text, line: 9 }] }];
const objectives = [
	objectiveOf('CHK-1', { title: 'Cut abandonment', status: 'active', code: code('src/checkout/') }),
	objectiveOf('PAY-2', { code: code('src/') }),
	objectiveOf('OLD-1', { status: 'dropped', code: code('src/') }),
];
const touched = (files: Readonly<Record<string, readonly string[]>>) =>
	Object.fromEntries(Object.entries(files).map(([digit, paths]) => [digit.repeat(40), paths]));
const SHOP: FakeCode = {
	files: [],
	commits: [
		commitOf('1', 'Tidy up'),
		commitOf('2', 'CHK-1: retry'),
		commitOf('3', 'Bump\n\nObjective: none (chore)'),
		commitOf('4', "Merge branch 'x'"),
		commitOf('5', 'Docs'),
	],
	touched: touched({
		1: ['src/checkout/a.ts', 'src/a.ts', 'src/b.ts'],
		2: ['src/a.ts'],
		3: ['src/a.ts'],
		5: ['README.md'],
	}),
};

suite('unlinked work', () => {
	async function setUp(shop: FakeCode = SHOP, { shallow = false } = {}) {
		const clock = fakeClock(NOW);
		const log = fakeLog();
		const store = createSpecStore({ source: fakeSource(), read: async () => snapshotOf(objectives), clock, log });
		await store.refresh();
		const head = { commit: 'a'.repeat(40), branch: 'main', shallow };
		const contexts: RepoContext[] = [
			{ repo: { root: '/home/ana/shop' }, head, spec: { kind: 'store', store }, problems: [] },
		];
		const codeRepos = fakeCodeRepos({ '/home/ana/shop': shop });
		const works = createUnlinkedWorks({
			codeRepos,
			commitFiles: createCommitFiles(codeRepos),
			contexts: { known: () => contexts },
			rulesFor: async (_context, _store, snapshot) => createLinkRules(snapshot, {}),
			clock,
			breathe: async () => undefined,
			log,
		});
		const settled = async () => {
			works.get(store);
			await setImmediate();
			await setImmediate();
			return works.get(store);
		};
		return { store, contexts, codeRepos, works, settled, clock };
	}

	test('commits that name no objective, with their files; those on purpose, and merges, are not among them', async () => {
		const { settled } = await setUp();
		const { state, commits, gaps, isCut } = await settled();
		assert.deepEqual([state, gaps, isCut], ['ready', [], false]);
		assert.deepEqual(
			commits.map(({ commit, files }) => `${commit.subject}: ${files.length}`),
			['Tidy up: 3', 'Docs: 1'],
		);
	});

	test('objectives whose patterns cover the files are suggested, most files first, and no dropped one', async () => {
		const { settled } = await setUp();
		const { commits } = await settled();
		assert.deepEqual(
			commits.map(({ suggested }) => suggested),
			[
				[
					{ objective: 'PAY-2', pattern: 'src/' },
					{ objective: 'CHK-1', pattern: 'src/checkout/' },
				],
				[],
			],
		);
	});

	test('git is asked once for a state of the code, about the last days', async () => {
		const { settled, codeRepos, contexts, store, works } = await setUp();
		await settled();
		await settled();
		assert.deepEqual(codeRepos.asked, ['commits /home/ana/shop', 'touched /home/ana/shop']);
		assert.ok(Math.abs((codeRepos.choice?.since ?? 0) - (NOW / 1000 - UNLINKED_DAYS * 86_400)) < 86_400);
		const [context] = contexts;
		assert.ok(context);
		contexts[0] = { ...context, head: { ...context.head, commit: 'b'.repeat(40) } };
		assert.equal(works.get(store).commits.length, 2, 'the former answer stays');
		await settled();
		assert.equal(codeRepos.asked.length, 4);
	});

	test('what is not read yet is not "none"', async () => {
		const { works, store } = await setUp();
		assert.equal(works.get(store).state, 'loading');
		assert.match(unlinkedMessage([works.get(store)]) ?? '', /^Reading the commits of the last 90 days/);
	});

	test('the words above the list: complete, nothing, incomplete, failed, no code', async () => {
		const say = async (...args: Parameters<typeof setUp>) => unlinkedMessage([await (await setUp(...args)).settled()]);
		const linked: FakeCode = { files: [], commits: [commitOf('2', 'CHK-1: retry')], touched: {} };
		assert.equal(await say(), undefined);
		assert.equal(
			await say(linked),
			'Every commit of the last 90 days names an objective, or says that it serves none.',
		);
		assert.equal(await say(SHOP, { shallow: true }), 'shop is a shallow clone: older commits are not here.');
		assert.match(
			(await say(linked, { shallow: true })) ?? '',
			/^No unlinked commit was found so far\. shop is a shallow/,
		);
		const failed = { files: [], commits: new Failure('git', 'bad object') };
		assert.match((await say(failed)) ?? '', /shop could not be read: bad object\. Run "Tandem: Refresh"/);
		assert.match(unlinkedMessage([]) ?? '', /^No code of this spec repo is open/);
	});

	test('where the objectives cannot be read, commits are not called unlinked', async () => {
		const { works, codeRepos } = await setUp();
		const source = fakeSource();
		source.open = async () => {
			throw new Failure('offline', 'no route');
		};
		const store = createSpecStore({ source, read: async () => snapshotOf([]), clock: fakeClock(NOW), log: fakeLog() });
		await store.refresh();
		assert.equal(works.get(store).state, 'failed');
		assert.match(unlinkedMessage([works.get(store)]) ?? '', /^The objectives cannot be read/);
		assert.deepEqual(codeRepos.asked, []);
	});

	test('after a failure git is asked again when the user refreshes', async () => {
		const { settled, codeRepos, works } = await setUp({ files: [], commits: new Failure('git', 'bad object') });
		assert.equal((await settled()).gaps.length, 1);
		codeRepos.code.set('/home/ana/shop', SHOP);
		assert.equal((await settled()).gaps.length, 1);
		works.retryFailed();
		assert.deepEqual((await settled()).gaps, []);
	});

	test('of thousands the newest are listed', async () => {
		const commits = Array.from({ length: 700 }, (_value, index): CommitFacts => ({
			...commitOf('0', `Change ${index}`),
			hash: String(index).padStart(40, '0'),
			time: NOW / 1000 - index,
		}));
		const files = Object.fromEntries(commits.map(({ hash }) => [hash, ['src/a.ts']]));
		const { settled } = await setUp({ files: [], commits, touched: files });
		const work = await settled();
		assert.deepEqual([work.commits.length, work.isCut], [300, true]);
		assert.equal(unlinkedMessage([work]), 'Only the newest 300 are listed.');
	});

	test('a row says when, and which objective it may be for, and why', async () => {
		const { settled, store } = await setUp();
		const [first, docs] = (await settled()).commits;
		assert.ok(first && docs);
		const row = unlinkedRow(first, store.snapshot(), NOW);
		assert.deepEqual([row.label, row.note], ['Tidy up', 'PAY-2, CHK-1? · 3 weeks ago']);
		assert.match(row.tooltip, /1111111 · Ana Ruiz · 3 weeks ago/);
		assert.match(row.tooltip, /Perhaps CHK-1 Cut abandonment: its pattern src\/checkout\/ covers files/);
		assert.match(row.tooltip, /src\/checkout\/a\.ts\nsrc\/a\.ts\nsrc\/b\.ts$/);
		assert.match(unlinkedRow(docs, store.snapshot(), NOW).tooltip, /No pattern of an objective covers its files/);
	});
});
