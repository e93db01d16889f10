import { performance } from 'node:perf_hooks';
import type { Log } from '../app/ports.ts';
import { Failure } from '../core/failure.ts';
import { gitEnvironment, hardenedArguments, offlineEnvironment, subcommand } from './gitEnvironment.ts';
import { gitFailure } from './gitFailure.ts';
import { startGit } from './gitProcess.ts';
import { findProgram } from './gitProgram.ts';
import { createSlots } from './slots.ts';

/**
 * Git as a program: argument arrays only, no shell, no prompt, no hook, and nothing that a repository's own settings name is started.
 * No remote is ever reached (see `gitNetwork`), not even for what a partial clone lacks. Rejects with a `Failure`, or with a cancellation (see `isCancelled`).
 */
export interface Git {
	/** Runs to the end and gives all output. */
	run(args: readonly string[], options: GitRunOptions): Promise<GitOutput>;
	/** Hands over stdout as it comes; nothing is kept. Resolves when git ended well. */
	stream(args: readonly string[], options: GitStreamOptions): Promise<void>;
}

export interface GitOptions {
	readonly cwd: string;
	/** Kills git when it fires. */
	readonly signal?: AbortSignal;
	/** From the start of the process; default 60,000. */
	readonly timeoutMs?: number;
	/** Added to the hardened environment; the caller answers for it. */
	readonly env?: NodeJS.ProcessEnv;
	/** Exit codes that are answers; default: 0 only. */
	readonly okCodes?: readonly number[];
	/** For stdin; without it git reads an empty one. */
	readonly input?: string | Uint8Array;
}

export interface GitRunOptions extends GitOptions {
	/** More output than this is a failure; default 64 MiB. */
	readonly maxBytes?: number;
}

export interface GitStreamOptions extends GitOptions {
	/** As in `GitStart`. */
	readonly gatherMs?: number;
	readonly onData: (chunk: Buffer) => void;
}

export interface GitOutput {
	readonly stdout: Buffer;
	/** The first 64 KiB. */
	readonly stderr: string;
	readonly code: number;
}

export interface GitDeps {
	readonly log: Log;
	/** Full path, or a name that is looked up in PATH; default `git`. */
	readonly gitPath?: string;
	/** How many run at once; the others wait in order. Default 4. */
	readonly maxProcesses?: number;
	/** The inherited environment; default: that of this process. */
	readonly environment?: NodeJS.ProcessEnv;
}

const DEFAULT_TIMEOUT_MS = 60_000;
const DEFAULT_MAX_BYTES = 64 * 1024 * 1024;
const SLOW_MS = 3000;

export function createGit({ log, gitPath = 'git', maxProcesses = 4, environment = process.env }: GitDeps): Git {
	const slots = createSlots(maxProcesses);
	let program: string | undefined;

	const execute = async (
		args: readonly string[],
		{
			cwd,
			signal,
			timeoutMs = DEFAULT_TIMEOUT_MS,
			env,
			okCodes = [0],
			input,
			gatherMs,
		}: GitRunOptions & Partial<GitStreamOptions>,
		onData: (chunk: Buffer) => void,
	): Promise<{ code: number; stderr: string }> => {
		// Looked up until found, so that installing git helps without a restart.
		program ??= await findProgram(gitPath, environment);
		if (program === undefined) throw new Failure('git-missing', `no program "${gitPath}" in PATH`);
		const free = await slots.take(signal);
		const started = performance.now();
		const { result, ended } = startGit(program, hardenedArguments(args), {
			cwd,
			env: { ...gitEnvironment(environment), ...offlineEnvironment, ...env },
			name: `git ${subcommand(args)}`,
			timeoutMs,
			signal,
			input,
			onData,
			gatherMs,
		});
		void ended.then(free);
		const { code, stderr } = await result;
		const ms = performance.now() - started;
		if (ms > SLOW_MS) log.info(`git ${subcommand(args)} took ${(ms / 1000).toFixed(1)} s in ${cwd}`);
		if (!okCodes.includes(code)) throw gitFailure(`git ${subcommand(args)}`, code, stderr);
		return { code, stderr };
	};

	const collect = async (args: readonly string[], options: GitRunOptions): Promise<GitOutput> => {
		const { maxBytes = DEFAULT_MAX_BYTES } = options;
		const chunks: Buffer[] = [];
		let bytes = 0;
		const ended = await execute(args, options, (chunk) => {
			bytes += chunk.length;
			if (bytes > maxBytes) throw new Failure('git', `git ${subcommand(args)} gave more than ${maxBytes} bytes`);
			chunks.push(chunk);
		});
		return { stdout: Buffer.concat(chunks, bytes), ...ended };
	};

	return {
		run: collect,
		async stream(args, options) {
			await execute(args, options, options.onData);
		},
	};
}

/** Whether `text` is a full object name (SHA-1 or SHA-256), so that it can be nothing else on a command line. */
export function isObjectId(text: string): boolean {
	return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

/** The full hash of the commit that `text` names (branch, tag, `HEAD~2`, short hash), or undefined where it names none. Any text is safe. */
export async function safeRevision(
	git: Git,
	cwd: string,
	text: string,
	signal?: AbortSignal,
): Promise<string | undefined> {
	if (text === '' || text.startsWith('-') || text.includes('\0')) return undefined;
	const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${text}^{commit}`];
	const { stdout, stderr, code } = await git.run(args, { cwd, signal, okCodes: [0, 1, 128] });
	const failure = code === 128 ? gitFailure('git rev-parse', code, stderr) : undefined;
	if (failure?.kind === 'not-a-repository') throw failure;
	const hash = stdout.toString().trim();
	return code === 0 && isObjectId(hash) ? hash : undefined;
}
