import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Notice } from '../../src/app/channels/issueTracker.ts';
import { teamsCard } from '../../src/core/channels/teamsCard.ts';
import { createTeamsNotices } from '../../src/node/channels/teams.ts';
import { createHttp } from '../../src/node/http.ts';
import { failureOf, json, plain, startFaultServer } from '../support/faultServer.ts';
import type { Answer, FaultServer } from '../support/faultServer.ts';
import { HOSTILE_LINE, HOSTILE_NOTICE } from '../support/hostileNotice.ts';
import { noCancel, quietLog } from '../support/specRemotes.ts';
import { NOTICE, webhookFaults } from '../support/webhookFaults.ts';

/** Of a message to the webhook workflow: https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using */
interface Card {
	readonly type: string;
	readonly version: string;
	readonly body: readonly {
		readonly type: string;
		readonly inlines: readonly { readonly type: string; readonly text: string }[];
	}[];
	readonly actions?: readonly { readonly type: string; readonly title: string; readonly url: string }[];
}

/** The card of a message, if it is one that the workflow posts. */
function cardOf(body: string): Card {
	assert.ok(Buffer.byteLength(body) < 28_000, `${Buffer.byteLength(body)} bytes`);
	const { type, attachments } = JSON.parse(body) as { type: string; attachments: readonly Record<string, unknown>[] };
	const [attachment, ...others] = attachments;
	assert.deepEqual(
		[type, others, attachment?.['contentType'], attachment?.['contentUrl']],
		['message', [], 'application/vnd.microsoft.card.adaptive', null],
	);
	const card = attachment?.['content'] as Card;
	assert.deepEqual([card.type, card.version], ['AdaptiveCard', '1.4']);
	assert.ok(card.body.length > 0);
	for (const { type: kind, inlines } of card.body) {
		assert.equal(kind, 'RichTextBlock');
		for (const run of inlines) assert.ok(run.type === 'TextRun' && run.text !== '');
	}
	for (const action of card.actions ?? []) {
		assert.equal(action.type, 'Action.OpenUrl');
		assert.match(action.url, /^https?:\/\//);
		assert.notEqual(action.title, '');
	}
	return card;
}

suite('notices to Teams', () => {
	let server: FaultServer;
	suiteSetup(async () => {
		server = await startFaultServer();
	});
	suiteTeardown(() => server.close());

	/** As the workflow answers: what is no card is refused. */
	const workflow: Answer = (response, request) => {
		try {
			assert.equal(request.headers['content-type'], 'application/json');
			cardOf(request.body);
			plain('', 202)(response, request);
		} catch (error) {
			json({ error: { code: 'TriggerInputSchemaMismatch', message: String(error) } }, 400)(response, request);
		}
	};
	const send = (notice: Notice) => {
		const http = createHttp({ log: quietLog });
		const webhook = `${server.origin}/workflows/1/triggers/manual/paths/invoke?api-version=1&sig=x`;
		return createTeamsNotices({ http, clock: { now: () => 0 }, webhook }).send(notice, noCancel());
	};
	const sent = async (notice: Notice): Promise<Card> => {
		server.answerWith(workflow);
		await send(notice);
		const [request, ...others] = server.seen;
		assert.deepEqual([others.length, request?.method], [0, 'POST']);
		return cardOf(request?.body ?? '');
	};
	const textsOf = ({ body }: Card) => body.flatMap(({ inlines }) => inlines.map(({ text }) => text));

	test('arrive as a card', async () => {
		const card = await sent(NOTICE);
		assert.deepEqual(textsOf(card), [NOTICE.headline, ...NOTICE.lines]);
		assert.deepEqual(card.actions, [{ type: 'Action.OpenUrl', title: 'Question', url: 'https://example.com/q' }]);
	});

	test('without links there are no buttons', async () => {
		assert.equal((await sent({ ...NOTICE, links: [] })).actions, undefined);
	});

	test('are text, whatever a repository puts into them', async () => {
		const card = await sent(HOSTILE_NOTICE);
		const texts = textsOf(card);
		assert.equal(texts.length, 3);
		for (const text of texts) assert.ok(HOSTILE_LINE.startsWith(text.replace('…', '')), text);
		assert.deepEqual(
			card.actions?.map(({ url }) => url),
			["https://example.com/a|b%3Ec%3Cd%20e%22'*_&x=%3C!channel%3E", 'https://example.com/code#L4'],
		);
	});

	test('are always cards that Teams takes', () => {
		const text = fc.oneof(
			fc.string({ unit: 'binary' }),
			fc.constantFrom('漢', '"', '\\', '🙂', '\uD83D', '\u0000').map((char) => char.repeat(1000)),
		);
		const url = fc.oneof(text, fc.webUrl(), fc.constant(`https://example.com/${'ü'.repeat(160)}`));
		const links = fc.array(fc.record({ text, url }), { maxLength: 30 });
		fc.assert(
			fc.property(fc.record({ headline: text, lines: fc.array(text, { maxLength: 50 }), links }), (notice) => {
				cardOf(JSON.stringify(teamsCard(notice)));
			}),
			{ numRuns: 100 },
		);
	});

	suite('are sent', () => {
		const accepted = (title: string, answer: Answer) =>
			test(title, async () => {
				server.answerWith(answer);
				await send(NOTICE);
				assert.equal(server.seen.length, 1);
			});
		accepted('with 202 and nothing', plain('', 202));
		accepted('with 200 and 1', plain('1', 200));
		accepted('with a gateway’s own answer', json({ id: 1 }));
	});

	test('a card that is none is refused here too', async () => {
		const answer = await fetch(`${server.origin}/`, { method: 'POST', body: '{"text":"x"}' });
		assert.equal(answer.status, 400);
	});

	suite('a Teams that answers badly', () => {
		const late = 'Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429 with x';
		webhookFaults(createTeamsNotices, [
			{ title: 'too many, said with 200', answer: plain(late, 200), kind: 'busy' },
			{ title: 'another sentence with 200', answer: plain('Summary or Text is required.'), kind: 'bad-response' },
			{
				title: 'a workflow that is off',
				answer: json({ error: { code: 'WorkflowTriggerIsNotEnabled', message: 'No: https://x?sig=1' } }, 400),
				kind: 'rejected',
				detail: /^Teams: 400 WorkflowTriggerIsNotEnabled$/,
			},
			{
				title: 'a workflow of signed-in people only',
				answer: json({ error: { code: 'DirectApiAuthorizationRequired' } }, 401),
				kind: 'unauthorized',
				detail: /401 DirectApiAuthorizationRequired$/,
			},
		]);
	});

	test('a failure of its own server is seen', async () => {
		server.answerWith(json({ error: { code: 'TriggerInputSchemaMismatch' } }, 400));
		assert.match((await failureOf(send(NOTICE))).detail, /TriggerInputSchemaMismatch/);
	});
});
