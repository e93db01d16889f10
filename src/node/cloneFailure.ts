import { Failure } from '../core/failure.ts';
import type { FailureKind } from '../core/failure.ts';
import type { Http } from './http.ts';
import { probeSpecUrl } from './probeSpecUrl.ts';

/** What a clone or fetch failed with, more precisely where git itself often says only that it did not work. Anything else is handed back. */
export async function explainFailure(
	error: unknown,
	{ url, http, signal }: { readonly url: string; readonly http: Http; readonly signal: AbortSignal },
): Promise<unknown> {
	if (!(error instanceof Failure)) return error;
	if (!/^https?:/i.test(url) || !PROBED.has(error.kind)) return error;
	const precise = await probeSpecUrl(http, url, signal);
	// Git takes any web page for a repository without branches; a private one says less to us than to git.
	if (precise && (error.kind !== 'empty-repository' || precise.kind === 'bad-response')) {
		return new Failure(precise.kind, precise.detail, { cause: error });
	}
	if (precise || error.kind !== 'offline') return error;
	return new Failure(
		'offline',
		`${error.detail}; the editor itself reaches it, so check git's own http.proxy setting`,
		{
			cause: error,
		},
	);
}

/** Whether git says that objects or files of a clone of ours are gone or broken. */
export function isDamage(error: unknown): boolean {
	if (!(error instanceof Failure)) return false;
	// Said by a command that talks to the remote, it is the remote.
	if (error.kind === 'not-a-repository') return !/^git (?:ls-remote|fetch|clone|push)\b/.test(error.detail);
	return ['git', 'unknown-ref'].includes(error.kind) && DAMAGE.test(error.detail);
}

const DAMAGE =
	/corrupt|bad config (?:line|value)[^\n]* in file \.?\/?config|bad (?:object|tree|ref|signature)|missing (?:blob|tree|commit|object|necessary)|unable to (?:read|find|unpack|parse)|could not read|not a valid object|not a tree|necessary objects|inflate|loose object|packfile|pack has|Could not parse/i;

/** Failures of git that may have a clearer reason. */
const PROBED = new Set<FailureKind>(['git', 'offline', 'bad-response', 'not-a-repository', 'empty-repository']);
