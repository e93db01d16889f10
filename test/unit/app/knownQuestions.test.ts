import assert from 'node:assert/strict';
import { answerEntries } from '../../../src/app/channels/channelAnswers.ts';
import type { IssueThread } from '../../../src/app/channels/issueTracker.ts';
import { takeOver } from '../../../src/app/channels/takeOver.ts';
import { contributionEntry } from '../../../src/app/conversation.ts';
import { knownQuestions } from '../../../src/app/knownQuestions.ts';
import type { OutboxEntry } from '../../../src/app/outboxEntry.ts';
import { createSpecStore } from '../../../src/app/specStore.ts';
import { specKey } from '../../../src/core/gitAddress.ts';
import type { Question } from '../../../src/core/question.ts';
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

	suite('what somebody said in a channel and is not in the file', () => {
		const from = (comment: Partial<IssueThread['comments'][number]> = {}, closed?: IssueThread['closed']) => {
			const said = {
				url: 'https://x/1#c-1',
				author: { name: 'Maria' },
				at: '2026-11-21T09:00:00Z',
				markdown: 'Yes.',
				standing: 'member' as const,
			};
			const thread = {
				key: '1',
				url: 'https://x/1',
				comments: [{ ...said, ...comment }],
				...(closed ? { closed } : {}),
			};
			const spec = specKey(fakeSource().address);
			return answerEntries({ question: asked, thread, people: [], pms: [], spec, channel: 'GitHub' });
		};
		const shown = ([known]: ReturnType<Awaited<ReturnType<typeof setUp>>['of']>) => [
			known?.question.messages.map(({ kind, markdown }) => `${kind} ${markdown}`.trim()),
			known?.question.state,
			known?.waiting === undefined,
		];

		test('is shown, and holds nothing up', async () => {
			const { of } = await setUp();
			assert.deepEqual(shown(of(from())), [['answer Yes.'], 'answered', true]);
			assert.deepEqual(shown(of(from({}, { at: '2026-11-21T10:00:00Z', by: 'Maria' }))), [
				['answer Yes.', 'resolved'],
				'resolved',
				true,
			]);
		});

		test('stands where it was said, and a reply that waits still waits', async () => {
			const { store, of } = await setUp();
			const facts = { store, author: ana, now: Date.parse('2026-11-22T10:00:00Z'), shortId: 'x' };
			const reply = contributionEntry(asked, { kind: 'reply', markdown: 'Thanks.' }, facts);
			assert.deepEqual(shown(of([reply, ...from()])), [['answer Yes.', 'reply Thanks.'], 'open', false]);
		});

		test('is shown once when it is in the file, however the file says it', async () => {
			const source = 'https://x/1#c-1';
			const { of } = await setUp({ ...asked, messages: [{ kind: 'answer', markdown: 'Yes, edited.', source }] });
			assert.deepEqual(shown(of(from()))[0], ['answer Yes, edited.']);
		});

		test('is unread until it was looked at', async () => {
			const { store } = await setUp();
			const counted: number[] = [];
			const isUnread = (_: string, { messages }: Question) => counted.push(messages.length) > 0;
			knownQuestions(store, from(), isUnread, readQuestion);
			assert.deepEqual(counted, [1]);
		});

		test('is tried once by a window that may not write, and stays on the screen', async () => {
			const kept = new Map<string, OutboxEntry>();
			let tries = 0;
			const outbox = {
				entries: () => [...kept.values()],
				keep: async (entry: OutboxEntry) => void kept.set(entry.id, entry),
				flush: async () => {
					tries += kept.size;
					const lastFailure = { kind: 'read-only', detail: 'x', at: '' };
					for (const [id, entry] of kept) kept.set(id, { ...entry, lastFailure });
				},
				discard: async (id: string) => void kept.delete(id),
			};
			const refused = new Map<string, OutboxEntry>();
			await takeOver(outbox, from(), refused);
			await takeOver(outbox, from({ markdown: 'No.' }), refused);
			assert.deepEqual([tries, kept.size], [1, 0]);
			const { of } = await setUp();
			assert.deepEqual(shown(of([...refused.values()])), [['answer No.'], 'answered', true]);
		});
	});
});
