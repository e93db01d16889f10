import assert from 'node:assert/strict';
import { lineageOf } from '../../../../src/core/history/lineage.ts';
import { finish } from '../../../../src/core/steps.ts';
import { smallHistory } from '../../../support/smallHistory.ts';
import { repoPath } from '../../../support/snapshots.ts';

/** Each commit with its parents, sorted; what git gets of this history for the file `x` at the last commit. */
function check(
	name: string,
	commits: readonly string[],
	expected: readonly string[] | undefined,
	{ known, unclear = [] }: { readonly known?: string; readonly unclear?: 'all' | readonly string[] } = {},
): void {
	test(name, () => {
		const history = smallHistory(...commits);
		const lineage = finish(
			lineageOf(history, {
				head: commits.length - 1,
				path: repoPath('x'),
				unclear: unclear === 'all' ? unclear : new Set(unclear.map(history.find)),
				...(known === undefined ? {} : { known: history.find(known) }),
			}),
		);
		const names = (numbers: readonly number[]) => numbers.map(history.hash).join(' ');
		const guesses = lineage?.guesses.map(({ merge, like, unlike }) =>
			[names([merge]), 'like', names([like]), ...(unlike.length > 0 ? ['unlike', names(unlike)] : [])].join(' '),
		);
		const lines = lineage && (lineage.unchanged ? ['unchanged'] : [...lineage.lines].sort());
		assert.deepEqual(lines && guesses && [...lines, ...guesses], expected);
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
		'a merge that changed the file itself is kept',
		['a: = A x', 'b: a', 'c: a', 'd: b c = M x'],
		['a', 'b a', 'c a', 'd b c'],
	);
	check(
		'what is older than a known blame is left out',
		['a: = A x', 'b: a = M x', 'c: b', 'd: c = M x', 'e: d'],
		['c', 'd c', 'e d'],
		{ known: 'c' },
	);
	check('nothing happened since', ['a: = A x', 'b: a', 'c: b', 'd: c = M y'], ['unchanged'], { known: 'b' });
	check('older history is not known, and the file came from there', ['a: ?', 'b: a = M x', 'c: b'], undefined);
	check('older history is not known, and not asked for', ['a: ?', 'b: a = M x', 'c: b = M x'], ['b', 'c b'], {
		known: 'b',
	});

	suite('a merge that took one of two ways as it was', () => {
		const topic = ['a: = A x', 'b: a = M x', 'c: a', 'd: b c', 'e: d'];
		check('the newer one, as is guessed', topic, ['a', 'b a', 'e b', 'd like b']);
		check('or not: git sees both and decides', topic, ['a', 'b a', 'c a', 'd b c', 'e d'], { unclear: 'all' });
		check('only this one is unclear', topic, ['a', 'b a', 'c a', 'd b c', 'e d'], { unclear: ['d'] });
		check(
			'git looks at the older one first, which must not have the same content',
			['a: = A x', 'b: a', 'c: a = M x', 'd: b c'],
			['a', 'c a', 'd c', 'd like c unlike b'],
		);
		check(
			'those that begin before a change and end after it do not make later ones unclear',
			['a: = A x', 'b: a = M x', 'c: a', 'd: b c', 'e: b', 'f: d e', 'g: d', 'h: f g'],
			['a', 'b a', 'h b', 'd like b'],
		);
		check(
			'what is beside a known blame is left out too',
			['a: = A x', 'b: a = M x', 'c: a', 'd: b c', 'e: d'],
			['unchanged', 'd like b'],
			{ known: 'b' },
		);
		check('unrelated histories', ['a: = A x', 'b: = A y', 'c: a b'], ['a', 'c a', 'c like a']);
		check('one that is not known, where the other is enough', ['a: = A x', 'b: ?', 'c: a b'], ['a', 'c a', 'c like a']);
		check('one that is not known and has to be looked at', ['a: = A x', 'b: ?', 'c: a b'], undefined, {
			unclear: 'all',
		});
	});
});
