/** Long pure work that can be interrupted: whoever runs it decides at each `yield` whether others have their turn first. */
export type Steps<Result> = Generator<undefined, Result>;

/** Does the work at one go. */
export function finish<Result>(steps: Steps<Result>): Result {
	for (;;) {
		const step = steps.next();
		if (step.done) return step.value;
	}
}
