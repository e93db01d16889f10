import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { createBreather } from '../app/breather.ts';

/** With the collecting of garbage that may fall into it still below what a person notices in an editor. */
const BUDGET_MS = 5;

/** For long work of this process: awaited after each small step, it lets others have their turn in time. */
export function createTurns(): () => Promise<void> {
	return createBreather({ now: () => performance.now(), pause: () => setImmediate(), budgetMs: BUDGET_MS });
}
