import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Failure } from '../core/failure.ts';
import type { Git } from './git.ts';
import { isObjectId } from './git.ts';

/** The user's own checkout around a folder. Paths are real paths of the operating system. */
export interface WorkingTree {
	/** Root of the checkout. */
	readonly top: string;
	/** Of this worktree: HEAD and what goes on. */
	readonly gitDir: string;
	/** Of all worktrees: objects and branches. */
	readonly commonDir: string;
	/** Full hash; absent before the first commit. */
	readonly head?: string;
	/** Short name; absent when detached. */
	readonly branch?: string;
	/** What the user is in the middle of: `a merge`. */
	readonly busy?: string;
}

/** Undefined where the folder is in no git repository. */
export async function readWorkingTree(git: Git, dir: string, signal: AbortSignal): Promise<WorkingTree | undefined> {
	const run = async (args: readonly string[]) => {
		const { stdout, code } = await git.run(args, { cwd: dir, signal, okCodes: [0, 1] });
		return code === 0 ? stdout.toString().replace(/\r?\n$/, '') : undefined;
	};
	try {
		const places = await run(['rev-parse', '--show-toplevel', '--absolute-git-dir', '--git-common-dir']);
		const [top, gitDir, commonDir] = (places ?? '').split(/\r?\n/);
		if (!top || !gitDir || !commonDir) return undefined;
		const head = await run(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
		const branch = await run(['symbolic-ref', '--quiet', '--short', 'HEAD']);
		return {
			top: resolve(top),
			gitDir: resolve(gitDir),
			commonDir: resolve(dir, commonDir),
			...(head !== undefined && isObjectId(head) ? { head } : {}),
			...(branch ? { branch } : {}),
			busy: await findBusy(resolve(gitDir)),
		};
	} catch (error) {
		if (error instanceof Failure && error.kind === 'not-a-repository') return undefined;
		throw error;
	}
}

/** Files and folders of git that are there while it waits for the user. */
const BUSY: readonly (readonly [string, string])[] = [
	['MERGE_HEAD', 'a merge'],
	['rebase-merge', 'a rebase'],
	['rebase-apply', 'a rebase'],
	['CHERRY_PICK_HEAD', 'a cherry-pick'],
	['REVERT_HEAD', 'a revert'],
	['sequencer', 'a cherry-pick'],
	['BISECT_LOG', 'a bisect'],
];

async function findBusy(gitDir: string): Promise<string | undefined> {
	for (const [name, what] of BUSY) {
		if (await stat(join(gitDir, name)).catch(() => undefined)) return what;
	}
	return undefined;
}
