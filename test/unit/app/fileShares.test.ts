import assert from 'node:assert/strict';
import { commitRows, fileCommitsTitle } from '../../../src/app/fileCommits.ts';
import { fileShares } from '../../../src/app/fileShares.ts';
import type { FileExplanation, LineShare } from '../../../src/app/fileExplanation.ts';
import { decodeTarget } from '../../../src/app/target.ts';
import type { FileWork, FileWorkPart, IndexedCommit } from '../../../src/core/history/historyFacts.ts';
import { objectiveOf, repoPath, snapshotOf } from '../../support/snapshots.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const lastAt = NOW / 1000 - 21 * 86_400;
const snapshot = snapshotOf([
	objectiveOf('CHK-1', { title: 'Cut abandonment' }),
	objectiveOf('PAY-2', { title: 'Once' }),
]);
const path = repoPath('src/retry.ts');

const linked = (objective: string, lines: number): LineShare => ({ kind: 'linked', objective, lines });
const rest = (kind: 'none' | 'unlinked' | 'unknown', lines: number): LineShare => ({ kind, lines });
const named = (objective: string, commits: number): FileWorkPart => ({ kind: 'objective', objective, commits, lastAt });
const unnamed = (kind: 'none' | 'unlinked', commits: number): FileWorkPart => ({ kind, commits, lastAt });

function sharesOf(lines: readonly LineShare[], parts?: readonly FileWorkPart[], partial = false) {
	const lineCount = lines.reduce((sum, share) => sum + share.lines, 0);
	const work: FileWork | undefined = parts && {
		parts,
		commits: parts.reduce((sum, { commits }) => sum + commits, 0),
		lastAt,
		partial,
	};
	const explanation = { lineCount, shares: () => lines } as unknown as FileExplanation;
	return fileShares({ explanation, work, snapshot, spec: 's', root: '/r', path, now: NOW });
}
/** `Cut abandonment 58 % 12`: name, lines, commits; a dash for what it does not have. */
const inShort = (...args: Parameters<typeof sharesOf>) =>
	sharesOf(...args)?.rows.map(({ label, lines, commits }) => `${label} ${lines?.text ?? '-'} ${commits?.text ?? '-'}`);

suite('how the open file is shared', () => {
	test('by its lines alone, as long as the history is not known', () => {
		const shares = [linked('CHK-1', 50), rest('unknown', 10), rest('unlinked', 40)];
		assert.deepEqual(inShort(shares), ['Cut abandonment 50 % -', 'Not linked 40 % -', 'Not known yet 10 % -']);
		assert.equal(sharesOf(shares)?.note, 'of its 100 lines');
	});

	test('by lines and by commits, in one row for each', () => {
		const parts = [unnamed('unlinked', 20), named('PAY-2', 9), named('CHK-1', 7), unnamed('none', 1)];
		assert.deepEqual(inShort([linked('CHK-1', 60), rest('unlinked', 40)], parts), [
			'Cut abandonment 60 % 7',
			'Once - 9',
			'No objective, on purpose - 1',
			'Not linked 40 % 20',
		]);
		assert.equal(
			sharesOf([linked('CHK-1', 100)], parts)?.note,
			'100 lines today, 37 commits in all, last touched 3 weeks ago',
		);
	});

	test('the shares of the commits add up to one, and each opens its commits', () => {
		const rows = sharesOf([linked('CHK-1', 1)], [named('CHK-1', 3), unnamed('unlinked', 1)])?.rows ?? [];
		assert.deepEqual(
			rows.map(({ commits }) => commits?.share),
			[0.75, 0.25],
		);
		assert.deepEqual(
			rows.map(({ commits }) => commits && decodeTarget(commits.target)),
			[
				{ kind: 'file-commits', root: '/r', path, part: { kind: 'objective', objective: 'CHK-1' } },
				{ kind: 'file-commits', root: '/r', path, part: { kind: 'unlinked' } },
			],
		);
	});

	test('of an incomplete history every number is the least', () => {
		const shares = sharesOf([linked('CHK-1', 1)], [named('CHK-1', 3)], true);
		assert.equal(shares?.rows[0]?.commits?.text, '3+');
		assert.equal(shares?.rows[0]?.commits?.label, 'at least 3 commits');
		assert.match(shares?.note ?? '', /at least 3 commits, last touched/);
	});

	test('an objective that is gone is named by its id and cannot be opened', () => {
		const gone = sharesOf([linked('CHK-1', 1)], [named('CHK-0', 3)])?.rows[1];
		assert.deepEqual([gone?.label, gone?.target], ['CHK-0', undefined]);
	});

	test('nothing is said of a file that nothing ever linked to', () => {
		assert.equal(sharesOf([rest('unlinked', 9)]), undefined);
		assert.equal(sharesOf([rest('unlinked', 9)], [unnamed('unlinked', 4)]), undefined);
		assert.deepEqual(inShort([rest('unlinked', 9)], [named('PAY-2', 1)]), ['Once - 1', 'Not linked 100 % -']);
	});
});

suite('the commits of a part of a file', () => {
	const commit = (digit: string, more: Partial<IndexedCommit> = {}): IndexedCommit => ({
		hash: digit.repeat(40),
		time: Date.parse('2026-11-16T09:00:00Z') / 1000,
		author: 'Ana Ruiz',
		objectives: [],
		...more,
	});

	test('subject, hash, day, author, and what it says', () => {
		const naming = { id: 'CHK-1', relation: 'implements', words: 'Objective: CHK-1' } as const;
		const commits = [commit('a', { objectives: [naming] }), commit('b', { none: { reason: 'chore' } }), commit('c')];
		assert.deepEqual(
			commitRows(commits, new Map([['a'.repeat(40), { subject: 'Retry once' }]])).map(({ label, note, says }) => [
				label,
				note,
				says,
			]),
			[
				['Retry once', 'aaaaaaa · 16 November 2026 · Ana Ruiz', 'Objective: CHK-1'],
				['bbbbbbb', 'bbbbbbb · 16 November 2026 · Ana Ruiz', 'Objective: none (chore)'],
				['ccccccc', 'ccccccc · 16 November 2026 · Ana Ruiz', ''],
			],
		);
	});

	test('at most a hundred, and the title says so', () => {
		const many = Array.from({ length: 340 }, () => commit('a'));
		assert.equal(commitRows(many, new Map()).length, 100);
		const title = (part: Parameters<typeof fileCommitsTitle>[1], commits = [commit('a')]) =>
			fileCommitsTitle(path, part, commits, (id) => (id === 'CHK-1' ? 'Cut abandonment' : undefined));
		assert.equal(title({ kind: 'objective', objective: 'CHK-1' }), 'retry.ts: 1 commit for Cut abandonment');
		assert.equal(title({ kind: 'objective', objective: 'CHK-0' }), 'retry.ts: 1 commit for CHK-0');
		assert.equal(title({ kind: 'none' }), 'retry.ts: 1 commit that serves no objective, on purpose');
		assert.equal(title({ kind: 'unlinked' }, many), 'retry.ts: the newest 100 of 340 commits that name no objective');
	});
});
