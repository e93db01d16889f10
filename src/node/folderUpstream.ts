import { copyFile, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseGitAddress } from '../core/gitAddress.ts';
import { OWN_BARE } from './commitTree.ts';
import { isObjectId } from './git.ts';
import type { Git } from './git.ts';
import type { WorkingTree } from './workingTree.ts';

/** Where the user's branch is pushed to. */
export interface Upstream {
	readonly url: string;
	/** Short name of the branch there. */
	readonly branch: string;
	/** Where the user's repository remembers it: `refs/remotes/origin/main`. */
	readonly tracking: string;
}

/**
 * Where a plain `git push` of this branch would go, and a plain `git pull` come from. `none`: the repository has no remote at all. `unclear`: it has
 * one, but not a single plain answer, so pushing is left to the user.
 */
export async function findUpstream(
	git: Git,
	{ top, branch }: WorkingTree,
	signal: AbortSignal,
): Promise<Upstream | 'none' | 'unclear'> {
	const run = async (args: readonly string[]) => {
		const { stdout, code } = await git.run(args, { cwd: top, signal, okCodes: [0, 1, 2, 128] });
		return code === 0 ? stdout.toString().trim() : '';
	};
	if ((await run(['remote'])) === '') return 'none';
	const fields = ['upstream', 'upstream:remotename', 'upstream:remoteref', 'push:remotename', 'push'];
	const format = fields.map((field) => `%(${field})`).join('%09');
	const line = await run(['for-each-ref', `--format=${format}`, `refs/heads/${branch}`]);
	const [tracking = '', remote = '', ref = '', pushRemote = '', pushed = ''] = line.split('\t');
	if (!tracking.startsWith('refs/remotes/') || !ref.startsWith('refs/heads/')) return 'unclear';
	if (remote !== pushRemote || tracking !== pushed) return 'unclear';
	const parsed = parseGitAddress(await run(['remote', 'get-url', '--push', '--', remote]), 'setting');
	if ('refused' in parsed) return 'unclear';
	const url = parsed.kind === 'path' ? resolve(top, parsed.address) : parsed.address;
	return { url, branch: ref.slice('refs/heads/'.length), tracking };
}

/**
 * Lends `work` an empty bare repository that sees the objects of the user's one. What goes over the network goes from there: no setting that stands in
 * the user's folder has a say, and no ref or file of it changes.
 */
export async function withScratch<Result>(
	git: Git,
	{ top, commonDir, gitDir }: WorkingTree,
	signal: AbortSignal,
	work: (dir: string) => Promise<Result>,
): Promise<Result> {
	const dir = await mkdtemp(join(tmpdir(), 'tandem-scratch-'));
	try {
		const format = (await git.run(['rev-parse', '--show-object-format'], { cwd: top, signal })).stdout
			.toString()
			.trim();
		const args = [...OWN_BARE, 'init', '--quiet', '--bare', '--template=', `--object-format=${format}`];
		await git.run(args, { cwd: dir, signal });
		await writeFile(
			join(dir, 'objects', 'info', 'alternates'),
			`${join(commonDir, 'objects').replaceAll('\\', '/')}\n`,
		);
		for (const place of new Set([commonDir, gitDir])) {
			const shallow = join(place, 'shallow');
			if (await stat(shallow).catch(() => undefined)) await copyFile(shallow, join(dir, 'shallow'));
		}
		return await work(dir);
	} finally {
		await rm(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
	}
}

/** Marks our own commits in the reflog, so that they can be told from the user's. */
export const REFLOG_PREFIX = 'tandem: ';

/** Whether `tip..head` holds commits that the user made; a commit that was amended since is the user's. */
export async function hasOtherCommits(
	git: Git,
	{ top, branch, head }: WorkingTree,
	tip: string,
	signal: AbortSignal,
): Promise<boolean> {
	const run = async (args: readonly string[]) => {
		const { stdout } = await git.run(args, { cwd: top, signal });
		return stdout.toString().split('\n').filter(Boolean);
	};
	const ahead = await run(['rev-list', '--max-count=100', `${tip}..${head}`]);
	if (ahead.length === 0) return false;
	const reflog = await run([
		'log',
		'--walk-reflogs',
		'--max-count=500',
		'--format=%H %gs',
		`refs/heads/${branch}`,
		'--',
	]);
	const ours = new Set(
		reflog.flatMap((line) => (/^\S+ tandem: /.test(line) ? [line.slice(0, line.indexOf(' '))] : [])),
	);
	return !ahead.every((commit) => ours.has(commit));
}

/** Whether `head` holds everything that `tip` does. */
export async function isBehind(
	git: Git,
	{ top, head }: WorkingTree,
	tip: string,
	signal: AbortSignal,
): Promise<boolean> {
	if (head === undefined || !isObjectId(tip)) return true;
	const args = ['merge-base', '--is-ancestor', tip, head];
	return (await git.run(args, { cwd: top, signal, okCodes: [0, 1, 128] })).code !== 0;
}

/** The newest commit that both have; undefined where there is none. */
export async function commonAncestor(
	git: Git,
	dir: string,
	{ head, tip }: { readonly head: string | undefined; readonly tip: string },
	signal: AbortSignal,
): Promise<string | undefined> {
	if (head === undefined) return undefined;
	const args = [...OWN_BARE, 'merge-base', head, tip];
	const { stdout, code } = await git.run(args, { cwd: dir, signal, okCodes: [0, 1, 128] });
	return code === 0 ? stdout.toString().trim() : undefined;
}
