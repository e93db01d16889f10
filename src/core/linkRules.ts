import { readCommitMessage } from './commitMessage.ts';
import type { CommitFacts, CommitNaming } from './link.ts';
import type { KeyPlaces } from './objectiveKey.ts';
import { type KeyIndex, keyIndexInSteps } from './objectiveKeys.ts';
import { type PatternIndex, patternIndexInSteps } from './patterns.ts';
import type { SpecSnapshot } from './snapshot.ts';
import { type Steps, finish } from './steps.ts';

/** All by which one code repo's files, lines and commits are mapped to the objectives of one snapshot. */
export interface LinkRules {
	readonly patterns: PatternIndex;
	readonly keys: KeyIndex;
	/** What the commit's message says; each commit is read once. */
	naming(commit: CommitFacts): CommitNaming;
}

/** Commits remembered; the oldest entry goes first. */
const NAMING_LIMIT = 20_000;

export function createLinkRules(snapshot: Pick<SpecSnapshot, 'objectives'>, places: KeyPlaces): LinkRules {
	return finish(linkRulesInSteps(snapshot, places));
}

/** `createLinkRules` in small steps: for thousands of objectives all of them together take as long as an editor may not wait. */
export function* linkRulesInSteps(
	{ objectives }: Pick<SpecSnapshot, 'objectives'>,
	{ repoName, specName }: KeyPlaces,
): Steps<LinkRules> {
	const keys = yield* keyIndexInSteps({ objectives, repoName, specName });
	const patterns = yield* patternIndexInSteps(objectives, repoName);
	const namings = new Map<string, CommitNaming>();
	return {
		patterns,
		keys,
		naming({ hash, message }) {
			const known = namings.get(hash);
			if (known) return known;
			const naming = readCommitMessage(message, keys);
			for (const oldest of namings.keys()) {
				if (namings.size < NAMING_LIMIT) break;
				namings.delete(oldest);
			}
			namings.set(hash, naming);
			return naming;
		},
	};
}
