// Waiting for what another process does: a fixed wait is either too short or wasted.

/**
 * Reads until `check` no longer throws and returns what it accepted; at the limit it throws what `check` threw last.
 * @template T
 * @param {() => T | PromiseLike<T>} read
 * @param {(value: T) => void} check
 * @param {number} [limitMs]
 * @returns {Promise<T>}
 */
export async function eventually(read, check, limitMs = 30_000) {
	const end = Date.now() + limitMs;
	for (;;) {
		const value = await read();
		try {
			check(value);
			return value;
		} catch (error) {
			if (Date.now() > end) throw error;
		}
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}

/**
 * For an act that a redraw can swallow: repeats it until its effect is seen.
 * @template T
 * @param {() => unknown} act
 * @param {() => T | PromiseLike<T>} read
 * @param {(value: T) => void} check
 * @param {number} [limitMs]
 * @returns {Promise<T>}
 */
export async function retry(act, read, check, limitMs = 30_000) {
	const end = Date.now() + limitMs;
	for (;;) {
		try {
			await act();
			return await eventually(read, check, 1000);
		} catch (error) {
			if (Date.now() > end) throw error;
		}
	}
}
