import type { Objective } from '../objective.ts';
import type { RepoPath } from '../repoPath.ts';
import type { Steps } from '../steps.ts';
import { readObjectiveTexts } from './objectiveTexts.ts';
import { createPastWork } from './pastWork.ts';
import type { PastCommit } from './pastCommit.ts';
import { reasonsFor } from './reasons.ts';
import { readSignals, SIGNALS } from './signals.ts';
import type { Signal, Signals } from './signals.ts';
import type { Standing, Suggestion, Suggestions } from './suggestions.ts';
import { ABOUT_CODE, WEIGHTS } from './weights.ts';
import type { WorkQuery } from './workQuery.ts';

const OWN = SIGNALS.filter((signal) => ABOUT_CODE.has(signal));
/** Fewer points about the code are as good as none. */
const LEAST_ABOUT_CODE = 1;
/** With fewer, the first is no more than the least unlikely. Nearly all commits that name an objective have more. */
const LEAST_TO_STAND_OUT = 3;
/** The first with such a lead over the second was right in 90 to 94 of 100 commits of two real histories. */
const CLEAR_LEAD = 1;
/** With such a lead over the fourth the first was right in 86 to 91 of 100 commits, and one of the first five in 98. */
const FEW_LEAD = 1.5;
const FEW = 3;
/** Objectives between two turns of others. */
const STEP = 500;

/** Says which objectives work may serve, by what earlier work served and by the words of both. */
export interface SuggestModel {
	/** Takes in one more commit; they come in the order of the history, the oldest first. */
	learn(commit: PastCommit): void;
	/** How many commits that named an objective it has learnt from. */
	linkedCommits(): number;
	/** The best `limit` candidates. It knows only the commits that it has learnt so far. */
	suggest(query: WorkQuery, limit: number): Steps<Suggestions>;
	/** How strongly each signal speaks for each objective; `ids` are in the same order. */
	look(query: WorkQuery): Steps<Signals & { readonly ids: readonly string[] }>;
}

export interface SuggestModelInput {
	readonly objectives: readonly Objective[];
	/** The whole text of an objective's file, which has more in it than what was read of it; undefined where it is not known. */
	readonly fileText?: (objective: Objective) => string | undefined;
	/** Ids of the objectives that a file serves by another reason than its commits, such as the PM's patterns. */
	readonly linkedTo?: (path: RepoPath) => readonly string[];
}

/** Reads the objectives; it has learnt from no commit yet. */
export function* createSuggestModel(input: SuggestModelInput): Steps<SuggestModel> {
	const { objectives, fileText, linkedTo = () => [] } = input;
	const texts = yield* readObjectiveTexts(objectives, fileText);
	const past = createPastWork(objectives);
	const numbers = new Map(objectives.map(({ id }, at) => [id, at]));
	const linkedNumbers = (path: RepoPath) => linkedTo(path).flatMap((id) => numbers.get(id) ?? []);
	return {
		learn: past.add,
		linkedCommits: past.linkedCommits,
		*look(query) {
			return { ...(yield* readSignals(query, texts, past, linkedNumbers)), ids: objectives.map(({ id }) => id) };
		},
		*suggest(query, limit) {
			const signals = yield* readSignals(query, texts, past, linkedNumbers);
			const sum = (at: number, wanted: readonly Signal[]) =>
				wanted.reduce((points, signal) => points + WEIGHTS[signal] * (signals.strength[signal][at] ?? 0), 0);
			const all: { readonly id: string; readonly at: number; readonly points: number }[] = [];
			for (const [at, { id }] of objectives.entries()) {
				all.push({ id, at, points: sum(at, SIGNALS) });
				if (at % STEP === 0) yield;
			}
			const ranked = all.sort((one, other) => other.points - one.points);
			yield;
			const candidates: Suggestion[] = [];
			for (const { id, at, points } of ranked) {
				if (candidates.length === limit) break;
				const aboutCode = sum(at, OWN);
				if (aboutCode < LEAST_ABOUT_CODE) continue;
				const reasons = reasonsFor(at, { query, signals, past, texts, linkedTo: linkedNumbers });
				candidates.push({ objective: id, points, aboutCode, reasons });
			}
			return { standing: standingOf(ranked, candidates[0]), candidates };
		},
	};
}

function standingOf(ranked: readonly { readonly points: number }[], best: Suggestion | undefined): Standing {
	if (!best || best.aboutCode < LEAST_TO_STAND_OUT) return 'unknown';
	const lead = (at: number) => best.points - (ranked[at]?.points ?? 0);
	// Another one that only its time speaks for may stand before it: then nothing is clear.
	if (lead(0) < 0) return 'unknown';
	if (lead(FEW) < FEW_LEAD) return 'unknown';
	return lead(1) >= CLEAR_LEAD ? 'clear' : 'several';
}
