import type { BranchMention } from './branch.ts';
import type { CommitFacts, CommitNaming, Evidence, LineAnswer, LineHistory, Link } from './link.ts';
import type { Marker } from './markers.ts';
import type { PatternMatch } from './patterns.ts';
import type { LineRange } from './textRange.ts';

/** All that is known about one line of a file. */
export interface LineFacts {
	/** From 1, in the text that is on the screen. */
	readonly line: number;
	/** All markers of the file. */
	readonly markers: readonly Marker[];
	/** The patterns that cover the file, most specific first. */
	readonly paths: readonly PatternMatch[];
	/** The branch that is checked out, where there is one. */
	readonly branch?: { readonly name: string; readonly mentions: readonly BranchMention[] };
	readonly history: LineHistory;
	readonly naming: (commit: CommitFacts) => CommitNaming;
}

/**
 * Why a line exists: the evidence in order of its weight, one link for each objective with all that speaks for it. A marker (the innermost first, the
 * file's last) goes before the line's commit, that before the patterns, those before the branch; the branch counts for uncommitted lines only.
 */
export function explainLine({ line, markers, paths, branch, history, naming }: LineFacts): LineAnswer {
	const markerEvidence = markers
		.filter(({ scope }) => covers(scope, line))
		.sort((one, other) => sizeOf(one.scope) - sizeOf(other.scope))
		.map(({ objective, ...marker }): Named => [objective, { kind: 'marker', ...marker }]);
	const pathEvidence = paths.map(({ objective, ...path }): Named => [objective, { kind: 'path', ...path }]);
	const commit = history.kind === 'commit' ? history.commit : undefined;
	const named = commit && naming(commit);
	if (commit && named?.none && markerEvidence.length === 0) {
		const { reason, words } = named.none;
		return { kind: 'none', commit, reason, words, links: linksOf(pathEvidence), history };
	}
	const commitEvidence =
		commit && named && !named.none
			? named.mentions.map((mention): Named => [mention.objective, { kind: 'commit', commit, mention }])
			: [];
	const branchEvidence =
		branch && history.kind === 'uncommitted'
			? branch.mentions.map(({ objective, words }): Named => [
					objective,
					{ kind: 'branch', branch: branch.name, words },
				])
			: [];
	const [first, ...rest] = linksOf([...markerEvidence, ...commitEvidence, ...pathEvidence, ...branchEvidence]);
	if (first) return { kind: 'linked', links: [first, ...rest], history };
	const isKnown = history.kind === 'commit' || history.kind === 'uncommitted';
	return { kind: isKnown ? 'unlinked' : 'unknown', links: [], history };
}

type Named = readonly [objective: string, evidence: Evidence];

function linksOf(evidence: readonly Named[]): readonly Link[] {
	const links = new Map<string, [Evidence, ...Evidence[]]>();
	for (const [objective, one] of evidence) {
		const known = links.get(objective);
		if (known) known.push(one);
		else links.set(objective, [one]);
	}
	return [...links].map(([objective, all]) => ({ objective, evidence: all }));
}

function covers(scope: LineRange | 'file', line: number): boolean {
	return scope === 'file' || (scope.first <= line && line <= scope.last);
}

function sizeOf(scope: LineRange | 'file'): number {
	return scope === 'file' ? Infinity : scope.last - scope.first;
}
