import assert from 'node:assert/strict';
import { createTandem } from '../../../src/app/tandem.ts';
import type { FoundSpec } from '../../../src/app/findSpec.ts';
import type { Objective } from '../../../src/core/objective.ts';
import type { Question } from '../../../src/core/question.ts';
import {
	fakeClock,
	fakeCodeHistories,
	fakeLog,
	fakeMemory,
	fakeOutboxStore,
	fakeSource,
} from '../../support/inMemory.ts';
import { objectiveOf, questionOf, repoPath, snapshotOf } from '../../support/snapshots.ts';

suite('one running Tandem', () => {
	function setUp() {
		const world = {
			allowed: true,
			asked: 0,
			questions: [] as readonly Question[],
			objectives: [] as readonly Objective[],
			spec: 'acme/specs' as string | undefined,
			code: true,
		};
		const found = (): FoundSpec =>
			world.spec ? { address: { kind: 'remote', url: `https://forge.example/${world.spec}.git` } } : {};
		const tandem = createTandem({
			clock: fakeClock(),
			pause: async () => undefined,
			log: fakeLog(),
			memory: fakeMemory(),
			outbox: fakeOutboxStore(),
			allowed: () => world.allowed,
			createSource: (address) => ({ ...fakeSource('acme/specs'), address }),
			createRead: () => async () => snapshotOf(world.objectives, world.questions),
			findSpec: async () => found(),
			codeHistories: fakeCodeHistories(),
			codeRepos: {
				async find(osPath) {
					world.asked++;
					return world.code ? { repo: { root: '/r' }, path: repoPath(osPath.slice(3)) } : undefined;
				},
				head: async () => ({ commit: 'a'.repeat(40), branch: 'main', shallow: false }),
				config: async () => undefined,
				history: async () => undefined,
				identity: async () => ({ name: 'Ana', email: 'ana@shop.example' }),
				commits: async () => [],
				commitFacts: async () => new Map(),
				touched: async () => new Map(),
				changedCommits: async () => [],
				follow: async () => ({ heirs: [] }),
				files: async () => [],
			},
		});
		const urls = () => tandem.specs().map(({ source }) => (source.address.kind === 'remote' ? source.address.url : ''));
		return { world, tandem, urls };
	}

	test('finds the spec repo of the folders at the start', async () => {
		const { tandem, urls } = setUp();
		assert.equal(tandem.isStarted(), false);
		await tandem.start(['/r']);
		assert.equal(tandem.isStarted(), true);
		assert.deepEqual(urls(), ['https://forge.example/acme/specs.git']);
	});

	test('finds one without any code, as a PM has it', async () => {
		const { tandem, urls, world } = setUp();
		world.code = false;
		await tandem.start(['/r']);
		assert.equal(urls().length, 1);
	});

	test('lets go of the former one when another is named', async () => {
		const { tandem, urls, world } = setUp();
		await tandem.start(['/r']);
		world.spec = 'acme/other';
		await tandem.refresh();
		assert.deepEqual(urls(), ['https://forge.example/acme/other.git']);
		world.spec = undefined;
		await tandem.refresh();
		assert.deepEqual(urls(), []);
	});

	test('in a workspace that is not trusted it looks at nothing', async () => {
		const { tandem, urls, world } = setUp();
		world.allowed = false;
		await tandem.start(['/r']);
		await tandem.refresh();
		assert.equal(world.asked, 0);
		assert.deepEqual(urls(), []);
		assert.equal(tandem.isStarted(), false);
	});

	test('tells once that a question of mine was answered', async () => {
		const { tandem, world } = setUp();
		const mine = questionOf('q-1', { askedBy: { name: 'Ana', email: 'ana@shop.example' } });
		world.questions = [mine];
		const told: string[] = [];
		tandem.onDidAnswer(({ questions }) => told.push(...questions.map(({ id }) => id)));
		await tandem.start(['/r']);
		await tandem.refresh();
		world.questions = [{ ...mine, state: 'answered', messages: [{ kind: 'answer', markdown: 'Yes.' }] }];
		await tandem.refresh();
		await tandem.refresh();
		assert.deepEqual(told, ['q-1']);
		const [store] = tandem.specs();
		assert.ok(store);
		assert.equal(tandem.questions(store)[0]?.unread, true);
		tandem.markSeen(store, world.questions[0] ?? mine);
		assert.equal(tandem.questions(store)[0]?.unread, false);
	});

	test('what changed of an objective that was looked at is news until it is seen', async () => {
		const { tandem, world } = setUp();
		world.objectives = [objectiveOf('CHK-1', { status: 'active' })];
		await tandem.start(['/r']);
		await tandem.refresh();
		const [store] = tandem.specs();
		assert.ok(store);
		tandem.news.look(store, ['CHK-1']);
		world.objectives = [objectiveOf('CHK-1', { status: 'paused' })];
		await tandem.refresh();
		assert.deepEqual(
			tandem.news.of(store).map(({ id }) => id),
			['CHK-1'],
		);
		let told = 0;
		tandem.onDidChange(() => told++);
		tandem.news.markSeen(store);
		assert.equal(told, 1);
		assert.deepEqual(tandem.news.of(store), []);
	});
});
