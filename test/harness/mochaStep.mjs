// Runs mocha in a process of its own and reads its counts.
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { runCommand } from './command.mjs';
import { addCounts, readCounts } from './counts.mjs';
import { projectRoot } from './project.mjs';

/** @typedef {import('./counts.mjs').Counts} Counts */

/**
 * Runs every `*.test.js` below a folder with mocha, but not the one that takes the screenshots.
 * @param {string} scratch
 * @param {string} folder
 * @param {{ timeoutSeconds: number, limitSeconds?: number, reporter?: string, env?: NodeJS.ProcessEnv, atOnce?: number, capture?: boolean }} options limit: of the
 *   whole run; atOnce: how many processes share the files; capture: print at the end, as several processes always do
 * @returns {Promise<Counts>}
 */
export async function mocha(scratch, folder, options) {
	const { timeoutSeconds, limitSeconds = 600, reporter = 'dot', env = {}, atOnce = 1, capture = atOnce > 1 } = options;
	const root = projectRoot();
	const names = existsSync(path.join(root, folder))
		? readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
		: [];
	const files = names
		.filter((name) => name.endsWith('.test.js') && path.basename(name) !== 'screenshots.test.js')
		.sort();
	const shares = Array.from({ length: atOnce }, (_, share) =>
		files.filter((_name, index) => index % atOnce === share).map((name) => path.join(folder, name)),
	);
	const run = { timeoutSeconds, limitSeconds, reporter, env, capture };
	const counts = await Promise.all(shares.map((share) => mochaFiles(scratch, share, run)));
	return counts.reduce(addCounts);
}

/**
 * Runs these files with mocha.
 * @param {string} scratch
 * @param {string[]} files
 * @param {{ timeoutSeconds: number, limitSeconds: number, reporter: string, env: NodeJS.ProcessEnv, capture?: boolean }} options capture: print at the end
 * @returns {Promise<Counts>}
 */
export async function mochaFiles(scratch, files, { timeoutSeconds, limitSeconds, reporter, env, capture = false }) {
	const result = resultFile(scratch);
	const args = [
		'--enable-source-maps',
		'test/harness/mochaRun.mjs',
		result,
		String(timeoutSeconds * 1000),
		reporter,
		...files,
	];
	const ending = await runCommand(process.execPath, args, {
		cwd: projectRoot(),
		env: { ...process.env, ...env },
		limitSeconds,
		capture,
	});
	if (capture) console.log(ending.output.trimEnd());
	return readCounts(result, ending);
}

/** A name that no earlier run of this process has used. @param {string} scratch */
export function resultFile(scratch) {
	return path.join(scratch, `result-${randomUUID()}.json`);
}
