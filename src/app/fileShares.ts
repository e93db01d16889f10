import type { FileWork, FileWorkPart } from '../core/history/historyFacts.ts';
import type { RepoPath } from '../core/repoPath.ts';
import type { SpecSnapshot } from '../core/snapshot.ts';
import type { FileShareRow, FileShares } from '../protocol/figures.ts';
import type { FileExplanation } from './fileExplanation.ts';
import { encodeTarget } from './target.ts';
import { count, formatShare, formatValue, relativeTime } from './words.ts';

const REST = { none: 'No objective, on purpose', unlinked: 'Not linked', unknown: 'Not known yet' } as const;
const ORDER: readonly FileShareRow['kind'][] = ['objective', 'none', 'unlinked', 'unknown'];

export interface FileSharesInput {
	readonly explanation: FileExplanation;
	/** The whole history of the file; undefined: not known yet. */
	readonly work: FileWork | undefined;
	readonly snapshot: SpecSnapshot;
	/** Key of the spec repo. */
	readonly spec: string;
	readonly root: string;
	readonly path: RepoPath;
	/** Milliseconds since 1970. */
	readonly now: number;
}

/**
 * How the open file's lines and the commits of its history are shared by objectives, most lines first; undefined for an empty file, or one that nothing
 * ever linked to.
 */
export function fileShares(input: FileSharesInput): FileShares | undefined {
	const { explanation, work, snapshot, spec } = input;
	const shares = explanation.shares();
	const isLinked = ({ kind }: { readonly kind: string }) =>
		kind === 'linked' || kind === 'objective' || kind === 'none';
	if (![...shares, ...(work?.parts ?? [])].some(isLinked)) return undefined;
	const rows = new Map<string, FileShareRow>();
	const add = (
		kind: FileShareRow['kind'],
		objective: string | undefined,
		part: Pick<FileShareRow, 'lines' | 'commits'>,
	) => {
		const key = `${kind} ${objective ?? ''}`;
		const head = objective === undefined ? restHead(kind) : objectiveHead(objective, snapshot, spec);
		rows.set(key, { ...(rows.get(key) ?? head), ...part });
	};
	for (const { kind, objective, lines } of shares) {
		const share = lines / explanation.lineCount;
		add(kind === 'linked' ? 'objective' : kind, objective, { lines: { share, text: formatShare(share) } });
	}
	for (const part of work?.parts ?? []) {
		add(part.kind, part.kind === 'objective' ? part.objective : undefined, { commits: commitsPart(part, input) });
	}
	const sorted = [...rows.values()].sort((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind));
	return { rows: sorted, note: noteOf(input) };
}

function objectiveHead(id: string, { objectiveById }: SpecSnapshot, spec: string): FileShareRow {
	const objective = objectiveById.get(id);
	// The history may name one that is gone: its id is all that is left, and nothing could be opened.
	if (!objective) return { kind: 'objective', label: id };
	return { kind: 'objective', label: objective.title, target: encodeTarget({ kind: 'objective', spec, id }) };
}

function restHead(kind: FileShareRow['kind']): FileShareRow {
	return { kind, label: kind === 'objective' ? REST.unknown : REST[kind] };
}

function commitsPart(part: FileWorkPart, { work, root, path }: FileSharesInput): NonNullable<FileShareRow['commits']> {
	const { commits } = part;
	const total = work?.parts.reduce((sum, one) => sum + one.commits, 0) ?? 0;
	const number = count(commits, 'commit');
	const which = part.kind === 'objective' ? { kind: part.kind, objective: part.objective } : { kind: part.kind };
	return {
		share: total === 0 ? 0 : commits / total,
		text: `${formatValue(commits)}${work?.partial ? '+' : ''}`,
		label: work?.partial ? `at least ${number}` : number,
		target: encodeTarget({ kind: 'file-commits', root, path, part: which }),
	};
}

function noteOf({ explanation, work, now }: FileSharesInput): string {
	const lines = count(explanation.lineCount, 'line');
	if (!work || work.commits === 0) return `of its ${lines}`;
	const commits = count(work.commits, 'commit');
	const last = relativeTime(work.lastAt * 1000, now);
	return `${lines} today, ${work.partial ? `at least ${commits}` : `${commits} in all`}, last touched ${last}`;
}
