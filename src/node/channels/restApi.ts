import type { Clock } from '../../app/ports.ts';
import { Failure } from '../../core/failure.ts';
import type { Http, HttpAnswer, HttpOptions } from '../http.ts';

/**
 * A REST API that speaks JSON, with the user's credentials. Whatever an answer says, nothing is asked of another origin or outside of the root. Throws
 * `Failure`: `unauthorized` (401), `rejected` (403, 409, 422: the server's word in the detail), `not-found` (404, 410), `busy` (429, and 403 at the end
 * of an allowance), `refused-address` (a redirect), `bad-response` (5xx, no JSON, another shape), and what `Http` throws.
 */
export interface RestApi {
	get<Value>(path: string, shape: Shape<Value>, signal: AbortSignal): Promise<Value>;
	/**
	 * All pages of a list, by `Link: rel="next"`, up to the one that holds an item for which `isEnough` says so. `bad-response` for a list of more than
	 * thirty pages: what was not read is not known to be missing.
	 */
	pages<Value>(
		path: string,
		shape: Shape<Value>,
		signal: AbortSignal,
		isEnough?: (item: Value) => boolean,
	): Promise<readonly Value[]>;
	send<Value>(method: 'POST' | 'PUT' | 'PATCH', path: string, call: Call<Value>): Promise<Value>;
}

/** What an answer has to look like: a schema of `core/channels`. */
export interface Shape<Value> {
	safeParse(json: unknown): { readonly success: true; readonly data: Value } | { readonly success: false };
}

export interface Call<Value> {
	/** Becomes JSON. */
	readonly body: unknown;
	readonly shape: Shape<Value>;
	readonly signal: AbortSignal;
}

export interface RestApiDeps {
	readonly http: Http;
	readonly clock: Pick<Clock, 'now'>;
	/** `https://api.github.com`, without a slash at its end. Paths are below it and begin with a slash. */
	readonly root: string;
	/** With the credentials. */
	readonly headers: Readonly<Record<string, string>>;
}

const PAGE_LIMIT = 30;
/** How many answers are kept for conditional requests. */
const KEPT = 200;

/** Creates the client of one API. Answers with an ETag are kept, and asked for anew by condition: an unchanged one costs no allowance. */
export function createRestApi({ http, clock, root, headers }: RestApiDeps): RestApi {
	const kept = new Map<string, { readonly etag: string; readonly json: unknown; readonly link: string | undefined }>();

	const ask = async (url: string, options: Omit<HttpOptions, 'headers'>): Promise<HttpAnswer> => {
		const former = options.method === undefined ? kept.get(url) : undefined;
		return http.request(url, {
			...options,
			headers: {
				'accept': 'application/json',
				'user-agent': 'tandem',
				...headers,
				...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
				...(former ? { 'if-none-match': former.etag } : {}),
			},
		});
	};

	const read = async (url: string, signal: AbortSignal): Promise<{ json: unknown; link: string | undefined }> => {
		const answer = await ask(url, { signal });
		const former = kept.get(url);
		const link = answer.headers['link'] ?? numberedLink(answer, url);
		// A page that is full and unchanged may have got a page behind it.
		if (answer.status === 304 && former) return { json: former.json, link: link ?? former.link };
		const page = { json: jsonOf(answer, url, clock.now()), link };
		const etag = answer.headers['etag'];
		kept.delete(url);
		if (etag !== undefined) kept.set(url, { etag, ...page });
		const [oldest] = kept.keys();
		if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
		return page;
	};

	return {
		async get(path, shape, signal) {
			const url = root + path;
			return shaped((await read(url, signal)).json, shape, url);
		},
		async pages(path, shape, signal, isEnough = () => false) {
			const values = [];
			let next: string | undefined = root + path;
			for (let page = 0; next !== undefined; page++) {
				const url: string = next;
				if (page === PAGE_LIMIT) throw new Failure('bad-response', `the list of ${placeOf(url)} does not end`);
				const { json, link } = await read(url, signal);
				if (!Array.isArray(json)) throw otherShape(url);
				const items = json.map((item) => shaped(item, shape, url));
				values.push(...items);
				next = items.some(isEnough) ? undefined : nextPage(link, url, root);
			}
			return values;
		},
		async send(method, path, { body, shape, signal }) {
			const url = root + path;
			const answer = await ask(url, { method, body: JSON.stringify(body), signal });
			return shaped(jsonOf(answer, url, clock.now()), shape, url);
		},
	};
}

function shaped<Value>(json: unknown, shape: Shape<Value>, url: string): Value {
	const read = shape.safeParse(json);
	if (!read.success) throw otherShape(url);
	return read.data;
}

function otherShape(url: string): Failure {
	return new Failure('bad-response', `${placeOf(url)} answered something else than expected`);
}

/** GitLab's number of the next page, for a proxy that takes its links out. */
function numberedLink({ headers }: HttpAnswer, url: string): string | undefined {
	const number = headers['x-next-page'] ?? '';
	if (!/^\d+$/.test(number)) return undefined;
	const next = new URL(url);
	next.searchParams.set('page', number);
	return `<${next.href}>; rel="next"`;
}

/** The address of the next page, if it is one of this API; a server that points elsewhere is not followed. */
function nextPage(link: string | undefined, url: string, root: string): string | undefined {
	for (const part of (link ?? '').slice(0, 8000).split(',')) {
		const [, target, parameters] = /^\s*<([^<>]*)>(.*)$/.exec(part) ?? [];
		if (target === undefined || !/;\s*rel="?next"?/.test(parameters ?? '')) continue;
		const next = URL.canParse(target, url) ? new URL(target, url) : undefined;
		if (!next?.href.startsWith(`${root}/`) || next.href === url) {
			throw new Failure('refused-address', `${placeOf(url)} leads to another place for its next page.`);
		}
		return next.href;
	}
	return undefined;
}

function jsonOf(answer: HttpAnswer, url: string, now: number): unknown {
	const { status } = answer;
	if (status < 200 || status > 299) throw refusal(answer, url, now);
	if (status === 204 || answer.body.length === 0) return undefined;
	if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(answer.headers['content-type'] ?? '')) throw otherShape(url);
	const json = parsed(answer);
	if (json === undefined) throw otherShape(url);
	return json;
}

function parsed({ body }: HttpAnswer): unknown {
	try {
		return JSON.parse(new TextDecoder().decode(body));
	} catch {
		// Not JSON, or cut off.
		return undefined;
	}
}

function refusal(answer: HttpAnswer, url: string, now: number): Failure {
	const { status } = answer;
	const word = wordOf(parsed(answer));
	const detail = [`${placeOf(url)}: ${status}`, word].filter((part) => part).join(' ');
	if (status >= 300 && status < 400) {
		return new Failure('refused-address', `${placeOf(url)} leads to another address, which Tandem does not follow.`);
	}
	if (status === 401) return new Failure('unauthorized', detail);
	const retryAt = retryTime(answer, now);
	// GitHub's limit of how much at once has no header of its own.
	const isSpent =
		answer.headers['x-ratelimit-remaining'] === '0' ||
		answer.headers['retry-after'] !== undefined ||
		/\brate limit\b/i.test(word);
	if (status === 429 || (status === 403 && isSpent)) {
		return new Failure('busy', detail, { retryAt: busyUntil(answer, now) });
	}
	if (status === 404 || status === 410) return new Failure('not-found', detail);
	if (status < 500) return new Failure('rejected', detail);
	return new Failure('bad-response', detail, retryAt === undefined ? {} : { retryAt });
}

/** Half an hour is the longest that anybody is waited for. */
const LONGEST_WAIT_MS = 30 * 60_000;

/** GitHub wants a minute of rest where it does not say how long; the end of an allowance that is not spent says nothing of that. */
const SHORTEST_REST_MS = 60_000;

function busyUntil(answer: HttpAnswer, now: number): number {
	const at = retryTime(answer, now);
	const isTold = answer.headers['retry-after'] !== undefined || answer.headers['x-ratelimit-remaining'] === '0';
	return at !== undefined && isTold ? at : Math.max(at ?? 0, now + SHORTEST_REST_MS);
}

/** When to try again, by `Retry-After` (seconds or a date) or `X-RateLimit-Reset` (seconds since 1970). */
export function retryTime({ headers }: HttpAnswer, now: number): number | undefined {
	const after = headers['retry-after'];
	const reset = headers['x-ratelimit-reset'] ?? headers['ratelimit-reset'];
	const at =
		after !== undefined
			? /^\d+$/.test(after)
				? now + Number(after) * 1000
				: Date.parse(after)
			: reset !== undefined && /^\d+$/.test(reset)
				? Number(reset) * 1000
				: Number.NaN;
	return Number.isNaN(at) ? undefined : Math.min(Math.max(at, now), now + LONGEST_WAIT_MS);
}

/** The server's own word on what is wrong: `message`, `error`, or Jira's list. */
function wordOf(json: unknown): string {
	if (typeof json !== 'object' || json === null) return '';
	const { message, error, errorMessages, errors } = json as Record<string, unknown>;
	const words = [message, error, ...(Array.isArray(errorMessages) ? errorMessages : []), errors];
	const word = words.find((value) => typeof value === 'string' || (typeof value === 'object' && value !== null));
	const text = typeof word === 'string' ? word : word === undefined ? '' : JSON.stringify(word);
	return text.replace(/[\s\p{Cc}]+/gu, ' ').slice(0, 200);
}

function placeOf(url: string): string {
	return new URL(url).host;
}
