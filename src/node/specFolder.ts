import { realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Clock, Log, SpecSource } from '../app/ports.ts';
import { createDisposables } from '../core/disposables.ts';
import type { Disposables } from '../core/disposables.ts';
import { Failure } from '../core/failure.ts';
import { specLabel } from '../core/gitAddress.ts';
import { repoPathBelow, toRepoPath } from '../core/repoPath.ts';
import type { SpecAddress } from '../core/specAddress.ts';
import { createClock } from './clock.ts';
import { createFolderDelivery } from './folderDelivery.ts';
import { readFileVersions } from './fileVersions.ts';
import { listFolder } from './folderTree.ts';
import { watchFolder, watchTree } from './folderWatch.ts';
import { cancellation } from './cancellation.ts';
import type { Git } from './git.ts';
import type { GitNetwork } from './gitNetwork.ts';
import { inspectFolder } from './inspectFolder.ts';
import { readOwnFile } from './ownFile.ts';
import { readWorkingTree } from './workingTree.ts';

export interface SpecFolderDeps {
	readonly address: Extract<SpecAddress, { kind: 'folder' }>;
	readonly git: Git;
	readonly network: GitNetwork;
	readonly log: Log;
	readonly clock?: Clock;
}

/** A spec repo that the user works in: read in place, with edits that are not committed; never fetched, pulled or checked out. */
export function createSpecFolder(deps: SpecFolderDeps): SpecSource {
	const { address, git, network, log, clock = createClock() } = deps;
	const label = specLabel(address);
	const delivery = createFolderDelivery({ git, network, log });

	/** Real path of what counts as the root. */
	const findRoot = async (): Promise<string> => {
		if ((await inspectFolder(address.dir)) === 'missing') throw new Failure('not-found', address.dir);
		const dir = await realpath(address.dir);
		if (address.path === undefined || /^(\.?\/?)$/.test(address.path)) return dir;
		const path = toRepoPath(address.path);
		if (path === undefined) throw new Failure('refused-address', OUTSIDE);
		const root = await realpath(join(dir, path)).catch(() => undefined);
		if (root === undefined) throw new Failure('unknown-ref', `no folder "${path}" in ${label}`);
		if (!root.startsWith(dir.endsWith(sep) ? dir : dir + sep)) throw new Failure('refused-address', OUTSIDE);
		return root;
	};

	return {
		address,
		label,
		async open(signal) {
			const root = await findRoot();
			const entries = await listFolder({ git, log }, root, signal);
			const known = new Set(entries.map(({ path }) => path));
			const tree = await readWorkingTree(git, root, signal).catch((error: unknown) => {
				// Without git the files are still there.
				if (error instanceof Failure && error.kind !== 'untrusted') return undefined;
				throw error;
			});
			return {
				revision: { commit: tree?.head, branch: tree?.branch, inPlace: true },
				entries,
				async readBytes(paths, signal) {
					const found = new Map<string, Uint8Array>();
					for (const path of paths) {
						if (signal.aborted) throw cancellation();
						const bytes = known.has(path) ? await readOwnFile(root, path, signal) : undefined;
						if (bytes) found.set(path, bytes);
					}
					return found;
				},
			};
		},
		async sync(signal) {
			if (signal.aborted) throw cancellation();
			await findRoot();
		},
		async past(file, { commit, limit }, signal) {
			const root = await findRoot();
			const tree = await readWorkingTree(git, root, signal);
			if (!tree) throw new Failure('not-a-repository', label);
			const folder = toRepoPath(relative(tree.top, root).split(sep).join('/'));
			const path = folder === undefined ? file : repoPathBelow(folder, file);
			return readFileVersions(git, { dir: tree.top, commit, path, limit }, signal);
		},
		async destination() {
			const { signal } = new AbortController();
			const tree = await findRoot()
				.then((root) => readWorkingTree(git, root, signal))
				.catch(() => undefined);
			return tree?.branch ? `${label} (${tree.branch})` : label;
		},
		deliver: async (change, signal) => delivery.deliver(await findRoot(), change, signal),
		watch(onDidChange) {
			const watching = createDisposables();
			const dir = address.path ? join(address.dir, toRepoPath(address.path) ?? '') : address.dir;
			watching.add(watchTree({ dir, clock }, onDidChange));
			void watchGit(watching, onDidChange).catch((error: unknown) =>
				log.info(`${label}: git is not watched: ${String(error)}`),
			);
			return watching;
		},
	};

	/** A commit, checkout or pull changes the revision, and not always a file. */
	async function watchGit(watching: Disposables, onDidChange: () => void): Promise<void> {
		const tree = await readWorkingTree(git, await findRoot(), new AbortController().signal);
		if (!tree) return;
		watching.add(watchFolder({ dir: tree.gitDir, clock, relevant: isHead }, onDidChange));
		// Git adds a line there whenever HEAD moves.
		watching.add(watchFolder({ dir: join(tree.gitDir, 'logs'), clock, relevant: isHead }, onDidChange));
	}
}

function isHead(name: string | undefined): boolean {
	return name === undefined || name === 'HEAD' || name === 'packed-refs';
}

const OUTSIDE = 'path: leads out of the spec repo. Check it in .tandem.yml.';
