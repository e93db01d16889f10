import { Failure, isCancelled } from '../core/failure.ts';
import type { CodePattern, CodeRule, Objective } from '../core/objective.ts';
import { createListIndex } from '../core/patternIndex.ts';
import { parsePattern, type PatternSyntax } from '../core/patternSyntax.ts';
import type { Problem } from '../core/problem.ts';
import type { RepoPath } from '../core/repoPath.ts';
import type { SpecSnapshot } from '../core/snapshot.ts';
import type { RepoContext } from './codeContexts.ts';
import type { CommitFiles } from './commitFiles.ts';
import { isCode } from './objectiveActivity.ts';
import type { CodeRepo, Log } from './ports.ts';
import { specPlace } from './specPlace.ts';
import type { SpecStore } from './specStore.ts';
import { findRemoteTwin } from './specTwin.ts';

export interface UnmatchedPatterns {
	/**
	 * The patterns of `snapshot` that cover no file of any open code repo they are meant for. Nothing is claimed of a repository whose files could not be
	 * read, nor about objectives that are over. Each pattern is compared once with the files of a commit.
	 */
	find(store: SpecStore, snapshot: SpecSnapshot, signal: AbortSignal): Promise<readonly Problem[]>;
	/** What the answer depends on besides the snapshot, to be compared. */
	basis(store: SpecStore): string;
}

export interface UnmatchedPatternsDeps {
	readonly commitFiles: CommitFiles;
	readonly contexts: () => readonly RepoContext[];
	readonly specs: () => readonly SpecStore[];
	/** Awaited after each small step of long work. */
	readonly breathe: () => Promise<void>;
	readonly log: Log;
}

/** The files of one code repo at one commit, and what was asked of them. */
interface KnownFiles {
	/** Undefined: they could not be read. */
	readonly paths: readonly RepoPath[] | undefined;
	/** By pattern: whether it covers a file. */
	readonly matched: Map<string, boolean>;
}

interface OpenRepo extends KnownFiles {
	readonly name: string | undefined;
	readonly label: string;
}

/** Answers for a moment's code repos; remembers what it learned of each commit. */
export function createUnmatchedPatterns({
	commitFiles,
	contexts,
	specs,
	breathe,
	log,
}: UnmatchedPatternsDeps): UnmatchedPatterns {
	/** By the files of a commit: which patterns cover one of them. */
	const matchedIn = new WeakMap<readonly RepoPath[], Map<string, boolean>>();
	const ownContexts = (store: SpecStore) => {
		const twin = findRemoteTwin(store, specs(), contexts());
		return contexts().filter(({ spec }) => spec.kind === 'store' && (spec.store === store || spec.store === twin));
	};

	const filesOf = async (repo: CodeRepo, commit: string, signal: AbortSignal): Promise<KnownFiles> => {
		try {
			const paths = await commitFiles.of(repo, commit);
			signal.throwIfAborted();
			const matched = matchedIn.get(paths) ?? new Map<string, boolean>();
			matchedIn.set(paths, matched);
			return { paths, matched };
		} catch (error) {
			if (isCancelled(error)) throw error;
			if (error instanceof Failure) log.warn(`files of ${repo.root}: ${error.message}`);
			else log.error(`files of ${repo.root}`, error);
			return { paths: undefined, matched: new Map() };
		}
	};

	const openRepos = async (store: SpecStore, snapshot: SpecSnapshot, signal: AbortSignal): Promise<OpenRepo[]> => {
		const found: OpenRepo[] = [];
		for (const { repo, name, head } of ownContexts(store)) {
			const place = specPlace(store.source.address, repo.root, snapshot);
			if (place.kind === 'whole' || head.commit === undefined) continue;
			const files = await filesOf(repo, head.commit, signal);
			const folders = place.kind === 'folders' ? place.folders : [];
			// The folder of a PM who has no code in it is no code repo.
			if (files.paths && !files.paths.some((path) => isCode(path, folders))) continue;
			const label = name ?? repo.root.split(/[\\/]/).at(-1) ?? '';
			found.push({ ...files, name: name?.toLowerCase(), label });
		}
		return found;
	};

	/** Compares the patterns that were not yet compared with the files of a repository. */
	const compare = async ({ paths, matched }: OpenRepo, patterns: ReadonlySet<string>, signal: AbortSignal) => {
		const fresh = [...patterns].filter((text) => !matched.has(text));
		if (fresh.length === 0 || !paths) return;
		const index = createListIndex(
			fresh.flatMap((text, at) => {
				const syntax = parsePattern(text);
				return syntax ? [{ list: at, order: 0, rank: at, syntax, value: text }] : [];
			}),
		);
		const covering = new Set<string>();
		for (const path of paths) {
			for (const text of index.deciding(path)) covering.add(text);
			await breathe();
			signal.throwIfAborted();
		}
		for (const text of fresh) matched.set(text, covering.has(text));
	};

	return {
		async find(store, snapshot, signal) {
			const repos = await openRepos(store, snapshot, signal);
			if (repos.length === 0) return [];
			const asked = snapshot.objectives.filter(isAsked);
			const problems: Problem[] = [];
			for (const repo of repos) {
				const rules = asked.flatMap(({ code }) => code.filter((rule) => isMeantFor(rule, repo)));
				const patterns = rules.flatMap((rule) => rule.patterns).filter(({ text }) => positive(text));
				await compare(repo, new Set(patterns.map(({ text }) => text)), signal);
			}
			for (const objective of asked) {
				for (const rule of objective.code) {
					const meant = repos.filter((repo) => isMeantFor(rule, repo));
					if (meant.length === 0 || meant.some(({ paths }) => !paths)) continue;
					for (const pattern of rule.patterns) {
						if (!positive(pattern.text) || meant.some(({ matched }) => matched.get(pattern.text) !== false)) continue;
						problems.push(unmatched(objective, pattern, meant));
					}
				}
			}
			return problems;
		},
		basis: (store) =>
			ownContexts(store)
				.map(({ repo, name, head }) => [repo.root, name, head.commit].join('\n'))
				.join('\n\n'),
	};
}

/** Of what is over, the code may be gone. */
function isAsked({ status }: Objective): boolean {
	return status !== 'achieved' && status !== 'dropped';
}

function isMeantFor({ repo }: CodeRule, { name }: OpenRepo): boolean {
	return repo === undefined || repo.toLowerCase() === name;
}

/** Undefined for a pattern that takes something out, and for one that is no pattern: that is another problem. */
function positive(text: string): PatternSyntax | undefined {
	const syntax = parsePattern(text);
	return syntax?.negative ? undefined : syntax;
}

function unmatched({ status, source }: Objective, pattern: CodePattern, repos: readonly OpenRepo[]): Problem {
	const place = { line: pattern.line, column: 1 };
	const facts = { pattern: pattern.text, repos: repos.map(({ label }) => label).join(', ') };
	// What is only proposed may have no code yet.
	const severity = status === 'proposed' ? 'info' : 'warning';
	const file = source.head ?? source.file;
	return { code: 'pattern.unmatched', severity, file, range: { start: place, end: place }, facts };
}
