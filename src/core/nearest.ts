/** The candidate that `word` was probably meant to be (at most two letters away, and a third of its length), or undefined. */
export function findNearest(word: string, candidates: readonly string[]): string | undefined {
	if (word.length > LONGEST_WORD) return undefined;
	let best: string | undefined;
	let bestDistance = Math.min(2, Math.floor(word.length / 3)) + 1;
	for (const candidate of candidates) {
		const distance = editDistance(word, candidate);
		if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
	}
	return best;
}

const LONGEST_WORD = 40;

/** Letters to be added, dropped or exchanged, two neighbours that changed places counting one. */
function editDistance(from: string, to: string): number {
	let before: number[] = [];
	let row = Array.from({ length: to.length + 1 }, (_, index) => index);
	for (let i = 1; i <= from.length; i++) {
		const next = [i];
		for (let j = 1; j <= to.length; j++) {
			const same = from[i - 1] === to[j - 1];
			let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
			if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) {
				cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
			}
			next.push(cost);
		}
		[before, row] = [row, next];
	}
	return row[to.length] ?? 0;
}
