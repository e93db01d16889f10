import type { SpecFormat } from './formats/specFormat.ts';
import type { Objective, Person } from './objective.ts';
import type { Problem } from './problem.ts';
import type { Question } from './question.ts';
import type { SpecConfig } from './specConfig.ts';

/** Which state of the spec repo was read. */
export interface SpecRevision {
	/** Full hash; absent for a folder that is not a git repository, or has no commit. */
	readonly commit?: string;
	readonly branch?: string;
	/** A local folder was read in place, with edits that are not committed. */
	readonly inPlace: boolean;
}

/** All that is known of a spec repo at one moment. Immutable; a refresh replaces it whole. */
export interface SpecSnapshot {
	readonly revision: SpecRevision;
	readonly config: SpecConfig;
	/** The formats in which its objectives are kept. */
	readonly formats: readonly SpecFormat[];
	/** They were found out by looking, and not said in tandem.yml. */
	readonly recognised: boolean;
	/** In order of id. */
	readonly objectives: readonly Objective[];
	readonly objectiveById: ReadonlyMap<string, Objective>;
	/** Newest first. */
	readonly questions: readonly Question[];
	readonly people: readonly Person[];
	readonly problems: readonly Problem[];
	/** The line of `.gitattributes` without which a merge by hand can stop in a question; absent where there is none, or nothing is known. */
	readonly missingAttributes?: string;
}
