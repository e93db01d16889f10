import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as z from 'zod/mini';
import { Failure } from '../../src/core/failure.ts';
import { createRestApi } from '../../src/node/channels/restApi.ts';
import { createHttp } from '../../src/node/http.ts';
import { noCancel, quietLog } from '../support/specRemotes.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;
const ITEM = z.object({ id: z.number() });
const NOW = Date.parse('2026-11-29T10:00:00Z');

suite('a REST API', () => {
	let server: Server;
	let root = '';
	let handle: Handler;

	suiteSetup(async () => {
		server = createServer((request, response) => handle(request, response));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	});
	suiteTeardown(async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});

	const api = (below = '') =>
		createRestApi({
			http: createHttp({ log: quietLog, timeoutMs: 1500, maxBytes: 10_000 }),
			clock: { now: () => NOW },
			root: root + below,
			headers: { authorization: 'Bearer secret' },
		});
	const json = (response: ServerResponse, value: unknown, headers: Record<string, string> = {}, status = 200) =>
		response
			.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
			.end(JSON.stringify(value));
	const failureOf = async (work: Promise<unknown>): Promise<Failure> => {
		const error: unknown = await work.then(
			() => undefined,
			(reason: unknown) => reason,
		);
		assert.ok(error instanceof Failure, String(error));
		return error;
	};

	function refuses(title: string, kind: string, answer: Handler, retryAfterMs?: number): void {
		test(title, async () => {
			handle = answer;
			const { kind: found, retryAt } = await failureOf(api().get('/x', ITEM, noCancel()));
			assert.deepEqual([found, retryAt === undefined ? undefined : retryAt - NOW], [kind, retryAfterMs]);
		});
	}

	refuses('401 is for who is not signed in', 'unauthorized', (_, response) => json(response, {}, {}, 401));
	refuses('403 is for who may not', 'rejected', (_, response) => json(response, { message: 'no' }, {}, 403));
	refuses(
		'403 at the end of an allowance waits until it is renewed',
		'busy',
		(_, response) =>
			json(response, {}, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 + 60) }, 403),
		60_000,
	);
	refuses(
		'403 for too much at once waits a minute, whatever is left of the allowance',
		'busy',
		(_, response) => {
			const headers = { 'x-ratelimit-remaining': '4000', 'x-ratelimit-reset': String(NOW / 1000 + 5) };
			json(response, { message: 'You have exceeded a secondary rate limit' }, headers, 403);
		},
		60_000,
	);
	refuses(
		'429 waits as long as it says',
		'busy',
		(_, response) => json(response, {}, { 'retry-after': '7' }, 429),
		7000,
	);
	refuses(
		'429 with a date',
		'busy',
		(_, response) => json(response, {}, { 'retry-after': 'Sun, 29 Nov 2026 10:01:00 GMT' }, 429),
		60_000,
	);
	refuses(
		'nobody waits for a year',
		'busy',
		(_, response) => json(response, {}, { 'retry-after': '31536000' }, 429),
		1_800_000,
	);
	refuses('404', 'not-found', (_, response) => json(response, {}, {}, 404));
	refuses('409', 'rejected', (_, response) => json(response, {}, {}, 409));
	refuses('500', 'bad-response', (_, response) => response.writeHead(500).end('<h1>Oops</h1>'));
	refuses('a page instead of JSON', 'bad-response', (_, response) =>
		response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Sign in</h1>'),
	);
	refuses('JSON that is cut off', 'bad-response', (_, response) =>
		response.writeHead(200, { 'content-type': 'application/json' }).end('{"id": 1'),
	);
	refuses('another shape', 'bad-response', (_, response) => json(response, { id: 'one' }));
	refuses('an answer without end', 'bad-response', (_, response) =>
		json(response, { id: 1, text: 'x'.repeat(20_000) }),
	);
	refuses('no answer', 'timeout', () => undefined);
	refuses('a connection that breaks', 'offline', (_, response) => {
		response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
		response.write('{"id"', () => response.destroy());
	});

	test('a redirect to another host is not followed', async () => {
		const seen: string[] = [];
		handle = ({ url = '' }, response) => {
			seen.push(url);
			response.writeHead(302, { location: `http://localhost:${new URL(root).port}/elsewhere` }).end();
		};
		assert.equal((await failureOf(api().get('/x', ITEM, noCancel()))).kind, 'refused-address');
		assert.deepEqual(seen, ['/x']);
	});

	test('says nothing of the credentials when it fails', async () => {
		handle = (_, response) => json(response, { message: 'bad' }, {}, 401);
		assert.doesNotMatch((await failureOf(api().get('/x', ITEM, noCancel()))).message, /secret/);
	});

	suite('pages', () => {
		test('follows the links of the same place', async () => {
			handle = ({ url }, response) =>
				url === '/list'
					? json(response, [{ id: 1 }], {
							link: `<${root}/list?page=2>; rel="next", <${root}/list?page=2>; rel="last"`,
						})
					: json(response, [{ id: 2 }]);
			assert.deepEqual(await api().pages('/list', ITEM, noCancel()), [{ id: 1 }, { id: 2 }]);
		});
		const leads = (title: string, target: () => string, below = '') =>
			test(title, async () => {
				const seen: string[] = [];
				handle = ({ url = '' }, response) => {
					seen.push(url);
					json(response, [{ id: 1 }], { link: `<${target()}>; rel="next"` });
				};
				assert.equal((await failureOf(api(below).pages('/list', ITEM, noCancel()))).kind, 'refused-address');
				assert.equal(seen.length, 1);
			});
		test('follows numbers where there are no links', async () => {
			handle = ({ url }, response) =>
				url === '/list?a=b'
					? json(response, [{ id: 1 }], { 'x-next-page': '2' })
					: json(response, [{ id: url === '/list?a=b&page=2' ? 2 : 0 }], { 'x-next-page': '' });
			assert.deepEqual(await api().pages('/list?a=b', ITEM, noCancel()), [{ id: 1 }, { id: 2 }]);
		});
		test('a page that did not change may have got another behind it', async () => {
			let hasSecond = false;
			handle = ({ url, headers }, response) => {
				if (url !== '/list') json(response, [{ id: 2 }]);
				else {
					const link: Record<string, string> = hasSecond ? { link: `<${root}/list?page=2>; rel="next"` } : {};
					if (headers['if-none-match'] === '"a"') response.writeHead(304, link).end();
					else json(response, [{ id: 1 }], { etag: '"a"', ...link });
				}
			};
			const one = api();
			assert.deepEqual(await one.pages('/list', ITEM, noCancel()), [{ id: 1 }]);
			hasSecond = true;
			assert.deepEqual(await one.pages('/list', ITEM, noCancel()), [{ id: 1 }, { id: 2 }]);
		});
		leads('not to another host', () => `http://localhost:${new URL(root).port}/list?page=2`);
		leads('not to another port', () => 'http://127.0.0.1:1/list');
		leads('not out of the API', () => `${root}/other`, '/api');
		const counting = () => {
			let page = 0;
			handle = (_, response) =>
				json(response, [{ id: ++page }], { link: `<${root}/list?page=${page + 1}>; rel="next"` });
		};
		test('no further than somebody needs', async () => {
			counting();
			const items = await api().pages('/list', ITEM, noCancel(), ({ id }) => id === 3);
			assert.deepEqual(items, [{ id: 1 }, { id: 2 }, { id: 3 }]);
		});
		test('a list without end is none', async () => {
			counting();
			assert.equal((await failureOf(api().pages('/list', ITEM, noCancel()))).kind, 'bad-response');
		});
		leads('not round in a circle', () => `${root}/list`);
	});

	test('an answer that did not change is asked for by condition', async () => {
		const conditions: (string | undefined)[] = [];
		handle = ({ headers }, response) => {
			conditions.push(headers['if-none-match']);
			if (headers['if-none-match'] === '"a"') response.writeHead(304).end();
			else json(response, { id: 1 }, { etag: '"a"' });
		};
		const one = api();
		assert.deepEqual(await one.get('/x', ITEM, noCancel()), { id: 1 });
		assert.deepEqual(await one.get('/x', ITEM, noCancel()), { id: 1 });
		assert.deepEqual(conditions, [undefined, '"a"']);
	});

	test('sends JSON with the credentials', async () => {
		let seen: unknown;
		handle = (request, response) => {
			let body = '';
			request.on('data', (chunk) => (body += String(chunk)));
			request.on('end', () => {
				const { authorization, 'content-type': type } = request.headers;
				seen = [request.method, authorization, type, JSON.parse(body)];
				json(response, { id: 3 }, {}, 201);
			});
		};
		const call = { body: { title: 'ü' }, shape: ITEM, signal: noCancel() };
		assert.deepEqual(await api().send('POST', '/x', call), { id: 3 });
		assert.deepEqual(seen, ['POST', 'Bearer secret', 'application/json', { title: 'ü' }]);
	});
});
