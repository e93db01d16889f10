import { Failure } from '../core/failure.ts';
import type { Http, HttpAnswer } from './http.ts';

/**
 * Asks an https address what a git client asks first, without credentials, to name precisely why git could not use it. Undefined: a git server
 * answers there. Redirects are followed by hand, three at most: nothing secret is sent along. Throws only a cancellation.
 */
export async function probeSpecUrl(http: Http, url: string, signal: AbortSignal): Promise<Failure | undefined> {
	let target = `${url.replace(/\/+$/, '')}/info/refs?service=git-upload-pack`;
	try {
		for (let hops = 0; hops <= 3; hops++) {
			const answer = await http.request(target, { signal, headers: { 'git-protocol': 'version=2' } });
			const next = redirectOf(target, answer);
			if (next === undefined) return judge(new URL(target).host, answer);
			target = next;
		}
		return new Failure('bad-response', `${new URL(target).host} redirects in a circle`);
	} catch (error) {
		if (error instanceof Failure) return error;
		throw error;
	}
}

function redirectOf(from: string, { status, headers }: HttpAnswer): string | undefined {
	const location = headers['location'];
	if (status < 300 || status > 399 || location === undefined || !URL.canParse(location, from)) return undefined;
	const next = new URL(location, from);
	const safe = next.protocol === 'https:' || next.origin === new URL(from).origin;
	return safe && next.username === '' && next.password === '' ? next.href : undefined;
}

function judge(host: string, { status, headers }: HttpAnswer): Failure | undefined {
	if (status === 401 || status === 407) return new Failure('unauthorized', `${host} asks for a sign-in`);
	if (status === 403) return new Failure('unauthorized', `${host} forbids reading it`);
	if (status === 404 || status === 410) return new Failure('not-found', `${host} knows no such repository`);
	if (status === 429) return new Failure('offline', `${host} asks to slow down`);
	if (status >= 500) return new Failure('offline', `${host} has an error of its own (HTTP ${status})`);
	const type = headers['content-type'] ?? 'nothing';
	if (status === 200 && type.startsWith('application/x-git-upload-pack-advertisement')) return undefined;
	return new Failure('bad-response', `${host} answered with ${type.split(';')[0]} (HTTP ${status})`);
}
