import assert from 'node:assert/strict';
import fc from 'fast-check';
import { unlinkedGroups } from '../../../src/app/unlinkedGroups.ts';
import type { UnlinkedCommit } from '../../../src/app/unlinkedCommits.ts';
import { repoPath } from '../../support/snapshots.ts';

let made = 0;
function commit(files: readonly string[], root = '/shop'): UnlinkedCommit {
	const hash = String(++made).padStart(40, '0');
	const facts = { hash, author: 'Ana Ruiz', time: 1_000_000 - made, subject: 'x', message: 'x' };
	return { repo: { root }, commit: facts, files: files.map(repoPath), suggested: [] };
}
const several = (number: number, ...files: readonly string[]) => Array.from({ length: number }, () => commit(files));

/** `3 src/checkout`: how many, and where; the largest first. */
function check(name: string, commits: readonly UnlinkedCommit[], expected: readonly string[]): void {
	test(name, () =>
		assert.deepEqual(
			unlinkedGroups(commits).map(({ folder, commits: own }) => `${own.length} ${folder}`),
			expected,
		),
	);
}

suite('unlinked work by folder', () => {
	check('none', [], []);
	check('a few in one folder are one group', several(3, 'src/checkout/pay.ts', 'src/checkout/card/visa.ts'), [
		'3 src/checkout',
	]);
	check('a few below one folder stay together', [...several(2, 'src/a/x.ts'), ...several(3, 'src/b/y.ts')], ['5 src']);
	check(
		'many are split by the folders below',
		[...several(6, 'src/a/x.ts'), ...several(5, 'src/b/y.ts')],
		['6 src/a', '5 src/b'],
	);
	check(
		'a folder with a single commit is no group',
		[...several(6, 'src/a/x.ts'), ...several(5, 'src/b/y.ts'), commit(['src/c/z.ts']), commit(['src/main.ts'])],
		['6 src/a', '5 src/b', '2 src'],
	);
	check(
		'what lies all over the repository is apart from what has a place',
		[...several(2, 'src/a.ts'), ...several(3, 'test/a.ts'), commit(['src/a.ts', 'test/a.ts']), commit(['README.md'])],
		['3 test', '2 src', '2 '],
	);
	check('two code repos are not mixed', [commit(['src/a.ts']), commit(['src/a.ts'], '/api')], ['1 src', '1 src']);

	test('every commit is in one group, whose folder holds all of its files; within it the newest comes first', () => {
		const name = fc.constantFrom('a', 'b', 'c', 'd');
		const file = fc.array(name, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('/'));
		const changed = fc.array(file, { minLength: 1, maxLength: 4 });
		fc.assert(
			fc.property(fc.array(changed, { maxLength: 60 }), (all) => {
				const commits = all.map((files) => commit(files));
				const groups = unlinkedGroups(commits);
				const found = groups.flatMap((group) => group.commits);
				assert.deepEqual(new Set(found), new Set(commits));
				assert.equal(found.length, commits.length);
				assert.equal(new Set(groups.map(({ key }) => key)).size, groups.length);
				for (const { folder, commits: own } of groups) {
					const prefix = folder === '' ? '' : `${folder}/`;
					assert.ok(own.every(({ files }) => files.every((path) => path.startsWith(prefix))));
					assert.deepEqual(
						own,
						commits.filter((one) => own.includes(one)),
					);
				}
			}),
		);
	});
});
