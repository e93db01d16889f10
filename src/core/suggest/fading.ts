/** A sum whose parts fade: a part counts half after each half-life, given in seconds. Times are seconds since 1970, in any order. */
export interface Fading {
	add(time: number): void;
	/** The sum as it was at `time`, which is not before the newest part. */
	at(time: number): number;
}

export function createFading(halfLife: number): Fading {
	let sum = 0;
	let newest = -Infinity;
	return {
		add(time) {
			// A commit can have been written before the one that it follows.
			if (time <= newest) sum += fade(newest - time, halfLife);
			else {
				sum = 1 + (sum === 0 ? 0 : sum * fade(time - newest, halfLife));
				newest = time;
			}
		},
		at: (time) => (sum === 0 ? 0 : sum * fade(time - newest, halfLife)),
	};
}

/** What is left of 1 after `seconds`; time that runs backwards changes nothing. */
export function fade(seconds: number, halfLife: number): number {
	return 2 ** (-Math.max(0, seconds) / halfLife);
}
