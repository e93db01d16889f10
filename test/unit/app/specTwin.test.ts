import assert from 'node:assert/strict';
import type { RepoContext } from '../../../src/app/codeContexts.ts';
import { createSpecStore } from '../../../src/app/specStore.ts';
import { findRemoteTwin } from '../../../src/app/specTwin.ts';
import type { SpecAddress } from '../../../src/core/specAddress.ts';
import { fakeClock, fakeLog, fakeSource } from '../../support/inMemory.ts';
import { snapshotOf } from '../../support/snapshots.ts';

suite('a folder and its remote are one spec repo', () => {
	const storeAt = (address: SpecAddress) =>
		createSpecStore({
			source: { ...fakeSource(), address },
			read: async () => snapshotOf([]),
			clock: fakeClock(),
			log: fakeLog(),
		});
	const check = (name: string, own: SpecAddress, other: SpecAddress, repoName: string | undefined, expected: boolean) =>
		test(name, () => {
			const [store, remote] = [storeAt(own), storeAt(other)];
			const context: RepoContext = {
				repo: { root: '/specs', ...(repoName ? { name: repoName } : {}) },
				head: { shallow: false },
				spec: { kind: 'store', store },
				problems: [],
			};
			assert.equal(findRemoteTwin(store, [store, remote], [context]) === remote, expected);
		});
	const folder = { kind: 'folder', dir: '/specs' } as const;
	const remote = { kind: 'remote', url: 'https://forge.example/acme/specs.git' } as const;
	check('a clone of the remote', folder, remote, 'Acme/specs', true);
	check('a clone of another', folder, remote, 'acme/other', false);
	check('no clone', folder, remote, undefined, false);
	check('another folder', { ...folder, dir: '/other' }, remote, 'acme/specs', false);
	check('another part of it', folder, { ...remote, path: 'product' }, 'acme/specs', false);
	check('the same part of it', { ...folder, path: 'product' }, { ...remote, path: 'product' }, 'acme/specs', true);
	check('a remote has none', remote, remote, 'acme/specs', false);
});
