/**
 * Gives the host its turn during long work: to be awaited after each small step, which costs next to nothing until the steps since the last
 * turn have taken `budgetMs`. Then it resolves after `pause`. `now` is any clock in milliseconds.
 */
export function createBreather(deps: {
	readonly now: () => number;
	readonly pause: () => Promise<void>;
	readonly budgetMs: number;
}): () => Promise<void> {
	let since = deps.now();
	return async () => {
		// A clock that was set back must not keep the host waiting.
		const spent = Math.abs(deps.now() - since);
		if (spent < deps.budgetMs) return;
		await deps.pause();
		since = deps.now();
	};
}
