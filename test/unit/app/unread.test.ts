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

	test('a second answer is news again', () => {
		const { unread } = setUp();
		unread.observe('s', [asked([answer])]);
		assert.equal(unread.observe('s', [asked([answer, answer])]).length, 1);
	});

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
		memory.values.set('unread:s', { seen: 7 });
		assert.deepEqual(unread.observe('s', [asked([answer])]), []);
	});
});
