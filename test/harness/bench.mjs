// How fast Tandem is:  npm run bench [-- [--rounds N] [TEXT...]]   TEXT: only cases with it in their name. The table is also left in bench.json.
// Each case runs in a new process, as cold as a window that was just opened, and the cases take turns, so that a busy machine hits them all alike:
// compare the ratios to the yardstick, not the milliseconds.
import { writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { exitOnSignals, tempFolder } from './cleanup.mjs';
import { runCommand } from './command.mjs';
import { projectRoot } from './project.mjs';

/** @typedef {{ name: string, things: string, count: number }} Case */
/** @typedef {{ ms: number, cpuMs: number, longestBlockMs: number, keptMb: number, peakMb: number }} Measured */

process.env.TANDEM_ROOT ??= path.resolve(import.meta.dirname, '../..');
process.chdir(projectRoot());
exitOnSignals();
try {
	await bench(process.argv.slice(2));
} catch (error) {
	console.error(/** @type {Error} */ (error).message);
	process.exitCode = 1;
}

/** @param {string[]} args */
async function bench(args) {
	const roundsAt = args.indexOf('--rounds');
	const rounds = roundsAt < 0 ? 5 : Number(args.splice(roundsAt, 2)[1]);
	if (!(rounds >= 1)) throw new Error('--rounds takes a number from 1.');
	const program = await bundle();
	/** @type {Case[]} */
	const all = JSON.parse(await run([program]));
	const [yardstick] = all;
	const wanted = all.filter(
		(one) =>
			one === yardstick ||
			args.length === 0 ||
			args.some((text) => one.name.toLowerCase().includes(text.toLowerCase())),
	);
	const loadBefore = os.loadavg()[0] ?? 0;
	/** @type {Map<Case, Measured[]>} */
	const measured = new Map(wanted.map((one) => [one, []]));
	/** @type {Map<Case, string>} */
	const failed = new Map();
	for (let round = 1; round <= rounds; round++) {
		process.stderr.write(`round ${round} of ${rounds}\n`);
		for (const [one, results] of measured) {
			if (failed.has(one)) continue;
			try {
				results.push(JSON.parse(await run(['--expose-gc', program, one.name])));
			} catch (error) {
				failed.set(one, /** @type {Error} */ (error).message);
			}
		}
	}
	const floor = measured.get(/** @type {Case} */ (yardstick)) ?? [];
	const cases = [...measured]
		.filter(([, results]) => results.length > 0)
		.map(([one, results]) => summaryOf(one, results, { count: yardstick?.count ?? 1, results: floor }));
	const machine = {
		node: process.version,
		processor: os.cpus()[0]?.model ?? 'unknown',
		processors: os.cpus().length,
		load: { before: loadBefore, after: os.loadavg()[0] ?? 0 },
	};
	console.log(table(cases));
	for (const [one, message] of failed) console.log(`${one.name}: ${message}`);
	console.log(
		`\nMedians of ${rounds} runs, each in a new process. Load of the machine ${loadBefore.toFixed(1)} to ${machine.load.after.toFixed(1)}, ${machine.processors} processors, Node ${machine.node}.`,
	);
	writeFileSync('bench.json', `${JSON.stringify({ ...machine, rounds, cases }, undefined, '\t')}\n`);
	if (failed.size > 0) process.exitCode = 1;
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

/** @param {ReturnType<typeof summaryOf>[]} cases */
function table(cases) {
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
	const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)));
	return [heads, ...rows]
		.map((row) =>
			row
				.map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
				.join('  '),
		)
		.join('\n');
}

/** @param {readonly number[]} values */
function median(values) {
	const sorted = [...values].sort((one, other) => one - other);
	const middle = sorted.length >> 1;
	const [low = Number.NaN, high = Number.NaN] = [sorted[middle - 1], sorted[middle]];
	return sorted.length % 2 === 1 ? high : (low + high) / 2;
}

/** Built as what ships is, since the time of loading and compiling is part of a cold read. */
async function bundle() {
	const outfile = path.join(tempFolder('tandem-bench-').path, 'bench.cjs');
	await build({
		entryPoints: ['test/bench/bench.ts'],
		outfile,
		bundle: true,
		minify: true,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		define: { 'process.env.NODE_ENV': '"production"' },
		logLevel: 'warning',
	});
	return outfile;
}

/** @param {string[]} args */
async function run(args) {
	const result = await runCommand(process.execPath, args, { capture: true, limitSeconds: 300 });
	if (result.ok) return result.output;
	throw new Error(result.output.split('\n').find((line) => /^\w*Error: /.test(line)) ?? result.reason);
}
