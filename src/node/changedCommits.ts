import type { ChangedCommit } from '../app/ports.ts';
import { Failure } from '../core/failure.ts';
import { toRepoPath } from '../core/repoPath.ts';
import type { RepoPath } from '../core/repoPath.ts';
import { isObjectId } from './git.ts';
import type { Git } from './git.ts';

/**
 * The newest `limit` commits that `commit` (full hash) comes from, oldest first, each with the paths that it changed; merges are left out. A rename has
 * both names. `signal` kills git.
 */
export async function listChangedCommits(
	git: Git,
	cwd: string,
	{ commit, limit }: { readonly commit: string; readonly limit: number },
	signal: AbortSignal,
): Promise<readonly ChangedCommit[]> {
	if (!isObjectId(commit)) throw new Failure('unknown-ref', `"${commit.slice(0, 100)}" is not a commit`);
	const commits: ChangedCommit[] = [];
	const reader = createReader((one) => commits.push(one));
	const args = [...LOG, `--max-count=${Math.max(0, Math.floor(limit))}`, commit, '--'];
	await git.stream(args, { cwd, signal, timeoutMs: TIMEOUT_MS, onData: reader.push });
	if (!reader.end()) throw new Failure('git', 'git log broke off');
	return commits.reverse();
}

const TIMEOUT_MS = 300_000;
/** An empty field begins a commit: no path is empty, and neither message nor path can hold a NUL. */
const LOG = [
	'log',
	'-z',
	'--no-merges',
	'--name-only',
	'--no-renames',
	'--no-color',
	'--encoding=UTF-8',
	'--format=%x00%H%x00%aE%x00%at%x00%B',
];
const FIELDS = 4;

/** Puts commits together from pieces of git's output. */
function createReader(onCommit: (commit: ChangedCommit) => void) {
	let rest = Buffer.alloc(0);
	let fields: string[] | undefined;
	let files: RepoPath[] = [];

	const finish = (): boolean => {
		if (!fields) return true;
		if (fields.length < FIELDS) return false;
		const [hash = '', email = '', time = '', message = ''] = fields;
		onCommit({ hash, author: email.toLowerCase(), time: Number(time), message: message.trimEnd(), files });
		return true;
	};
	const take = (field: string): void => {
		if (fields && fields.length < FIELDS) {
			fields.push(field);
		} else if (field === '') {
			finish();
			fields = [];
			files = [];
		} else {
			// The first path stands on a line of its own below the message.
			const text = files.length === 0 && field.startsWith('\n') ? field.slice(1) : field;
			const path = toRepoPath(text);
			// A name with a backslash in it is no path of ours.
			if (path === text) files.push(path);
		}
	};
	return {
		push(chunk: Buffer): void {
			const all = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
			let start = 0;
			for (let end = all.indexOf(0); end >= 0; end = all.indexOf(0, start)) {
				take(all.toString('utf8', start, end));
				start = end + 1;
			}
			rest = Buffer.from(all.subarray(start));
		},
		/** Whether the output ended where a commit ends. */
		end: (): boolean => rest.length === 0 && finish(),
	};
}
