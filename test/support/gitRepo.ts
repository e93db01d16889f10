import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A real git repository in a temporary folder; identity, dates, branch and settings do not depend on the machine. */
export interface GitRepo {
	/** Real path of the working tree (of the repository itself when bare). */
	readonly root: string;
	/** Runs git here and gives stdout without the last newline; rejects with stderr when git fails. */
	git(...args: readonly string[]): Promise<string>;
	/** Writes a file, with its folders, and gives its full path. */
	write(path: string, text: string | Uint8Array): Promise<string>;
	/** Writes `files` (null removes one), adds everything, commits (also when nothing changed) and gives the full hash. */
	commit(message: string, files?: CommitFiles, options?: CommitOptions): Promise<string>;
	/** Removes the temporary folder. */
	dispose(): Promise<void>;
}

export type CommitFiles = Readonly<Record<string, string | Uint8Array | null>>;

export interface CommitOptions {
	/** `Name <mail>`; default: `testAuthor`. */
	readonly author?: string;
	/** ISO date of author and committer; default: one hour after the commit before. */
	readonly date?: string;
}

export interface GitRepoOptions {
	/** An existing folder or one to be made, instead of a new temporary one; `dispose` removes it too. */
	readonly root?: string;
	readonly bare?: boolean;
}

export const testAuthor = 'Ana Example <ana@example.com>';

const firstDate = Date.UTC(2024, 0, 1, 9);

export async function createGitRepo(options: GitRepoOptions = {}): Promise<GitRepo> {
	if (options.root !== undefined) {
		await mkdir(options.root, { recursive: true });
	}
	const root = await realpath(options.root ?? (await mkdtemp(join(tmpdir(), 'tandem-git-'))));
	await runGit(root, ['init', '--quiet', '--initial-branch=main', ...(options.bare === true ? ['--bare'] : [])]);
	for (const [key, value] of settings) {
		await runGit(root, ['config', key, value]);
	}
	let commits = 0;
	const write = async (path: string, text: string | Uint8Array): Promise<string> => {
		const full = join(root, path);
		await mkdir(dirname(full), { recursive: true });
		await writeFile(full, text);
		return full;
	};
	return {
		root,
		git: (...args) => runGit(root, args),
		write,
		commit: async (message, files = {}, { author = testAuthor, date } = {}) => {
			for (const [path, text] of Object.entries(files)) {
				await (text === null ? rm(join(root, path), { force: true }) : write(path, text));
			}
			await runGit(root, ['add', '--all']);
			const when = date ?? new Date(firstDate + commits++ * 3_600_000).toISOString();
			const args = ['commit', '--quiet', '--allow-empty', '--allow-empty-message', '--cleanup=verbatim', '--file=-'];
			await runGit(root, [...args, `--author=${author}`], {
				input: message,
				env: { GIT_AUTHOR_DATE: when, GIT_COMMITTER_DATE: when },
			});
			return runGit(root, ['rev-parse', 'HEAD']);
		},
		dispose: () => rm(root, { recursive: true, force: true, maxRetries: 3 }),
	};
}

const settings: readonly (readonly [string, string])[] = [
	['user.name', 'Ana Example'],
	['user.email', 'ana@example.com'],
	['commit.gpgSign', 'false'],
	['tag.gpgSign', 'false'],
	['gc.auto', '0'],
	['core.autocrlf', 'false'],
	['core.longpaths', 'true'],
	['protocol.file.allow', 'always'],
];

/** The environment in which git sees nothing of this machine's settings. */
export function testGitEnvironment(): NodeJS.ProcessEnv {
	const own = Object.entries(process.env).filter(([name]) => !name.toUpperCase().startsWith('GIT_'));
	return {
		...Object.fromEntries(own),
		GIT_CONFIG_GLOBAL: process.platform === 'win32' ? 'NUL' : '/dev/null',
		GIT_CONFIG_NOSYSTEM: '1',
		GIT_TERMINAL_PROMPT: '0',
		LC_ALL: 'C',
	};
}

/** Runs git in `cwd`, away from this machine's settings; for clones and other work beside a `GitRepo`. */
export function runGit(
	cwd: string,
	args: readonly string[],
	{ input = '', env = {} }: { input?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<string> {
	return new Promise((resolve, reject) => {
		const child = execFile(
			'git',
			// protocol.file.allow: submodules of a local folder are refused by git otherwise.
			['-c', 'protocol.file.allow=always', ...args],
			{ cwd, env: { ...testGitEnvironment(), ...env }, maxBuffer: 256 * 1024 * 1024 },
			(error, stdout, stderr) => {
				if (error === null) {
					resolve(stdout.replace(/\r?\n$/, ''));
				} else {
					reject(new Error(`git ${args.join(' ')} in ${cwd}: ${stderr || error.message}`));
				}
			},
		);
		child.stdin?.on('error', () => {
			// git ended without reading its input; its exit code says whether that matters.
		});
		child.stdin?.end(input);
	});
}
