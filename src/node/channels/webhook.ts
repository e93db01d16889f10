import type { NoticeSender } from '../../app/channels/issueTracker.ts';
import type { Clock } from '../../app/ports.ts';
import { webhookProblem } from '../../core/channels/webhookAddress.ts';
import { CHANNEL_NAMES } from '../../core/channels/channel.ts';
import type { NoticeChannel } from '../../core/channels/channel.ts';
import type { NoticeText } from '../../core/channels/noticeText.ts';
import { Failure } from '../../core/failure.ts';
import type { Http, HttpAnswer } from '../http.ts';
import { retryTime } from './restApi.ts';

export interface WebhookDeps {
	readonly http: Http;
	readonly clock: Pick<Clock, 'now'>;
	/** The whole address is a secret. */
	readonly webhook: string;
}

/** One service's way with webhooks. */
export interface WebhookService {
	readonly kind: NoticeChannel['kind'];
	/** What it takes, before it becomes JSON. */
	message(notice: NoticeText): unknown;
	/** What the text of an answer says, whatever its status is. */
	read(text: string): WebhookAnswer;
}

export interface WebhookAnswer {
	readonly isTaken: boolean;
	/** The service's name for what is wrong. */
	readonly word?: string | undefined;
	/** It wants fewer notices, whatever the status is. */
	readonly isBusy?: boolean;
}

/**
 * Posts notices to a secret address. Failures are those of `RestApi`, and never hold anything of the address; `timeout` where the notice may have arrived,
 * because the connection broke or a gateway gave up waiting.
 */
export function createWebhook({ http, clock, webhook }: WebhookDeps, service: WebhookService): NoticeSender {
	const name = CHANNEL_NAMES[service.kind];
	return {
		async send(notice, signal) {
			const problem = webhookProblem(service.kind, webhook);
			if (problem !== undefined) throw new Failure('refused-address', problem);
			const body = JSON.stringify(service.message(notice));
			const headers = { 'content-type': 'application/json', 'user-agent': 'tandem' };
			const answer = await http
				.request(webhook, { method: 'POST', headers, body, isSecret: true, signal })
				.catch((error: unknown) => {
					throw error instanceof Failure ? withoutAddress(error, name) : error;
				});
			const said = service.read(new TextDecoder().decode(answer.body.subarray(0, 10_000)));
			// Whoever repeats the address is not repeated.
			const word = said.word !== undefined && webhook.includes(said.word) ? undefined : said.word;
			const failure = refusal(answer, name, { ...said, word }, clock.now());
			if (failure) throw failure;
		},
	};
}

/** Without the cause, which holds the request with its address. */
function withoutAddress(failure: Failure, name: string): Failure {
	if (failure.kind === 'bad-response') return new Failure('bad-response', `${name} answered too much`);
	if (failure.kind === 'offline' && isUnsent(failure)) return new Failure('offline', `${name} cannot be reached`);
	return new Failure('timeout', `${name} did not answer; the notice may have arrived`);
}

/** No connection came about. */
function isUnsent(failure: Failure): boolean {
	const words: unknown[] = [];
	for (let error: unknown = failure.cause; error instanceof Error && words.length < 20; error = error.cause) {
		words.push((error as { readonly code?: unknown }).code, error.message);
	}
	return UNSENT.test(words.join(' '));
}

/** By the names of Node, of its fetch, and of the editor's network. */
const UNSENT =
	/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|EHOSTUNREACH|ENETDOWN|CONNECT_TIMEOUT|CERT|SELF_SIGNED|SSL|NAME_NOT_RESOLVED|CONNECTION_(?:REFUSED|TIMED_OUT)|ADDRESS_UNREACHABLE|INTERNET_DISCONNECTED|PROXY_CONNECTION/;

function refusal(answer: HttpAnswer, name: string, said: WebhookAnswer, now: number): Failure | undefined {
	const { status } = answer;
	const { isTaken, word, isBusy } = said;
	const detail = [`${name}: ${status}`, word].filter((part) => part !== undefined).join(' ');
	const retryAt = retryTime(answer, now);
	const when = retryAt === undefined ? {} : { retryAt };
	if (status === 429 || isBusy) return new Failure('busy', detail, when);
	if (status >= 200 && status < 300) {
		return isTaken ? undefined : new Failure('bad-response', `${name} answered something else than expected`);
	}
	if (status >= 300 && status < 400) return new Failure('refused-address', `${name} leads to another address.`);
	if (status === 401) return new Failure('unauthorized', detail);
	if (status === 404 || status === 410) return new Failure('not-found', detail);
	if (status < 500) return new Failure('rejected', detail);
	if (status === 502 || status === 504) return new Failure('timeout', `${detail}; the notice may have arrived`);
	return new Failure('bad-response', detail, when);
}
