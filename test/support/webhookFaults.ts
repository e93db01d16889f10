import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import type { Notice, NoticeSender } from '../../src/app/channels/issueTracker.ts';
import type { Log } from '../../src/app/ports.ts';
import type { WebhookDeps } from '../../src/node/channels/webhook.ts';
import { createHttp } from '../../src/node/http.ts';
import { FAULTS, failureOf, json, plain, startFaultServer } from './faultServer.ts';
import type { Answer, FaultServer } from './faultServer.ts';
import { noCancel } from './specRemotes.ts';

export const NOW = Date.parse('2026-11-29T10:00:00Z');

export const NOTICE: Notice = {
	headline: 'Ana asks Maria: May we try twice?',
	lines: ['CHK-1 Faster checkout', 'src/retry.ts, lines 40 to 43'],
	links: [{ text: 'Question', url: 'https://example.com/q' }],
};

export interface FaultCase {
	readonly title: string;
	readonly answer: Answer;
	readonly kind: string;
	readonly detail?: RegExp;
	readonly retryAfterMs?: number;
}

/** What goes wrong with any webhook, and what comes of it; `own` are those of one service. Each is tried once, and nothing tells the secret address. */
export function webhookFaults(create: (deps: WebhookDeps) => NoticeSender, own: readonly FaultCase[]): void {
	const fault = (title: string, answer: Answer, kind: string, more: Partial<FaultCase> = {}): FaultCase => ({
		title,
		answer,
		kind,
		...more,
	});
	const cases: readonly FaultCase[] = [
		fault('401', plain('', 401), 'unauthorized'),
		fault('403', plain('', 403), 'rejected'),
		fault('404', plain('', 404), 'not-found'),
		fault('409', plain('', 409), 'rejected'),
		fault('410', plain('', 410), 'not-found'),
		fault('429', plain('', 429, { 'retry-after': '30' }), 'busy', { retryAfterMs: 30_000 }),
		fault('500', plain('<h1>Oops</h1>', 500), 'bad-response', { detail: /^\w+: 500$/ }),
		fault('503 for a minute', plain('', 503, { 'retry-after': '60' }), 'bad-response', { retryAfterMs: 60_000 }),
		fault('a gateway that gave up', plain('', 504), 'timeout'),
		fault('a gateway that lost it', plain('', 502), 'timeout'),
		fault('slow', FAULTS.slow, 'timeout', { detail: /may have arrived/ }),
		fault('cut off', FAULTS.cutOff, 'timeout', { detail: /may have arrived/ }),
		fault('hung up after the request', FAULTS.hangUp, 'timeout', { detail: /may have arrived/ }),
		fault('a page of a proxy', FAULTS.otherType, 'bad-response'),
		fault('huge', FAULTS.huge, 'bad-response'),
		fault('to another host', FAULTS.otherHost, 'refused-address', { detail: /leads to another address/ }),
		fault('repeats the address', json({ error: { code: 'SECRETPATH', message: 'SECRETPATH' } }, 400), 'rejected', {
			detail: /^\w+: 400$/,
		}),
		...own,
	];

	let server: FaultServer;
	const told: unknown[] = [];
	const tell = (...words: unknown[]) => void told.push(words);
	const log: Log = { info: tell, warn: tell, error: tell };
	const sending = (origin: string, timeoutMs = 10_000) =>
		create({
			http: createHttp({ log, timeoutMs, maxBytes: 100_000 }),
			clock: { now: () => NOW },
			webhook: `${origin}/services/SECRETPATH?sig=SECRETPATH`,
		}).send(NOTICE, noCancel());

	suiteSetup(async () => {
		server = await startFaultServer();
	});
	suiteTeardown(() => server.close());

	for (const { title, answer, kind, detail = /./, retryAfterMs } of cases) {
		test(title, async () => {
			server.answerWith(answer);
			told.length = 0;
			const failure = await failureOf(sending(server.origin, answer === FAULTS.slow ? 300 : undefined));
			const wait = failure.retryAt === undefined ? undefined : failure.retryAt - NOW;
			assert.deepEqual([failure.kind, wait], [kind, retryAfterMs]);
			assert.match(failure.detail, detail);
			assert.doesNotMatch(inspect([failure, told], { depth: 20, showHidden: true }), /SECRETPATH/);
			assert.equal(server.seen.length, 1, 'nothing is sent twice, or elsewhere');
		});
	}

	test('no server: the notice did not arrive', async () => {
		const closed = await startFaultServer();
		await closed.close();
		const failure = await failureOf(sending(closed.origin));
		assert.equal(failure.kind, 'offline');
		assert.doesNotMatch(inspect([failure, told], { depth: 20, showHidden: true }), /SECRETPATH/);
	});

	test('cancelled', async () => {
		server.answerWith(FAULTS.slow);
		const http = createHttp({ log });
		const stop = new AbortController();
		const work = create({ http, clock: { now: () => NOW }, webhook: `${server.origin}/services/SECRETPATH` });
		setTimeout(() => stop.abort(), 100);
		await assert.rejects(work.send(NOTICE, stop.signal), { name: 'AbortError' });
	});

	test('an address that cannot be right is not asked', async () => {
		server.answerWith(plain('ok'));
		const http = createHttp({ log });
		const work = create({ http, clock: { now: () => NOW }, webhook: `${server.origin}/` });
		const failure = await failureOf(work.send(NOTICE, noCancel()));
		assert.deepEqual([failure.kind, server.seen.length], ['refused-address', 0]);
	});
}
