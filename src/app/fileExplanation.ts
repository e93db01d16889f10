import { readBranch } from '../core/branch.ts';
import { explainLine } from '../core/explainLine.ts';
import { NOT_YET_KNOWN } from '../core/fileHistory.ts';
import type { LineAnswer, LineHistory } from '../core/link.ts';
import { mapLines } from '../core/lineMap.ts';
import type { LinkRules } from '../core/linkRules.ts';
import { findMarkers } from '../core/markers.ts';
import type { RepoPath } from '../core/repoPath.ts';
import type { HistoryState } from './histories.ts';
import type { CodeHead } from './ports.ts';

/** How many lines of a file stand for the same thing. `objective` is set for `linked`. */
export interface LineShare {
	readonly kind: 'linked' | 'none' | 'unlinked' | 'unknown';
	readonly objective?: string;
	readonly lines: number;
}

/** Why each line of one state of one file exists. Immutable; answers are made when asked for. */
export interface FileExplanation {
	/** `line` counts from 1; a line that the file does not have is answered as its last. */
	answer(line: number): LineAnswer;
	/** All lines of the file, most frequent first; blank lines count with the rest. */
	shares(): readonly LineShare[];
	readonly lineCount: number;
	/** Ids after `@objective` that the spec repo does not know. */
	readonly unknownMarkers: readonly { readonly line: number; readonly id: string }[];
}

export interface ExplainFileInput {
	readonly path: RepoPath;
	/** The text as it is in the editor, unsaved edits included, without line ends. */
	readonly lines: readonly string[];
	readonly rules: LinkRules;
	readonly head: CodeHead;
	readonly history: HistoryState;
}

/** Brings together all four kinds of evidence for one state of a file. */
export function explainFile({ path, lines, rules, head, history }: ExplainFileInput): FileExplanation {
	const { markers, unknown } = findMarkers(lines, rules.keys);
	const paths = rules.patterns.match(path);
	const branch = head.branch ? { name: head.branch, mentions: readBranch(head.branch, rules.keys) } : undefined;
	const historyOf = lineHistories(lines, history);
	const answers = new Map<number, LineAnswer>();

	const answer = (wanted: number): LineAnswer => {
		const line = Math.min(Math.max(1, wanted), Math.max(1, lines.length));
		let known = answers.get(line);
		if (!known) {
			known = explainLine({ line, markers, paths, branch, history: historyOf(line), naming: rules.naming });
			answers.set(line, known);
		}
		return known;
	};

	// What an editor shows behind the last line end is no line that somebody wrote.
	const lineCount = lines.length > 1 && lines.at(-1) === '' ? lines.length - 1 : lines.length;
	return {
		answer,
		lineCount,
		unknownMarkers: unknown,
		shares: () => sharesOf(lineCount, answer),
	};
}

function lineHistories(lines: readonly string[], state: HistoryState): (line: number) => LineHistory {
	if (state.kind === 'failed') return () => ({ kind: 'failed', reason: state.reason });
	if (state.kind === 'absent') return () => ({ kind: 'uncommitted' });
	const history = state.kind === 'ready' ? state.history : state.partial;
	if (!history) return () => ({ kind: 'pending' });
	const map = mapLines(history.lines, lines);
	if (!map) return () => ({ kind: 'failed', reason: 'the text differs too much from the committed one' });
	return (line) => {
		const before = map[line - 1] ?? -1;
		const index = before < 0 ? undefined : history.lineCommit[before];
		if (index === NOT_YET_KNOWN) return { kind: 'pending' };
		const commit = index === undefined ? undefined : history.commits[index];
		if (index === undefined || !commit) return { kind: 'uncommitted' };
		return { kind: 'commit', commit, boundary: history.boundary.has(index) };
	};
}

function sharesOf(lineCount: number, answer: (line: number) => LineAnswer): readonly LineShare[] {
	const counts = new Map<string, { kind: LineShare['kind']; objective?: string; lines: number }>();
	for (let line = 1; line <= lineCount; line++) {
		const found = answer(line);
		const objective = found.kind === 'linked' ? found.links[0].objective : undefined;
		const key = `${found.kind} ${objective ?? ''}`;
		const row = counts.get(key);
		if (row) row.lines++;
		else counts.set(key, { kind: found.kind, objective, lines: 1 });
	}
	return [...counts.values()].sort((a, b) => b.lines - a.lines);
}
