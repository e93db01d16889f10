// The steps of `npm test`. Each runs in processes of its own, so that no step can end the run or be helped by an earlier one.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { runCommand } from './command.mjs';
import { addCounts, noCounts, readCounts } from './counts.mjs';
import { mocha, resultFile } from './mochaStep.mjs';
import { projectRoot } from './project.mjs';
import { floorVersion, latestVersion } from './vscodeInstall.mjs';

/** @typedef {import('./counts.mjs').Counts} Counts */

/** @typedef {{ name: string, title: string, run: () => Promise<Counts>, beside?: boolean }} Step a step that runs beside the later ones prints at its end */

/**
 * @param {string} scratch folder for results and for the package
 * @returns {Step[]}
 */
export function createSteps(scratch) {
	const vsix = path.join(scratch, 'tandem.vsix');
	const tsc = tool('typescript', 'bin/tsc');
	const types = ['.', 'src/tsconfig.pure.json', 'src/webview'].map((project) => [tsc, '-p', project]);
	const lint = [tool('oxlint', 'bin/oxlint'), '--type-aware', '--deny-warnings', 'src', 'test', 'esbuild.config.mjs'];
	const format = [tool('prettier', 'bin/prettier.cjs'), '--check', '--log-level=warn', '.'];
	/** @param {string} version @returns {NodeJS.ProcessEnv} */
	const withPackage = (version) => ({ TANDEM_VSCODE: version, ...(existsSync(vsix) && { TANDEM_VSIX: vsix }) });
	return [
		{ name: 'types', title: 'Types', run: () => programs(types) },
		{ name: 'lint', title: 'Lint', run: () => programs([lint]) },
		{ name: 'format', title: 'Format', run: () => programs([format]) },
		{ name: 'build', title: 'Build', run: () => programs([['esbuild.config.mjs', '--tests']]) },
		{
			name: 'unit',
			title: 'Unit tests',
			run: () => mocha(scratch, 'out/test/unit', { timeoutSeconds: 60, atOnce: 2 }),
		},
		{
			name: 'node',
			title: 'Adapters against real git and HTTP',
			// Most of its time is git's, and most of the editor's is waiting: they share the machine well.
			beside: true,
			run: () => mocha(scratch, 'out/test/node', { timeoutSeconds: 120, limitSeconds: 1500, atOnce: 2 }),
		},
		{ name: 'package', title: 'The package that users get', run: () => programs([['test/harness/vsix.mjs', vsix]]) },
		{
			name: 'integration',
			title: `In the extension host of VS Code ${floorVersion} and ${latestVersion}`,
			run: async () => addCounts(await inHost(scratch, floorVersion), await inHost(scratch, latestVersion)),
		},
		{
			name: 'ui',
			title: `Through the workbench of VS Code ${latestVersion}, in a browser`,
			run: () =>
				mocha(scratch, 'out/test/ui', {
					timeoutSeconds: 120,
					limitSeconds: 1800,
					reporter: 'spec',
					env: withPackage(latestVersion),
				}),
		},
	];
}

/**
 * Programs that either pass or fail; together they count as one test. All of them run, so that one sees everything at once.
 * @param {string[][]} commands arguments of Node
 * @returns {Promise<Counts>}
 */
async function programs(commands) {
	let failed = false;
	for (const args of commands) {
		const result = await runCommand(process.execPath, args, { cwd: projectRoot() });
		if (result.ok) continue;
		failed = true;
		console.error(`node ${args.join(' ')}: ${result.reason}`);
	}
	return failed ? { ...noCounts, failed: 1 } : { ...noCounts, passed: 1 };
}

/**
 * @param {string} scratch
 * @param {string} version
 * @returns {Promise<Counts>}
 */
async function inHost(scratch, version) {
	const result = resultFile(scratch);
	console.log(`VS Code ${version}`);
	const ending = await runCommand(process.execPath, ['test/harness/inHost.mjs', version, result], {
		cwd: projectRoot(),
	});
	return readCounts(result, ending);
}

/**
 * A program of an installed package, to be run with Node: the links in node_modules/.bin are shell scripts on Windows.
 * @param {string} packageName
 * @param {string} program
 */
function tool(packageName, program) {
	return path.join(projectRoot(), 'node_modules', packageName, program);
}
