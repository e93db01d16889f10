// The sample workspace, made by the program that ships with the build.
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runCommand } from './command.mjs';
import { withProgress } from './progress.mjs';
import { projectRoot } from './project.mjs';

/**
 * Makes the sample in `target`, which must not exist or be empty: the code repo, a PM's clone of the spec repo, and the bare repository that plays the forge.
 * @param {string} target
 * @param {NodeJS.ProcessEnv} [env] over our own environment
 * @returns {Promise<{ codeRepo: string, specClone: string, forge: string }>} absolute paths
 */
export async function makeSample(target, env = {}) {
	const program = path.join(projectRoot(), 'dist', 'sample.js');
	if (!existsSync(program)) throw new Error('dist/sample.js is missing. Build first: npm run build');
	const run = { cwd: projectRoot(), env: { ...process.env, ...env }, capture: true, limitSeconds: 300 };
	const result = await runCommand(process.execPath, [program, target], run);
	if (!result.ok) throw new Error(`The sample cannot be made (${result.reason}).\n${result.output.trim()}`);
	return samplePaths(target);
}

/**
 * The sample in `target`, made when it is not there or was not finished.
 * @param {string} target
 */
export async function ensureSample(target) {
	const finished = path.join(target, '.finished');
	if (existsSync(finished)) return samplePaths(target);
	rmSync(target, { recursive: true, force: true });
	const paths = await withProgress(`Making the sample workspace in ${target}`, () => makeSample(target));
	writeFileSync(finished, '');
	return paths;
}

/** @param {string} target */
function samplePaths(target) {
	return {
		codeRepo: path.join(target, 'web-shop'),
		specClone: path.join(target, 'product-specs'),
		forge: path.join(target, 'forge', 'product-specs.git'),
	};
}
