import type { Steps } from '../core/steps.ts';

/** Does long work and awaits `breathe` at each of its steps; what that throws ends the work. */
export async function inTurns<Result>(steps: Steps<Result>, breathe: () => Promise<void>): Promise<Result> {
	for (;;) {
		const step = steps.next();
		if (step.done) return step.value;
		await breathe();
	}
}
