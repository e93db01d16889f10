import assert from 'node:assert/strict';
import type { RepoContext } from '../../../src/app/codeContexts.ts';
import { createCommitFiles } from '../../../src/app/commitFiles.ts';
import { createSpecReader } from '../../../src/app/readSpec.ts';
import { createSpecChecks } from '../../../src/app/specChecks.ts';
import type { SpecView } from '../../../src/app/specDrafts.ts';
import { createSpecStore } from '../../../src/app/specStore.ts';
import { createUnmatchedPatterns } from '../../../src/app/unmatchedPatterns.ts';
import { createEmitter } from '../../../src/core/event.ts';
import type { SpecStore } from '../../../src/app/specStore.ts';
import { fakeClock, fakeCodeRepos, fakeLog, fakeSource } from '../../support/inMemory.ts';
import { specTreeOf } from '../../support/specTreeOf.ts';

async function setUp(code: Readonly<Record<string, readonly string[] | Error>> = {}) {
	const log = fakeLog();
	const store = createSpecStore({ source: fakeSource(), read: createSpecReader().read, clock: fakeClock(), log });
	const reader = createSpecReader();
	const moved = createEmitter<SpecStore>();
	let view: SpecView | undefined;
	const repos = fakeCodeRepos(
		Object.fromEntries(Object.entries(code).map(([root, files]) => [`/${root}`, { files, commits: [] }])),
	);
	const contexts = Object.keys(code).map((name): RepoContext => ({
		repo: { root: `/${name}` },
		name,
		head: { commit: 'a'.repeat(40), shallow: false },
		spec: { kind: 'store', store },
		problems: [],
	}));
	const breathe = () => Promise.resolve();
	const patterns = createUnmatchedPatterns({
		commitFiles: createCommitFiles(repos),
		contexts: () => contexts,
		specs: () => [store],
		breathe,
		log,
	});
	const checks = createSpecChecks({ drafts: { view: () => view, onDidChange: moved.event }, patterns, breathe, log });
	return {
		store,
		checks,
		repos,
		log,
		/** Views these files, and waits until everything about them is known. */
		async look(files: Readonly<Record<string, string>>) {
			const tree = specTreeOf(files);
			view = { snapshot: await reader.read(tree, new AbortController().signal), tree, drafts: new Map() };
			tree.reads.length = 0;
			moved.fire(store);
			for (let turn = 0; turn < 200; turn++) await Promise.resolve();
			return tree;
		},
	};
}

const file = (keys: string, body = '') => `---\nid: A\ntitle: T\n${keys}\n---\n${body}\n`;

/** `code severity at line:column-column` of one objective in a spec repo that has `objectives/B.md` as well. */
async function check(
	text: string,
	code: Readonly<Record<string, readonly string[] | Error>>,
	...expected: string[]
): Promise<void> {
	const { checks, look, store } = await setUp(code);
	await look({ 'objectives/A.md': text, 'objectives/B.md': '---\nid: B\ntitle: B\n---\n' });
	const problems = checks.get(store)?.problems ?? [];
	const found = problems.map(
		({ code: problem, severity, range }) =>
			`${problem} ${severity} at ${range?.start.line}:${range?.start.column}-${range?.end.column}`,
	);
	assert.deepEqual(found, expected);
}

suite('specChecks', () => {
	test('a link that leads nowhere', () =>
		check(file('', 'See [b](b.md) and [b](B.md).'), {}, 'link.dead warning at 6:9-13'));
	test('a problem of the whole gets its place', () =>
		check(file('supersedes: [B, C]'), {}, 'supersedes.unknown info at 4:17-18'));

	test('the head of a file is read once for all of its problems', async () => {
		const { look, checks, store } = await setUp();
		const results = Array.from({ length: 6000 }, (_, at) => `  - {metric: M${at}, target: 1}\n`).join('');
		const start = process.cpuUsage();
		await look({ 'objectives/A.md': file(`key_results:\n${results}supersedes: [${'X, '.repeat(2000)}X]`) });
		// A moment is usual; with a reading for each it is a quarter of an hour.
		assert.ok(process.cpuUsage(start).user < 6_000_000);
		assert.equal(checks.get(store)?.problems.length, 200);
	});

	const shop = { shop: ['src/pay/card.ts', 'src/find.ts', 'README.md'] };
	test('patterns that cover something', () => check(file('code: [src/pay/, "*.ts", /src/find.ts, "!src/x"]'), shop));
	test('a pattern that covers nothing', () =>
		check(file('code:\n  - src/pay/\n  - src/pya/**  # cards'), shop, 'pattern.unmatched warning at 6:5-15'));
	test('of a proposal it is a hint', () =>
		check(file('status: proposed\ncode: src/new/'), shop, 'pattern.unmatched info at 5:7-15'));
	test('of what is over nothing is said', () => check(file('status: achieved\ncode: src/old/'), shop));
	test('one for a repository that is not open', () => check(file('code: [{repo: app, paths: [src/x/]}]'), shop));
	test('one for a repository that is open', () =>
		check(file('code: [{repo: Shop, paths: [src/x/]}]'), shop, 'pattern.unmatched warning at 4:29-35'));
	test('one for all, found in one', () => check(file('code: lib/'), { ...shop, app: ['lib/a.ts'] }));
	test('no code repo is open', () => check(file('code: src/x/'), {}));
	test('a repository without code is none', () =>
		check(file('code: src/x/'), { notes: ['README.md', '.github/x.yml'] }));
	test('nothing is claimed where a repository cannot be read', () =>
		check(file('code: src/x/'), { ...shop, app: new Error('git') }));
	test('a broken pattern is another problem', () =>
		check(file('code: "src/[x"'), shop, 'pattern.invalid warning at 4:7-15'));

	test('what has not changed is not read again, and no pattern is compared twice', async () => {
		const { look, repos, checks, store } = await setUp(shop);
		const [one, other] = [file('code: src/x/', '[b](c.md)'), '---\nid: B\ntitle: B\nsupersedes: C\n---\n'];
		await look({ 'objectives/A.md': one, 'objectives/B.md': other });
		assert.equal(checks.get(store)?.problems.length, 3);
		const tree = await look({ 'objectives/A.md': one, 'objectives/B.md': `${other}more` });
		assert.deepEqual(tree.reads, [['objectives/B.md']]);
		assert.deepEqual(repos.asked, ['files /shop']);
		assert.equal(checks.get(store)?.problems.length, 3);
	});
});
