import assert from 'node:assert/strict';
import { askPlace } from '../../../src/app/askPlace.ts';
import { historyOf, knownWhy } from '../../support/knownWhy.ts';
import { objectiveOf, snapshotOf } from '../../support/snapshots.ts';

suite('what a question quotes', () => {
	const lines = ['a', 'b', '', 'c', 'd', 'e', 'f', 'g', 'h', 'i', '', 'j'];
	const why = knownWhy(
		snapshotOf([objectiveOf('CHK-1'), objectiveOf('PAY-1', { code: [{ patterns: [{ text: '*.ts', line: 1 }] }] })]),
		{ kind: 'absent' },
		lines,
	);
	const check = (name: string, first: number, last: number, quote: string) =>
		test(name, () =>
			assert.equal(askPlace(why, lines, { first, last }, 'ts').anchor.quote.replaceAll('\n', ''), quote),
		);
	check('the block around a bare cursor', 5, 5, 'cdefg');
	check('three lines each way at most', 9, 9, 'efghi');
	check('not over blank lines', 1, 1, 'ab');
	check('a blank line alone', 3, 3, '');
	check('the selection as it is', 2, 4, 'bc');
	check('the last line', 12, 12, 'j');

	const long = Array.from({ length: 200 }, (_, index) => String(index));
	test('of a very long selection the beginning; the question is still about all of it', () => {
		const whole = askPlace(knownWhy(snapshotOf([]), { kind: 'absent' }, long), long, { first: 1, last: 200 }, 'ts');
		assert.deepEqual(whole.anchor.lines, { first: 1, last: 200 });
		assert.equal(whole.anchor.quote, long.slice(0, 60).join('\n'));
	});

	test('the lines are linked as the commit has them, and only where it does', () => {
		const edited = ['new', ...long];
		const { context, ...rest } = knownWhy(snapshotOf([]), { kind: 'ready', history: historyOf(long, []) }, edited);
		const repo = { root: '/r', remoteUrl: 'git@github.com:acme/web-shop.git' };
		const link = (first: number, last: number, at = repo) =>
			askPlace({ ...rest, context: { ...context, repo: at } }, edited, { first, last }, 'ts').link;
		assert.equal(link(3, 5), `https://github.com/acme/web-shop/blob/${'f'.repeat(40)}/src/a.ts#L2-L4`);
		assert.equal(link(1, 3), undefined);
		assert.equal(link(3, 5, { root: '/r', remoteUrl: '/srv/git/shop' }), undefined);
	});

	test('the linked objective is suggested, a preferred one before it, an unknown one never', () => {
		assert.deepEqual(askPlace(why, lines, { first: 1, last: 1 }, 'ts').suggested, ['PAY-1']);
		assert.deepEqual(askPlace(why, lines, { first: 1, last: 1 }, 'ts', 'CHK-1').suggested, ['CHK-1', 'PAY-1']);
		assert.deepEqual(askPlace(why, lines, { first: 1, last: 1 }, 'ts', 'NOPE').suggested, ['PAY-1']);
	});

	test('the anchor names repository, path and commit', () => {
		const { anchor } = askPlace(why, lines, { first: 4, last: 5 }, 'ts');
		assert.equal(anchor.repo, 'acme/web-shop');
		assert.equal(anchor.path, 'src/a.ts');
		assert.equal(anchor.commit, 'f'.repeat(40));
	});
});
