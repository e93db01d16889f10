/**
 * Runs `work` one at a time, with at most one more run queued: calls that arrive during a run share the next one, which sees all that happened before it began.
 * The promise belongs to a run that began after the call; it rejects when that run does.
 */
export function coalesce(work: () => Promise<void>): () => Promise<void> {
	let running: Promise<void> | undefined;
	let queued: Promise<void> | undefined;

	const start = () => {
		const run = work().finally(() => {
			if (running === run) running = undefined;
		});
		running = run;
		return run;
	};

	return () => {
		if (!running) return start();
		queued ??= running
			.catch(() => undefined)
			.then(() => {
				queued = undefined;
				return start();
			});
		return queued;
	};
}
