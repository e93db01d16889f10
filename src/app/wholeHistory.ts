import type { Disposable } from '../core/disposables.ts';
import type { Event } from '../core/event.ts';
import type {
	FileWork,
	FileWorkPart,
	FoundConstraint,
	IndexedCommit,
	ObjectiveWork,
} from '../core/history/historyFacts.ts';
import type { RepoPath } from '../core/repoPath.ts';
import type { RepoContext } from './codeContexts.ts';
import type { SpecStore } from './specStore.ts';

/**
 * What the whole history of the open code repos says, as the screen asks for it. Every answer comes at once from what is known; what is missing is read
 * in the background and told by `onDidChange`. Undefined is always "not known yet" and never "none".
 */
export interface WholeHistory extends Disposable {
	objectiveWork(store: SpecStore, id: string): ObjectiveWork | undefined;
	/** What commits that name the objective say in `Constraint:` and `Trade-off:` lines, newest first. */
	objectiveConstraints(store: SpecStore, id: string): readonly RepoConstraint[] | undefined;
	fileWork(context: RepoContext, path: RepoPath): FileWork | undefined;
	/** The commits that one part of `fileWork` counts, newest first; undefined: not known yet. */
	fileCommits(context: RepoContext, path: RepoPath, part: FilePart): readonly IndexedCommit[] | undefined;
	/** Undefined: nothing is being read. */
	progress(): HistoryProgress | undefined;
	/** Stops what is being read; what was read so far stays, and counts as partial. */
	cancel(): void;
	/** Answers have changed. */
	readonly onDidChange: Event<void>;
	/** `progress` has changed; at most a few times a second. */
	readonly onDidProgress: Event<void>;
}

/** A constraint with the root of the code repo whose commit says it. */
export type RepoConstraint = FoundConstraint & { readonly root: string };

/** Which part of a file's history is meant. */
export type FilePart =
	| Pick<Extract<FileWorkPart, { kind: 'objective' }>, 'kind' | 'objective'>
	| Pick<Exclude<FileWorkPart, { kind: 'objective' }>, 'kind'>;

/** How far the reading of the history is, over all code repos. */
export interface HistoryProgress {
	/** Commits read so far. */
	readonly done: number;
	/** Absent: not counted yet. */
	readonly total?: number;
	/** Absent: not to be said yet. */
	readonly secondsLeft?: number;
}
