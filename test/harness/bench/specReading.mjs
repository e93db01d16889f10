// How fast spec repos are read, as ratios to a yardstick: parsing the same front matters and nothing else. The cases take turns, so that a busy machine
// hits them all alike: compare the ratios, not the milliseconds.
import { buildProgram, runProgram } from './benchProgram.mjs';
import { median, textTable } from './goalRows.mjs';

/** @typedef {{ name: string, things: string, count: number }} Case */
/** @typedef {{ ms: number, cpuMs: number, longestBlockMs: number, keptMb: number, peakMb: number }} Measured */

/**
 * @param {number} rounds
 * @param {(name: string) => boolean} isWanted
 */
export async function measureSpecReading(rounds, isWanted) {
	const program = await buildProgram('bench.ts');
	/** @type {Case[]} */
	const all = JSON.parse(await runProgram([program]));
	const [yardstick] = all;
	const wanted = all.filter((one) => one === yardstick || isWanted(one.name));
	if (wanted.length < 2 && !(yardstick && isWanted(yardstick.name))) return { cases: [], failed: new Map() };
	/** @type {Map<Case, Measured[]>} */
	const measured = new Map(wanted.map((one) => [one, []]));
	/** @type {Map<string, string>} */
	const failed = new Map();
	for (let round = 1; round <= rounds; round++) {
		process.stderr.write(`specs: round ${round} of ${rounds}\n`);
		for (const [one, results] of measured) {
			if (failed.has(one.name)) continue;
			try {
				results.push(JSON.parse(await runProgram(['--expose-gc', program, one.name])));
			} catch (error) {
				failed.set(one.name, /** @type {Error} */ (error).message);
			}
		}
	}
	const floor = measured.get(/** @type {Case} */ (yardstick)) ?? [];
	const cases = [...measured]
		.filter(([, results]) => results.length > 0)
		.map(([one, results]) => summaryOf(one, results, { count: yardstick?.count ?? 1, results: floor }));
	return { cases, failed };
}

/**
 * @param {Case} one
 * @param {Measured[]} results
 * @param {{ count: number, results: Measured[] }} yardstick in the same rounds
 */
function summaryOf({ name, things, count }, results, yardstick) {
	const ms = median(results.map((result) => result.ms));
	// Per thing, so that a format with fewer files can be compared; of the processor's time, since the wall's is everybody's.
	const ratios = results.map(
		(result, round) => result.cpuMs / count / ((yardstick.results[round]?.cpuMs ?? Number.NaN) / yardstick.count),
	);
	return {
		name,
		things,
		count,
		ms,
		msOfAll: results.map((result) => result.ms),
		cpuMs: median(results.map((result) => result.cpuMs)),
		perSecond: (count / ms) * 1000,
		toYardstick: median(ratios),
		longestBlockMs: median(results.map((result) => result.longestBlockMs)),
		keptMb: median(results.map((result) => result.keptMb)),
		peakMb: median(results.map((result) => result.peakMb)),
	};
}

/** @param {readonly ReturnType<typeof summaryOf>[]} cases */
export function specTable(cases) {
	const rows = cases.map((one) => [
		one.name,
		`${one.count.toLocaleString('en')} ${one.things}`,
		one.ms.toFixed(0),
		one.cpuMs.toFixed(0),
		Math.round(one.perSecond).toLocaleString('en'),
		one.toYardstick.toFixed(2),
		one.longestBlockMs.toFixed(1),
		one.keptMb.toFixed(1),
		one.peakMb.toFixed(1),
	]);
	const heads = ['', '', 'ms', 'cpu ms', 'per second', 'ratio', 'longest block ms', 'kept MB', 'peak MB'];
	return textTable(heads, rows, new Set([2, 3, 4, 5, 6, 7, 8]));
}
