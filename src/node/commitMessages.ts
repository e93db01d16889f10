import { Failure } from '../core/failure.ts';
import type { CommitFacts } from '../core/link.ts';
import type { Git } from './git.ts';

/** The facts of these commits (full hashes), by hash, from one git process; messages are decoded by each commit's own encoding. */
export async function readCommits(
	git: Git,
	cwd: string,
	hashes: readonly string[],
	signal: AbortSignal,
): Promise<ReadonlyMap<string, CommitFacts>> {
	if (hashes.length === 0) return new Map();
	const args = [...LOG, '--no-walk=unsorted', '--stdin'];
	const { stdout } = await git.run(args, { cwd, signal, input: `${hashes.join('\n')}\n` });
	return new Map(parseCommits(stdout.toString()).map((commit) => [commit.hash, commit]));
}

/** The commits of `range`, newest first, at most `limit`. `range` is made of full hashes: `a`, `a..b` or `a...b`. */
export async function listCommits(
	git: Git,
	cwd: string,
	range: string,
	limit: number,
): Promise<readonly CommitFacts[]> {
	const args = [...LOG, `--max-count=${limit}`, range, '--'];
	const { stdout } = await git.run(args, { cwd, maxBytes: 512 * 1024 * 1024, timeoutMs: 300_000 });
	return parseCommits(stdout.toString());
}

const LOG = ['log', '-z', '--no-patch', '--no-color', '--encoding=UTF-8', '--format=%H%x00%aN%x00%at%x00%B'];
const FIELDS = 4;

/** NUL ends every field: git cuts a message at its first NUL, so that none can hold one. */
function parseCommits(text: string): CommitFacts[] {
	const fields = text.split('\0');
	if (fields.pop() !== '' || fields.length % FIELDS !== 0) throw new Failure('git', 'git log broke off');
	const commits: CommitFacts[] = [];
	for (let at = 0; at < fields.length; at += FIELDS) {
		const [hash = '', author = '', time = '', body = ''] = fields.slice(at, at + FIELDS);
		const message = body.replaceAll('\r\n', '\n').trimEnd();
		commits.push({
			hash,
			author,
			time: Number(time),
			subject: (/^.*/.exec(message.trimStart())?.[0] ?? '').trimEnd(),
			message,
		});
	}
	return commits;
}
