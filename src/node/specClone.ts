import { mkdir } from 'node:fs/promises';
import type { Clock, Delivery, Log, SpecChange, SpecSource, SyncProgress } from '../app/ports.ts';
import { Failure } from '../core/failure.ts';
import { isRefName, parseGitAddress, specLabel } from '../core/gitAddress.ts';
import { repoPathBelow, toRepoPath } from '../core/repoPath.ts';
import type { RepoPath } from '../core/repoPath.ts';
import type { SpecAddress } from '../core/specAddress.ts';
import { diskFailure } from './atomicFile.ts';
import { createClock, pause } from './clock.ts';
import { explainFailure, isDamage } from './cloneFailure.ts';
import { createCloneFolder } from './cloneFolder.ts';
import { defaultBranch, followedAt, followedHere, objectHere, wantedRefs } from './cloneRefs.ts';
import type { Followed } from './cloneRefs.ts';
import { OWN_BARE, readCommitTree } from './commitTree.ts';
import { readFileVersions } from './fileVersions.ts';
import type { Git } from './git.ts';
import type { GitNetwork } from './gitNetwork.ts';
import type { Http } from './http.ts';
import { isLockConflict } from './networkFailure.ts';
import { createCommit, findMovedFile, readCommittedFile } from './specCommit.ts';

export interface SpecCloneDeps {
	readonly address: Extract<SpecAddress, { kind: 'remote' }>;
	/** Folder of this extension in which the clones are. */
	readonly storageDir: string;
	readonly git: Git;
	readonly network: GitNetwork;
	/** Names the reason where git itself says too little. */
	readonly http: Http;
	readonly log: Log;
	readonly clock?: Clock;
}

/** How often a push is built anew on a branch that others push to at the same moment. */
const PUSH_ATTEMPTS = 10;
const LOCK_ATTEMPTS = 8;

type OnProgress = (progress: SyncProgress) => void;

interface Remote {
	readonly head: string | undefined;
	readonly followed: Followed & { readonly object: string };
}

/**
 * A spec repo on a server: a bare clone that all windows of this machine share. It is only ever read through git's objects, so nothing that stands
 * in it is checked out, filtered or followed. Without a sync nothing is asked of the network.
 */
export function createSpecClone(deps: SpecCloneDeps): SpecSource {
	const { address, storageDir, git, network, http, log, clock = createClock() } = deps;
	const { url, ref } = address;
	const label = specLabel(address);
	const folder = createCloneFolder(storageDir, url, clock);
	const { dir } = folder;

	/** Refuses what a workspace file could have smuggled in, even if nobody checked it before. */
	const rootPath = (): RepoPath | undefined => {
		const parsed = parseGitAddress(url, 'setting');
		if ('refused' in parsed) throw new Failure('refused-address', parsed.refused);
		if (ref !== undefined && !isRefName(ref)) {
			throw new Failure('refused-address', 'ref: is not the name of a branch or tag. Check it in .tandem.yml.');
		}
		if (address.path === undefined || /^(\.?\/?)$/.test(address.path)) return undefined;
		const path = toRepoPath(address.path);
		if (path === undefined)
			throw new Failure('refused-address', 'path: leads out of the spec repo. Check it in .tandem.yml.');
		return path;
	};

	const noting = async <Result>(work: () => Promise<Result>): Promise<Result> => {
		try {
			return await work();
		} catch (error) {
			if (isDamage(error)) {
				await folder.condemn();
				log.warn(`${label}: the local copy is damaged; the next refresh makes it again`);
			}
			throw error;
		}
	};

	/** Other windows work in the same clone: who finds a ref locked waits for its turn. */
	const patiently = async (signal: AbortSignal, work: () => Promise<void>): Promise<void> => {
		for (let attempt = 1; ; attempt++) {
			try {
				await work();
				return;
			} catch (error) {
				if (attempt === LOCK_ATTEMPTS || !isLockConflict(error)) throw error;
				await pause(30 * attempt * (1 + Math.random()), signal);
			}
		}
	};

	/** What the remote has, asked before anything is made here: a wrong address or name costs no clone. */
	const askRemote = async (signal: AbortSignal) => {
		await mkdir(storageDir, { recursive: true }).catch((error: unknown) => {
			throw diskFailure(storageDir, error);
		});
		const refs = await network.remoteRefs(url, wantedRefs(ref), { dir: storageDir, signal });
		return { head: refs.head, followed: followedAt(refs, ref, label) };
	};

	const update = async ({ head, followed }: Remote, signal: AbortSignal, onProgress: OnProgress) => {
		if (head?.startsWith('refs/heads/') && head !== `refs/heads/${await defaultBranch(git, dir, signal)}`) {
			const args = [...OWN_BARE, 'symbolic-ref', 'HEAD', head];
			await patiently(signal, async () => void (await git.run(args, { cwd: dir, signal })));
		}
		if ((await objectHere(git, dir, followed, signal)) === followed.object) return;
		const refspec = `+${followed.remoteRef}:${followed.localRef}`;
		await patiently(signal, () => network.fetch(url, refspec, { dir, signal, onProgress }));
	};

	const sync = async (signal: AbortSignal, onProgress: OnProgress): Promise<void> => {
		rootPath();
		onProgress({ step: 'connecting' });
		try {
			const remote = await askRemote(signal);
			const fill = (to: string) => network.clone(url, to, { signal, onProgress });
			if (await folder.isCondemned()) await folder.remake(fill);
			else if (!(await folder.exists())) await folder.make(fill);
			try {
				await noting(() => update(remote, signal, onProgress));
			} catch (error) {
				if (!isDamage(error)) throw error;
				await folder.remake(fill);
				await update(remote, signal, onProgress);
			}
		} catch (error) {
			throw await explained(error, signal);
		}
	};

	const explained = (error: unknown, signal: AbortSignal) => explainFailure(error, { url, http, signal });

	const deliver = async (change: SpecChange, signal: AbortSignal): Promise<Delivery> => {
		const root = rootPath();
		const wanted = root === undefined ? change.path : `${root}/${change.path}`;
		for (let attempt = 1; attempt <= PUSH_ATTEMPTS; attempt++) {
			await sync(signal, () => undefined);
			const tip = await noting(() => followedHere(git, dir, ref, signal));
			if (!tip) throw new Failure('empty-repository', label);
			if (tip.kind !== 'branch')
				throw new Failure('rejected', `ref: ${tip.name} is a ${tip.kind}; only a branch takes questions`);
			const { commit: parent } = tip;
			let path: string = wanted;
			let current = await readCommittedFile(git, { dir, commit: parent, path }, signal);
			if (!current) {
				path =
					(await findMovedFile(git, { dir, commit: parent, ...(root ? { root } : {}) }, change.moved, signal)) ??
					wanted;
				if (path !== wanted) current = await readCommittedFile(git, { dir, commit: parent, path }, signal);
			}
			const text = change.update(current?.text);
			if (text === current?.text) return { kind: 'already-there' };
			const plan = {
				dir,
				parent,
				path,
				text,
				mode: current?.mode ?? '100644',
				message: change.message,
				author: change.author,
			} as const;
			const { commit } = await createCommit(git, plan, signal);
			const pushed = await push(commit, tip.name, signal);
			if (pushed === 'pushed') {
				await showPushed(tip, commit, signal);
				return { kind: 'delivered', commit };
			}
			log.info(`${label}: ${tip.name} moved while pushing, attempt ${attempt}`);
			await pause(40 * attempt * (0.5 + Math.random()), signal);
		}
		throw new Failure('timeout', `others kept pushing to ${label}`);
	};

	const push = async (commit: string, branch: string, signal: AbortSignal) => {
		try {
			return await network.push(url, { commit, branch }, { dir, signal });
		} catch (error) {
			if (error instanceof Failure && error.kind === 'rejected') throw error;
			throw await explained(error, signal);
		}
	};

	/** The push is done whatever happens here; who opens next should see it without asking the network. */
	const showPushed = async (
		{ localRef, commit: old }: Followed & { commit: string },
		commit: string,
		signal: AbortSignal,
	) => {
		try {
			await git.run([...OWN_BARE, 'update-ref', localRef, commit, old], { cwd: dir, signal });
		} catch {
			// Another window fetched in between, perhaps from before our push.
			await sync(signal, () => undefined).catch((error: unknown) =>
				log.warn(`${label}: not fetched after a push: ${String(error)}`),
			);
		}
	};

	return {
		address,
		label,
		async open(signal) {
			const path = rootPath();
			if (!(await folder.exists())) throw new Failure('offline', `nothing of ${label} is on this machine yet`);
			return noting(async () => {
				const tip = await followedHere(git, dir, ref, signal);
				if (!tip) throw new Failure('offline', `nothing of ${label}${ref ? ` (${ref})` : ''} is on this machine yet`);
				const tree = await readCommitTree(git, { dir, commit: tip.commit, path }, signal);
				const branch = tip.kind === 'branch' ? { branch: tip.name } : {};
				return {
					revision: { commit: tip.commit, ...branch, inPlace: false },
					entries: tree.entries,
					readBytes: (paths, signal) => noting(() => tree.readBytes(paths, signal)),
				};
			});
		},
		sync,
		async past(file, { commit, limit }, signal) {
			const root = rootPath();
			const path = root === undefined ? file : repoPathBelow(root, file);
			return noting(() => readFileVersions(git, { dir, commit, path, limit }, signal));
		},
		async destination() {
			const { signal } = new AbortController();
			const branch = ref ?? ((await folder.exists()) ? await defaultBranch(git, dir, signal) : undefined);
			return branch === undefined ? label : `${label} (${branch})`;
		},
		deliver,
		// Nobody but `sync` and `deliver` changes it.
		watch: () => ({ dispose: () => undefined }),
	};
}
