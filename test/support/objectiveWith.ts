import type { Objective } from '../../src/core/objective.ts';
import type { RepoPath } from '../../src/core/repoPath.ts';

/** An objective that says nothing but what `fields` say; its file is `objectives/<id>.md`. */
export function objectiveWith(fields: Partial<Objective> & { readonly id: string }): Objective {
	return {
		title: `Title of ${fields.id}`,
		supersedes: [],
		keyResults: [],
		code: [],
		tickets: [],
		aliases: [],
		why: '',
		constraints: [],
		decisions: [],
		outOfScope: [],
		openPoints: [],
		source: { file: `objectives/${fields.id}.md` as RepoPath, titleLine: 1, captures: {} },
		...fields,
	};
}

/** The objectives, as one format with these templates of keys reads them. */
export function withKeys(objectives: readonly Objective[], keys: readonly string[]): readonly Objective[] {
	return objectives.map((objective) => ({ ...objective, source: { ...objective.source, keys } }));
}
