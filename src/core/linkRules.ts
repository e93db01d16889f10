import { readCommitMessage } from './commitMessage.ts';
import type { CommitFacts, CommitNaming } from './link.ts';
import type { KeyPlaces } from './objectiveKey.ts';
import { type KeyIndex, createKeyIndex } from './objectiveKeys.ts';
import { type PatternIndex, createPatternIndex } from './patterns.ts';
import type { SpecSnapshot } from './snapshot.ts';

/** All by which one code repo's files, lines and commits are mapped to the objectives of one snapshot. */
export interface LinkRules {
	readonly patterns: PatternIndex;
	readonly keys: KeyIndex;
	/** What the commit's message says; each commit is read once. */
	naming(commit: CommitFacts): CommitNaming;
}

/** Commits remembered; the oldest entry goes first. */
const NAMING_LIMIT = 20_000;

export function createLinkRules(
	{ objectives }: Pick<SpecSnapshot, 'objectives'>,
	{ repoName, specName }: KeyPlaces,
): LinkRules {
	const keys = createKeyIndex({ objectives, repoName, specName });
	const namings = new Map<string, CommitNaming>();
	return {
		patterns: createPatternIndex(objectives, repoName),
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
