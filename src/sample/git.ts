import { spawn } from 'node:child_process';

/** Runs git in `dir` and gives its output; `input` goes to its standard input. Rejects with git's own words. */
export type Git = (dir: string, args: readonly string[], input?: string) => Promise<string>;

/** Real git that knows nothing of this machine's configuration, so that it makes the same commits everywhere. */
export function createGit(environment: NodeJS.ProcessEnv = process.env): Git {
	// A surrounding git (a hook, an alias) says by such variables which repository to work on.
	const foreign = Object.entries(environment).filter(([name]) => !name.toUpperCase().startsWith('GIT_'));
	const env = {
		...Object.fromEntries(foreign),
		GIT_CONFIG_GLOBAL: '/dev/null',
		GIT_CONFIG_NOSYSTEM: '1',
		GIT_TERMINAL_PROMPT: '0',
		LC_ALL: 'C',
	};
	return (dir, args, input) =>
		new Promise((resolve, reject) => {
			const child = spawn('git', ['-C', dir, ...args], { env, stdio: 'pipe' });
			const out: Buffer[] = [];
			const err: Buffer[] = [];
			child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
			child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
			child.on('error', (error: NodeJS.ErrnoException) =>
				reject(error.code === 'ENOENT' ? new Error('Git was not found: install it and try again.') : error),
			);
			// Git may end before it has read all of its input; its exit code says why.
			child.stdin.on('error', () => undefined);
			child.on('close', (code) => {
				if (code === 0) resolve(Buffer.concat(out).toString());
				else reject(new Error(`git ${args[0]} failed: ${Buffer.concat(err).toString().trim()}`));
			});
			child.stdin.end(input ?? '');
		});
}
