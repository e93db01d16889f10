import type { CommitConstraint } from '../link.ts';
import { constraintsOf, namingOf, type Namings } from './namings.ts';

/** A commit that says constraints, with all that it says. */
export interface ConstrainingCommit {
	readonly commit: number;
	readonly constraints: readonly CommitConstraint[];
}

/**
 * The commits that say constraints, ascending, by the objectives that they are about: those that a commit names as strongly as the first one, so that one
 * mentioned in passing gets none.
 */
export function constraintsByObjective(namings: Namings): ReadonlyMap<string, readonly ConstrainingCommit[]> {
	const found = new Map<string, ConstrainingCommit[]>();
	for (const [commit, constraints] of constraintsOf(namings)) {
		const mentions = namingOf(namings, commit)?.mentions ?? [];
		const [first] = mentions;
		for (const { objective, relation, where } of mentions) {
			if (relation !== first?.relation || where !== first.where) continue;
			const others = found.get(objective);
			if (others) others.push({ commit, constraints });
			else found.set(objective, [{ commit, constraints }]);
		}
	}
	return found;
}
