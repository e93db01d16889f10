import assert from 'node:assert/strict';
import { lineageOf } from '../../../../src/core/history/lineage.ts';
import { finish } from '../../../../src/core/steps.ts';
import { smallHistory } from '../../../support/smallHistory.ts';
import { repoPath } from '../../../support/snapshots.ts';

/** Each commit with its parents, sorted; what git gets of this history for the file `x` at the last commit. */
function check(
	name: string,
	commits: readonly string[],
	expected: readonly string[] | string | undefined,
	known?: string,
): void {
	test(name, () => {
		const history = smallHistory(...commits);
		const lineage = finish(
			lineageOf(history, {
				head: commits.length - 1,
				path: repoPath('x'),
				...(known === undefined ? {} : { known: history.find(known) }),
			}),
		);
		assert.deepEqual(typeof lineage === 'object' ? [...lineage.lines].sort() : lineage, expected);
	});
}

suite('the part of a history that a file’s blame has to see', () => {
	check(
		'commits to other files are left out',
		['a: = A x', 'b: a', 'c: b = M x', 'd: c = M y', 'e: d = M x', 'f: e'],
		['a', 'c a', 'e c', 'f e'],
	);
	check(
		'a rename keeps its true parent, and what is before it under the former name',
		['a: = A y', 'b: a', 'c: b = M y', 'd: b', 'e: c', 'f: e = R y x', 'g: f'],
		['a', 'c a', 'e c', 'f e', 'g f'],
	);
	check(
		'a file that is added keeps its true parent, in which git looks for a former name',
		['a: = A y', 'b: a', 'c: b = A x'],
		['b', 'c b'],
	);
	check(
		'a merge of branches that left the file alone is no commit of it',
		['a: = A x', 'b: a = M y', 'c: a = M z', 'd: b c'],
		['a', 'd a'],
	);
	check(
		'a merge of two ways of the file keeps both, with its true parents',
		['a: = A x', 'b: a = M x', 'c: a = M x', 'd: b', 'e: c', 'f: d e', 'g: f'],
		['a', 'b a', 'c a', 'd b', 'e c', 'f d e', 'g f'],
	);
	check(
		'a merge that changed the file itself is kept',
		['a: = A x', 'b: a', 'c: a', 'd: b c = M x'],
		['a', 'b a', 'c a', 'd b c'],
	);
	check('unrelated histories that are merged', ['a: = A x', 'b: = A y', 'c: a b'], ['a', 'b', 'c a b']);
	check(
		'what is older than a known blame is left out',
		['a: = A x', 'b: a = M x', 'c: b', 'd: c = M x', 'e: d'],
		['c', 'd c', 'e d'],
		'c',
	);
	check(
		'a side branch that is older than the known blame is followed all the way',
		['a: = A x', 'b: a = M x', 'c: b', 'd: a = M x', 'e: c d'],
		['a', 'c', 'd a', 'e c d'],
		'c',
	);
	check('nothing happened since', ['a: = A x', 'b: a', 'c: b', 'd: c = M y'], 'unchanged', 'b');
	check('older history is not known, and the file came from there', ['a: ?', 'b: a = M x', 'c: b'], undefined);
	check('older history is not known, and not asked for', ['a: ?', 'b: a = M x', 'c: b = M x'], ['b', 'c b'], 'b');
	check('of a merge one side is not known', ['a: = A x', 'b: ?', 'c: a b'], undefined);
});
