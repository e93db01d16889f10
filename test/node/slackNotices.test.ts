import assert from 'node:assert/strict';
import type { Emulator } from 'emulate';
import type { Notice } from '../../src/app/channels/issueTracker.ts';
import { createSlackNotices } from '../../src/node/channels/slack.ts';
import { createHttp } from '../../src/node/http.ts';
import { plain } from '../support/faultServer.ts';
import { HOSTILE_LINE, HOSTILE_NOTICE } from '../support/hostileNotice.ts';
import { noCancel, quietLog } from '../support/specRemotes.ts';
import { NOTICE, webhookFaults } from '../support/webhookFaults.ts';

interface Message {
	readonly text: string;
	readonly blocks: readonly { readonly type: string; readonly elements: readonly Section[] }[];
}

interface Section {
	readonly type: string;
	readonly elements: readonly { readonly type: string; readonly text: string; readonly url?: string }[];
}

suite('notices to Slack', () => {
	let server: Emulator;

	setup(async () => {
		// An ES module only.
		const { createEmulator } = await import('emulate');
		server = await createEmulator({
			service: 'slack',
			port: 0,
			seed: { tokens: { 'ana-token': { login: 'U000000001' } }, slack: {} },
		});
	});
	teardown(() => server.close());

	const sent = async (notice: Notice): Promise<readonly Message[]> => {
		const http = createHttp({ log: quietLog });
		const origin = server.url.replace('localhost', '127.0.0.1');
		const webhook = `${origin}/services/T000000001/B000000001/X000000001`;
		await createSlackNotices({ http, clock: { now: () => 0 }, webhook }).send(notice, noCancel());
		const ask = async (name: string, body: Record<string, unknown>) => {
			const headers = { 'authorization': 'Bearer ana-token', 'content-type': 'application/json' };
			const response = await fetch(`${origin}/api/${name}`, { method: 'POST', headers, body: JSON.stringify(body) });
			return (await response.json()) as Record<string, readonly Record<string, string>[] | undefined>;
		};
		const { channels } = await ask('conversations.list', {});
		const general = channels?.find(({ name }) => name === 'general');
		const { messages } = await ask('conversations.history', { channel: general?.['id'] });
		assert.ok(messages, 'no messages');
		return messages as unknown as readonly Message[];
	};
	const linesOf = ({ blocks }: Message) =>
		blocks.flatMap(({ elements }) => elements.map((section) => section.elements));

	test('arrive in the channel', async () => {
		const [message, ...others] = await sent(NOTICE);
		assert.ok(message);
		assert.deepEqual(others, []);
		assert.equal(message.text, NOTICE.headline);
		assert.deepEqual(linesOf(message), [
			[{ type: 'text', text: 'Ana asks Maria: May we try twice?', style: { bold: true } }],
			[{ type: 'text', text: 'CHK-1 Faster checkout' }],
			[{ type: 'text', text: 'src/retry.ts, lines 40 to 43' }],
			[{ type: 'link', url: 'https://example.com/q', text: 'Question' }],
		]);
	});

	test('are text, whatever a repository puts into them', async () => {
		const [message] = await sent(HOSTILE_NOTICE);
		assert.ok(message);
		// The only text in which Slack looks for anything.
		assert.doesNotMatch(message.text, /[<>]|&(?!amp;|lt;|gt;)/);
		const parts = linesOf(message).flat();
		assert.deepEqual([...new Set(parts.map(({ type }) => type))], ['text', 'link']);
		const texts = parts.filter(({ text }) => text.startsWith('<!channel>')).map(({ text }) => text);
		for (const text of texts) assert.ok(HOSTILE_LINE.startsWith(text.replace('…', '')), text);
		assert.equal(texts.length, 4);
		assert.deepEqual(
			parts.flatMap(({ url }) => url ?? []),
			["https://example.com/a|b%3Ec%3Cd%20e%22'*_&x=%3C!channel%3E", 'https://example.com/code#L4'],
		);
	});

	test('are cut to what Slack takes', async () => {
		const long = 'x'.repeat(10_000);
		const lines = Array.from({ length: 200 }, () => long);
		const links = Array.from({ length: 50 }, () => ({ text: long, url: 'https://example.com/' }));
		const [message] = await sent({ headline: long, lines, links });
		assert.ok(message);
		assert.equal(message.blocks.length, 1);
		assert.ok(
			linesOf(message)
				.flat()
				.every(({ text }) => text.length <= 500),
		);
		assert.ok(JSON.stringify(message).length < 20_000);
	});

	suite('a Slack that answers badly', () => {
		webhookFaults(createSlackNotices, [
			{ title: 'no word of thanks', answer: plain('', 200), kind: 'bad-response' },
			{ title: 'no such webhook', answer: plain('no_service', 404), kind: 'not-found', detail: /404 no_service$/ },
			{ title: 'a wrong token', answer: plain('invalid_token', 403), kind: 'rejected', detail: /403 invalid_token$/ },
			{
				title: 'an archived channel',
				answer: plain('channel_is_archived', 410),
				kind: 'not-found',
				detail: /410 channel_is_archived$/,
			},
			{ title: 'not understood', answer: plain('invalid_payload', 400), kind: 'rejected', detail: /invalid_payload$/ },
		]);
	});
});
