import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { githubToken, startGithubServer } from './githubServer.ts';
import type { GithubServer } from './githubServer.ts';

/** A GitHub Enterprise Server on this machine: the same GitHub, with its API where such a server has it, and the editor's sessions for tokens. */
export interface EnterpriseServer extends GithubServer {
	/** Of its pages: what `github-enterprise.uri` and `url:` name. */
	readonly url: string;
	/** `Authorization` of each request that changed something, and the answer's status. */
	readonly writes: readonly string[];
	/** Refuses these tokens from now on. */
	revoke(...tokens: readonly string[]): void;
}

const ROOT = '/api/v3';

/** @param isToken whether the server has given out such a token */
export async function startEnterpriseServer(isToken: (token: string) => boolean): Promise<EnterpriseServer> {
	const github = await startGithubServer();
	const writes: string[] = [];
	const revoked = new Set<string>();
	const answer = async (method: string, path: string, authorization: string, body: string): Promise<Response> => {
		const [, token = ''] = /^Bearer (.+)$/.exec(authorization) ?? [];
		if (!isToken(token) || revoked.has(token)) return Response.json({ message: 'Bad credentials' }, { status: 401 });
		if (!path.startsWith(ROOT)) return Response.json({ message: 'Not Found' }, { status: 404 });
		return fetch(github.api + path.slice(ROOT.length), {
			method,
			headers: { 'authorization': `Bearer ${githubToken}`, 'content-type': 'application/json' },
			...(body === '' ? {} : { body }),
		});
	};
	const server = createServer((request, response) => {
		const { method = '', url = '', headers } = request;
		const { authorization = '' } = headers;
		void text(request)
			.then((body) => answer(method, url, authorization, body))
			.then(async (found) => {
				if (method !== 'GET') writes.push(`${authorization} ${found.status}`);
				response.writeHead(found.status, { 'content-type': 'application/json; charset=utf-8' });
				response.end(await found.text());
			})
			.catch(() => response.destroy());
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		...github,
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		writes,
		revoke: (...tokens) => tokens.forEach((token) => revoked.add(token)),
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
			await github.close();
		},
	};
}
