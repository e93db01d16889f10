import assert from 'node:assert/strict';
import { channelChecks } from '../../../src/app/channels/channelChecks.ts';
import type { CheckedChannel } from '../../../src/app/channels/channelChecks.ts';
import type { Channel } from '../../../src/core/channels/channel.ts';
import { Failure } from '../../../src/core/failure.ts';

const GITHUB: Channel = { kind: 'github', repo: 'acme/asks', url: 'https://github.com', labels: [] };
const NOW = Date.parse('2026-11-29T12:00:00Z');

suite('what the doctor says of channels', () => {
	function check(found: Partial<CheckedChannel> | undefined, status: string, text: RegExp): void {
		const checked = found ? [{ channel: GITHUB, signedIn: true, ...found }] : [];
		const [only, ...more] = channelChecks([GITHUB], checked, NOW);
		assert.deepEqual([only?.status, more], [status, []]);
		assert.match(only?.text ?? '', text);
		assert.equal(only?.next === undefined, status === 'ok');
	}

	test('none', () => assert.deepEqual(channelChecks([], [], NOW), []));
	test('a repository that nobody knows', () => check(undefined, 'warning', /GitHub: which repository is not known/));
	test('nobody is signed in', () =>
		check({ signedIn: false }, 'note', /GitHub issues of acme\/asks, too\. Not signed in/));
	test('signed in', () => check({}, 'ok', /Signed in\.$/));
	test('read', () => check({ standing: { kind: 'read', at: NOW - 120_000 } }, 'ok', /looked for 2 minutes ago/));
	test('failed', () =>
		check(
			{ standing: { kind: 'failed', failure: new Failure('offline', 'no route'), at: NOW } },
			'warning',
			/could not be read just now: offline \(no route\)/,
		));
});
