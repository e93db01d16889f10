import assert from 'node:assert/strict';
import { createBlamedLines } from '../../../src/core/blamedLines.ts';
import type { BlameEntry } from '../../../src/core/blameStream.ts';
import { NOT_YET_KNOWN } from '../../../src/core/fileHistory.ts';
import type { CommitFacts } from '../../../src/core/link.ts';
import { repoPath } from '../../support/snapshots.ts';

const facts = (...hashes: string[]) =>
	new Map(hashes.map((hash): [string, CommitFacts] => [hash, { hash, author: '', time: 0, subject: '', message: '' }]));
const entry = (hash: string, line: number, count: number, more: Partial<BlameEntry> = {}): BlameEntry => ({
	hash,
	line,
	sourceLine: line,
	count,
	boundary: false,
	sourcePath: 'a.ts',
	...more,
});

suite('the lines of a file whose commits become known', () => {
	const older = {
		path: repoPath('a.ts'),
		commit: 'old',
		commits: [...facts('x', 'y').values()],
		lineCommit: Uint32Array.of(0, 1),
		boundary: new Set<number>(),
		ignoredRevs: 'none' as const,
	};

	test('in any order, until all are', () => {
		const lines = createBlamedLines(3);
		lines.add(entry('b', 3, 1));
		const { commits, lineCommit } = lines.history(facts('b'));
		assert.deepEqual([commits.length, [...lineCommit]], [1, [NOT_YET_KNOWN, NOT_YET_KNOWN, 0]]);
		assert.equal(lines.isComplete(), false);
		lines.add(entry('a', 1, 2));
		assert.equal(lines.isComplete(), true);
		assert.deepEqual([...lines.history(facts('a', 'b')).lineCommit], [1, 1, 0]);
	});
	test('a commit without facts is not known yet', () => {
		const lines = createBlamedLines(2);
		lines.add(entry('a', 1, 1));
		lines.add(entry('b', 2, 1));
		assert.deepEqual([...lines.history(facts('b')).lineCommit], [NOT_YET_KNOWN, 0]);
	});
	test('what git did not follow takes its commit from the older blame', () => {
		const lines = createBlamedLines(3, older);
		assert.equal(lines.add(entry('new', 1, 1)), true);
		assert.equal(lines.add(entry('old', 2, 2, { sourceLine: 1, boundary: true })), true);
		assert.deepEqual(lines.hashes(), ['new', 'x', 'y']);
	});
	test('an end that the older blame knows nothing of is refused', () => {
		const lines = createBlamedLines(3, older);
		assert.equal(lines.add(entry('side', 1, 1, { boundary: true })), false);
		assert.equal(lines.add(entry('old', 1, 1, { sourcePath: 'b.ts' })), false);
		assert.equal(lines.add(entry('old', 1, 1, { sourceLine: 9 })), false);
		assert.deepEqual(lines.hashes(), []);
	});
	test('lines that the file does not have are left out', () => {
		const lines = createBlamedLines(1);
		lines.add(entry('a', 1, 5));
		assert.equal(lines.isComplete(), true);
	});
});
