import { specKey } from '../core/gitAddress.ts';
import type { Objective } from '../core/objective.ts';
import type { RepoPath } from '../core/repoPath.ts';
import type { SpecSnapshot } from '../core/snapshot.ts';
import type { SidebarBody } from '../protocol/sidebar.ts';
import { askLabel } from './askLabel.ts';
import { objectiveView } from './objectiveView.ts';
import type { ObjectiveFigures } from './objectiveView.ts';
import { questionView } from './questionViews.ts';
import type { KnownQuestion } from './questionViews.ts';
import { objectiveAt } from './specFile.ts';
import type { SpecStore } from './specStore.ts';

/** A file of a spec repo that is open in the editor. */
export interface OpenSpecFile {
	readonly store: SpecStore;
	readonly snapshot: SpecSnapshot;
	readonly path: RepoPath;
}

/**
 * The body where the open file is a spec itself: the objective that it holds at this line, as engineers will see it. Which commit wrote the line says
 * nothing there, and no line of it is without an objective. Undefined for a file without any.
 */
export function specFileBody(
	{ store, snapshot, path }: OpenSpecFile,
	{
		line,
		questions,
		figuresOf,
		now,
	}: {
		readonly line: number;
		readonly questions: readonly KnownQuestion[];
		readonly figuresOf: (objective: Objective) => ObjectiveFigures;
		readonly now: number;
	},
): SidebarBody | undefined {
	const objective = objectiveAt(snapshot, path, line);
	if (!objective) return undefined;
	const spec = specKey(store.source.address);
	return {
		kind: 'linked',
		objective: objectiveView(objective, snapshot, spec, figuresOf(objective)),
		because: [],
		others: [],
		questions: questions
			.filter(({ question }) => question.objective === objective.id)
			.map((known) => questionView(known, { spec, now })),
		askLabel: askLabel(objective.pm),
	};
}
