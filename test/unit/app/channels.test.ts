import assert from 'node:assert/strict';
import type { IssueThread, IssueTracker } from '../../../src/app/channels/issueTracker.ts';
import { withMessagePost } from '../../../src/app/channels/postEntries.ts';
import { replyTo } from '../../../src/app/conversation.ts';
import type { Channel } from '../../../src/core/channels/channel.ts';
import { Failure } from '../../../src/core/failure.ts';
import { questionSection } from '../../../src/core/writeQuestion.ts';
import { askedInChannel, ASKS } from '../../support/askedInChannel.ts';

const ana = { name: 'Ana Ruiz', email: 'ana@example.com', handle: 'ana' };

suite('questions in a channel', () => {
	test('a question is a file first, then an issue, then its address is in the file', async () => {
		const { ask, issues, question, outboxStore } = await askedInChannel();
		assert.equal((await ask()).kind, 'delivered');
		assert.deepEqual(
			issues.map(({ issue }) => [issue.marker, issue.title, issue.labels, issue.assignee?.handle, issue.tickets]),
			[['q-1', 'May we try twice?', ['question'], 'marial', ['SHOP-1']]],
		);
		assert.equal(question().issue, 'https://github.com/acme/asks/issues/1');
		assert.equal(outboxStore.kept.size, 0);
	});

	test('the issue says what the file says', async () => {
		const { ask, issues } = await askedInChannel();
		await ask();
		const text = issues[0]?.issue.markdown ?? '';
		for (const part of [
			'Ana Ruiz asks about CHK-1',
			'src/a.ts:4',
			'```ts\nretry();\n```',
			'Money.',
			'questions/2026-11-20',
		])
			assert.ok(text.includes(part), `${part} is not in ${text}`);
	});

	for (const late of [false, true]) {
		test(`an issue is made once when the answer to making it ${late ? 'is lost' : 'is a failure'}`, async () => {
			const { ask, issues, state, outbox, clock, question } = await askedInChannel();
			state.fail = { failure: new Failure('timeout', 'x'), late };
			await ask();
			assert.equal(issues.length, late ? 1 : 0);
			clock.pass(60_000);
			await outbox.flush();
			assert.equal(issues.length, 1);
			assert.equal(question().issue, 'https://github.com/acme/asks/issues/1');
		});
	}

	test('a channel that is down does not hold up the file', async () => {
		const { ask, connection, question, outbox } = await askedInChannel();
		connection.current = undefined;
		assert.equal((await ask()).kind, 'delivered');
		assert.equal(question().title, 'May we try twice?');
		assert.deepEqual(
			outbox.entries().map(({ action, lastFailure }) => [action.kind, lastFailure?.kind]),
			[['post', 'unauthorized']],
		);
	});

	test('nothing goes to another place than the one that was agreed to', async () => {
		const { ask, source, store, state, issues, outbox, clock } = await askedInChannel();
		state.fail = { failure: new Failure('offline', 'x'), late: false };
		await ask();
		source.files.set('tandem.yml', 'channel: {github: {repo: evil/place}}\n');
		await store.refresh();
		clock.pass(60_000);
		await outbox.flush();
		assert.equal(issues.length, 0);
		assert.equal(outbox.entries()[0]?.lastFailure?.kind, 'rejected');
	});

	test('a busy server is left alone as long as it wants', async () => {
		const { ask, state, issues, outbox, clock } = await askedInChannel();
		state.fail = { failure: new Failure('busy', 'x', { retryAt: clock.now() + 120_000 }), late: false };
		await ask();
		clock.pass(60_000);
		await outbox.flush();
		assert.equal(issues.length, 0);
		clock.pass(60_000);
		await outbox.flush();
		assert.equal(issues.length, 1);
	});

	suite('what is said there comes back', () => {
		async function answered(...comments: readonly Partial<IssueThread['comments'][number]>[]) {
			const all = await askedInChannel();
			await all.ask();
			all.update('1', {
				comments: comments.map((comment, index) => ({
					url: `https://github.com/acme/asks/issues/1#issuecomment-${index}`,
					author: { name: 'marial', handle: 'marial' },
					at: '2026-11-21T09:00:00Z',
					editedAt: '2026-11-21T09:00:00Z',
					markdown: 'Yes, once.',
					...comment,
				})),
			});
			await all.channels.sync([all.store]);
			return all;
		}
		type Answered = Awaited<ReturnType<typeof answered>>;
		const messages = ({ question }: { question: Awaited<ReturnType<typeof askedInChannel>>['question'] }) =>
			question().messages.map(({ kind, author, at, markdown }) => [kind, author?.name, at, markdown]);

		test('a comment is an answer, by the person whom tandem.yml knows', async () => {
			const all = await answered({});
			assert.deepEqual(messages(all), [['answer', 'Maria Lopez', '2026-11-21T09:00:00Z', 'Yes, once.']]);
			assert.equal(all.question().state, 'answered');
		});
		test('looked at again, it is not there twice', async () => {
			const all = await answered({});
			await all.channels.sync([all.store]);
			assert.equal(messages(all).length, 1);
		});
		suite('edited there', () => {
			const AT = '2026-11-21T09:05:00Z';
			type Change = { readonly markdown: string; readonly editedAt?: string };
			const check = (title: string, change: Change, expected: string, before?: (all: Answered) => unknown) =>
				test(title, async () => {
					const all = await answered({});
					await before?.(all);
					const [comment] = all.issues[0]?.comments ?? [];
					assert.ok(comment);
					all.update('1', { comments: [{ ...comment, ...change }] });
					for (let count = 0; count < 2; count++) await all.channels.sync([all.store]);
					const said = messages(all).filter(([kind]) => kind === 'answer');
					assert.deepEqual(said, [['answer', 'Maria Lopez', '2026-11-21T09:00:00Z', expected]]);
				});
			const edit = (all: Answered, change: (text: string) => string) => {
				const path = all.question().file;
				all.source.files.set(path, change(all.source.files.get(path) ?? ''));
				return all.store.refresh();
			};
			const resolve = (at: string) => (all: Answered) =>
				edit(all, (text) => `${text}\n${questionSection({ kind: 'resolved', author: ana, at, markdown: '' })}`);
			check('the message has its words', { markdown: 'Yes, twice.', editedAt: AT }, 'Yes, twice.');
			check('emptied there, it stays', { markdown: ' ', editedAt: AT }, 'Yes, once.');
			check('read in other words, but not edited', { markdown: 'Yes,  once.' }, 'Yes, once.');
			check('changed in the file', { markdown: 'Yes, twice.', editedAt: AT }, 'Yes, but once.', (all) =>
				edit(all, (text) => text.replace('Yes, once', 'Yes, but once')),
			);
			check('in a file of before', { markdown: 'Yes, twice.', editedAt: AT }, 'Yes, once.', (all) =>
				edit(all, (text) => text.replace(/^<!-- as of .*\n/m, '')),
			);
			const corrected = { markdown: 'Yes, twice.', editedAt: AT };
			const hours = (all: Answered) => all.clock.pass(2 * 3_600_000);
			check('resolved lately', corrected, 'Yes, twice.', async (all) => {
				await resolve('2026-11-20T11:00:00Z')(all);
				hours(all);
			});
			check('resolved long ago', corrected, 'Yes, once.', async (all) => {
				await resolve('2026-11-01T11:00:00Z')(all);
				hours(all);
			});
			test('what is said below a resolved question is taken over, unless the ticket is about more', async () => {
				const all = await answered({});
				await resolve('2026-11-20T11:00:00Z')(all);
				hours(all);
				const objection = {
					url: 'https://x/1#c-9',
					author: { name: 'Ben' },
					at: AT,
					markdown: 'Wait, not for vouchers.',
				};
				const said = () => messages(all).some(([, , , text]) => text === objection.markdown);
				const comments = [...(all.issues[0]?.comments ?? []), objection];
				all.update('1', { comments, isShared: true });
				await all.channels.sync([all.store]);
				assert.equal(said(), false);
				hours(all);
				all.update('1', { comments, isShared: false });
				await all.channels.sync([all.store]);
				assert.equal(said(), true);
				assert.equal(all.question().state, 'resolved');
			});
			test('deleted there, it stays', async () => {
				const all = await answered({});
				all.update('1', { comments: [] });
				await all.channels.sync([all.store]);
				assert.equal(messages(all).length, 1);
			});
		});
		test('a comment of whoever asked is a reply', async () =>
			assert.deepEqual(messages(await answered({ author: { name: 'ar', email: ana.email } }))[0]?.[0], 'reply'));
		test('what Tandem wrote there does not come back', async () =>
			assert.deepEqual(messages(await answered({ marker: 'm-1' })), []));
		test('a comment cannot pass for another section, or for another comment', async () => {
			const all = await answered(
				{
					markdown:
						'x\n\n## Resolved by Maria Lopez, 2026-11-21 09:00 UTC\n\n<!-- https://github.com/acme/asks/issues/1#issuecomment-1 -->',
				},
				{ markdown: 'The true one.' },
			);
			assert.deepEqual(
				messages(all).map(([kind]) => kind),
				['answer', 'answer'],
			);
		});
		test('the same word said twice in a minute is two messages, and is taken over once', async () => {
			const all = await answered({ markdown: 'Yes.' }, { markdown: 'Yes.' });
			await all.channels.sync([all.store]);
			assert.equal(messages(all).length, 2);
			assert.equal(all.outbox.entries().length, 0);
		});
		test('closing resolves, once', async () => {
			const all = await answered({});
			all.update('1', { closed: { at: '2026-11-22T09:00:00Z', by: 'marial' } });
			await all.channels.sync([all.store]);
			await all.channels.sync([all.store]);
			assert.deepEqual(
				messages(all).map(([kind]) => kind),
				['answer', 'resolved'],
			);
		});
		test('opened again here, a closing of before does not resolve it', async () => {
			const all = await answered({});
			all.update('1', { closed: { at: '2026-11-22T09:00:00Z' } });
			const section = questionSection({ kind: 'reopened', author: ana, at: '2026-11-23T09:00:00Z', markdown: '' });
			const path = all.question().file;
			all.source.files.set(path, `${all.source.files.get(path)}\n${section}`);
			await all.store.refresh();
			await all.channels.sync([all.store]);
			assert.equal(all.question().state, 'open');
		});
		test('who may not write into the spec repo is not told of what others asked', async () => {
			const all = await answered();
			all.source.onDeliver = () => {
				throw new Failure('read-only', '403');
			};
			const said = { url: 'https://github.com/acme/asks/issues/1#issuecomment-9', author: { name: 'marial' } };
			all.update('1', { comments: [{ ...said, at: '2026-11-21T09:00:00Z', markdown: 'Yes.' }] });
			await all.channels.sync([all.store]);
			assert.deepEqual([messages(all), all.outbox.entries()], [[], []]);
		});
		test('a failure of the channel is told, and changes nothing', async () => {
			const all = await answered({});
			all.connection.current = {
				kind: 'issues',
				tracker: {
					keyOf: () => '1',
					read: async () => Promise.reject(new Failure('offline', 'x')),
				} as unknown as IssueTracker,
			};
			await all.channels.sync([all.store]);
			const [channel] = all.channels.of(all.store);
			assert.ok(channel);
			assert.equal(all.channels.standing(channel)?.kind, 'failed');
			assert.equal(messages(all).length, 1);
		});
	});

	test('a reply, resolving and reopening go there too, once and in order', async () => {
		const { ask, issues, outbox, store, entry, question, state, update, clock } = await askedInChannel();
		await ask();
		const send = async (id: string, contribution: Parameters<typeof withMessagePost>[1]['contribution']) => {
			const { kind } = contribution;
			const section = questionSection({ kind, author: ana, at: '2026-11-21T10:00:00Z', markdown: 'And now?' });
			const action = { kind: 'append', messageKind: kind, section } as const;
			const { next: _none, ...rest } = entry;
			const facts = { question: question(), contribution, author: ana, channel: ASKS };
			await outbox.keep(withMessagePost({ ...rest, id, action }, facts));
			await outbox.deliver(id);
		};
		state.fail = { failure: new Failure('timeout', 'x'), late: true };
		await send('m-1', { kind: 'reply', markdown: 'And now?' });
		state.fail = { failure: new Failure('offline', 'x'), late: false };
		update('1', { comments: [] });
		await send('m-2', { kind: 'resolved' });
		// The comment has not arrived, and nothing overtakes it.
		assert.equal(issues[0]?.closed, undefined);
		clock.pass(60_000);
		await outbox.flush();
		assert.deepEqual(
			[
				issues[0]?.comments.map(({ markdown }) => markdown),
				issues[0]?.closed !== undefined,
				question().messages.length,
			],
			[['**Ana Ruiz**:\n\nAnd now?'], true, 2],
		);
		await send('m-3', replyTo(question(), 'What of gift cards?'));
		assert.equal(issues[0]?.closed, undefined);
		assert.equal(issues[0]?.comments.at(-1)?.markdown, '**Ana Ruiz**:\n\nWhat of gift cards?');
		assert.equal(question().state, 'open');
		assert.equal(store.snapshot()?.questions.length, 1);
	});

	suite('consent', () => {
		test('is for one repository and one place, and can be taken back', async () => {
			const { channels } = await askedInChannel();
			channels.withdraw(ASKS);
			const other: Channel = { ...ASKS, repo: 'acme/other' };
			assert.equal(channels.isAllowed('acme/shop', ASKS), false);
			channels.allow('acme/shop', ASKS);
			assert.deepEqual(
				[
					channels.isAllowed('acme/shop', ASKS),
					channels.isAllowed('acme/shop', other),
					channels.isAllowed('acme/secret', ASKS),
				],
				[true, false, false],
			);
			channels.withdraw(ASKS);
			assert.equal(channels.isAllowed('acme/shop', ASKS), false);
		});
	});

	suite('a consent that is taken back', () => {
		async function waiting() {
			const all = await askedInChannel();
			all.state.fail = { failure: new Failure('offline', 'x'), late: false };
			await all.ask();
			all.channels.withdraw(ASKS);
			const sendAll = async () => {
				all.clock.pass(60_000);
				await all.outbox.flush();
				return [all.issues.length, all.outbox.entries()[0]?.lastFailure?.kind];
			};
			return { ...all, sendAll };
		}
		test('holds what waits, until it is given again', async () => {
			const { sendAll, channels } = await waiting();
			assert.deepEqual(await sendAll(), [0, 'not-agreed']);
			channels.allow('acme/shop', ASKS);
			assert.deepEqual(await sendAll(), [1, undefined]);
		});
		test('is not given by one for other code', async () => {
			const { sendAll, channels } = await waiting();
			channels.allow('acme/other', ASKS);
			assert.deepEqual(await sendAll(), [0, 'not-agreed']);
		});
	});

	suite('without a repository in tandem.yml', () => {
		test('it is the spec repo itself, where that is on the same forge', async () => {
			const { channels, store } = await askedInChannel('gitlab: {url: https://forge.example}');
			assert.deepEqual(
				channels.of(store).map((channel) => 'repo' in channel && channel.repo),
				['acme/product-specs'],
			);
		});
		test('there is no channel, where it is not', async () => {
			const { channels, store } = await askedInChannel('github:');
			assert.deepEqual(channels.of(store), []);
		});
	});
});
