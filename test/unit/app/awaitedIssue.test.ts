import assert from 'node:assert/strict';
import { hasIssue } from '../../../src/app/channels/awaitedIssue.ts';
import type { ConnectedChannel } from '../../../src/app/channels/postToChannel.ts';
import { withMessagePost, withPosts } from '../../../src/app/channels/postEntries.ts';
import { contributionEntry } from '../../../src/app/conversation.ts';
import type { Contribution } from '../../../src/app/conversation.ts';
import { createOutbox } from '../../../src/app/outbox.ts';
import { createSpecReader } from '../../../src/app/readSpec.ts';
import { createSend } from '../../../src/app/sending.ts';
import { createSpecStore } from '../../../src/app/specStore.ts';
import { noteIssue } from '../../../src/core/noteIssue.ts';
import { specKey } from '../../../src/core/gitAddress.ts';
import { fakeClock, fakeLog, fakeOutboxStore, fakeSource } from '../../support/inMemory.ts';
import { memoryTracker } from '../../support/memoryTracker.ts';

const ISSUE = 'https://github.com/acme/asks/issues/1';

suite('what is said about a question whose issue is not noted yet', () => {
	const ana = { name: 'Ana Ruiz', email: 'ana@shop.example' };
	const channel = { kind: 'github', url: 'https://github.com', repo: 'acme/asks', labels: [] } as const;
	const path = 'questions/why.md';

	async function setUp() {
		const source = fakeSource();
		const clock = fakeClock();
		const log = fakeLog();
		const store = createSpecStore({ source, read: createSpecReader().read, clock, log });
		await store.refresh();
		const { tracker, issues } = memoryTracker();
		const connection: { current: ConnectedChannel | undefined } = { current: undefined };
		const send = createSend({
			channelsOf: () => [channel],
			isAllowed: () => true,
			connect: async () => connection.current,
		});
		const outbox = createOutbox({ store: fakeOutboxStore(), specs: () => [store], send, clock, log });
		const ask = {
			id: 'q-1',
			spec: specKey(source.address),
			createdAt: '2026-11-20T12:00:00Z',
			path,
			action: { kind: 'create', text: '---\nid: q-1\n---\n# Why?\n' },
			message: 'Ask: Why?',
			title: 'Why?',
			attempts: 0,
		} as const;
		const question = () => store.snapshot()?.questions[0] ?? assert.fail('there is none');
		const known = () => hasIssue({ id: 'q-1' }, outbox.entries());
		const say = async (contribution: Contribution) => {
			const facts = { store, author: ana, now: clock.now(), shortId: `m${outbox.entries().length}` };
			const entry = contributionEntry(question(), contribution, facts);
			await outbox.keep(withMessagePost(entry, { question: question(), contribution, author: ana, channel }));
			await outbox.flush();
		};
		const online = async () => {
			connection.current = { kind: 'issues', tracker };
			await outbox.flush();
		};
		return { source, store, outbox, ask, issues, question, known, say, online };
	}

	test('goes there once the channel can be reached', async () => {
		const { store, outbox, ask, issues, question, known, say, online } = await setUp();
		await outbox.keep(withPosts(ask, { store, channels: [channel], language: 'ts' }));
		assert.equal(known(), true);
		await outbox.flush();
		assert.equal(known(), true);
		await say({ kind: 'reply', markdown: 'And if it fails?' });
		await say({ kind: 'resolved' });
		await online();
		assert.deepEqual(
			issues.map(({ closed, comments }) => [closed !== undefined, comments.map(({ markdown }) => markdown)]),
			[[true, ['**Ana Ruiz**:\n\nAnd if it fails?']]],
		);
		assert.deepEqual([question().issue, outbox.entries(), known()], [ISSUE, [], false]);
		assert.equal(hasIssue(question(), []), true);
	});

	test('stays in the spec repo where the question was asked there only', async () => {
		const { outbox, ask, known } = await setUp();
		await outbox.keep(ask);
		assert.equal(known(), false);
	});

	test('is known while the note of its address waits', async () => {
		const { store, source, outbox, ask, known, online } = await setUp();
		await outbox.keep(withPosts(ask, { store, channels: [channel], language: 'ts' }));
		await outbox.flush();
		source.onDeliver = () => assert.fail('the spec repo is away');
		await online();
		assert.deepEqual(
			outbox.entries().map(({ action }) => action.kind),
			['note-issue'],
		);
		assert.equal(known(), true);
	});

	test('is found by the address in its file, also where somebody took the front matter away', async () => {
		const { store, source, outbox, ask, question, online } = await setUp();
		await outbox.keep(withPosts(ask, { store, channels: [channel], language: 'ts' }));
		await outbox.flush();
		source.files.set(path, '# Why?\n\n## Answer\n\nBecause.\n');
		await store.refresh();
		await online();
		assert.deepEqual([question().id, question().issue, question().messages.length], ['q-1', ISSUE, 1]);
	});

	test('front matter that is not closed stays as it is', () => {
		const text = '---\nid: q-1\n\n# Why?\n';
		assert.equal(noteIssue(text, ISSUE, 'q-1'), text);
		assert.equal(
			noteIssue('\uFEFF# Why?\r\n', ISSUE, 'q-1'),
			`\uFEFF---\r\nid: q-1\r\nissue: ${ISSUE}\r\n---\r\n\r\n# Why?\r\n`,
		);
	});
});
