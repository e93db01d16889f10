import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createCodeContexts } from '../app/codeContexts.ts';
import type { FileContext, RepoContext } from '../app/codeContexts.ts';
import { createHistories } from '../app/histories.ts';
import type { Log, SpecSource, SyncProgress } from '../app/ports.ts';
import { createSpecStore } from '../app/specStore.ts';
import type { SpecState, SpecStore } from '../app/specStore.ts';
import { createWhy } from '../app/why.ts';
import type { CodeDocument, FileWhy, Why } from '../app/why.ts';
import { createDisposables } from '../core/disposables.ts';
import type { Disposable } from '../core/disposables.ts';
import { Failure } from '../core/failure.ts';
import { specKey } from '../core/gitAddress.ts';
import type { SpecAddress } from '../core/specAddress.ts';
import type { SpecSnapshot } from '../core/snapshot.ts';
import { cancellation } from '../node/cancellation.ts';
import type { Machine } from '../node/machine.ts';
import { CannotKnow } from './cannotKnow.ts';

export interface SessionDeps {
	readonly machine: Machine;
	readonly log: Log;
	/** Full path of the folder of the code. */
	readonly codeDir: string;
	readonly offline: boolean;
	/** Ends everything that waits. */
	readonly signal: AbortSignal;
	/** What a spec repo's sync is doing; undefined when it is over. */
	readonly onProgress: (label: string, progress: SyncProgress | undefined) => void;
}

/** A spec repo that was read, perhaps from its last state on this machine only. */
export interface ReadSpec {
	readonly store: SpecStore;
	readonly snapshot: SpecSnapshot;
	readonly state: Extract<SpecState, { kind: 'ready' | 'stale' }>;
}

/** The use cases of Tandem for one command: everything is looked at once, and waited for. */
export interface Session extends Disposable {
	readonly codeDir: string;
	readonly offline: boolean;
	/** The code repo around the folder of the code, or undefined outside of any. */
	codeRepo(): Promise<RepoContext | undefined>;
	/** Where a file belongs. */
	locate(osPath: string): Promise<FileContext>;
	/** The spec repo of a code repo (`undefined`: of the folder alone). Throws a `Failure` where there is none or it cannot be read. */
	readSpec(context: RepoContext | undefined): Promise<ReadSpec>;
	/** Why the lines of a file exist, when all is known. */
	explain(document: CodeDocument): Promise<FileWhy>;
	readonly rulesFor: Why['rulesFor'];
	/** Reads whatever spec repo there is and gives their states; never throws a `Failure` of theirs. */
	specs(): Promise<readonly SpecStore[]>;
	readonly machine: Machine;
}

export function createSession(deps: SessionDeps): Session {
	const { machine, log, codeDir, offline, signal, onProgress } = deps;
	const { codeRepos, clock, createSource, findSpec, createRead, pause } = machine.ports;
	const disposables = createDisposables();
	const stores = new Map<string, SpecStore>();
	const reading = new Map<SpecStore, Promise<void>>();

	const storeOf = (address: SpecAddress): SpecStore => {
		const known = stores.get(specKey(address));
		if (known) return known;
		const source = unwatched(createSource(address));
		const store = disposables.add(createSpecStore({ source, read: createRead(), clock, log }));
		disposables.add(store.onDidChange(({ progress }) => onProgress(source.label, progress)));
		stores.set(specKey(address), store);
		return store;
	};

	/** Once for each: a folder is the user's own and is read as it stands, a remote one is fetched. */
	const readStore = (store: SpecStore): Promise<void> => {
		const isFetched = store.source.address.kind === 'remote' && !offline;
		const work = reading.get(store) ?? (isFetched ? store.refresh() : store.reread());
		reading.set(store, work);
		return work;
	};

	const contexts = disposables.add(createCodeContexts({ codeRepos, findSpec, storeOf, log, allowed: () => true }));
	const histories = disposables.add(createHistories({ codeRepos, log }));
	const why = disposables.add(createWhy({ contexts, histories, clock, log, pause }));

	const changed = () =>
		new Promise<void>((resolve, reject) => {
			const listener = why.onDidChange(() => {
				listener.dispose();
				resolve();
			});
			signal.addEventListener('abort', () => reject(cancellation()), { once: true });
		});

	const storeFor = async (context: RepoContext | undefined): Promise<SpecStore> => {
		if (context?.spec.kind === 'store') return context.spec.store;
		if (context?.spec.kind === 'refused') throw context.spec.failure;
		const found = context ? undefined : await findSpec(undefined, undefined);
		if (found?.refused) throw found.refused;
		if (found?.address) return storeOf(found.address);
		throw new Failure('not-configured', codeDir);
	};

	const codeRepo = async (): Promise<RepoContext | undefined> => {
		const found = await stat(codeDir).catch(() => undefined);
		if (!found?.isDirectory()) throw new CannotKnow('no-such-folder', `There is no folder ${codeDir}.`);
		// A place belongs to a repository as a file in it; this one need not exist.
		const place = await contexts.locate(join(codeDir, 'tandem-was-here'));
		if (place.kind === 'failed') throw place.failure;
		return place.kind === 'in-repo' ? place.context : undefined;
	};

	return {
		machine,
		codeDir,
		offline,
		codeRepo,
		locate: (osPath) => contexts.locate(osPath),
		async readSpec(context) {
			const store = await storeFor(context);
			await readStore(store);
			signal.throwIfAborted();
			const state = store.state();
			if (state.kind === 'failed' && state.failure.kind === 'offline' && offline) {
				const what = `Nothing of ${store.source.label} is on this machine yet.`;
				throw new CannotKnow('not-here', `${what} Run once without --offline.`);
			}
			if (state.kind === 'failed') throw state.failure;
			if (state.kind === 'loading') throw new Error('a spec repo is neither read nor failed');
			return { store, state, snapshot: state.snapshot };
		},
		async explain(document) {
			await contexts.locate(document.osPath);
			for (;;) {
				signal.throwIfAborted();
				const known = why.explain(document);
				const isPending = known.kind === 'loading' || (known.kind === 'known' && known.history.kind === 'pending');
				if (!isPending) return known;
				await changed();
			}
		},
		rulesFor: why.rulesFor,
		async specs() {
			await Promise.all([...stores.values()].map(readStore));
			return [...stores.values()];
		},
		dispose: () => disposables.dispose(),
	};
}

/** A command is over before anything changes. */
function unwatched(source: SpecSource): SpecSource {
	return { ...source, watch: () => ({ dispose: () => undefined }) };
}
