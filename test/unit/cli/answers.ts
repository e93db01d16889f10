import type { CommitFacts, CommitMention, Evidence, LineAnswer, LineHistory, Link } from '../../../src/core/link.ts';
import type { RepoPath } from '../../../src/core/repoPath.ts';

/** 2026-11-20, noon. */
export const now = Date.UTC(2026, 10, 20, 12);

export function commitOf(hash: string, subject = 'Retry a declined card once'): CommitFacts {
	return { hash, author: 'Ana Ruiz', time: Date.UTC(2026, 10, 13, 12) / 1000, subject, message: subject };
}

export function commitEvidence(hash: string, where: CommitMention['where'] = 'trailer'): Evidence {
	const mention: CommitMention = { objective: 'A', relation: 'implements', words: 'Objective: A', where };
	return { kind: 'commit', commit: commitOf(hash), mention };
}

export const pathEvidence: Evidence = {
	kind: 'path',
	pattern: 'src/**',
	specFile: 'objectives/A.md' as RepoPath,
	specLine: 7,
};

export function linkTo(objective: string, first: Evidence, ...rest: readonly Evidence[]): Link {
	return { objective, evidence: [first, ...rest] };
}

export const lineHistory: Extract<LineHistory, { kind: 'commit' }> = {
	kind: 'commit',
	commit: commitOf('0123456789abcdef'),
	boundary: false,
};

export function linked(first: Link, ...rest: readonly Link[]): LineAnswer {
	return { kind: 'linked', links: [first, ...rest], history: lineHistory };
}

export function none(...links: readonly Link[]): LineAnswer {
	const words = 'Objective: none (dependency update)';
	return {
		kind: 'none',
		commit: lineHistory.commit,
		reason: 'dependency update',
		words,
		links,
		history: lineHistory,
	};
}

export const unlinked: LineAnswer = { kind: 'unlinked', links: [], history: lineHistory };
export const unknown: LineAnswer = { kind: 'unknown', links: [], history: { kind: 'failed', reason: 'git broke' } };
