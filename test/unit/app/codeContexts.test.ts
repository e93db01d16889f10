import assert from 'node:assert/strict';
import { createCodeContexts } from '../../../src/app/codeContexts.ts';
import type { FoundSpec } from '../../../src/app/findSpec.ts';
import { createSpecStore } from '../../../src/app/specStore.ts';
import { Failure } from '../../../src/core/failure.ts';
import { fakeClock, fakeLog, fakeSource } from '../../support/inMemory.ts';
import { repoPath, snapshotOf } from '../../support/snapshots.ts';

suite('the place of a file', () => {
	function setUp() {
		const log = fakeLog();
		const store = createSpecStore({ source: fakeSource(), read: async () => snapshotOf([]), clock: fakeClock(), log });
		const world = {
			finds: 0,
			branch: 'main',
			allowed: true,
			found: { address: store.source.address } as FoundSpec,
			fail: false,
		};
		const contexts = createCodeContexts({
			log,
			allowed: () => world.allowed,
			storeOf: () => store,
			findSpec: async () => world.found,
			codeRepos: {
				async find(osPath) {
					world.finds++;
					if (world.fail) throw new Failure('git-missing', 'git');
					return osPath.startsWith('/r/')
						? { repo: { root: '/r', name: 'acme/r' }, path: repoPath(osPath.slice(3)) }
						: undefined;
				},
				head: async () => ({ commit: 'a'.repeat(40), branch: world.branch, shallow: false }),
				config: async () => undefined,
			},
		});
		return { contexts, world, log };
	}
	const branchOf = (contexts: ReturnType<typeof setUp>['contexts'], file: string) => {
		const found = contexts.get(file);
		return found.kind === 'in-repo' ? found.context.head.branch : found.kind;
	};

	test('is looked up once, in the background, and told when it is known', async () => {
		const { contexts, world } = setUp();
		let told = 0;
		contexts.onDidChange(() => told++);
		assert.equal(contexts.get('/r/a.ts').kind, 'loading');
		assert.equal(contexts.get('/r/a.ts').kind, 'loading');
		const found = await contexts.locate('/r/a.ts');
		assert.equal(found.kind === 'in-repo' && found.path, 'a.ts');
		assert.equal(world.finds, 1);
		assert.equal(told, 1);
	});

	test('outside of any repository is an answer, a failure is another', async () => {
		const { contexts, world } = setUp();
		assert.equal((await contexts.locate('/x/a.ts')).kind, 'outside');
		world.fail = true;
		assert.equal((await contexts.locate('/r/a.ts')).kind, 'failed');
	});

	test('a refresh shows the new branch, and the former one until then', async () => {
		const { contexts, world } = setUp();
		await contexts.locate('/r/a.ts');
		world.branch = 'next';
		const refreshed = contexts.refresh();
		assert.equal(branchOf(contexts, '/r/a.ts'), 'main');
		await refreshed;
		assert.equal(branchOf(contexts, '/r/a.ts'), 'next');
	});

	test('a failure is asked again by the next refresh', async () => {
		const { contexts, world } = setUp();
		world.fail = true;
		await contexts.locate('/r/a.ts');
		world.fail = false;
		await contexts.refresh();
		assert.equal(branchOf(contexts, '/r/a.ts'), 'main');
	});

	test('a refused address belongs to the repository, as a failure', async () => {
		const { contexts, world } = setUp();
		world.found = { refused: new Failure('refused-address', 'no') };
		const found = await contexts.locate('/r/a.ts');
		assert.equal(found.kind === 'in-repo' && found.context.spec.kind, 'refused');
	});

	test('in a workspace that is not trusted nothing is looked up', async () => {
		const { contexts, world } = setUp();
		world.allowed = false;
		assert.equal(contexts.get('/r/a.ts').kind, 'failed');
		assert.equal((await contexts.locate('/r/a.ts')).kind, 'failed');
		assert.equal(world.finds, 0);
		world.allowed = true;
		assert.equal((await contexts.locate('/r/a.ts')).kind, 'in-repo');
	});
});
