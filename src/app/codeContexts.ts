import { createDisposables } from '../core/disposables.ts';
import type { Disposable } from '../core/disposables.ts';
import { createEmitter } from '../core/event.ts';
import type { Event } from '../core/event.ts';
import { Failure } from '../core/failure.ts';
import type { Problem } from '../core/problem.ts';
import type { RepoPath } from '../core/repoPath.ts';
import type { FoundSpec } from './findSpec.ts';
import type { CodeHead, CodeRepo, CodeRepos, Log } from './ports.ts';
import type { SpecStore } from './specStore.ts';

/** What a code repo's links depend on, as last seen. */
export interface RepoContext {
	readonly repo: CodeRepo;
	/** The name in `code:` rules: from `.tandem.yml`, else from the remote. */
	readonly name?: string;
	readonly head: CodeHead;
	readonly spec: RepoSpec;
	/** What is odd in its `.tandem.yml`. */
	readonly problems: readonly Problem[];
}

export type RepoSpec =
	| { readonly kind: 'store'; readonly store: SpecStore }
	| { readonly kind: 'none' }
	| { readonly kind: 'refused'; readonly failure: Failure };

export type FileContext =
	| { readonly kind: 'loading' }
	| { readonly kind: 'outside' }
	| { readonly kind: 'failed'; readonly failure: Failure }
	| { readonly kind: 'in-repo'; readonly path: RepoPath; readonly context: RepoContext };

export interface CodeContexts extends Disposable {
	/** What is known of the file's place now; looks in the background where nothing is. */
	get(osPath: string): FileContext;
	/** As `get`, but waits until it is known. */
	locate(osPath: string): Promise<FileContext>;
	/** Looks again at every repository: branch, commit, `.tandem.yml`, and where files belong. Never rejects. */
	refresh(): Promise<void>;
	readonly known: () => readonly RepoContext[];
	readonly onDidChange: Event<void>;
}

export interface CodeContextsDeps {
	readonly codeRepos: Pick<CodeRepos, 'find' | 'head' | 'config'>;
	/** Where the spec repo of a code repo is (`undefined`: of a workspace without code). */
	readonly findSpec: (root: string, codeConfig: string | undefined) => Promise<FoundSpec>;
	readonly storeOf: (address: NonNullable<FoundSpec['address']>) => SpecStore;
	readonly log: Log;
	/** Whether anything may be looked at: false in a workspace that is not trusted. */
	readonly allowed: () => boolean;
}

/** How many files' places are kept over a refresh. */
const REMEMBERED = 100;

type Located =
	{ readonly kind: 'outside' } | { readonly kind: 'in-repo'; readonly root: string; readonly path: RepoPath };

/** Which repository a file belongs to, and which spec repo that one has. Multi-root, nested, submodules and worktrees come from the adapter. */
export function createCodeContexts({ codeRepos, findSpec, storeOf, log, allowed }: CodeContextsDeps): CodeContexts {
	const disposables = createDisposables();
	const changed = disposables.add(createEmitter<void>());
	const located = new Map<string, Located | { readonly kind: 'failed'; readonly failure: Failure }>();
	const repos = new Map<string, RepoContext>();
	const running = new Map<string, Promise<void>>();

	const readRepo = async (repo: CodeRepo): Promise<RepoContext> => {
		const [head, config] = await Promise.all([codeRepos.head(repo), codeRepos.config(repo)]);
		const found = await findSpec(repo.root, config);
		const name = found.repoName ?? repo.name;
		const spec: RepoSpec = found.refused
			? { kind: 'refused', failure: found.refused }
			: found.address
				? { kind: 'store', store: storeOf(found.address) }
				: { kind: 'none' };
		return { repo, ...(name ? { name } : {}), head, spec, problems: found.problems ?? [] };
	};

	const toFailure = (what: string, error: unknown): Failure => {
		if (error instanceof Failure) {
			log.warn(`${what}: ${error.message}`);
			return error;
		}
		log.error(what, error);
		return new Failure('git', 'unexpected', { cause: error });
	};

	const look = (osPath: string): Promise<void> => {
		const known = running.get(osPath);
		if (known) return known;
		const run = (async () => {
			try {
				const file = await codeRepos.find(osPath);
				if (file && !repos.has(file.repo.root)) repos.set(file.repo.root, await readRepo(file.repo));
				located.set(osPath, file ? { kind: 'in-repo', root: file.repo.root, path: file.path } : { kind: 'outside' });
			} catch (error) {
				located.set(osPath, { kind: 'failed', failure: toFailure(`looking for the repository of ${osPath}`, error) });
			} finally {
				running.delete(osPath);
			}
			changed.fire();
		})();
		running.set(osPath, run);
		return run;
	};

	const known = (osPath: string): FileContext | undefined => {
		const place = located.get(osPath);
		if (!place || place.kind !== 'in-repo') return place;
		const context = repos.get(place.root);
		return context && { kind: 'in-repo', path: place.path, context };
	};

	return {
		get(osPath) {
			if (!allowed()) return { kind: 'failed', failure: new Failure('untrusted', osPath) };
			const file = known(osPath);
			if (file) return file;
			void look(osPath);
			return { kind: 'loading' };
		},
		async locate(osPath) {
			if (!allowed()) return { kind: 'failed', failure: new Failure('untrusted', osPath) };
			if (!known(osPath)) await look(osPath);
			return known(osPath) ?? { kind: 'loading' };
		},
		async refresh() {
			const before = [...repos.values()];
			await Promise.all(
				before.map(async ({ repo }) => {
					try {
						repos.set(repo.root, await readRepo(repo));
					} catch (error) {
						toFailure(`refreshing ${repo.root}`, error);
						repos.delete(repo.root);
					}
				}),
			);
			// Where a file belongs may have changed as well (`git init`, a new submodule). The former answer stays until the new one is there.
			const paths = [...located.keys()];
			for (const old of paths.slice(0, Math.max(0, paths.length - REMEMBERED))) located.delete(old);
			await Promise.all([...located.keys()].map(look));
			changed.fire();
		},
		known: () => [...repos.values()],
		onDidChange: changed.event,
		dispose: () => disposables.dispose(),
	};
}
