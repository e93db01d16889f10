import assert from 'node:assert/strict';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { OutboxEntry } from '../../src/app/outboxEntry.ts';
import { createSpecReader } from '../../src/app/readSpec.ts';
import { createSend } from '../../src/app/sending.ts';
import { createSpecStore } from '../../src/app/specStore.ts';
import type { SpecStore } from '../../src/app/specStore.ts';
import { Failure } from '../../src/core/failure.ts';
import { createClock } from '../../src/node/clock.ts';
import { createGit } from '../../src/node/git.ts';
import { createGitNetwork } from '../../src/node/gitNetwork.ts';
import { createSpecFolder } from '../../src/node/specFolder.ts';
import { createGitRepo, runGit } from '../support/gitRepo.ts';
import type { GitRepo } from '../support/gitRepo.ts';
import { createSpecRemote, noCancel, openSource, quietLog, userEnvironment } from '../support/specRemotes.ts';
import type { SpecRemote } from '../support/specRemotes.ts';

const FILE = 'questions/q.md';
const DONE = 'questions/done/q.md';
const START = '---\nid: q-1\nobjective: CHK-1\n---\n# Why?\n\n## Answer\n';
const OTHER = START.replace('q-1', 'q-11');
const SECTION = '## Reply by Ana Ruiz, 2026-11-20 12:00 UTC\n\nThanks.\n';

/** What is said goes above the place that is left for an answer. */
const REPLIED = START.replace('## Answer\n', `${SECTION}\n## Answer`);

suite('a question whose file the PM moves', () => {
	let remote: SpecRemote;
	setup(async () => {
		remote = await createSpecRemote({ [FILE]: START, 'questions/other.md': OTHER, 'notes.md': 'See q-1.\n' });
	});
	teardown(() => remote.dispose());

	const entry = (action: OutboxEntry['action']): OutboxEntry => ({
		id: 'q-1',
		question: 'q-1',
		spec: 'specs',
		createdAt: '2026-11-03T10:00:00Z',
		path: FILE,
		action,
		message: 'Say more',
		title: 'Why?',
		attempts: 1,
	});
	const reply = entry({ kind: 'append', messageKind: 'reply', section: SECTION });
	const { question: _none, ...create } = entry({ kind: 'create', text: START });
	const send = async (store: SpecStore, what: OutboxEntry): Promise<string> => {
		const sending = createSend({ channelsOf: () => [], isAllowed: () => true, connect: async () => undefined })(
			store,
			what,
			noCancel(),
		);
		return sending.then(
			({ delivery }) => delivery.kind,
			(error: unknown) => (error instanceof Failure ? `failure ${error.kind}` : String(error)),
		);
	};
	const storeOf = (source: SpecStore['source']) =>
		createSpecStore({ source, read: createSpecReader().read, clock: createClock(), log: quietLog });
	const clone = () => storeOf(openSource({ storage: remote.storage, address: { url: remote.bare } }));
	const move = async (repo: GitRepo, to = DONE) => {
		await mkdir(join(repo.root, to, '..'), { recursive: true });
		await rename(join(repo.root, FILE), join(repo.root, to));
		await repo.git('add', '--all');
		await repo.git('commit', '--quiet', '-m', 'Move it');
	};
	const pmMoves = async () => {
		await move(remote.pm);
		await remote.pm.git('push', '--quiet', 'origin', 'HEAD');
	};
	const atRemote = (path: string) => runGit(remote.bare, ['show', `main:${path}`]);
	const files = () => runGit(remote.bare, ['ls-tree', '-r', '--name-only', 'main', 'questions']);

	test('a reply goes to where it is now, also if nobody here knows that place yet', async () => {
		const store = clone();
		await store.refresh();
		await pmMoves();
		assert.equal(await send(store, reply), 'delivered');
		assert.equal(await atRemote(DONE), REPLIED);
		assert.equal(await files(), `${DONE}\nquestions/other.md`);
	});

	test('one that was sent before, without an answer to it, is not made a second time', async () => {
		await pmMoves();
		assert.equal(await send(clone(), create), 'already-there');
		assert.equal(await files(), `${DONE}\nquestions/other.md`);
	});

	test('one that is gone refuses a reply in words of its own, and can be asked again', async () => {
		await remote.pm.git('rm', '--quiet', FILE);
		await remote.push('Drop it', { 'notes.md': 'None.\n' });
		assert.equal(await send(clone(), reply), 'failure misfit');
		assert.equal(await send(clone(), create), 'delivered');
		assert.equal(await atRemote(FILE), START.trim());
	});

	suite("read in the engineer's own folder", () => {
		let own: GitRepo;
		setup(async () => {
			own = await createGitRepo({ root: join(remote.dir, 'own') });
			await own.git('remote', 'add', 'origin', remote.bare);
			await own.git('fetch', '--quiet', 'origin');
			await own.git('reset', '--quiet', '--hard', 'origin/main');
			await own.git('branch', '--quiet', '--set-upstream-to=origin/main');
		});
		const folder = async () => {
			const environment = userEnvironment();
			const git = createGit({ log: quietLog, environment });
			const network = createGitNetwork({ log: quietLog, git, environment });
			const address = { kind: 'folder', dir: own.root } as const;
			const store = storeOf(createSpecFolder({ address, git, network, log: quietLog, clock: createClock() }));
			await store.refresh();
			return store;
		};

		test('moved here and there', async () => {
			await pmMoves();
			await own.git('pull', '--quiet', '--ff-only');
			const store = await folder();
			assert.equal(await send(store, create), 'already-there');
			assert.equal(await send(store, reply), 'delivered');
			store.dispose();
			assert.equal(await atRemote(DONE), REPLIED);
			assert.equal(await files(), `${DONE}\nquestions/other.md`);
		});

		test('moved there, and not pulled yet', async () => {
			await pmMoves();
			const store = await folder();
			assert.equal(await send(store, create), 'already-there');
			assert.equal(await send(store, reply), 'delivered');
			store.dispose();
			assert.equal(await atRemote(DONE), REPLIED);
			await own.git('pull', '--quiet', '--no-rebase', '--no-edit');
			assert.equal(await files(), `${DONE}\nquestions/other.md`);
		});
	});
});
