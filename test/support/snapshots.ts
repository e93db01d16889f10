import type { Objective } from '../../src/core/objective.ts';
import { NATIVE } from '../../src/core/formats/native.ts';
import { toRepoPath } from '../../src/core/repoPath.ts';
import type { RepoPath } from '../../src/core/repoPath.ts';
import type { Question } from '../../src/core/question.ts';
import type { SpecSnapshot } from '../../src/core/snapshot.ts';
import { DEFAULT_SPEC_CONFIG } from '../../src/core/specConfig.ts';
import { objectiveWith } from './objectiveWith.ts';

/** A repository path in a test; one that is none is a mistake of the test. */
export function repoPath(text: string): RepoPath {
	const path = toRepoPath(text);
	if (!path) throw new Error(`not a repository path: ${text}`);
	return path;
}

/** An objective with only what the test is about. */
export function objectiveOf(id: string, rest: Partial<Objective> = {}): Objective {
	const file = repoPath(`objectives/${id.toLowerCase()}.md`);
	return objectiveWith({ id, source: { file, titleLine: 3, captures: {} }, ...rest });
}

/** A question with only what the test is about. */
export function questionOf(id: string, rest: Partial<Question> = {}): Question {
	return { id, title: `Title of ${id}`, messages: [], state: 'open', file: repoPath(`questions/${id}.md`), ...rest };
}

/** A snapshot of these objectives and questions. */
export function snapshotOf(objectives: readonly Objective[], questions: readonly Question[] = []): SpecSnapshot {
	return {
		revision: { commit: 'c'.repeat(40), branch: 'main', inPlace: false },
		config: DEFAULT_SPEC_CONFIG,
		formats: NATIVE,
		recognised: true,
		objectives,
		objectiveById: new Map(objectives.map((objective) => [objective.id, objective])),
		questions,
		people: [],
		problems: [],
	};
}
