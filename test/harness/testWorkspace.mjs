// The workspace of the tests in the extension host: more than one code repo, and more than one spec repo.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runCommand } from './command.mjs';
import { makeSample } from './sample.mjs';

/**
 * Makes the sample and, beside it, the code repo `tools`, which reads the PM's own clone of the spec repo in place. The three are one workspace, because a
 * folder that is added later would restart the extension host, and the tests with it.
 * @param {string} target must not exist or be empty
 * @param {NodeJS.ProcessEnv} env over our own environment
 * @returns {Promise<string>} the workspace file
 */
export async function makeTestWorkspace(target, env) {
	const sample = await makeSample(target, env);
	const tools = path.join(target, 'tools');
	mkdirSync(tools);
	writeFileSync(path.join(tools, '.tandem.yml'), 'spec: ../product-specs\nrepo: acme/tools\n');
	writeFileSync(path.join(tools, 'labels.ts'), 'export const label = (parcel: string) => `parcel ${parcel}`;\n');
	for (const args of [
		['init', '--quiet', '--initial-branch=main'],
		['add', '--all'],
		['commit', '--quiet', '--message=Print labels for parcels\n\nObjective: SHIP-1'],
	]) {
		const { ok, output } = await runCommand('git', args, {
			cwd: tools,
			env: { ...process.env, ...env },
			capture: true,
		});
		if (!ok) throw new Error(`git ${args[0]} failed in ${tools}:\n${output}`);
	}
	const file = path.join(target, 'tests.code-workspace');
	const folders = [sample.codeRepo, sample.specClone, tools].map((folder) => ({ path: path.basename(folder) }));
	writeFileSync(file, JSON.stringify({ folders }));
	return file;
}
