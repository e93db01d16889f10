import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { storeBlame } from '../../../src/core/knownBlame.ts';
import { readStoredBlame } from '../../../src/core/readStoredBlame.ts';
import type { KnownBlame } from '../../../src/core/knownBlame.ts';
import { repoPath } from '../../support/snapshots.ts';

const hash = (digit: string) => digit.repeat(40);
const commits = ['1', '2', '3'].map((digit) => ({
	hash: hash(digit),
	author: 'Ana',
	time: 1,
	subject: `commit ${digit}`,
	message: `commit ${digit}\n\nObjective: CHK-1`,
}));
const blame = (lines: readonly number[]): KnownBlame => ({
	path: repoPath('a.ts'),
	commit: hash('a'),
	blob: hash('b'),
	commits,
	lineCommit: Uint32Array.from(lines),
	boundary: new Set(),
	ignoredRevs: 'none',
});

suite('a blame that is kept', () => {
	test('is the same when it is read again', () => {
		fc.assert(
			fc.property(fc.array(fc.nat(2)), (lines) => {
				const json: unknown = JSON.parse(JSON.stringify(storeBlame(blame(lines))));
				assert.deepEqual(readStoredBlame(json, 1000), blame(lines));
			}),
		);
	});
	test('is not believed where it does not fit together', () => {
		const good = storeBlame(blame([0, 1, 1, 2])) as Record<string, unknown>;
		assert.ok(readStoredBlame(good, 4));
		assert.equal(readStoredBlame(good, 3), undefined);
		for (const change of [
			{ runs: [1, 3] },
			{ runs: [1] },
			{ runs: [-1, 0] },
			{ runs: [1e9, 0] },
			{ boundary: [3] },
			{ commit: 'HEAD' },
			{ commits: [['--all', 'Ana', 1, '']] },
			{ path: '' },
			{ more: 1 },
		]) {
			assert.equal(readStoredBlame({ ...good, ...change }, 1000), undefined, JSON.stringify(change));
		}
		assert.equal(readStoredBlame(null, 1000), undefined);
	});
});
