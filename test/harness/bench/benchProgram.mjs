// The programs of test/bench, each run of them in a new process, as cold as a window that was just opened.
import path from 'node:path';
import { build } from 'esbuild';
import { tempFolder } from '../cleanup.mjs';
import { runCommand } from '../command.mjs';
import { projectRoot } from '../project.mjs';

/**
 * Built as what ships is, since the time of loading and compiling is part of a cold read.
 * @param {string} entry in test/bench
 * @returns {Promise<string>} the program
 */
export async function buildProgram(entry) {
	const outfile = path.join(tempFolder('tandem-bench-').path, 'bench.cjs');
	await build({
		entryPoints: [path.join(projectRoot(), 'test/bench', entry)],
		outfile,
		bundle: true,
		minify: true,
		keepNames: true,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		define: { 'process.env.NODE_ENV': '"production"' },
		logLevel: 'warning',
	});
	return outfile;
}

/**
 * Runs a program to its end and gives what it printed.
 * @param {string[]} args of Node
 * @param {number} [limitSeconds]
 */
export async function runProgram(args, limitSeconds = 300) {
	const result = await runCommand(process.execPath, args, { cwd: projectRoot(), capture: true, limitSeconds });
	if (result.ok) return result.output;
	const said = result.output.split('\n').find((line) => /^\w*(?:Error|Failure)\b/.test(line));
	throw new Error(said ?? `${result.reason}\n${result.output.slice(-800)}`);
}
