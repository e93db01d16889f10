import * as path from 'node:path';
import type { ConnectedChannel } from '../app/channels/postToChannel.ts';
import { findSpec } from '../app/findSpec.ts';
import type { CodeHistories, Log, SecretFinder } from '../app/ports.ts';
import { reading } from '../app/loadedLater.ts';
import type { TandemPorts } from '../app/tandem.ts';
import { failureText } from '../app/failureText.ts';
import type { Channel } from '../core/channels/channel.ts';
import { Failure } from '../core/failure.ts';
import { loadedOnce } from '../core/loadedOnce.ts';
import type { SpecAddress } from '../core/specAddress.ts';
import type { Credentials } from './channels/connectChannel.ts';
import { createClock } from './clock.ts';
import { createCodeRepos } from './codeRepos.ts';
import { createGit, isObjectId } from './git.ts';
import type { Git } from './git.ts';
import { createGitNetwork } from './gitNetwork.ts';
import { createCodePlaces } from './codePlaces.ts';
import { createCodeHistories } from './history/codeHistories.ts';
import { createHistoryRunner } from './history/runHistoryTask.ts';
import { createHttp } from './http.ts';
import { findSpecFolder, inspectFolder } from './inspectFolder.ts';
import { createOutboxFolder } from './outboxFolder.ts';
import { probeSpecUrl } from './probeSpecUrl.ts';
import { createSpecClone } from './specClone.ts';
import { createSpecFolder } from './specFolder.ts';

export interface MachineDeps {
	readonly log: Log;
	/** Folder of Tandem's own on this machine: clones and outbox. */
	readonly storage: string;
	/** Whether git may run at all. */
	readonly allowed: () => boolean;
	/** For one operation over the network, in milliseconds. */
	readonly timeoutMs: () => number;
	/** The user's own word on where the spec repo is; empty where there is none. */
	readonly specSetting: () => string;
	/** The workspace's folders. */
	readonly folders: () => readonly string[];
	readonly gitPath?: string;
}

/** This machine as the use cases need it: git, files, network and clock. The editor and the command line share it. */
export interface Machine {
	readonly ports: Omit<TandemPorts, 'memory' | 'log' | 'allowed' | 'codeHistories'>;
	readonly secrets: SecretFinder;
	/** `git version 2.39.5`, or undefined where there is no git. */
	gitVersion(): Promise<string | undefined>;
	/** What an https address answers when it is asked without git, in words; undefined where there is nothing to say. */
	probe(url: string): Promise<string | undefined>;
	/** The whole histories of code repos, by which files are blamed from then on; `worker` is the full path of the script that reads them. */
	createCodeHistories(worker: string): CodeHistories;
	/** A channel with the user's credentials. Nothing is asked of the network before it is used. */
	connectChannel(channel: Channel, credentials: Credentials): Promise<ConnectedChannel>;
	/** Message and patch of a commit as text. */
	showCommit(root: string, hash: string): Promise<string>;
}

export function createMachine(deps: MachineDeps): Machine {
	const { log, storage, folders, gitPath } = deps;
	const git = whileAllowed(createGit({ log, ...(gitPath ? { gitPath } : {}) }), deps.allowed);
	const http = createHttp({ log });
	const clock = createClock();
	const places = createCodePlaces({ git, log });
	let codeHistories: CodeHistories | undefined;
	const historyOf = (root: string) => codeHistories?.opened(root);
	const codeRepos = createCodeRepos({ git, log, places, storage, historyOf });
	const pause = () => new Promise<void>((resolve) => setImmediate(resolve));

	const createSource = (address: SpecAddress) => {
		const network = createGitNetwork({ log, git, totalMs: deps.timeoutMs(), ...(gitPath ? { gitPath } : {}) });
		return address.kind === 'remote'
			? createSpecClone({ address, storageDir: path.join(storage, 'specs'), git, network, http, log, clock })
			: createSpecFolder({ address, git, network, log, clock });
	};

	return {
		ports: {
			codeRepos,
			createSource,
			createRead() {
				const reader = loadedOnce(async () => (await reading()).createSpecReader({ pause }));
				return async (...what) => (await reader()).read(...what);
			},
			findSpec: (root, codeConfig) =>
				findSpec(
					{
						setting: deps.specSetting(),
						settingBase: folders()[0] ?? root ?? process.cwd(),
						...(root && codeConfig !== undefined ? { codeConfig: { text: codeConfig, dir: root } } : {}),
						folders: [...(root ? [root] : []), ...folders()],
					},
					{ inspect: inspectFolder, resolvePath: path.resolve, findSpecFolder },
				),
			outbox: createOutboxFolder({ dir: path.join(storage, 'outbox'), log, clock }),
			clock,
			pause,
		},
		secrets: {
			// Large, and needed by nobody who asks nothing.
			find: async (text) => (await import('./secretFinder.ts')).findAllSecrets(text),
		},
		async gitVersion() {
			try {
				return (await git.run(['version'], { cwd: folders()[0] ?? process.cwd() })).stdout.toString('utf8').trim();
			} catch {
				return undefined;
			}
		},
		async probe(url) {
			if (!deps.allowed() || !/^https?:/i.test(url)) return undefined;
			const failure = await probeSpecUrl(http, url, new AbortController().signal);
			return failure ? failureText(failure) : 'The server answers as a git server does, without asking who you are.';
		},
		createCodeHistories(worker) {
			const runTask = createHistoryRunner({ script: worker, log });
			codeHistories = createCodeHistories({
				git,
				places,
				log,
				storage: path.join(storage, 'histories'),
				runTask: async (...task) => {
					// The worker has a git of its own, which knows nothing of trust.
					if (!deps.allowed()) throw new Failure('untrusted', 'git');
					return runTask(...task);
				},
				...(gitPath ? { gitPath } : {}),
			});
			return codeHistories;
		},
		async connectChannel(channel, credentials) {
			if (!deps.allowed()) throw new Failure('untrusted', 'channel');
			// Most spec repos have none.
			const adapters = await import('./channels/connectChannel.ts');
			return adapters.connectChannel(channel, credentials, { http, clock });
		},
		async showCommit(root, hash) {
			if (!isObjectId(hash)) throw new Failure('git', 'not a commit');
			const args = [
				'show',
				'--no-color',
				'--no-ext-diff',
				'--no-textconv',
				'--stat',
				'--patch',
				'--format=fuller',
				hash,
				'--',
			];
			return (await git.run(args, { cwd: root, maxBytes: 4 * 1024 * 1024 })).stdout.toString('utf8');
		},
	};
}

/** The one gate to git: in a workspace that is not trusted no process starts, whoever asks. */
function whileAllowed(git: Git, allowed: () => boolean): Git {
	const check = () => {
		if (!allowed()) throw new Failure('untrusted', 'git');
	};
	return {
		async run(args, options) {
			check();
			return git.run(args, options);
		},
		async stream(args, options) {
			check();
			return git.stream(args, options);
		},
	};
}
