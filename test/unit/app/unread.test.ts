import assert from 'node:assert/strict';
import { createUnread } from '../../../src/app/unread.ts';
import type { Message } from '../../../src/core/question.ts';
import { fakeMemory } from '../../support/inMemory.ts';
import { questionOf } from '../../support/snapshots.ts';

suite('unread answers', () => {
	const ana = { name: 'Ana', email: 'ana@shop.example' };
	const answer: Message = { kind: 'answer', markdown: 'Yes.' };
	const asked = (messages: readonly Message[] = []) => questionOf('q-1', { askedBy: ana, messages });
	function setUp() {
		const memory = fakeMemory();
		const unread = createUnread(memory);
		unread.setIdentity('ANA@shop.example');
		return { memory, unread };
	}

	test('an answer that arrives is told once and stays unread until it is looked at', () => {
		const { unread } = setUp();
		unread.observe('s', [asked()]);
		assert.deepEqual(
			unread.observe('s', [asked([answer])]).map(({ id }) => id),
			['q-1'],
		);
		assert.deepEqual(unread.observe('s', [asked([answer])]), []);
		assert.equal(unread.isUnread('s', asked([answer])), true);
		unread.markSeen('s', asked([answer]));
		assert.equal(unread.isUnread('s', asked([answer])), false);
	});

	for (const [what, messages, isNews] of [
		['a second answer', [answer, { kind: 'answer', markdown: 'And that.' }], true],
		['an answer that is changed', [{ kind: 'answer', markdown: 'No!' }], true],
		['a reply of somebody else', [answer, { kind: 'reply', author: { name: 'Maria' }, markdown: 'Sorry: no!' }], true],
		['somebody else who resolves it', [answer, { kind: 'resolved', author: { name: 'Maria' }, markdown: '' }], true],
		['my own reply', [answer, { kind: 'reply', author: { name: 'Ana' }, markdown: 'Thanks.' }], false],
		['what I resolve', [answer, { kind: 'resolved', author: ana, markdown: '' }], false],
		['an answer that is taken back', [], false],
		['the empty place for another answer', [answer, { kind: 'answer', markdown: ' ' }], false],
	] as const) {
		test(`${what} is ${isNews ? 'news' : 'no news'}`, () => {
			const { unread } = setUp();
			unread.observe('s', [asked([answer])]);
			unread.markSeen('s', asked([answer]));
			assert.equal(unread.isUnread('s', asked(messages)), isNews);
			assert.equal(unread.observe('s', [asked(messages)]).length, Number(isNews));
		});
	}

	test('answers that were there at the first look are not news', () => {
		const { unread } = setUp();
		assert.deepEqual(unread.observe('s', [asked([answer])]), []);
		assert.equal(unread.isUnread('s', asked([answer])), false);
	});

	test('the questions of others are not mine', () => {
		const { unread } = setUp();
		const other = (messages: readonly Message[]) =>
			questionOf('q-2', { askedBy: { name: 'Ben', email: 'ben@shop.example' }, messages });
		unread.observe('s', [other([])]);
		assert.deepEqual(unread.observe('s', [other([answer])]), []);
		assert.equal(unread.isUnread('s', other([answer])), false);
	});

	test('what was asked on this machine is mine, whatever git says today', () => {
		const { unread } = setUp();
		unread.setIdentity(undefined);
		unread.markMine('s', 'q-1');
		assert.equal(unread.observe('s', [asked([answer])]).length, 1);
	});

	test('an answer without text is none; another window knows what was seen', () => {
		const { unread, memory } = setUp();
		unread.observe('s', [asked()]);
		assert.deepEqual(unread.observe('s', [asked([{ kind: 'answer', markdown: '  ' }])]), []);
		unread.observe('s', [asked([answer])]);
		unread.markSeen('s', asked([answer]));
		const elsewhere = createUnread(memory);
		elsewhere.setIdentity(ana.email);
		assert.equal(elsewhere.isUnread('s', asked([answer])), false);
	});

	test('damaged memory is taken for none', () => {
		const { unread, memory } = setUp();
		memory.values.set('unread messages:s', { seen: 7 });
		assert.deepEqual(unread.observe('s', [asked([answer])]), []);
	});
});
