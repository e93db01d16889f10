import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as SimpleGitLibrary from 'simple-git';
import type { SimpleGit } from 'simple-git';
import type { Log, SyncProgress } from '../app/ports.ts';
import { Failure } from '../core/failure.ts';
import { cancellation } from './cancellation.ts';
import type { Git } from './git.ts';
import { gitEnvironment } from './gitEnvironment.ts';
import { findProgram } from './gitProgram.ts';
import { isServerAddress } from '../core/gitAddress.ts';
import { protocolEnvironment, receiverArguments, transportOptions, withoutPrograms } from './gitTransport.ts';
import { trustedEnvironment, trustQuestion } from './gitTrust.ts';
import { inspectFolder } from './inspectFolder.ts';
import { hasMoved, networkFailure } from './networkFailure.ts';
import type { NetworkEnd } from './networkFailure.ts';

/** What goes to a remote. `dir` is always a repository of our own (a bare clone, a scratch one), never the user's. Rejects as `Git` does. */
export interface GitNetwork {
	/** A bare clone of the default branch, with its whole history and no tags; `dir` does not exist before. */
	clone(url: string, dir: string, options: NetworkOptions): Promise<void>;
	fetch(url: string, refspec: string, options: NetworkOptions & { readonly dir: string }): Promise<void>;
	/** Creates or fast-forwards `branch` (short name) to `commit`; `moved`: the branch holds commits that `commit` does not. */
	push(
		url: string,
		target: PushTarget,
		options: NetworkOptions & { readonly dir: string },
	): Promise<'pushed' | 'moved'>;
	/** What these stand for now: `HEAD`, full ref names, or patterns of them. `dir` is any folder of our own. */
	remoteRefs(
		url: string,
		refs: readonly string[],
		options: NetworkOptions & { readonly dir: string },
	): Promise<RemoteRefs>;
}

export interface NetworkOptions {
	/** Kills git. */
	readonly signal: AbortSignal;
	readonly onProgress?: (progress: SyncProgress) => void;
}

export interface PushTarget {
	readonly commit: string;
	readonly branch: string;
}

export interface RemoteRefs {
	/** Full name of the default branch (`refs/heads/main`); absent where the remote is empty or its HEAD names nothing. */
	readonly head?: string;
	/** Full name → full hash; a name that ends with `^{}` is the commit of an annotated tag. */
	readonly commits: ReadonlyMap<string, string>;
}

export interface GitNetworkDeps {
	readonly log: Log;
	readonly git: Git;
	/** Full path, or a name that is looked up in PATH; default `git`. */
	readonly gitPath?: string;
	/** Silence of the other side after which git is ended; default one minute. */
	readonly idleMs?: number;
	/** For one whole operation; default ten minutes. */
	readonly totalMs?: number;
	/** The inherited environment; default: that of this process. */
	readonly environment?: NodeJS.ProcessEnv;
}

type Work<Result> = (git: SimpleGit, pathspec: typeof SimpleGitLibrary.pathspec) => PromiseLike<Result>;

interface Job<Result> {
	readonly name: string;
	readonly url: string;
	readonly cwd: string;
	readonly work: Work<Result>;
	/** A failure that is an answer. */
	readonly recover?: (end: NetworkEnd) => Result | undefined;
}

export function createGitNetwork(deps: GitNetworkDeps): GitNetwork {
	const { log, git, gitPath = 'git', idleMs = 60_000, totalMs = 600_000, environment = process.env } = deps;

	const trustedFor = async (cwd: string, signal: AbortSignal): Promise<NodeJS.ProcessEnv> => {
		// Where `cwd` is no repository, one that happens to be around it is none of our business.
		const ceiling = { GIT_CEILING_DIRECTORIES: dirname(cwd) };
		const answer = await git.run(trustQuestion, { cwd, signal, okCodes: [0, 1], env: ceiling });
		return {
			...withoutPrograms(gitEnvironment(environment)),
			...trustedEnvironment(answer.stdout.toString(), environment),
			...ceiling,
		};
	};

	/** One instance of the library for each operation: its abort signal ends everything that the instance would still do. */
	const run = async <Result>(job: Job<Result>, { signal, onProgress }: NetworkOptions): Promise<Result> => {
		if (signal.aborted) throw cancellation();
		const program = await findProgram(gitPath, environment);
		if (program === undefined) throw new Failure('git-missing', `no program "${gitPath}" in PATH`);
		const library = await loadLibrary();
		const env = { ...(await trustedFor(job.cwd, signal)), ...protocolEnvironment(job.url) };
		const stop = new AbortController();
		const onAbort = () => stop.abort();
		signal.addEventListener('abort', onAbort, { once: true });
		const timer = setTimeout(onAbort, totalMs);
		let end: NetworkEnd = { code: 0, stdout: '', stderr: '' };
		const instance = library.simpleGit({
			...transportOptions(env, idleMs),
			baseDir: job.cwd,
			binary: program,
			abort: stop.signal,
			errors: (error, { exitCode, stdOut, stdErr }) => {
				end = { code: exitCode, stdout: Buffer.concat(stdOut).toString(), stderr: Buffer.concat(stdErr).toString() };
				// The library takes a silent failure for a success.
				return error ?? (exitCode === 0 ? undefined : new Error(`exit code ${exitCode}`));
			},
		});
		if (onProgress) instance.outputHandler((_command, _stdout, stderr) => reportProgress(stderr, onProgress));
		try {
			return await job.work(instance.env(env), library.pathspec);
		} catch (error) {
			if (signal.aborted) throw cancellation();
			const answer = job.recover?.(end);
			if (answer !== undefined) return answer;
			const isTimeout = error instanceof library.GitPluginError && error.plugin === 'timeout';
			const failure =
				stop.signal.aborted || isTimeout
					? new Failure('timeout', `git ${job.name} was given up`, { cause: error })
					: await localFailure(job.url, networkFailure(`git ${job.name}`, end));
			log.info(`git ${job.name}: ${failure.message}`);
			throw failure;
		} finally {
			clearTimeout(timer);
			signal.removeEventListener('abort', onAbort);
		}
	};

	// `pathspec` is what the library puts behind `--`, after the flags that it adds itself.
	return {
		async clone(url, dir, network) {
			const args = ['--progress', '--bare', '--single-branch', '--no-tags', '--no-local'];
			await run({ name: 'clone', url, cwd: dirname(dir), work: (git) => git.clone(url, dir, args) }, network);
		},
		async fetch(url, refspec, { dir, ...network }) {
			const flags = ['--progress', '--no-tags', '--no-write-fetch-head'];
			const work: Work<unknown> = (git, pathspec) => git.fetch([...flags, pathspec(url, refspec)]);
			await run({ name: 'fetch', url, cwd: dir, work }, network);
		},
		async push(url, { commit, branch }, { dir, ...network }) {
			const work: Work<'pushed' | 'moved'> = async (git, pathspec) => {
				await git.push([...receiverArguments(url), pathspec(url, `${commit}:refs/heads/${branch}`)]);
				return 'pushed';
			};
			return run({ name: 'push', url, cwd: dir, work, recover: movedOr }, network);
		},
		async remoteRefs(url, refs, { dir, ...network }) {
			const work: Work<string> = (git, pathspec) => git.listRemote(['--symref', pathspec(url, ...refs)]);
			return parseRefs(await run({ name: 'ls-remote', url, cwd: dir, work }, network));
		},
	};
}

function movedOr(end: NetworkEnd): 'moved' | undefined {
	return hasMoved(end) ? 'moved' : undefined;
}

/** About a path of this machine git says nearly the same whatever is wrong. */
async function localFailure(url: string, failure: Failure): Promise<Failure> {
	if (isServerAddress(url) || !['not-found', 'not-a-repository', 'offline'].includes(failure.kind)) return failure;
	const missing = (await inspectFolder(url.startsWith('file:') ? fileURLToPath(url) : url)) === 'missing';
	return new Failure(missing ? 'not-found' : 'not-a-repository', url, { cause: failure });
}

/** With the first operation: a workspace whose spec repo is a folder may never have one. */
function loadLibrary(): Promise<typeof SimpleGitLibrary> {
	return import('simple-git');
}

/** `ref: refs/heads/main TAB HEAD`, then `hash TAB name` for each. */
function parseRefs(text: string): RemoteRefs {
	const commits = new Map<string, string>();
	let head: string | undefined;
	for (const line of text.split('\n')) {
		const [value = '', name] = line.split('\t');
		if (name === undefined) continue;
		if (!value.startsWith('ref: ')) commits.set(name, value);
		else if (name === 'HEAD') head = value.slice('ref: '.length);
	}
	return { head, commits };
}

/** Not the library's own progress events: they read one line of each chunk, which is seldom the newest. */
function reportProgress(stderr: NodeJS.ReadableStream, onProgress: (progress: SyncProgress) => void): void {
	stderr.on('data', (chunk: Buffer) => {
		const newest = [...chunk.toString().matchAll(/(Receiving objects|Resolving deltas):\s+(\d+)%/g)].at(-1);
		if (newest)
			onProgress({ step: newest[1] === 'Resolving deltas' ? 'resolving' : 'receiving', percent: Number(newest[2]) });
	});
}
