import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { Failure } from '../core/failure.ts';
import { cancellation } from './cancellation.ts';

export interface GitStart {
	readonly cwd: string;
	/** The whole environment. */
	readonly env: NodeJS.ProcessEnv;
	/** For failures: `git blame`. */
	readonly name: string;
	readonly timeoutMs: number;
	readonly signal?: AbortSignal;
	readonly input?: string | Uint8Array;
	/** What it throws ends git and is the result's rejection. */
	readonly onData: (chunk: Buffer) => void;
	/** Lets output gather for so many milliseconds between two chunks: git writes four kilobytes at a time, and each chunk has its price. */
	readonly gatherMs?: number;
}

/** `result` settles at once on abort and timeout; `ended` (never rejects) when the process is gone. */
export interface GitStarted {
	readonly result: Promise<{ readonly code: number; readonly stderr: string }>;
	readonly ended: Promise<void>;
}

const MAX_STDERR = 64 * 1024;
const KILL_AFTER_MS = 2000;

/** Starts one git process without a shell. */
export function startGit(program: string, args: readonly string[], options: GitStart): GitStarted {
	const { cwd, env, name, timeoutMs, signal, input, onData } = options;
	if ([...args, cwd].some((text) => text.includes('\0'))) {
		return {
			result: Promise.reject(new Failure('git', `${name}: a NUL character in an argument`)),
			ended: Promise.resolve(),
		};
	}
	const child = spawn(program, args, {
		cwd,
		env,
		shell: false,
		windowsHide: true,
		// Its own group, so that what git starts (ssh, git-remote-https) ends with it, and no terminal to ask questions on.
		detached: process.platform !== 'win32',
		stdio: ['pipe', 'pipe', 'pipe'],
	});
	const ended = new Promise<void>((resolve) => {
		child.once('close', () => resolve());
		child.once('error', () => resolve());
	});

	const result = new Promise<{ code: number; stderr: string }>((resolve, reject) => {
		const stderr: Buffer[] = [];
		let stderrBytes = 0;
		let stopped = false;

		const stop = (why: unknown) => {
			if (stopped) return;
			stopped = true;
			endProcess(child, ended);
			settle(() => reject(why));
		};
		const onAbort = () => stop(cancellation());
		const timer = setTimeout(
			() => stop(new Failure('timeout', `${name} took more than ${timeoutMs / 1000} s`)),
			timeoutMs,
		);
		const settle = (how: () => void) => {
			clearTimeout(timer);
			signal?.removeEventListener('abort', onAbort);
			how();
		};

		child.stdout.on('data', (chunk: Buffer) => {
			if (stopped) return;
			try {
				onData(chunk);
			} catch (error) {
				stop(error);
				return;
			}
			if (options.gatherMs === undefined) return;
			child.stdout.pause();
			setTimeout(() => child.stdout.resume(), options.gatherMs);
		});
		child.stderr.on('data', (chunk: Buffer) => {
			if (stderrBytes < MAX_STDERR) stderr.push(chunk.subarray(0, MAX_STDERR - stderrBytes));
			stderrBytes += chunk.length;
		});
		child.once('error', (error) => {
			settle(() => resolve(startFailure(name, cwd, error)));
		});
		child.once('close', (code, killedBy) => {
			if (code !== null) settle(() => resolve({ code, stderr: Buffer.concat(stderr).toString() }));
			else settle(() => reject(new Failure('git', `${name} was ended by ${killedBy ?? 'a signal'}`)));
		});
		child.stdin.on('error', () => {
			// Git ended without reading all of it; its exit code says whether that matters.
		});
		child.stdin.end(input);

		if (signal?.aborted === true) onAbort();
		else signal?.addEventListener('abort', onAbort, { once: true });
	});
	return { result, ended };
}

function endProcess(child: ChildProcess, ended: Promise<void>): void {
	sendSignal(child, 'SIGTERM');
	const timer = setTimeout(() => sendSignal(child, 'SIGKILL'), KILL_AFTER_MS);
	// Waiting for the last resort must not keep this process alive.
	timer.unref();
	void ended.then(() => clearTimeout(timer));
	// A grandchild that holds the pipes open must not keep the slot.
	child.stdout?.destroy();
	child.stderr?.destroy();
}

function sendSignal(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
	try {
		if (process.platform === 'win32') child.kill(signal);
		else process.kill(-child.pid, signal);
	} catch {
		// It ended in between.
	}
}

/** Always rejects. */
async function startFailure(name: string, cwd: string, error: Error): Promise<never> {
	const code = 'code' in error ? String(error.code) : error.name;
	// A missing working directory is reported like a missing program.
	const isFolder = await stat(cwd).then(
		(found) => found.isDirectory(),
		() => false,
	);
	if (!isFolder) throw new Failure('not-a-repository', `there is no folder ${cwd}`, { cause: error });
	if (code === 'ENOENT') throw new Failure('git-missing', name, { cause: error });
	throw new Failure('git', `${name} cannot be started (${code})`, { cause: error });
}
