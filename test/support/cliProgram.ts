import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { testGitEnvironment } from './gitRepo.ts';
import { tempFolder } from './tempFolder.ts';

/** The command line as it is shipped, run as a process of its own. */
export interface CliProgram {
	/** Runs to the end. */
	run(args: readonly string[], options?: CliOptions): Promise<CliResult>;
	start(args: readonly string[], options?: CliOptions): ChildProcessWithoutNullStreams;
	/** The user's cache folder in these runs. */
	readonly cache: string;
	dispose(): Promise<void>;
}

export interface CliOptions {
	readonly cwd?: string;
	/** Added to the environment. */
	readonly env?: NodeJS.ProcessEnv;
	/** In a process group of its own, as a shell starts it in a terminal. */
	readonly ownGroup?: boolean;
}

export interface CliResult {
	/** Absent where a signal ended it. */
	readonly code: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

/** Bundles `src/cli/main.ts` as the build does, with the package's manifest beside it. */
export async function createCliProgram(): Promise<CliProgram> {
	const caches = resolve('node_modules', '.cache');
	await mkdir(caches, { recursive: true });
	const folder = await mkdtemp(join(caches, 'tandem-cli-'));
	const program = join(folder, 'dist', 'tandem.mjs');
	const remove = () => rm(folder, { recursive: true, force: true });
	const bundle = bundleProgram('src/cli/main.ts', program);
	await bundle.catch(async (error: unknown) => {
		await remove();
		throw error;
	});
	await copyFile('package.json', join(folder, 'package.json'));
	const home = await tempFolder('tandem-home-');
	const cache = join(home.path, 'cache');

	const start = (args: readonly string[], { cwd, env, ownGroup = false }: CliOptions = {}) => {
		const own = { HOME: home.path, XDG_CACHE_HOME: cache, LOCALAPPDATA: cache };
		return spawn(process.execPath, [program, ...args], {
			cwd,
			env: { ...testGitEnvironment(), ...own, ...env },
			detached: ownGroup,
		});
	};
	return {
		start,
		cache,
		run: (args, options) => finished(start(args, options)),
		async dispose() {
			await remove();
			await home.remove();
		},
	};
}

/** Bundles a program as the build does, into one file. */
export async function bundleProgram(source: string, outfile: string): Promise<void> {
	await build({
		entryPoints: [source],
		outfile,
		bundle: true,
		platform: 'node',
		format: 'esm',
		target: 'node20',
		logLevel: 'warning',
		banner: {
			js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url), __dirname = import.meta.dirname;",
		},
		alias: { axios: 'axios/dist/browser/axios.cjs', yaml: './node_modules/yaml/browser/index.js' },
	});
}

/** The end of a process, with all that it wrote from now on. */
export function finished(child: ChildProcessWithoutNullStreams): Promise<CliResult> {
	const out: Buffer[] = [];
	const err: Buffer[] = [];
	child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
	child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code) => {
			resolve({ code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() });
		});
	});
}
