import assert from 'node:assert/strict';
import type { RepoContext } from '../../../src/app/codeContexts.ts';
import { createCommitFiles } from '../../../src/app/commitFiles.ts';
import { createSpecStore } from '../../../src/app/specStore.ts';
import { createUnmatchedPatterns } from '../../../src/app/unmatchedPatterns.ts';
import type { SpecAddress } from '../../../src/core/specAddress.ts';
import { fakeClock, fakeCodeRepos, fakeLog, fakeSource } from '../../support/inMemory.ts';
import { objectiveOf, snapshotOf } from '../../support/snapshots.ts';

suite('patterns of a clone beside code that names its remote', () => {
	const rule = { patterns: [{ text: 'src/pya/', line: 4 }] };
	const snapshot = snapshotOf([objectiveOf('CHK-1', { code: [rule] })]);
	const storeAt = (address: SpecAddress) =>
		createSpecStore({
			source: { ...fakeSource(), address },
			read: async () => snapshot,
			clock: fakeClock(),
			log: fakeLog(),
		});
	const check = (name: string, remoteName: string, expected: readonly string[]) =>
		test(name, async () => {
			const clone = storeAt({ kind: 'folder', dir: '/specs' });
			const remote = storeAt({ kind: 'remote', url: `https://forge.example/${remoteName}.git` });
			const head = { commit: 'a'.repeat(40), shallow: false };
			const contexts: readonly RepoContext[] = [
				{ repo: { root: '/specs', name: 'acme/specs' }, head, spec: { kind: 'store', store: clone }, problems: [] },
				{ repo: { root: '/shop' }, head, spec: { kind: 'store', store: remote }, problems: [] },
			];
			const patterns = createUnmatchedPatterns({
				commitFiles: createCommitFiles(
					fakeCodeRepos({
						'/shop': { files: ['src/pay/card.ts'], commits: [] },
						'/specs': { files: ['objectives/chk-1.md'], commits: [] },
					}),
				),
				contexts: () => contexts,
				specs: () => [clone, remote],
				breathe: () => Promise.resolve(),
				log: fakeLog(),
			});
			const found = await patterns.find(clone, snapshot, new AbortController().signal);
			assert.deepEqual(
				found.map(({ code }) => code),
				expected,
			);
		});

	check('they are compared with that code', 'acme/specs', ['pattern.unmatched']);
	check('code of another spec repo says nothing', 'acme/other', []);
});
