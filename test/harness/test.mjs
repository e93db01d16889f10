// All tests, in order:  npm test   or some of them:  node test/harness/test.mjs [STEP...] [--grep TEXT]
// A failing step does not stop the later ones. The last line says how many passed and failed.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { exitOnSignals, tempFolder } from './cleanup.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { addCounts, noCounts, summary } from './counts.mjs';
import { createSteps } from './steps.mjs';

process.env.TANDEM_ROOT ??= path.resolve(import.meta.dirname, '../..');
process.chdir(process.env.TANDEM_ROOT);
exitOnSignals();
try {
	process.exit(await testAll(process.argv.slice(2)));
} catch (error) {
	console.error(`\n${/** @type {Error} */ (error).message}`);
	process.exit(1);
}

/**
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
async function testAll(args) {
	const grepAt = args.indexOf('--grep');
	if (grepAt >= 0) process.env.TANDEM_TEST_GREP = args.splice(grepAt, 2)[1] ?? '';
	const scratch = tempFolder('tandem-test-');
	const steps = createSteps(scratch.path);
	const unknown = args.filter((name) => !steps.some((step) => step.name === name));
	if (unknown.length > 0) {
		throw new Error(`There is no step ${unknown.join(', ')}. Steps: ${steps.map((step) => step.name).join(', ')}.`);
	}
	await ensureDependencies();
	const begun = Date.now();
	let counts = noCounts;
	/** @type {string[]} */
	const failed = [];
	/** @param {import('./steps.mjs').Step} step */
	const take = async (step) => {
		const started = Date.now();
		const result = await step.run();
		if (result.failed) failed.push(step.name);
		counts = addCounts(counts, result);
		console.log(`-- ${step.name}: ${summary(result)} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
	};
	/** @type {Promise<void>[]} */
	const beside = [];
	for (const step of steps.filter(({ name }) => args.length === 0 || args.includes(name))) {
		console.log(`\n== ${step.title}${step.beside ? ', beside what follows; it reports when it is done' : ''}`);
		if (step.beside) beside.push(take(step));
		else await take(step);
	}
	await Promise.all(beside);
	const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
	console.log(`\nTandem ${version}, ${((Date.now() - begun) / 1000).toFixed(0)} s in all.`);
	if (failed.length > 0) console.log(`Failed steps: ${failed.join(', ')}`);
	console.log(summary(counts));
	return counts.failed > 0 ? 1 : 0;
}
