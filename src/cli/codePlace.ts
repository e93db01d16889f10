/** A file as typed, and a line of it; without a line the whole file is meant. */
export interface PlaceReading {
	readonly path: string;
	readonly line?: number;
}

/**
 * What `PATH[:LINE]` may mean, the likeliest first: a name that holds `:12` itself, then `PATH:LINE`, then `PATH:LINE:COLUMN` as compilers print it.
 * A drive letter (`C:\shop\cart.ts:12`) needs no care, because only digits at the end are taken off.
 */
export function placeReadings(target: string): readonly [PlaceReading, ...PlaceReading[]] {
	const readings: [PlaceReading, ...PlaceReading[]] = [{ path: target }];
	const withLine = /^(.+):(\d+)$/s.exec(target);
	if (!withLine) return readings;
	const [, path = '', line] = withLine;
	readings.push({ path, line: Number(line) });
	const withColumn = /^(.+):(\d+)$/s.exec(path);
	if (withColumn) readings.push({ path: withColumn[1] ?? '', line: Number(withColumn[2]) });
	return readings;
}
