import assert from 'node:assert/strict';
import { type AnchorFacts, findAnchor } from '../../src/core/anchors/findAnchor.ts';
import { followFile } from '../../src/node/followFile.ts';
import { createGit } from '../../src/node/git.ts';
import type { Git } from '../../src/node/git.ts';
import { readGitHistory } from '../support/gitHistory.ts';
import { createGitRepo, testGitEnvironment, type GitRepo } from '../support/gitRepo.ts';
import { createRandomHistory, seeded } from '../support/randomHistory.ts';
import { repoPath } from '../support/snapshots.ts';

const git = createGit({ log: { info() {}, warn() {}, error() {} }, environment: testGitEnvironment() });
const never = new AbortController().signal;
const TEXT = Array.from({ length: 30 }, (_, at) => `step ${at} does something of its own\n`);
const SOME = { first: 11, last: 13 };

async function placeOf(repo: GitRepo, anchor: Omit<AnchorFacts, 'path'> & { readonly path: string }): Promise<string> {
	const path = repoPath(anchor.path);
	const head = await repo.git('rev-parse', 'HEAD');
	const { commit } = anchor;
	const question = { root: repo.root, path, head, ...(commit === undefined ? {} : { commit }) };
	const place = findAnchor({ ...anchor, path }, await followFile({ git }, question, never));
	return place.kind === 'detached' ? place.why : `${place.how} ${place.path} ${place.lines.first}-${place.lines.last}`;
}

suite('a file, followed from the commit of an anchor', () => {
	let repo: GitRepo;
	let commit: string;
	const anchor = (path = 'a.txt') => ({ path, lines: SOME, commit, quote: TEXT.slice(10, 13).join('').trimEnd() });

	setup(async () => {
		repo = await createGitRepo();
		commit = await repo.commit('Begin', { 'a.txt': TEXT.join('') });
	});
	teardown(() => repo.dispose());

	test('is found under its new name, also after several renames with edits', async () => {
		await repo.git('mv', 'a.txt', 'b.txt');
		await repo.commit('Rename');
		await repo.commit('Edit', { 'b.txt': ['new\n', ...TEXT].join('') });
		await repo.git('mv', 'b.txt', ':c.txt');
		await repo.commit('Rename again');
		assert.equal(await placeOf(repo, anchor()), 'mapped :c.txt 12-14');
	});

	test('is not the file that took its name', async () => {
		await repo.git('mv', 'a.txt', 'b.txt');
		await repo.commit('Rename');
		await repo.commit('Another', { 'a.txt': TEXT.slice(0, 12).join('') });
		assert.equal(await placeOf(repo, anchor()), 'mapped b.txt 11-13');
	});

	test('is found through a merge of a branch that renamed it', async () => {
		await repo.git('checkout', '-q', '-b', 'side');
		await repo.git('mv', 'a.txt', 'b.txt');
		await repo.commit('Rename');
		await repo.git('checkout', '-q', 'main');
		await repo.commit('Edit', { 'a.txt': ['new\n', ...TEXT].join('') });
		await repo.git('merge', '-q', '--no-ff', '-m', 'Merge', 'side');
		assert.equal(await placeOf(repo, anchor()), 'mapped b.txt 12-14');
	});

	test('is nowhere for sure where it was renamed among files that are all like it', async () => {
		await repo.commit('Twin', { 'b.txt': TEXT.join('') });
		commit = await repo.git('rev-parse', 'HEAD');
		const [one, other] = [[...TEXT, 'one\n'].join(''), [...TEXT, 'other\n'].join('')];
		await repo.commit('Move', { 'a.txt': null, 'b.txt': null, 'x/c.txt': one, 'x/d.txt': other });
		assert.equal(await placeOf(repo, anchor()), 'ambiguous');
		await repo.git('reset', '-q', '--hard', commit);
		await repo.commit('Move', { 'a.txt': null, 'b.txt': null, 'x/a.txt': one, 'x/b.txt': other });
		assert.equal(await placeOf(repo, anchor()), 'mapped x/a.txt 11-13');
	});

	test('is nowhere for sure where one of two files that were alike was renamed and the other deleted', async () => {
		await repo.commit('Twin', { 'b.txt': TEXT.join('') });
		commit = await repo.git('rev-parse', 'HEAD');
		await repo.commit('Merge them', { 'a.txt': null, 'b.txt': null, 'c.txt': [...TEXT, 'both\n'].join('') });
		const places = await Promise.all([placeOf(repo, anchor()), placeOf(repo, anchor('b.txt'))]);
		assert.deepEqual(places.sort(), ['ambiguous', 'file-gone']);
		await repo.git('reset', '-q', '--hard', commit);
		await repo.commit('Move one', { 'a.txt': null, 'b.txt': null, 'x/a.txt': [...TEXT, 'one\n'].join('') });
		assert.equal(await placeOf(repo, anchor()), 'mapped x/a.txt 11-13');
	});

	test('is gone when it was deleted, and comes back with a revert', async () => {
		await repo.commit('Delete', { 'a.txt': null });
		assert.equal(await placeOf(repo, anchor()), 'file-gone');
		await repo.git('revert', '--no-edit', 'HEAD');
		assert.equal(await placeOf(repo, anchor()), 'unchanged a.txt 11-13');
	});

	test('is followed in its whole length although the quote is cut', async () => {
		const long = Array.from({ length: 120 }, (_, at) => `step ${at} does something of its own\n`);
		const from = await repo.commit('Long', { 'long.txt': long.join('') });
		const lines = { first: 11, last: 110 };
		const quote = long.slice(10, 70).join('').trimEnd();
		const where = (at?: string) => placeOf(repo, { path: 'long.txt', lines, quote, ...(at ? { commit: at } : {}) });
		await repo.commit('Above', { 'long.txt': ['new\n', ...long].join('') });
		assert.equal(await where(from), 'mapped long.txt 12-111');
		await repo.git('mv', 'long.txt', 'moved.txt');
		await repo.commit('Rename');
		await repo.commit('Inside', { 'moved.txt': ['new\n', ...long].toSpliced(100, 0, 'more\n').join('') });
		assert.equal(await where(from), 'mapped moved.txt 12-112');
		await repo.commit('Back', { 'moved.txt': null, 'long.txt': long.join('') });
		assert.equal(await where(), 'exact long.txt 11-110');
	});

	test('is looked for by its text where the commit was rebased away, under its name of today', async () => {
		await repo.git('mv', 'a.txt', 'b.txt');
		await repo.commit('Rename', { 'b.txt': ['new\n', ...TEXT].join('') });
		assert.equal(await placeOf(repo, { ...anchor(), commit: 'd'.repeat(40) }), 'exact b.txt 12-14');
	});

	test('is found from a short hash, and no revision of another kind', async () => {
		assert.equal(await placeOf(repo, { ...anchor(), commit: commit.slice(0, 7) }), 'unchanged a.txt 11-13');
		assert.equal(await placeOf(repo, { ...anchor(), commit: '--output=x' }), 'exact a.txt 11-13');
	});

	test('is found on a branch without the commit', async () => {
		await repo.git('checkout', '-q', '-b', 'side');
		const onSide = await repo.commit('Edit', { 'a.txt': ['side\n', ...TEXT].join('') });
		await repo.git('checkout', '-q', 'main');
		assert.equal(
			await placeOf(repo, { ...anchor(), commit: onSide, lines: { first: 12, last: 14 } }),
			'mapped a.txt 11-13',
		);
	});

	test('takes three processes, and with the history in memory no more after an edit', async () => {
		await repo.commit('Edit', { 'a.txt': ['new\n', ...TEXT].join('') });
		const head = await repo.git('rev-parse', 'HEAD');
		const history = await readGitHistory(repo.root);
		let count = 0;
		const counting: Git = { ...git, run: (...args) => (count++, git.run(...args)) };
		const question = { root: repo.root, path: repoPath('a.txt'), commit, head };
		const followed = await followFile({ git: counting, historyOf: () => history }, question, never);
		assert.equal(count, 3);
		assert.deepEqual(followed, await followFile({ git }, question, never));
	});
});

/**
 * Every line of these repositories is unique, so that the texts themselves say which place is right: whatever was merged, renamed, rebased and reset, an anchor is
 * where its lines are, or is detached.
 */
suite('anchors in random repositories', () => {
	for (const seed of [1, 2, 3]) {
		test(`are at their lines or nowhere, seed ${seed}`, async function () {
			this.timeout(60_000);
			const { repo, step, head } = await createRandomHistory(seed, ['CHK-1']);
			const random = seeded(seed + 100);
			const pick = <Thing>(things: readonly Thing[]) => things[Math.floor(random() * things.length)];
			const linesOf = async (at: string, path: string) => (await repo.git('show', `${at}:${path}`)).split('\n');
			try {
				const anchors: AnchorFacts[] = [];
				for (let count = 0; count < 40; count++) {
					await step();
					const commit = await head();
					const path = pick((await repo.git('ls-files')).split('\n').filter((name) => !name.includes('.keep'))) ?? '';
					const lines = await linesOf(commit, path);
					const first = 1 + Math.floor(random() * lines.length);
					const last = Math.min(lines.length, first + Math.floor(random() * 4));
					const quote = lines.slice(first - 1, last).join('\n');
					if (path !== '' && quote.trim() !== '')
						anchors.push({ path: repoPath(path), lines: { first, last }, commit, quote });
				}
				const now = await head();
				let found = 0;
				for (const anchor of anchors) {
					const place = findAnchor(
						anchor,
						await followFile({ git }, { root: repo.root, head: now, ...anchor, commit: anchor.commit ?? '' }, never),
					);
					const quoted = anchor.quote.split('\n').filter((line) => line !== '');
					const all = await everyLine(repo, now);
					const left = quoted.flatMap((line) => all.get(line) ?? []);
					if (place.kind === 'detached') {
						// Gone, or in copies of which nothing tells which one it is.
						const isWhole = left.length === quoted.length && new Set(left.map(({ path }) => path)).size === 1;
						assert.ok(!isWhole || place.why !== 'lines-gone', JSON.stringify({ anchor, place, left }));
						continue;
					}
					found++;
					const there = left.filter(({ path }) => path === place.path).map(({ line }) => line);
					assert.ok(there.length >= quoted.length / 2, JSON.stringify({ anchor, place, left }));
					assert.ok(
						there.includes(place.lines.first) && there.includes(place.lines.last),
						JSON.stringify({ anchor, place, there }),
					);
				}
				assert.ok(found > anchors.length / 3, `${found} of ${anchors.length} found`);
			} finally {
				await repo.dispose();
			}
		});
	}
});

async function everyLine(repo: GitRepo, at: string) {
	const found = new Map<string, { path: string; line: number }[]>();
	for (const path of (await repo.git('ls-tree', '-r', '--name-only', at)).split('\n')) {
		for (const [index, text] of (await repo.git('show', `${at}:${path}`)).split('\n').entries()) {
			found.set(text, [...(found.get(text) ?? []), { path, line: index + 1 }]);
		}
	}
	return found;
}
