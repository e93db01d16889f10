import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Failure, isCancelled } from '../../src/core/failure.ts';
import { createHttp } from '../../src/node/http.ts';
import { probeSpecUrl } from '../../src/node/probeSpecUrl.ts';
import { noCancel, quietLog } from '../support/specRemotes.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

suite('http', () => {
	let servers: Server[];

	setup(() => {
		servers = [];
	});
	teardown(async () => {
		for (const server of servers) {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		}
	});

	const serve = async (handler: Handler): Promise<string> => {
		const server = createServer(handler);
		servers.push(server);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	};
	const client = () => createHttp({ log: quietLog, timeoutMs: 500, maxBytes: 100_000 });
	const failure = async (work: Promise<unknown>) => {
		const error = await work.then(
			() => undefined,
			(error: unknown) => error,
		);
		return error instanceof Failure ? `${error.kind}: ${error.detail}` : error;
	};
	const get = (url: string, headers = {}) => client().request(url, { headers, signal: noCancel() });

	for (const status of [200, 204, 304, 401, 403, 404, 429, 500]) {
		test(`${status} is an answer`, async () => {
			const url = await serve((_request, response) => response.writeHead(status, { 'X-Some': 'thing' }).end());
			const answer = await get(url);
			assert.equal(answer.status, status);
			assert.equal(answer.headers['x-some'], 'thing');
		});
	}

	test('gives the bytes as they are', async () => {
		const bytes = Buffer.from([0, 255, 195, 40]);
		const url = await serve((_request, response) => response.end(bytes));
		assert.deepEqual(Buffer.from((await get(url)).body), bytes);
	});

	test('sends the headers, and nothing of them after a redirect', async () => {
		const seen: string[] = [];
		const other = await serve((request, response) => {
			seen.push(`other ${String(request.headers['private-token'])}`);
			response.end();
		});
		const url = await serve((request, response) => {
			seen.push(`first ${String(request.headers['private-token'])}`);
			response.writeHead(302, { location: other }).end();
		});
		const answer = await get(url, { 'private-token': 'secret' });
		assert.equal(answer.status, 302);
		assert.equal(answer.headers['location'], other);
		assert.deepEqual(seen, ['first secret']);
	});

	test('gives up an answer that is too large, told before or not', async () => {
		const told = await serve((_request, response) =>
			response.writeHead(200, { 'content-length': '200000' }).end('x'.repeat(200_000)),
		);
		assert.match(String(await failure(get(told))), /^bad-response: .* too large/);
		const endless = await serve((_request, response) => {
			const timer = setInterval(() => response.write('x'.repeat(10_000)), 1);
			response.on('close', () => clearInterval(timer));
		});
		assert.match(String(await failure(get(endless))), /^bad-response: .* too large/);
	});

	test('gives up a server that is silent, or goes silent in the middle', async () => {
		const silent = await serve(() => undefined);
		assert.match(String(await failure(get(silent))), /^timeout: /);
		const half = await serve((_request, response) => response.write('half'));
		assert.match(String(await failure(get(half))), /^timeout: /);
	});

	test('a connection that breaks, a port where nobody listens, a name that does not exist', async () => {
		const broken = await serve((_request, response) => {
			response.writeHead(200, { 'content-length': '100' });
			response.write('half', () => response.socket?.destroy());
		});
		assert.match(String(await failure(get(broken))), /^offline: /);
		const gone = await serve(() => undefined);
		servers.pop()?.close();
		assert.match(String(await failure(get(gone))), /^offline: .*ECONNREFUSED/);
		assert.match(String(await failure(get('https://no-such-host.invalid/'))), /^offline: no-such-host\.invalid/);
	});

	for (const url of [
		'file:///etc/passwd',
		'ftp://example.com/',
		'not a url',
		'https://user:pass@example.com/',
		'data:,x',
	]) {
		test(`refuses ${url}`, async () => assert.match(String(await failure(get(url))), /^refused-address: /));
	}

	test('a cancellation is no failure', async () => {
		const url = await serve(() => undefined);
		const stop = new AbortController();
		const running = client().request(url, { signal: stop.signal });
		setTimeout(() => stop.abort(), 30);
		await assert.rejects(running, isCancelled);
		await assert.rejects(client().request(url, { signal: stop.signal }), isCancelled);
	});

	/** What the probe says about a server that answers so. */
	const probe = async (handler: Handler) => {
		const found = await probeSpecUrl(client(), `${await serve(handler)}/acme/specs.git/`, noCancel());
		return found ? found.kind : 'a git server';
	};
	const advertisement = { 'content-type': 'application/x-git-upload-pack-advertisement' };

	test('probe: a git server', async () => {
		let asked = '';
		const found = await probe((request, response) => {
			asked = `${request.url} ${request.headers.authorization}`;
			response.writeHead(200, advertisement).end('001e# service=git-upload-pack\n');
		});
		assert.equal(found, 'a git server');
		assert.equal(asked, '/acme/specs.git/info/refs?service=git-upload-pack undefined');
	});
	test('probe: a git server behind a redirect of the same host', async () => {
		const found = await probe((request, response) => {
			if (request.url?.startsWith('/new/')) response.writeHead(200, advertisement).end();
			else response.writeHead(301, { location: `/new${request.url}` }).end();
		});
		assert.equal(found, 'a git server');
	});
	for (const [what, status, kind] of [
		['asks for a sign-in', 401, 'unauthorized'],
		['forbids', 403, 'unauthorized'],
		['knows nothing', 404, 'not-found'],
		['is overloaded', 503, 'offline'],
		['is a web page', 200, 'bad-response'],
		['redirects for ever', 302, 'bad-response'],
	] as const) {
		test(`probe: a server that ${what}`, async () => {
			const found = await probe((request, response) =>
				response.writeHead(status, { 'location': request.url ?? '', 'content-type': 'text/html' }).end('<html>'),
			);
			assert.equal(found, kind);
		});
	}
});
