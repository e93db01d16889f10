import type { KeyResult } from './objective.ts';

/** What a key result's current value became, and when. */
export interface Measurement {
	/** Seconds since 1970; never before the measurement above it. */
	readonly time: number;
	/** Undefined: from then on the value is not known. */
	readonly value: number | undefined;
}

/** The key results as one version of a file had them. */
export interface PastKeyResults {
	/** Seconds since 1970. */
	readonly time: number;
	/** Undefined: the file was not there then, or could not be read. */
	readonly keyResults: readonly KeyResult[] | undefined;
}

/** By what a key result is known from version to version: its id, else what it measures. */
export function keyResultKey({ id, metric }: Pick<KeyResult, 'id' | 'metric'>): string {
	return id === undefined ? `metric ${metric}` : `id ${id}`;
}

/**
 * How the values of the key results changed over the versions of their file, oldest version first, by `keyResultKey`. Only changes are in it; the first is
 * always a value. What was measured in another unit than the newest one says nothing about it and is left out, and so is a key that two share.
 */
export function keyResultHistory(versions: readonly PastKeyResults[]): ReadonlyMap<string, readonly Measurement[]> {
	const series = new Map<string, { unit: string | undefined; points: Measurement[] }>();
	let last = -Infinity;
	for (const { time, keyResults } of versions) {
		// Clocks of several people disagree; the order of the commits does not.
		last = Math.max(last, time);
		const found = byKey(keyResults ?? []);
		for (const [key, { unit, current }] of found) {
			const known = series.get(key);
			if (current === undefined || (known && known.unit === unit)) continue;
			series.set(key, { unit, points: [] });
		}
		for (const [key, { unit, points }] of series) {
			const now = found.get(key);
			const value = now?.unit === unit ? now?.current : undefined;
			if (value !== points.at(-1)?.value) points.push({ time: last, value });
		}
	}
	return new Map([...series].map(([key, { points }]) => [key, points]));
}

function byKey(keyResults: readonly KeyResult[]): ReadonlyMap<string, KeyResult> {
	const found = new Map<string, KeyResult>();
	const shared = new Set<string>();
	for (const result of keyResults) {
		const key = keyResultKey(result);
		if (found.has(key)) shared.add(key);
		found.set(key, result);
	}
	for (const key of shared) found.delete(key);
	return found;
}
