import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { testGitEnvironment } from './gitRepo.ts';

/**
 * How the server behaves, for all requests from now on:
 * `ok`, `sign-in` (401 without the right Basic credentials), `refuse` (401 always), `no-push` (403 for pushes), `missing` (404), `broken` (500),
 * `silent` (never answers), `cut` (the connection breaks in the middle of a pack), `page` (an HTML page), `redirect` (to `redirectTo`).
 * With a push it dies, and stays dead: `dies-before-pack`, `dies-in-pack` (half of it has arrived), `dies-after-update` (before it says so). `dies-in-fetch`: with
 * the first pack that it sends.
 */
export type ServerMode =
	| 'ok'
	| 'sign-in'
	| 'refuse'
	| 'no-push'
	| 'missing'
	| 'broken'
	| 'silent'
	| 'cut'
	| 'page'
	| 'redirect'
	| 'dies-before-pack'
	| 'dies-in-pack'
	| 'dies-after-update'
	| 'dies-in-fetch';

export interface SeenRequest {
	readonly method: string;
	readonly url: string;
	readonly authorization?: string;
}

/** A forge on 127.0.0.1: the real `git http-backend` behind node:http. */
export interface GitHttpServer {
	/** `http://127.0.0.1:port`; the repository `specs.git` below `root` is at `/specs.git`. */
	readonly origin: string;
	mode: ServerMode;
	redirectTo: string;
	readonly seen: SeenRequest[];
	close(): Promise<void>;
}

export const serverUser = 'ana';
export const serverPassword = 'correct horse';

export async function startGitHttpServer(root: string, port = 0): Promise<GitHttpServer> {
	const state: { mode: ServerMode; redirectTo: string } = { mode: 'ok', redirectTo: '' };
	const seen: SeenRequest[] = [];
	const server = createServer((request, response) => {
		const { method = '', url = '' } = request;
		seen.push({ method, url, authorization: request.headers.authorization });
		const isPush = /git-receive-pack/.test(url);
		const isPack = method === 'POST';
		const signedIn = request.headers.authorization === basic(serverUser, serverPassword);
		switch (state.mode) {
			case 'silent':
				return;
			case 'missing':
				return end(response, 404, 'Not Found');
			case 'broken':
				return end(response, 500, 'Internal Server Error');
			case 'page':
				return end(response, 200, '<!doctype html><title>Welcome</title>', { 'content-type': 'text/html' });
			case 'redirect':
				return end(response, 302, '', { location: state.redirectTo + url });
			case 'refuse':
				return end(response, 401, '', { 'www-authenticate': 'Basic realm="specs"' });
			case 'sign-in':
				if (!signedIn) return end(response, 401, '', { 'www-authenticate': 'Basic realm="specs"' });
				return runBackend(root, request, response);
			case 'no-push':
				return isPush ? end(response, 403, 'Forbidden') : runBackend(root, request, response);
			case 'cut':
				return runBackend(root, request, response, method === 'POST' ? { cutAfter: 400 } : {});
			case 'dies-before-pack':
				return isPack && isPush ? die() : runBackend(root, request, response);
			case 'dies-in-pack':
				if (!isPack || !isPush) return runBackend(root, request, response);
				return runBackend(root, request, response, { onHalf: die });
			case 'dies-after-update':
				if (!isPack || !isPush) return runBackend(root, request, response);
				return runBackend(root, request, response, { onEnd: die });
			case 'dies-in-fetch':
				return isPack && !isPush
					? runBackend(root, request, response, { cutAfter: 400, onCut: die })
					: runBackend(root, request, response);
			case 'ok':
				return runBackend(root, request, response);
		}
	});
	const die = () => {
		server.close();
		server.closeAllConnections();
	};
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		seen,
		get mode() {
			return state.mode;
		},
		set mode(mode) {
			state.mode = mode;
		},
		get redirectTo() {
			return state.redirectTo;
		},
		set redirectTo(origin) {
			state.redirectTo = origin;
		},
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

export function basic(user: string, password: string): string {
	return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

function end(response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}): void {
	response.writeHead(status, headers);
	response.end(body);
}

/** What becomes of one CGI run. */
interface Fate {
	/** The connection breaks after so many bytes of the answer's body. */
	readonly cutAfter?: number;
	readonly onCut?: () => void;
	/** The backend gets half of the request and is ended. */
	readonly onHalf?: () => void;
	/** The backend does its work and its answer goes nowhere. */
	readonly onEnd?: () => void;
}

function runBackend(
	root: string,
	request: IncomingMessage,
	response: ServerResponse,
	{ cutAfter, onCut, onHalf, onEnd }: Fate = {},
): void {
	const url = new URL(request.url ?? '/', 'http://127.0.0.1');
	const child = spawn('git', ['-c', 'http.receivepack=true', 'http-backend'], {
		// git runs the backend as a process of its own, which waits for the rest of the request for ever: both end together.
		detached: true,
		env: {
			...testGitEnvironment(),
			GIT_PROJECT_ROOT: root,
			GIT_HTTP_EXPORT_ALL: '1',
			GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
			PATH_INFO: decodeURIComponent(url.pathname),
			QUERY_STRING: url.search.slice(1),
			REQUEST_METHOD: request.method,
			CONTENT_TYPE: request.headers['content-type'] ?? '',
			HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
			...(request.headers['content-length'] ? { CONTENT_LENGTH: request.headers['content-length'] } : {}),
			REMOTE_USER: serverUser,
			REMOTE_ADDR: '127.0.0.1',
		},
	});
	const kill = () => endGroup(child.pid);
	child.stdin.on('error', () => undefined);
	if (onEnd) child.on('close', onEnd);
	if (onHalf) {
		request.once('data', (chunk: Buffer) => {
			child.stdin.write(chunk.subarray(0, chunk.length / 2), () => {
				kill();
				onHalf();
			});
		});
		return;
	}
	request.pipe(child.stdin);
	if (onEnd) return;
	response.on('close', kill);
	let head = Buffer.alloc(0);
	let started = false;
	let sent = 0;
	const send = (chunk: Buffer) => {
		sent += chunk.length;
		if (cutAfter !== undefined && sent > cutAfter) {
			response.write(chunk.subarray(0, Math.max(0, chunk.length - (sent - cutAfter))), () =>
				(onCut ?? (() => response.socket?.destroy()))(),
			);
		} else {
			response.write(chunk);
		}
	};
	child.stdout.on('data', (chunk: Buffer) => {
		if (started) return send(chunk);
		head = Buffer.concat([head, chunk]);
		const at = head.indexOf('\r\n\r\n');
		if (at < 0) return;
		started = true;
		const lines = head.subarray(0, at).toString().split('\r\n');
		const headers = lines.map((line) => [
			line.slice(0, line.indexOf(':')).toLowerCase(),
			line.slice(line.indexOf(':') + 1).trim(),
		]);
		const status = Number(headers.find(([name]) => name === 'status')?.[1]?.slice(0, 3) ?? 200);
		response.writeHead(status, Object.fromEntries(headers.filter(([name]) => name !== 'status')));
		send(head.subarray(at + 4));
	});
	child.on('close', () => {
		if (!started) response.writeHead(500);
		response.end();
	});
}

/** Kills a process and its children by the id of their group; one that has ended is none. */
function endGroup(pid: number | undefined): void {
	if (pid === undefined) return;
	try {
		process.kill(-pid, 'SIGKILL');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}
