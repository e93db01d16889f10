import type { FileExplanation } from '../app/fileExplanation.ts';
import type { Evidence, LineAnswer, Link } from '../core/link.ts';
import type { LineRange } from '../core/textRange.ts';

/** What speaks for an objective somewhere in a file, and on how many of its lines. */
export interface CountedEvidence {
	readonly evidence: Evidence;
	readonly lines: number;
}

/** One objective of a file. */
export interface ObjectiveShare {
	readonly objective: string;
	/** Lines whose first answer it is, and where they are. */
	readonly lines: number;
	readonly ranges: readonly LineRange[];
	/** Further lines that it is an answer of, behind a stronger one or where the commit says `Objective: none`. */
	readonly alsoLines: number;
	/** Strongest first. */
	readonly evidence: readonly [CountedEvidence, ...CountedEvidence[]];
}

/** Why the lines of a file exist, counted. `none`, `unlinked`, `unknown` and the objectives' `lines` sum up to `lineCount`. */
export interface FileSummary {
	readonly lineCount: number;
	/** Most lines first. */
	readonly objectives: readonly ObjectiveShare[];
	readonly none: number;
	readonly unlinked: number;
	readonly unknown: number;
	/** Lines whose commit is the end of a shallow history: an older commit may have written them. */
	readonly boundary: number;
}

/** Looks at every line of the file. */
export function summarizeFile(explanation: FileExplanation): FileSummary {
	const shares = new Map<string, OpenShare>();
	const counts = { linked: 0, none: 0, unlinked: 0, unknown: 0, boundary: 0 };
	for (let line = 1; line <= explanation.lineCount; line++) {
		const answer = explanation.answer(line);
		counts[answer.kind]++;
		if (isBoundary(answer)) counts.boundary++;
		for (const [index, link] of answer.links.entries()) {
			const share = shares.get(link.objective) ?? { lines: 0, alsoLines: 0, ranges: [], evidence: new Map() };
			shares.set(link.objective, share);
			if (index === 0 && answer.kind === 'linked') addLine(share, line);
			else share.alsoLines++;
			countEvidence(share, link);
		}
	}
	const { linked: _counted, ...rest } = counts;
	const objectives = [...shares].flatMap(([objective, share]) => closeShare(objective, share)).sort(byLines);
	return { lineCount: explanation.lineCount, objectives, ...rest };
}

/** Whether a shallow history ends at the line's commit. */
export function isBoundary({ history }: LineAnswer): boolean {
	return history.kind === 'commit' && history.boundary;
}

interface OpenShare {
	lines: number;
	alsoLines: number;
	readonly ranges: { first: number; last: number }[];
	readonly evidence: Map<string, { readonly evidence: Evidence; lines: number }>;
}

function addLine(share: OpenShare, line: number): void {
	share.lines++;
	const last = share.ranges.at(-1);
	if (last?.last === line - 1) last.last = line;
	else share.ranges.push({ first: line, last: line });
}

function countEvidence({ evidence }: OpenShare, link: Link): void {
	for (const one of link.evidence) {
		const known = evidence.get(identityOf(one));
		if (known) known.lines++;
		else evidence.set(identityOf(one), { evidence: one, lines: 1 });
	}
}

function closeShare(objective: string, { lines, alsoLines, ranges, evidence }: OpenShare): readonly ObjectiveShare[] {
	const [first, ...rest] = [...evidence.values()].sort(byStrength);
	return first ? [{ objective, lines, alsoLines, ranges, evidence: [first, ...rest] }] : [];
}

function identityOf(evidence: Evidence): string {
	switch (evidence.kind) {
		case 'marker':
			return `marker ${evidence.line}`;
		case 'commit':
			return `commit ${evidence.commit.hash}`;
		case 'path':
			return `path ${evidence.specLine} ${evidence.specFile}`;
		case 'branch':
			return `branch ${evidence.branch}`;
	}
}

const KINDS = ['marker', 'commit', 'path', 'branch'] as const;
const PLACES = ['trailer', 'subject', 'body'] as const;

function byStrength(one: CountedEvidence, other: CountedEvidence): number {
	const kind = KINDS.indexOf(one.evidence.kind) - KINDS.indexOf(other.evidence.kind);
	if (kind !== 0) return kind;
	if (one.evidence.kind === 'commit' && other.evidence.kind === 'commit') {
		const place = PLACES.indexOf(one.evidence.mention.where) - PLACES.indexOf(other.evidence.mention.where);
		return place || other.lines - one.lines || other.evidence.commit.time - one.evidence.commit.time;
	}
	return other.lines - one.lines;
}

function byLines(one: ObjectiveShare, other: ObjectiveShare): number {
	return other.lines - one.lines || other.alsoLines - one.alsoLines || (one.objective < other.objective ? -1 : 1);
}
