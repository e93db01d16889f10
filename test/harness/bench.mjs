// How fast and how large Tandem is, beside its goals:  npm run bench [-- [--rounds N] [TEXT...]]
// TEXT: a part (index, blame, look, patterns, size, editor, specs) or what is in the name of a row; without one, everything. All of it is also left in
// bench.json. Each measurement runs in a new process; with TANDEM_BENCH_PROFILE=FOLDER each leaves CPU profiles there. On a busy machine believe ratios and
// processor times rather than milliseconds of the wall.
import { writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { editorProbes } from './bench/editorGoals.mjs';
import { goalTable } from './bench/goalRows.mjs';
import { indexProbes } from './bench/indexGoals.mjs';
import { lookProbes } from './bench/lookGoals.mjs';
import { measureGoals } from './bench/measureGoals.mjs';
import { sizeProbes } from './bench/sizeGoals.mjs';
import { measureSpecReading, specTable } from './bench/specReading.mjs';
import { exitOnSignals } from './cleanup.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { projectRoot } from './project.mjs';

const PARTS = ['size', 'index', 'blame', 'look', 'patterns', 'editor', 'specs'];
const ROUNDS = { goals: 3, specs: 5 };

process.env.TANDEM_ROOT ??= path.resolve(import.meta.dirname, '../..');
process.chdir(projectRoot());
exitOnSignals();
try {
	await ensureDependencies();
	await bench(process.argv.slice(2));
	process.exit();
} catch (error) {
	console.error(/** @type {Error} */ (error).message);
	process.exit(1);
}

/** @param {string[]} args */
async function bench(args) {
	const roundsAt = args.indexOf('--rounds');
	const wanted = roundsAt < 0 ? undefined : Number(args.splice(roundsAt, 2)[1]);
	if (wanted !== undefined && !(wanted >= 1)) throw new Error('--rounds takes a number from 1.');
	const isWanted = createFilter(args);
	const loadBefore = os.loadavg()[0] ?? 0;
	const probes = [...sizeProbes, ...indexProbes, ...lookProbes, ...editorProbes].filter(({ part, goals }) =>
		goals.some(({ name }) => isWanted(part, name)),
	);
	const goalRounds = wanted ?? ROUNDS.goals;
	const rows = await measureGoals(probes, goalRounds);
	const specRounds = wanted ?? ROUNDS.specs;
	const { cases, failed } = await measureSpecReading(specRounds, (name) => isWanted('specs', name));
	const machine = {
		node: process.version,
		processor: os.cpus()[0]?.model ?? 'unknown',
		processors: os.cpus().length,
		load: { before: loadBefore, after: os.loadavg()[0] ?? 0 },
	};
	if (rows.length === 0 && cases.length === 0) throw new Error(`No row has ${args.join(' or ')} in its name.`);
	if (rows.length > 0) console.log(`\n${goalTable(rows)}`);
	if (cases.length > 0) console.log(`\n${specTable(cases)}`);
	for (const [name, message] of failed) console.log(`${name}: ${message}`);
	const rounds = [rows.length > 0 && goalRounds, cases.length > 0 && specRounds].filter(Boolean).join(' and ');
	console.log(
		`\nMedians of ${rounds} rounds. Load of the machine ${loadBefore.toFixed(1)} to ${machine.load.after.toFixed(1)}, ${machine.processors} processors, Node ${machine.node}.`,
	);
	writeFileSync('bench.json', `${JSON.stringify({ ...machine, rounds, rows, specs: cases }, undefined, '\t')}\n`);
	const broken = failed.size > 0 || rows.some(({ note }) => note?.startsWith('failed: '));
	if (broken) process.exitCode = 1;
}

/**
 * Whether a row is wanted. The name of a part means that part alone: words like "blame" are in names of other parts too.
 * @param {string[]} args
 * @returns {(part: string, name: string) => boolean}
 */
function createFilter(args) {
	const texts = args.map((text) => text.toLowerCase());
	return (part, name) =>
		texts.length === 0 ||
		texts.some((text) => (PARTS.includes(text) ? part === text : name.toLowerCase().includes(text)));
}
