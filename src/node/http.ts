import type { AxiosInstance, AxiosResponse } from 'axios';
import { Failure } from '../core/failure.ts';
import { loadedOnce } from '../core/loadedOnce.ts';
import type { Log } from '../app/ports.ts';
import { cancellation } from './cancellation.ts';

/** The only way in which Tandem speaks http itself (git has its own). */
export interface Http {
	/**
	 * Any answer of the server is a result, whatever its status; a redirect is handed back, never followed, so that no header reaches another
	 * origin. Throws `Failure` (offline, timeout, bad-response, refused-address) or a cancellation.
	 */
	request(url: string, options: HttpOptions): Promise<HttpAnswer>;
}

export interface HttpOptions {
	/** Default `GET`. */
	readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH';
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
	/** The whole address is a secret: only its host is told and logged. */
	readonly isSecret?: boolean;
	readonly signal: AbortSignal;
}

export interface HttpAnswer {
	readonly status: number;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Uint8Array;
}

export interface HttpDeps {
	readonly log: Log;
	/** For one whole request; default 20 seconds. */
	readonly timeoutMs?: number;
	/** A larger answer is given up; default 5 MiB. */
	readonly maxBytes?: number;
}

export function createHttp({ log, timeoutMs = 20_000, maxBytes = 5 * 1024 * 1024 }: HttpDeps): Http {
	const client = loadedOnce(() => createClient(maxBytes));

	return {
		async request(url, { method = 'GET', headers = {}, body, isSecret = false, signal }) {
			const target = checkedUrl(url);
			if (signal.aborted) throw cancellation();
			// Own deadline: the timeout of axios ends when the headers are there.
			const deadline = AbortSignal.timeout(timeoutMs);
			try {
				const response = await (
					await client()
				).request<ArrayBuffer>({
					url: target.href,
					method,
					headers: { ...headers },
					...(body === undefined ? {} : { data: body }),
					signal: AbortSignal.any([signal, deadline]),
				});
				return toAnswer(response);
			} catch (error) {
				if (signal.aborted) throw cancellation();
				const failure = deadline.aborted
					? new Failure('timeout', `${target.host} took longer than ${Math.round(timeoutMs / 1000)} seconds`)
					: toFailure(target, error);
				log.info(`${method} ${target.origin}${isSecret ? '' : target.pathname}: ${failure.message}`);
				throw failure;
			}
		},
	};
}

/** Loads axios with the first request, of which most sessions have none: it touches Node's fetch, which takes longer to load than all of Tandem. */
async function createClient(maxBytes: number): Promise<AxiosInstance> {
	// Only the default export is there in every build: what is packed is CommonJS.
	const { default: axios } = await import('axios');
	return axios.create({
		// The editor routes fetch through the user's proxy and certificates; axios' own reading of proxy variables would double that.
		adapter: 'fetch',
		proxy: false,
		maxRedirects: 0,
		maxContentLength: maxBytes,
		maxBodyLength: maxBytes,
		responseType: 'arraybuffer',
		withCredentials: false,
		validateStatus: () => true,
		transitional: { clarifyTimeoutError: true },
	});
}

function checkedUrl(url: string): URL {
	const parsed = URL.canParse(url) ? new URL(url) : undefined;
	if (!parsed || (parsed.protocol !== 'https:' && parsed.protocol !== 'http:')) {
		throw new Failure('refused-address', 'This is not an https address. Check it letter by letter.');
	}
	if (parsed.username !== '' || parsed.password !== '') {
		throw new Failure('refused-address', 'The address holds a user name or password. Leave it out.');
	}
	return parsed;
}

function toAnswer(response: AxiosResponse<ArrayBuffer>): HttpAnswer {
	const headers = Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), String(value)] as const);
	return { status: response.status, headers: Object.fromEntries(headers), body: new Uint8Array(response.data) };
}

function toFailure(target: URL, error: unknown): Failure {
	const message = error instanceof Error ? error.message : String(error);
	if (/maxContentLength/.test(message)) {
		return new Failure('bad-response', `the answer of ${target.host} is too large`, { cause: error });
	}
	return new Failure('offline', `${target.host}: ${networkReason(error)}`, { cause: error });
}

/** fetch hides the reason ("getaddrinfo ENOTFOUND host") as the innermost cause. */
function networkReason(error: unknown): string {
	let innermost = error;
	for (let depth = 0; depth < 5 && innermost instanceof Error && innermost.cause !== undefined; depth++) {
		innermost = innermost.cause;
	}
	const text = innermost instanceof Error ? innermost.message : String(innermost);
	return text.slice(0, 200) || 'no connection';
}
