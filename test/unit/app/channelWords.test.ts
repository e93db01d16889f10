import assert from 'node:assert/strict';
import { channelStanding, postWaitingText } from '../../../src/app/channels/channelWords.ts';
import type { ChannelStanding } from '../../../src/app/channels/channels.ts';
import { isSignInMissing, waitingPostOf } from '../../../src/app/channels/waitingPosts.ts';
import type { OutboxEntry } from '../../../src/app/outboxEntry.ts';
import { Failure } from '../../../src/core/failure.ts';
import type { FailureKind } from '../../../src/core/failure.ts';

const NOW = Date.parse('2026-11-29T12:00:00Z');
const place = 'github https://github.com/acme/asks';

suite('how it stands with a channel', () => {
	const check = (account: { name?: string } | undefined, standing: ChannelStanding | undefined, words: string) =>
		assert.equal(channelStanding(standing, account, NOW), words);
	const failure = new Failure('unauthorized', 'Bad credentials');

	test('not signed in', () => check(undefined, { kind: 'read', at: NOW }, 'Not signed in.'));
	test('with a token, whose user is not known', () => check({}, undefined, 'Signed in.'));
	test('as somebody', () => check({ name: 'ana' }, { kind: 'signed-out' }, 'Signed in as ana.'));
	test('read', () =>
		check({ name: 'ana' }, { kind: 'read', at: NOW }, 'Signed in as ana. Answers were looked for just now.'));
	test('refused', () =>
		check(
			{ name: 'ana' },
			{ kind: 'failed', failure, at: NOW },
			'Answers could not be read just now: sign-in needed (Bad credentials).',
		));
});

suite('what is in the spec repo, and not in its channel yet', () => {
	const check = (kind: FailureKind, words: string) =>
		assert.equal(postWaitingText('It', new Failure(kind, 'no route'), { place }), words);

	test('the user has to sign in', () =>
		check('unauthorized', 'It is in the spec repo, and goes to GitHub once you are signed in there.'));
	test('it goes out by itself', () =>
		check(
			'offline',
			'It is in the spec repo, and not in GitHub yet. GitHub cannot be reached (no route). Tandem tries again by itself.',
		));
});

suite('what waits for a channel', () => {
	const post: OutboxEntry['action'] = { kind: 'post', post: { place, what: 'closed', question: 'q-1' } };
	const entry = (id: string, more: Partial<OutboxEntry> = {}): OutboxEntry => {
		const file = { spec: 'specs', path: 'questions/a.md' };
		return { id, createdAt: '', action: post, message: '', title: '', attempts: 1, ...file, ...more };
	};
	const failed = (kind: string) => ({ lastFailure: { kind, detail: '', at: '' } });
	const check = (entries: readonly OutboxEntry[], id: string | undefined, signIn = false) => {
		const found = waitingPostOf({ spec: 'specs', path: 'questions/a.md' }, entries);
		assert.deepEqual([found?.id, found !== undefined && isSignInMissing(found)], [id, signIn]);
	};

	test('nothing', () => check([], undefined));
	test('not tried yet', () => check([entry('a')], undefined));
	test('behind another one', () => check([entry('a', failed('offline')), entry('b')], 'a'));
	test('until somebody signs in', () => check([entry('a', failed('unauthorized'))], 'a', true));
	test('of another question', () => check([entry('a', { ...failed('offline'), path: 'questions/b.md' })], undefined));
	test('of another spec repo', () => check([entry('a', { ...failed('offline'), spec: 'others' })], undefined));
	test('a file that waits is no post', () =>
		check([entry('a', { ...failed('offline'), action: { kind: 'create', text: '' } })], undefined));
});
