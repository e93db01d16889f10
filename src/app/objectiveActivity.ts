import { Failure, isCancelled } from '../core/failure.ts';
import type { CommitFacts, CommitMention } from '../core/link.ts';
import type { LinkRules } from '../core/linkRules.ts';
import type { RepoPath } from '../core/repoPath.ts';
import type { CodeHead, CodeRepo, CodeRepos, Log } from './ports.ts';

/** What the open code repos do with one objective. */
export interface ObjectiveActivity {
	/** Files that its `code:` patterns cover, in the order of their paths. */
	readonly files: Found<LinkedFile>;
	/** Commits since `SpecActivity.since` whose message names it, newest first. */
	readonly commits: Found<NamingCommit>;
}

/** What was found, as far as could be looked. */
export interface Found<Thing> {
	/** All of them; where there are gaps, at least so many. */
	readonly count: number;
	/** The first of them, at most `LISTED`. */
	readonly first: readonly Thing[];
	/** Where could not be looked, or not at everything; empty where `count` is exact. */
	readonly gaps: readonly Gap[];
}

export interface LinkedFile {
	readonly repo: CodeRepo;
	readonly path: RepoPath;
	/** The PM's pattern that covers it. */
	readonly pattern: string;
}

export interface NamingCommit {
	readonly repo: CodeRepo;
	readonly commit: CommitFacts;
	readonly mention: CommitMention;
}

/** Why something of a code repo is not counted. */
export type Gap = { readonly repo: CodeRepo } & (
	| { readonly kind: 'failed'; readonly failure: Failure }
	/** The clone has no older commits. */
	| { readonly kind: 'shallow' }
	/** More commits than were read. */
	| { readonly kind: 'limit'; readonly limit: number }
);

/** How many files and commits of an objective are kept for lists. */
export const LISTED = 100;
/** How many commits of a code repo are read at most. */
export const COMMIT_LIMIT = 5_000;

/** What one code repo does with all objectives of a spec repo. Objectives that it does nothing with have no entry. */
export interface RepoActivity {
	readonly repo: CodeRepo;
	/** False where there is nothing but the spec, in the folder of a PM without code. */
	readonly holdsCode: boolean;
	readonly files: ReadonlyMap<string, Omit<Found<LinkedFile>, 'gaps'>>;
	readonly fileGaps: readonly Gap[];
	/** All of them, newest first. */
	readonly commits: ReadonlyMap<string, readonly NamingCommit[]>;
	readonly commitGaps: readonly Gap[];
}

export interface RepoToRead {
	readonly repo: CodeRepo;
	readonly head: CodeHead;
	readonly rules: LinkRules;
	/** Seconds since 1970. */
	readonly since: number;
	/** What of it is the spec: a commit that changes nothing else is no work on the code. */
	readonly specFolders: readonly RepoPath[];
}

export interface ActivityDeps {
	readonly codeRepos: Pick<CodeRepos, 'files' | 'commits'>;
	/** Awaited after each small step of long work. */
	readonly breathe: () => Promise<void>;
	readonly log: Log;
}

/**
 * Looks once at every file and every commit of a code repo, for all objectives together. A failure becomes a gap; only a cancellation rejects.
 */
export async function readRepoActivity(
	{ repo, head, rules, since, specFolders }: RepoToRead,
	{ codeRepos, breathe, log }: ActivityDeps,
	signal: AbortSignal,
): Promise<RepoActivity> {
	const { commit } = head;
	if (commit === undefined) return { ...NOTHING, repo };
	const toGap = (what: string) => (error: unknown) => gapOf(error, repo, { what, log });
	const [paths, commits] = await Promise.all([
		codeRepos.files(repo, commit, signal).catch(toGap('files')),
		codeRepos.commits(repo, commit, COMMIT_LIMIT, { since, outside: specFolders, signal }).catch(toGap('commits')),
	]);
	const files = new Map<string, { count: number; first: LinkedFile[] }>();
	let holdsCode = specFolders.length === 0 || 'kind' in paths;
	for (const path of 'kind' in paths ? [] : paths) {
		holdsCode ||= isCode(path, specFolders);
		for (const { objective, pattern } of rules.patterns.match(path)) {
			const found = files.get(objective) ?? { count: 0, first: [] };
			if (++found.count === 1) files.set(objective, found);
			if (found.first.length < LISTED) found.first.push({ repo, path, pattern });
		}
		await breathe();
		signal.throwIfAborted();
	}
	const named = new Map<string, NamingCommit[]>();
	for (const facts of 'kind' in commits ? [] : commits) {
		for (const mention of rules.naming(facts).mentions) {
			const found = named.get(mention.objective);
			const naming = { repo, commit: facts, mention };
			if (found) found.push(naming);
			else named.set(mention.objective, [naming]);
		}
		await breathe();
		signal.throwIfAborted();
	}
	return {
		repo,
		holdsCode,
		files,
		fileGaps: 'kind' in paths ? [paths] : [],
		commits: named,
		commitGaps: 'kind' in commits ? [commits] : commitGaps(repo, head, commits),
	};
}

/** What several code repos do with the objective `id`; of working trees of one repository, files count in the first and each commit once. */
export function activityOf(id: string, repos: readonly RepoActivity[]): ObjectiveActivity {
	const names = new Set<string>();
	const trees = repos.filter(({ repo: { name, root } }) => {
		const key = name?.toLowerCase() ?? root;
		return !names.has(key) && names.add(key);
	});
	const files = trees.flatMap((repo) => repo.files.get(id) ?? []);
	const commits = new Map<string, NamingCommit>();
	for (const naming of repos.flatMap((repo) => repo.commits.get(id) ?? [])) {
		if (!commits.has(naming.commit.hash)) commits.set(naming.commit.hash, naming);
	}
	return {
		files: {
			count: files.reduce((sum, { count }) => sum + count, 0),
			first: files.flatMap(({ first }) => first).slice(0, LISTED),
			gaps: trees.flatMap(({ fileGaps }) => fileGaps),
		},
		commits: {
			count: commits.size,
			first: [...commits.values()].sort((one, other) => other.commit.time - one.commit.time).slice(0, LISTED),
			gaps: repos.flatMap((repo) => repo.commitGaps),
		},
	};
}

/** What is known of a code repo that cannot be looked at. */
export function unreadableRepo(repo: CodeRepo, failure: Failure): RepoActivity {
	const gaps = [{ repo, kind: 'failed', failure }] as const;
	return { repo, ...NOTHING, fileGaps: gaps, commitGaps: gaps };
}

const NOTHING = { holdsCode: true, files: new Map(), fileGaps: [], commits: new Map(), commitGaps: [] } as const;

/** Whether a file tells that its repository holds code beside the spec: every repository has a README and a folder of its forge. */
export function isCode(path: RepoPath, specFolders: readonly RepoPath[]): boolean {
	if (!path.includes('/') || path.startsWith('.')) return false;
	return !specFolders.some((folder) => path.startsWith(`${folder}/`));
}

function gapOf(error: unknown, repo: CodeRepo, { what, log }: { what: string; log: Log }): Gap {
	if (isCancelled(error)) throw error;
	if (error instanceof Failure) log.warn(`${what} of ${repo.root}: ${error.message}`);
	else log.error(`${what} of ${repo.root}`, error);
	const failure = error instanceof Failure ? error : new Failure('git', 'unexpected', { cause: error });
	return { repo, kind: 'failed', failure };
}

function commitGaps(repo: CodeRepo, { shallow }: CodeHead, commits: readonly CommitFacts[]): readonly Gap[] {
	if (commits.length >= COMMIT_LIMIT) return [{ repo, kind: 'limit', limit: COMMIT_LIMIT }];
	return shallow ? [{ repo, kind: 'shallow' }] : [];
}
