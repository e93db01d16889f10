import { Failure } from '../core/failure.ts';
import { subjectOf } from '../core/commitSubject.ts';
import type { CommitFacts } from '../core/link.ts';
import type { CommitChoice } from '../app/ports.ts';
import type { Git } from './git.ts';
import { createTurns } from './turns.ts';

/** The facts of these commits (full hashes), by hash, from one git process; messages are decoded by each commit's own encoding. */
export async function readCommits(
	git: Git,
	cwd: string,
	hashes: readonly string[],
	signal: AbortSignal,
): Promise<ReadonlyMap<string, CommitFacts>> {
	if (hashes.length === 0) return new Map();
	const args = [...LOG, '--no-walk=unsorted', '--ignore-missing', '--stdin'];
	const { stdout } = await git.run(args, { cwd, signal, input: `${hashes.join('\n')}\n` });
	return new Map((await parseCommits(stdout)).map((commit) => [commit.hash, commit]));
}

/** Which commits: `range` is made of full hashes (`a`, `a..b` or `a...b`). */
export interface CommitList extends CommitChoice {
	readonly range: string;
	readonly limit: number;
}

/** The commits of the list, newest first. */
export async function listCommits(git: Git, cwd: string, list: CommitList): Promise<readonly CommitFacts[]> {
	const { range, limit, since, outside = [], signal } = list;
	const args = [...LOG, `--max-count=${limit}`, ...(since === undefined ? [] : [`--max-age=${Math.floor(since)}`])];
	// Without the full history, a commit that came in by a merge and was made on both sides would be left out.
	const paths = outside.length === 0 ? [] : [':(top)', ...outside.map((path) => `:(top,exclude,literal)${path}`)];
	if (paths.length > 0) args.push('--full-history');
	args.push(range, '--', ...paths);
	const { stdout } = await git.run(args, {
		cwd,
		maxBytes: 512 * 1024 * 1024,
		timeoutMs: 300_000,
		...(signal ? { signal } : {}),
	});
	return parseCommits(stdout);
}

const LOG = ['log', '-z', '--no-patch', '--no-color', '--encoding=UTF-8', '--format=%H%x00%aN%x00%at%x00%B'];
const FIELDS = 4;

/** NUL ends every field: git cuts a message at its first NUL, so that none can hold one. */
async function parseCommits(output: Buffer): Promise<CommitFacts[]> {
	const breathe = createTurns();
	const commits: CommitFacts[] = [];
	let fields: string[] = [];
	let start = 0;
	for (let end = output.indexOf(0); end >= 0; end = output.indexOf(0, start)) {
		fields.push(output.toString('utf8', start, end));
		start = end + 1;
		if (fields.length < FIELDS) continue;
		commits.push(toCommit(fields));
		fields = [];
		await breathe();
	}
	if (fields.length > 0 || start < output.length) throw new Failure('git', 'git log broke off');
	return commits;
}

function toCommit([hash = '', author = '', time = '', body = '']: readonly string[]): CommitFacts {
	const message = body.replaceAll('\r\n', '\n').trimEnd();
	return {
		hash,
		author,
		time: Number(time),
		subject: subjectOf(message),
		message,
	};
}
