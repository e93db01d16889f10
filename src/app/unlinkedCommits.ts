import { Failure, isCancelled } from '../core/failure.ts';
import type { CommitFacts } from '../core/link.ts';
import type { LinkRules } from '../core/linkRules.ts';
import type { RepoPath } from '../core/repoPath.ts';
import type { SpecSnapshot } from '../core/snapshot.ts';
import type { SpecAddress } from '../core/specAddress.ts';
import type { RepoContext } from './codeContexts.ts';
import type { CommitFiles } from './commitFiles.ts';
import { COMMIT_LIMIT, isCode } from './objectiveActivity.ts';
import type { Gap } from './objectiveActivity.ts';
import type { CodeRepo, CodeRepos, Log } from './ports.ts';
import { specPlace } from './specPlace.ts';

/** A commit that names no objective, and does not say that it serves none. */
export interface UnlinkedCommit {
	readonly repo: CodeRepo;
	readonly commit: CommitFacts;
	/** What it changed; never empty. */
	readonly files: readonly RepoPath[];
	/** Objectives whose patterns cover files of it, most files first; each with the pattern of one of them. */
	readonly suggested: readonly { readonly objective: string; readonly pattern: string }[];
}

/** What one code repo has of them, newest first. */
export interface RepoUnlinked {
	readonly repo: CodeRepo;
	readonly commits: readonly UnlinkedCommit[];
	readonly isCut: boolean;
	readonly gaps: readonly Gap[];
}

export interface UnlinkedDeps {
	readonly codeRepos: Pick<CodeRepos, 'commits' | 'touched'>;
	readonly commitFiles: CommitFiles;
	/** Awaited after each small step of long work. */
	readonly breathe: () => Promise<void>;
	readonly log: Log;
}

export interface RepoToSearch {
	readonly context: RepoContext;
	/** Made when they are first needed. */
	readonly rules: () => Promise<LinkRules>;
	readonly snapshot: SpecSnapshot;
	/** Where the spec repo is. */
	readonly address: SpecAddress;
	/** Seconds since 1970. */
	readonly since: number;
}

/** How many commits are listed. */
export const UNLINKED_LIMIT = 300;
/** How many objectives are suggested for a commit. */
const SUGGESTED = 3;

/** Undefined for a repository without code: that of a PM. A failure of git becomes a gap; only a cancellation rejects. */
export async function readUnlinkedCommits(
	search: RepoToSearch,
	deps: UnlinkedDeps,
	signal: AbortSignal,
): Promise<RepoUnlinked | undefined> {
	const { repo, head } = search.context;
	const nothing = { repo, commits: [], isCut: false } as const;
	if (head.commit === undefined) return { ...nothing, gaps: [] };
	try {
		return await readAt(search, head.commit, deps, signal);
	} catch (error) {
		if (isCancelled(error)) throw error;
		if (error instanceof Failure) deps.log.warn(`unlinked work in ${repo.root}: ${error.message}`);
		else deps.log.error(`unlinked work in ${repo.root}`, error);
		const failure = error instanceof Failure ? error : new Failure('git', 'unexpected', { cause: error });
		return { ...nothing, gaps: [{ repo, kind: 'failed', failure }] };
	}
}

async function readAt(
	{ context, rules, snapshot, address, since }: RepoToSearch,
	commit: string,
	{ codeRepos, commitFiles, breathe }: UnlinkedDeps,
	signal: AbortSignal,
): Promise<RepoUnlinked | undefined> {
	const { repo, head } = context;
	const place = specPlace(address, repo.root, snapshot);
	if (place.kind === 'whole') return undefined;
	const outside = place.kind === 'folders' ? place.folders : [];
	if (outside.length > 0) {
		const files = await commitFiles.of(repo, commit);
		if (!files.some((path) => isCode(path, outside))) return undefined;
	}
	const all = await codeRepos.commits(repo, commit, COMMIT_LIMIT, { since, outside, signal });
	const { naming, patterns } = await rules();
	const unlinked: CommitFacts[] = [];
	for (const facts of all) {
		const { mentions, none } = naming(facts);
		if (mentions.length === 0 && !none) unlinked.push(facts);
		if (unlinked.length > UNLINKED_LIMIT + MERGES) break;
		await breathe();
		signal.throwIfAborted();
	}
	const touched = await codeRepos.touched(
		repo,
		unlinked.map(({ hash }) => hash),
		signal,
	);
	const found: UnlinkedCommit[] = [];
	for (const facts of unlinked) {
		const files = touched.get(facts.hash) ?? [];
		// A merge is no work of its own.
		if (files.length === 0) continue;
		found.push({ repo, commit: facts, files, suggested: suggestionsFor(files, patterns, snapshot) });
		await breathe();
		signal.throwIfAborted();
	}
	const gaps: Gap[] = [];
	if (all.length >= COMMIT_LIMIT) gaps.push({ repo, kind: 'limit', limit: COMMIT_LIMIT });
	else if (head.shallow) gaps.push({ repo, kind: 'shallow' });
	return { repo, commits: found.slice(0, UNLINKED_LIMIT), isCut: found.length > UNLINKED_LIMIT, gaps };
}

/** Merges among the unlinked commits, for which others are read in their place. */
const MERGES = 300;

function suggestionsFor(
	files: readonly RepoPath[],
	patterns: LinkRules['patterns'],
	{ objectiveById }: SpecSnapshot,
): UnlinkedCommit['suggested'] {
	const found = new Map<string, { objective: string; pattern: string; files: number }>();
	for (const { objective, pattern } of files.flatMap((file) => patterns.match(file))) {
		// Nobody should be led to link new work to a goal that was given up.
		if (objectiveById.get(objective)?.status === 'dropped') continue;
		const known = found.get(objective);
		if (known) known.files++;
		else found.set(objective, { objective, pattern, files: 1 });
	}
	return [...found.values()]
		.sort((one, other) => other.files - one.files)
		.slice(0, SUGGESTED)
		.map(({ objective, pattern }) => ({ objective, pattern }));
}
