import { createFading, fade } from './fading.ts';
import type { Fading } from './fading.ts';

/** When objectives are worked on, and by whom. They are numbers; times are seconds since 1970. */
export interface ObjectiveLives {
	add(objectives: readonly number[], author: string, time: number): void;
	/** Undefined: no commit has named it. */
	lastNamed(objective: number): number | undefined;
	/** 0 to 1: an objective is worked on for weeks, and then never again. One that no commit has named yet may be about to begin. */
	recency(objective: number, time: number): number;
	/** The objective that this person's newest commit with an objective has named, and how fresh that is, 0 to 1. */
	lastOf(author: string, time: number): { readonly objective: number; readonly fresh: number } | undefined;
	/** For each period how much of the work of that time went to its objectives, 0 to 1. */
	periodShares(time: number): ReadonlyMap<string, number>;
}

const DAY = 86_400;
const HALF_LIFE = 30 * DAY;
const PERIOD_HALF_LIFE = 60 * DAY;
const NOT_YET = 0.9;

/** `periods`: of each objective, the period or release that it belongs to. */
export function createObjectiveLives(periods: readonly (string | undefined)[]): ObjectiveLives {
	const last = new Map<number, number>();
	const authors = new Map<string, { readonly objective: number; readonly time: number }>();
	const work = new Map<string, Fading>();
	return {
		add(objectives, author, time) {
			const [first] = objectives;
			if (first === undefined) return;
			authors.set(author, { objective: first, time });
			for (const objective of objectives) {
				last.set(objective, Math.max(time, last.get(objective) ?? time));
				const period = periods[objective];
				if (period === undefined) continue;
				const sum = work.get(period) ?? createFading(PERIOD_HALF_LIFE);
				work.set(period, sum);
				sum.add(time);
			}
		},
		lastNamed: (objective) => last.get(objective),
		recency(objective, time) {
			const named = last.get(objective);
			return named === undefined ? NOT_YET : fade(time - named, HALF_LIFE);
		},
		lastOf(author, time) {
			const known = authors.get(author);
			return known && { objective: known.objective, fresh: fade(time - known.time, HALF_LIFE) };
		},
		periodShares(time) {
			const sums = [...work].map(([period, sum]) => [period, sum.at(time)] as const);
			const all = sums.reduce((total, [, sum]) => total + sum, 1);
			return new Map(sums.map(([period, sum]) => [period, sum / all]));
		},
	};
}
