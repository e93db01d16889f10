import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { parse } from 'yaml';
import { HEALTHS, OBJECTIVE_STATUSES } from '../../src/core/objective.ts';
import { createGit } from '../../src/sample/git.ts';
import { createHistory, create, replace, type Step } from '../../src/sample/history.ts';
import { ana } from '../../src/sample/people.ts';
import { makeSample, removeSample, targetState, type Sample } from '../../src/sample/sample.ts';

interface FrontMatter {
	readonly id: string;
	readonly title: string;
	readonly status: string;
	readonly health?: string;
	readonly pm: string;
	readonly parent?: string;
	readonly key_results?: readonly object[];
	readonly code?: readonly (string | { readonly repo: string; readonly paths: readonly string[] })[];
}

interface Asked {
	readonly objective: string;
	readonly code: { readonly path: string; readonly lines: string; readonly commit: string };
}

const BRANCH = 'feature/SRCH-2-typo-tolerance';
/** The one pattern that matches nothing: its objective is proposed, its code is not written. */
const NOT_WRITTEN_YET = 'src/payments/local/**';

suite('sample', () => {
	const git = createGit();
	let folder = '';
	let sample: Sample;

	suiteSetup(async () => {
		folder = await mkdtemp(join(tmpdir(), 'tandem-sample-'));
		sample = await makeSample(join(folder, 'one'), git);
	});
	suiteTeardown(() => rm(folder, { recursive: true, force: true }));

	const lines = async (dir: string, ...args: string[]): Promise<string[]> =>
		(await git(dir, args)).split('\n').filter(Boolean);

	const objectives = async (): Promise<FrontMatter[]> => {
		const dir = join(sample.specs, 'objectives');
		const names = await readdir(dir);
		const texts = await Promise.all(names.map((name) => readFile(join(dir, name), 'utf8')));
		return texts.map((text) => parse(text.split('---\n')[1] ?? '') as FrontMatter);
	};

	const checkRenamed = (path: string, ...expected: string[]) =>
		test(path, async () => {
			const names = await lines(sample.shop, 'log', '--follow', '--name-status', '--format=', '--', path);
			const statuses = names.map((line) => line.split('\t')[0]?.[0]);
			const former = names.flatMap((line) => (line.startsWith('R') ? [line.split('\t')[1]] : []));
			assert.deepEqual(former, expected);
			assert.equal(statuses.at(-1), 'A');
		});

	const checkWritten = (subject: string, ...expected: number[]) =>
		test(subject, async () => {
			const args = [
				'blame',
				'--line-porcelain',
				'--ignore-revs-file',
				'.git-blame-ignore-revs',
				'src/checkout/retry.ts',
			];
			const blamed = (await git(sample.shop, args)).matchAll(/^summary (.*)\n(?:.*\n)*?\t(.*)$/gm);
			const lines = [...blamed].flatMap(([, summary, text = ''], index) =>
				// Whose blank line or closing brace it is, is a matter of taste of the difference's making.
				summary === subject && /\w/.test(text) ? [index + 1] : [],
			);
			assert.deepEqual(lines, expected);
		});

	test('is the same on every run', async () => {
		const other = await makeSample(join(folder, 'two'), git);
		for (const part of ['shop', 'forge', 'specs'] as const)
			assert.deepEqual(await lines(other[part], 'for-each-ref'), await lines(sample[part], 'for-each-ref'), part);
	});

	test('a year of commits by five people, with merges', async () => {
		assert.ok((await lines(sample.shop, 'rev-list', 'main')).length >= 95);
		assert.equal(new Set(await lines(sample.shop, 'log', '--format=%ae', 'main')).size, 5);
		assert.equal((await lines(sample.shop, 'rev-list', '--merges', 'main')).length, 3);
		const dates = await lines(sample.shop, 'log', '--format=%as', 'main');
		assert.deepEqual([dates.at(-1), dates[0]], ['2025-11-03', '2026-11-20']);
		assert.ok((await lines(sample.specs, 'rev-list', 'main')).length >= 25);
	});

	test('nothing waits to be committed or pushed, and no hook is there', async () => {
		for (const dir of [sample.shop, sample.specs]) {
			assert.deepEqual(await lines(dir, 'status', '--short', '--branch'), ['## main...origin/main']);
			assert.ok(!(await readdir(join(dir, '.git'))).includes('hooks'));
		}
		assert.equal(
			(await git(sample.shop, ['remote', 'get-url', 'origin'])).trim(),
			'git@forge.example:acme/web-shop.git',
		);
		assert.equal((await git(sample.specs, ['config', '--local', 'user.name'])).trim(), 'Maria Lopez');
	});

	test("the PM's clone pushes to the remote that plays the forge", async () => {
		const { specs, forge } = await makeSample(join(folder, 'three'), git);
		await git(specs, ['commit', '--quiet', '--allow-empty', '-m', 'A word']);
		await git(specs, ['push', '--quiet']);
		assert.deepEqual(await lines(forge, 'rev-parse', 'main'), await lines(specs, 'rev-parse', 'main'));
	});

	test('a branch names its objective and is not merged', async () => {
		assert.equal((await lines(sample.shop, 'rev-list', `main..${BRANCH}`)).length, 3);
	});

	for (const rev of ['main', BRANCH])
		test(`every import of ${rev} leads to a file`, async () => {
			const files = new Set(await lines(sample.shop, 'ls-tree', '-r', '--name-only', rev));
			for (const found of await lines(sample.shop, 'grep', '-E', "from '\\.", rev, '--', '*.ts')) {
				const [, path = '', target = ''] = /^[^:]+:([^:]+):.*from '(.*)';$/.exec(found) ?? [];
				assert.ok(files.has(`${posix.join(dirname(path), target)}.ts`), found);
			}
		});

	suite('renamed files keep their history', () => {
		checkRenamed('src/checkout/retry.ts', 'src/payments/retry.ts');
		checkRenamed('src/checkout/checkout.ts', 'src/checkout/flow.ts');
		checkRenamed('src/shipping/promise.ts', 'src/shipping/eta.ts');
		checkRenamed('src/search/search.ts', 'src/search/index.ts');
		checkRenamed('src/lib/logger.ts', 'src/lib/log.ts');
	});

	test('the formatting is listed, and blame looks through it', async () => {
		const listed =
			(await readFile(join(sample.shop, '.git-blame-ignore-revs'), 'utf8')).match(/^[0-9a-f]{40}$/gm) ?? [];
		const formatting = await lines(sample.shop, 'log', '--format=%H', '--grep=^Format everything');
		assert.deepEqual(listed, formatting);
		const [commit = ''] = listed;
		assert.ok((await lines(sample.shop, 'show', '--format=', '--name-only', commit)).length > 25);
		const blame = (...options: string[]) => git(sample.shop, ['blame', '-sl', ...options, 'src/checkout/retry.ts']);
		assert.ok((await blame()).includes(commit));
		assert.ok(!(await blame('--ignore-revs-file', '.git-blame-ignore-revs')).includes(commit));
	});

	suite('src/checkout/retry.ts is written by', () => {
		checkWritten('Ask again what became of a charge when the gateway times out', 11, 15, 16, 18, 19, 20, 21, 22);
		checkWritten('fix stuff', 12);
		checkWritten('Move the retry next to the checkout', 3, 5);
		checkWritten('Tell hard declines from soft ones', 8, 9, 45, 46, 47);
		checkWritten('Count the tries of a card per hour (SHOP-1423)', 25, 26, 27, 29, 34, 35, 36, 38, 49, 56);
		checkWritten('A card counts for its owner, guest or not', 6, 30, 57);
		checkWritten('Metrics client version 3', 2, 50);
		checkWritten('Retry a declined card once', 4, 40, 41, 42);
		checkWritten('Log why a retry did not help', 1, 51, 52, 53);
		checkWritten('Ask before another card is tried', 48, 60, 61, 62);
	});

	test('every status and every health, two PMs, one tree', async () => {
		const all = await objectives();
		const ids = all.map(({ id }) => id);
		assert.equal(all.length, 14);
		assert.equal(new Set(ids).size, 14);
		assert.deepEqual(new Set(all.map(({ status }) => status)), new Set(OBJECTIVE_STATUSES));
		assert.deepEqual(new Set(all.flatMap(({ health }) => health ?? [])), new Set(HEALTHS));
		assert.deepEqual(new Set(all.map(({ pm }) => pm)), new Set(['maria', 'jonas']));
		for (const { id, parent } of all) assert.ok(parent === undefined || ids.includes(parent), id);
		const counts = all.map(({ key_results: results }) => results?.length ?? 0);
		assert.deepEqual([Math.min(...counts), Math.max(...counts)], [0, 5]);
	});

	test('a key result moved over several commits', async () => {
		const log = await lines(sample.specs, 'log', '-p', '--format=', '--reverse', '--', 'objectives/checkout.md');
		const values = log.flatMap((line) => /^\+ +current: (6.*)/.exec(line)?.[1] ?? []);
		assert.deepEqual(values, ['61', '61.4', '62.2', '62.6', '63.9', '64.5']);
	});

	test('every pattern matches a file, but for code that is not written yet', async () => {
		const patterns = (await objectives()).flatMap(({ code = [] }) =>
			code.flatMap((rule) => (typeof rule === 'string' ? rule : rule.paths)),
		);
		assert.ok(patterns.some((pattern) => pattern.startsWith('!')));
		const idle: string[] = [];
		for (const pattern of patterns) {
			const matched = await lines(sample.shop, 'ls-files', '-ci', '-x', pattern.replace(/^!/, ''));
			if (matched.length === 0) idle.push(pattern);
		}
		assert.deepEqual(idle, [NOT_WRITTEN_YET]);
	});

	test('questions quote the very lines of their commit', async () => {
		const dir = join(sample.specs, 'questions');
		const texts = await Promise.all((await readdir(dir)).map((name) => readFile(join(dir, name), 'utf8')));
		const ids = new Set((await objectives()).map(({ id }) => id));
		for (const text of texts) {
			const { objective, code } = parse(text.split('---\n')[1] ?? '') as Asked;
			const [first = 0, last = 0] = code.lines.split('-').map(Number);
			const file = await git(sample.shop, ['show', `${code.commit}:${code.path}`]);
			const quoted = /```ts\n([\s\S]*?)\n```/.exec(text)?.[1];
			assert.equal(
				quoted,
				file
					.split('\n')
					.slice(first - 1, last)
					.join('\n'),
			);
			assert.ok(ids.has(objective));
			await git(sample.shop, ['merge-base', '--is-ancestor', code.commit, 'main']);
		}
		const answered = texts.filter((text) => /^## Answer( by .*)?\n\n\S/m.test(text));
		const resolved = texts.filter((text) => text.includes('\n\n## Resolved by '));
		assert.deepEqual([texts.length, answered.length, resolved.length], [5, 3, 1]);
		assert.ok(answered.some((text) => text.includes('\n## Answer\n')));
	});

	test('a folder with other files in it is left alone', async () => {
		const target = join(folder, 'one');
		assert.equal(await targetState(join(folder, 'nowhere')), 'free');
		assert.equal(await targetState(target), 'made');
		assert.equal(await targetState(folder), 'foreign');
		const copy = join(folder, 'four');
		await makeSample(copy, git);
		await writeFile(join(copy, 'notes.txt'), 'mine\n');
		await removeSample(copy);
		assert.deepEqual(await readdir(copy), ['notes.txt']);
		assert.equal(await targetState(copy), 'foreign');
	});
});

suite('history', () => {
	const first: Step = { by: ana, at: '2026-01-01 10:00', message: 'First', edits: [create('a', 'one one two')] };
	const check = (name: string, step: Partial<Step>, expected: RegExp) =>
		test(name, () => {
			const history = createHistory((_path, text) => text);
			history.next(first, () => '');
			const second: Step = { by: ana, at: '2026-01-02 10:00', message: 'Second', edits: [], ...step };
			assert.throws(() => history.next(second, () => ''), expected);
		});
	check('text that stands twice', { edits: [replace('a', 'one', 'x')] }, /"Second".*stands 2 times in a/);
	check('text that is not there', { edits: [replace('a', 'three', 'x')] }, /stands 0 times/);
	check('a file that is not there', { edits: [replace('b', 'one', 'x')] }, /no b/);
	check('a file that is there', { edits: [create('a', '')] }, /already/);
	check('a step that changes nothing', {}, /nothing/);
	check('a step before its time', { at: '2025-12-31 10:00', edits: [create('b', '')] }, /before/);
	check('an unknown branch', { merge: 'b' }, /no branch b/);
});
