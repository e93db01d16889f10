// What the user reads while something takes long.

/**
 * Says what begins, that it still goes on, and how long it took.
 * @template T
 * @param {string} title what is being done
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withProgress(title, work) {
	const started = Date.now();
	const seconds = () => `${((Date.now() - started) / 1000).toFixed(1)} s`;
	console.log(`${title} ...`);
	const stillAlive = setInterval(() => console.log(`  still at it after ${seconds()}`), 5000);
	try {
		const result = await work();
		console.log(`  done in ${seconds()}`);
		return result;
	} finally {
		clearInterval(stillAlive);
	}
}
