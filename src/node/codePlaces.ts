import { lstat, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { CodeFile, CodeRepo, Log } from '../app/ports.ts';
import { defined } from '../core/defined.ts';
import { Failure } from '../core/failure.ts';
import { nameOfRemote } from '../core/remoteName.ts';
import { toRepoPath } from '../core/repoPath.ts';
import type { Git } from './git.ts';

/** Where files and repositories are. */
export interface CodePlaces {
	/** As `CodeRepos.find`. */
	find(osPath: string): Promise<CodeFile | undefined>;
	/** The folder that all worktrees of the repository share (`.git` of the main one), as a full path. */
	commonDir(root: string): Promise<string>;
	/** What the settings say that changes the answers of `git blame`, the user's own included. */
	blameSettings(root: string): Promise<BlameSettings>;
}

export interface BlameSettings {
	/** Changes with them. */
	readonly key: string;
	/** Lists of commits to look through (`blame.ignoreRevsFile`), as they are written there. */
	readonly ignoreRevsFiles: readonly string[];
}

interface Place {
	/** Changes when another repository came to the same folder. */
	readonly stamp: string;
	readonly commonDir: string;
	/** Changes when the repository's settings did, and with them perhaps the remote. */
	readonly configStamp: string;
	readonly blame: BlameSettings;
	readonly repo: CodeRepo;
}

/** Remotes, which name the repository, and whatever `git blame` heeds. */
const SETTINGS = String.raw`^(remote\..*\.url|blame\..*|mailmap\..*|diff\.(indentheuristic|algorithm|rename.*))$`;

/**
 * Asks git once per repository and remembers it for as long as `.git` and the settings stay; finding the folder is a few `stat` calls, so
 * that a `.git` that appears or goes is seen at the next question.
 */
export function createCodePlaces({ git, log }: { git: Git; log: Log }): CodePlaces {
	const places = new Map<string, Place>();

	const placeAt = async (folder: string, stamp: string): Promise<Place | undefined> => {
		const known = places.get(folder);
		if (known?.stamp === stamp && known.configStamp === (await configStampOf(known.commonDir))) return known;
		places.delete(folder);
		const commonDir = await verify(folder);
		if (commonDir === undefined) return undefined;
		// Before the settings are read: a change in between is then seen the next time.
		const configStamp = await configStampOf(commonDir);
		const settings = await readSettings(folder);
		const remoteUrl = remoteOf(settings);
		const name = remoteUrl === undefined ? undefined : nameOfRemote(remoteUrl);
		const blame = blameSettingsOf(settings);
		const repo = { root: folder, ...defined({ name, remoteUrl }) };
		const place = { stamp, commonDir, configStamp, blame, repo };
		places.set(folder, place);
		return place;
	};

	/** The common folder of the repository whose working tree has its root here; undefined where git sees none. */
	const verify = async (folder: string): Promise<string | undefined> => {
		const args = ['rev-parse', '--show-toplevel', '--git-common-dir'];
		try {
			const { stdout } = await git.run(args, { cwd: folder });
			const [top = '', common = ''] = stdout.toString().split(/\r?\n/);
			if ((await realpath(top)) === folder) return resolve(folder, common);
			// core.worktree may name any folder of the machine; only a tree around its own `.git` is believed.
			log.warn(`${folder}: its working tree is said to be at ${top}; taken as no repository`);
			return undefined;
		} catch (error) {
			if (error instanceof Failure && error.kind === 'not-a-repository') return undefined;
			throw error;
		}
	};

	const readSettings = async (root: string): Promise<readonly Setting[]> => {
		const args = ['config', '--null', '--get-regexp', SETTINGS];
		const { stdout } = await git.run(args, { cwd: root, okCodes: [0, 1] });
		return stdout
			.toString()
			.split('\0')
			.filter((setting) => setting !== '')
			.map((setting) => {
				const [key = '', value = ''] = setting.split(/\n(.*)/s);
				return { key, value };
			});
	};

	const placeOf = async (root: string): Promise<Place> => {
		const stamp = await stampOf(join(root, '.git'));
		const place = stamp === undefined ? undefined : await placeAt(root, stamp);
		if (!place) throw new Failure('not-a-repository', `${root} is no git repository any more`);
		return place;
	};

	return {
		async find(osPath) {
			const path = await realPathOf(resolve(osPath));
			if (isGitFolder(path)) return undefined;
			for (let folder = dirname(path); ; folder = dirname(folder)) {
				if (isGitFolder(folder)) return undefined;
				const stamp = await stampOf(join(folder, '.git'));
				const place = stamp === undefined ? undefined : await placeAt(folder, stamp);
				if (place) {
					const inRepo = toRepoPath(relative(folder, path).split(sep).join('/'));
					return inRepo && { repo: place.repo, path: inRepo };
				}
				if (dirname(folder) === folder) return undefined;
			}
		},
		commonDir: async (root) => (await placeOf(root)).commonDir,
		blameSettings: async (root) => (await placeOf(root)).blame,
	};
}

interface Setting {
	readonly key: string;
	readonly value: string;
}

function remoteOf(settings: readonly Setting[]): string | undefined {
	const urls = new Map<string, string>();
	for (const { key, value } of settings) {
		const remote = /^remote\.(.*)\.url$/s.exec(key)?.[1];
		if (remote !== undefined && value !== '' && !urls.has(remote)) urls.set(remote, value);
	}
	const url = urls.get('origin') ?? urls.get('upstream') ?? [...urls.values()][0];
	return url?.replace(/^([A-Za-z][A-Za-z0-9+.-]*:\/\/)[^/]*@/, '$1');
}

function blameSettingsOf(settings: readonly Setting[]): BlameSettings {
	const own = settings.filter(({ key }) => !key.startsWith('remote.'));
	return {
		key: own.map(({ key, value }) => `${key}=${value}`).join('\n'),
		ignoreRevsFiles: own.filter(({ key }) => key === 'blame.ignorerevsfile').map(({ value }) => value),
	};
}

/** Also the file that stands for it in worktrees and submodules; what is in it is git's, and no code. */
function isGitFolder(path: string): boolean {
	return basename(path).toLowerCase() === '.git';
}

/** The real path of a file that may not exist yet, nor its folders. */
async function realPathOf(path: string): Promise<string> {
	try {
		// Git keeps names composed; macOS gives them as they were typed.
		return process.platform === 'darwin' ? (await realpath(path)).normalize('NFC') : await realpath(path);
	} catch (error) {
		const parent = dirname(path);
		if (parent === path) throw new Failure('disk', `${path} cannot be found`, { cause: error });
		return join(await realPathOf(parent), basename(path));
	}
}

/** Tells one `.git` (folder, or file of a worktree or submodule) from another at the same place; undefined where there is none. */
async function stampOf(path: string): Promise<string | undefined> {
	try {
		const found = await lstat(path);
		const changing = found.isDirectory() ? '' : `${found.mtimeMs}:${found.size}`;
		return `${found.dev}:${found.ino}:${found.birthtimeMs}:${changing}`;
	} catch {
		return undefined;
	}
}

async function configStampOf(commonDir: string): Promise<string> {
	try {
		const found = await stat(join(commonDir, 'config'));
		return `${found.ino}:${found.mtimeMs}:${found.size}`;
	} catch {
		return 'none';
	}
}
