import assert from 'node:assert/strict';
import { contributionEntry } from '../../../src/app/conversation.ts';
import { knownQuestions } from '../../../src/app/knownQuestions.ts';
import type { OutboxEntry } from '../../../src/app/outboxEntry.ts';
import { createSpecStore } from '../../../src/app/specStore.ts';
import { specKey } from '../../../src/core/gitAddress.ts';
import { readQuestion } from '../../../src/core/readQuestion.ts';
import { writeQuestion } from '../../../src/core/writeQuestion.ts';
import { NOW } from '../../support/knownWhy.ts';
import { fakeClock, fakeLog, fakeSource } from '../../support/inMemory.ts';
import { questionOf, repoPath, snapshotOf } from '../../support/snapshots.ts';

suite('the questions of a spec repo, with what waits on this machine', () => {
	const ana = { name: 'Ana Ruiz', email: 'ana@shop.example' };
	const asked = questionOf('q-1', { title: 'Why only one?' });
	async function setUp(question = asked) {
		const store = createSpecStore({
			source: fakeSource(),
			read: async () => snapshotOf([], [question]),
			clock: fakeClock(NOW),
			log: fakeLog(),
		});
		await store.refresh();
		return { store, of: (outbox: readonly OutboxEntry[]) => knownQuestions(store, outbox, () => false, readQuestion) };
	}

	test('what was not sent yet is a question already, and says why it waits', async () => {
		const { store, of } = await setUp();
		const { path, text } = writeQuestion(
			{
				title: 'May I?',
				whyItMatters: '',
				anchor: { path: repoPath('a.ts'), lines: { first: 1, last: 1 }, quote: 'x' },
			},
			{ id: 'q-2', askedBy: ana, askedAt: '2026-11-20T10:00:00Z', language: 'ts', folder: 'questions' },
		);
		const entry: OutboxEntry = {
			id: 'q-2',
			spec: specKey(store.source.address),
			createdAt: '',
			path,
			action: { kind: 'create', text },
			message: '',
			title: '',
			attempts: 1,
			lastFailure: { kind: 'offline', detail: 'x', at: '' },
		};
		const [waiting, known] = of([entry]);
		assert.equal(waiting?.question.title, 'May I?');
		assert.equal(waiting?.waiting?.failure?.kind, 'offline');
		assert.equal(known?.question.id, 'q-1');
		assert.deepEqual(
			of([{ ...entry, spec: 'another' }]).map(({ question }) => question.id),
			['q-1'],
		);
		assert.deepEqual(
			of([{ ...entry, path: asked.file }]).map(({ question }) => question.id),
			['q-1'],
		);
	});

	test('a waiting reply is shown in its conversation, once', async () => {
		const { store, of } = await setUp();
		const reply = contributionEntry(
			asked,
			{ kind: 'reply', markdown: 'Thanks.' },
			{ store, author: ana, now: NOW, shortId: 'x' },
		);
		assert.equal(reply.path, asked.file);
		assert.match(reply.message, /^Reply to: Why only one\?$/);
		const [known] = of([reply]);
		assert.deepEqual(
			known?.question.messages.map(({ kind, markdown, author }) => [kind, markdown, author?.name]),
			[['reply', 'Thanks.', 'Ana Ruiz']],
		);
		assert.ok(known?.waiting);
		assert.equal(of([])[0]?.waiting, undefined);
	});

	test('a reply that has arrived is not shown twice while the outbox still has it', async () => {
		const { store } = await setUp();
		const reply = contributionEntry(
			asked,
			{ kind: 'reply', markdown: 'Thanks.' },
			{ store, author: ana, now: NOW, shortId: 'x' },
		);
		assert.ok(reply.action.kind === 'append');
		const text = `---\nid: q-1\n---\n# Why only one?\n\n## Answer\n\nYes.\n\n${reply.action.section}\n`;
		const arrived = readQuestion({ path: asked.file, text, people: [] }).value;
		assert.ok(arrived);
		const { of } = await setUp(arrived);
		const [known] = of([reply]);
		assert.deepEqual(
			known?.question.messages.map(({ kind }) => kind),
			['answer', 'reply'],
		);
		assert.equal(known.waiting, undefined);
	});
});
