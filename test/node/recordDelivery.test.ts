import assert from 'node:assert/strict';
import { join } from 'node:path';
import { createOutbox } from '../../src/app/outbox.ts';
import { recordEntry, type RecordDraft } from '../../src/app/recording.ts';
import { createSend } from '../../src/app/sending.ts';
import { createSpecStore, type SpecStore } from '../../src/app/specStore.ts';
import type { SpecSource } from '../../src/app/ports.ts';
import { createClock } from '../../src/node/clock.ts';
import { createGit } from '../../src/node/git.ts';
import { createGitNetwork } from '../../src/node/gitNetwork.ts';
import { createOutboxFolder } from '../../src/node/outboxFolder.ts';
import { createSpecFolder } from '../../src/node/specFolder.ts';
import { createGitRepo, runGit, testGitEnvironment } from '../support/gitRepo.ts';
import { objectiveOf, snapshotOf } from '../support/snapshots.ts';
import { createSpecRemote, openSource, quietLog, type SpecRemote } from '../support/specRemotes.ts';

const FILE = 'objectives/chk-1.md';
const START = '---\nid: CHK-1 # ours\n---\n# Why\n\nBecause.\n\n## Decisions\n\n* One\n\n## Out of scope\n\n* Cash\n';
const LINE = '* Retry once. (Decided by Maria Lopez and Ana Ruiz, 2026-11-29)';
const ana = { name: 'Ana Ruiz', email: 'ana@shop.example' };
const draft: RecordDraft = {
	kind: 'decision',
	objective: objectiveOf('CHK-1'),
	what: 'Retry once',
	why: '',
	people: ['Maria Lopez', 'Ana Ruiz'],
};

/** Through the outbox on disk, as the editor does it, with real git on both sides. */
suite('a record on its way into the spec repo', () => {
	let remote: SpecRemote;
	setup(async () => {
		remote = await createSpecRemote({ [FILE]: START });
	});
	teardown(() => remote.dispose());

	const storeOf = (source: SpecSource): SpecStore =>
		createSpecStore({ source, read: async () => snapshotOf([]), clock: createClock(), log: quietLog });
	const outboxFor = (store: SpecStore) =>
		createOutbox({
			send: createSend({
				channelsOf: () => [],
				isAllowed: () => true,
				connect: async () => assert.fail('nothing is for a channel'),
			}),
			store: createOutboxFolder({ dir: join(remote.dir, 'outbox'), clock: createClock(), log: quietLog }),
			specs: () => [store],
			clock: createClock(),
			log: quietLog,
		});
	const send = async (store: SpecStore, shortId = '1') => {
		const outbox = outboxFor(store);
		try {
			const entry = recordEntry(draft, { store, author: ana, now: Date.parse('2026-11-29T10:00:00Z'), shortId });
			await outbox.keep(entry);
			return { sent: await outbox.deliver(entry.id), waiting: outbox.entries().length };
		} finally {
			outbox.dispose();
		}
	};
	const atRemote = async () => `${await runGit(remote.bare, ['show', `main:${FILE}`])}\n`;
	const clone = () => storeOf(openSource({ storage: remote.storage, address: { url: remote.bare } }));

	test('it is one line more, signed, and names the objective', async () => {
		assert.deepEqual((await send(clone())).sent.kind, 'delivered');
		assert.equal(await atRemote(), START.replace('* One\n', `* One\n${LINE}\n`));
		assert.equal(
			await runGit(remote.bare, ['log', '-1', '--format=%an|%s', 'main']),
			'Ana Ruiz|Record decision: Retry once',
		);
		assert.match(
			await runGit(remote.bare, ['log', '-1', '--format=%(trailers:key=Objective)', 'main']),
			/^Objective: CHK-1\s*$/,
		);
	});

	test('what the PM writes into the same section at the same time stays', async () => {
		const store = clone();
		await store.refresh();
		await remote.push('Two', {
			[FILE]: START.replace('* One\n', '* One\n* Two\n').replace('Because.', 'Because of the law.'),
		});
		assert.equal((await send(store)).sent.kind, 'delivered');
		assert.equal(
			await atRemote(),
			START.replace('Because.', 'Because of the law.').replace('* One\n', `* One\n* Two\n${LINE}\n`),
		);
	});

	test('twice it is there once', async () => {
		const store = clone();
		await send(store);
		assert.deepEqual(await send(store, '2'), { sent: { kind: 'already-there' }, waiting: 0 });
		assert.equal((await atRemote()).split(LINE).length, 2);
	});

	test('it waits where the file is gone, and is not lost', async () => {
		await remote.pm.git('rm', '--quiet', FILE);
		await remote.push('Drop it', { 'objectives/other.md': '# Other\n' });
		const { sent, waiting } = await send(clone());
		assert.equal(sent.kind === 'waiting' && sent.failure.kind, 'misfit');
		assert.equal(waiting, 1);
	});

	test('a server that refuses the push is told apart from one that is away', async () => {
		await runGit(remote.bare, ['config', 'receive.hideRefs', 'refs/heads/main']);
		const { sent, waiting } = await send(clone());
		assert.equal(sent.kind === 'waiting' && sent.failure.kind, 'rejected');
		assert.equal(waiting, 1);
	});

	suite("read in the PM's own folder", () => {
		test('it is committed and pushed, and what the PM pushed meanwhile stays', async () => {
			const own = await createGitRepo({ root: join(remote.dir, 'own') });
			await own.git('remote', 'add', 'origin', remote.bare);
			await own.git('fetch', '--quiet', 'origin');
			await own.git('reset', '--quiet', '--hard', 'origin/main');
			await own.git('branch', '--quiet', '--set-upstream-to=origin/main');
			await remote.push('Two', { [FILE]: START.replace('* One\n', '* One\n* Two\n') });
			const git = createGit({ log: quietLog, environment: testGitEnvironment() });
			const network = createGitNetwork({ log: quietLog, git, environment: testGitEnvironment() });
			const address = { kind: 'folder', dir: own.root } as const;
			const store = storeOf(createSpecFolder({ address, git, network, log: quietLog, clock: createClock() }));
			assert.equal((await send(store)).sent.kind, 'delivered');
			assert.equal(await atRemote(), START.replace('* One\n', `* One\n* Two\n${LINE}\n`));
			await own.git('pull', '--quiet', '--no-rebase', '-X', 'theirs');
			assert.equal(await own.git('status', '--porcelain'), '');
		});
	});
});
