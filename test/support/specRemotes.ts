import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log, SpecTree } from '../../src/app/ports.ts';
import type { RepoPath } from '../../src/core/repoPath.ts';
import type { SpecAddress } from '../../src/core/specAddress.ts';
import { createGit } from '../../src/node/git.ts';
import { createGitNetwork } from '../../src/node/gitNetwork.ts';
import { createHttp } from '../../src/node/http.ts';
import { createSpecClone } from '../../src/node/specClone.ts';
import { createGitRepo, runGit, testGitEnvironment } from './gitRepo.ts';
import type { CommitFiles, GitRepo } from './gitRepo.ts';

/** A temporary folder with a bare remote (`specs.git`), the PM's working copy of it, and a storage for clones. */
export interface SpecRemote {
	readonly dir: string;
	/** Path of the bare repository; it is its address too. */
	readonly bare: string;
	readonly storage: string;
	readonly pm: GitRepo;
	/** The PM commits and pushes. */
	push(message: string, files: CommitFiles): Promise<string>;
	dispose(): Promise<void>;
}

export async function createSpecRemote(files: CommitFiles = { 'objectives/CHK-1.md': '# One\n' }): Promise<SpecRemote> {
	const dir = await realpath(await mkdtemp(join(tmpdir(), 'tandem-remote-')));
	const bare = join(dir, 'acme', 'specs.git');
	await createGitRepo({ root: bare, bare: true });
	await runGit(bare, ['config', 'http.receivepack', 'true']);
	const pm = await createGitRepo({ root: join(dir, 'pm') });
	await pm.git('remote', 'add', 'origin', bare);
	const push = async (message: string, changed: CommitFiles) => {
		const commit = await pm.commit(message, changed);
		await pm.git('push', '--quiet', 'origin', 'HEAD');
		return commit;
	};
	if (Object.keys(files).length > 0) await push('Begin', files);
	return {
		dir,
		bare,
		storage: join(dir, 'storage'),
		pm,
		push,
		dispose: () => rm(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }),
	};
}

export interface SourceOptions {
	readonly storage: string;
	readonly address: Omit<Extract<SpecAddress, { kind: 'remote' }>, 'kind'>;
	readonly idleMs?: number;
	/** Added to the environment of git. */
	readonly env?: NodeJS.ProcessEnv;
	readonly log?: Log;
}

export const quietLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The environment of a user whose name git knows. */
export function userEnvironment(name = 'Uma User'): NodeJS.ProcessEnv {
	const email = `${(name.split(' ')[0] ?? '').toLowerCase()}@example.com`;
	const who = { GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email };
	return { ...testGitEnvironment(), ...who };
}

/** One window: its own git, network and source. */
export function openSource({ storage, address, idleMs, env, log = quietLog }: SourceOptions) {
	const environment = { ...userEnvironment(), ...env };
	const git = createGit({ log, environment });
	const network = createGitNetwork({ log, git, environment, idleMs });
	const http = createHttp({ log, timeoutMs: idleMs });
	return createSpecClone({
		address: { kind: 'remote', ...address },
		storageDir: storage,
		git,
		network,
		http,
		log,
	});
}

/** A signal for work that nobody cancels. */
export function noCancel(): AbortSignal {
	return new AbortController().signal;
}

/** All files as text. */
export async function textsOf(tree: SpecTree): Promise<Record<string, string>> {
	const bytes = await tree.readBytes(
		tree.entries.map(({ path }) => path),
		noCancel(),
	);
	return Object.fromEntries([...bytes].map(([path, content]) => [path, Buffer.from(content).toString()]));
}

/** A change that adds a line to a file, once. */
export function lineChange(path: string, line: string) {
	return {
		path: path as RepoPath,
		message: `Add ${line}`,
		update: (current: string | undefined) =>
			(current ?? '').split('\n').includes(line) ? (current ?? '') : `${current ?? ''}${line}\n`,
	};
}
