import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Failure } from '../../src/core/failure.ts';

/** A server on this machine that answers as it is told, well or badly, and keeps what it was asked. */
export interface FaultServer {
	/** `http://127.0.0.1:40123` */
	readonly origin: string;
	/** Oldest first; empty again after `answerWith`. */
	readonly seen: readonly SeenRequest[];
	/** What it answers from now on. */
	answerWith(answer: Answer): void;
	close(): Promise<void>;
}

export interface SeenRequest {
	readonly method: string;
	/** Path and query. */
	readonly url: string;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
}

export type Answer = (response: ServerResponse, request: SeenRequest) => void;

export async function startFaultServer(): Promise<FaultServer> {
	let answer: Answer = () => undefined;
	let seen: SeenRequest[] = [];
	const server = createServer((request, response) => {
		const { method = '', url = '', headers } = request;
		void text(request).then((body) => {
			const asked = { method, url, headers, body };
			seen.push(asked);
			answer(response, asked);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		get seen() {
			return seen;
		},
		answerWith(next) {
			answer = next;
			seen = [];
		},
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** An answer in JSON. */
export function json(value: unknown, status = 200, headers: OutgoingHttpHeaders = {}): Answer {
	return (response) =>
		response
			.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
			.end(JSON.stringify(value));
}

/** An answer of another type, or of none. */
export function plain(body: string, status = 200, headers: OutgoingHttpHeaders = {}): Answer {
	return (response) => response.writeHead(status, headers).end(body);
}

/** What goes wrong on the way, whatever is asked. */
export const FAULTS = {
	/** Never answers. */
	slow: () => undefined,
	/** The headers and the beginning of an answer, then the connection breaks. */
	cutOff: (response) => {
		response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
		response.write('{"id"', () => response.destroy());
	},
	/** Takes the request and breaks the connection. */
	hangUp: (response) => response.destroy(),
	/** The page of a proxy where one has to sign in. */
	otherType: plain('<h1>Sign in</h1>', 200, { 'content-type': 'text/html' }),
	/** More than any client should take. */
	huge: plain(JSON.stringify({ text: 'x'.repeat(300_000) }), 200, { 'content-type': 'application/json' }),
	/** To another host, which is this server under its other name. */
	otherHost: (response) =>
		response.writeHead(307, { location: `http://localhost:${response.socket?.localPort}/elsewhere` }).end(),
} satisfies Record<string, Answer>;

/** The failure with which the work ends; anything else fails the test. */
export async function failureOf(work: Promise<unknown>): Promise<Failure> {
	const error: unknown = await work.then(
		() => 'it did not fail',
		(reason: unknown) => reason,
	);
	assert.ok(error instanceof Failure, String(error));
	return error;
}
