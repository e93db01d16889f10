// The tests of test/integration in desktop VS Code:  npm run test:desktop [-- VERSION...]
// Downloads VS Code (the oldest supported and the newest one), unless VSCODE_PATH names the program of an installed one. Needs a display.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { exitOnSignals, tempFolder } from './cleanup.mjs';
import { readCounts, summary } from './counts.mjs';
import { projectRoot } from './project.mjs';
import { createTestEnvironment } from './testEnvironment.mjs';
import { makeTestWorkspace } from './testWorkspace.mjs';
import { floorVersion } from './vscodeInstall.mjs';

process.env.TANDEM_ROOT ??= path.resolve(import.meta.dirname, '../..');
exitOnSignals();
const program = process.env.VSCODE_PATH || undefined;
const versions = process.argv.slice(2);
let failed = false;
for (const version of versions.length > 0 ? versions : program ? ['installed'] : [floorVersion, 'stable']) {
	console.log(`\n== VS Code ${version}`);
	const counts = await testDesktop(version);
	failed ||= counts.failed > 0;
	console.log(summary(counts));
}
process.exit(failed ? 1 : 0);

/** @param {string} version */
async function testDesktop(version) {
	const scratch = tempFolder('tandem-desktop-');
	const result = path.join(scratch.path, 'result.json');
	const environment = createTestEnvironment(path.join(scratch.path, 'home'));
	let ending = { ok: true, reason: '' };
	try {
		const folder =
			process.env.TANDEM_TEST_FOLDER || (await makeTestWorkspace(path.join(scratch.path, 'sample'), environment));
		await runTests({
			...(program ? { vscodeExecutablePath: program } : { version }),
			extensionDevelopmentPath: projectRoot(),
			extensionTestsPath: path.join(projectRoot(), 'out/test/integration/suite'),
			extensionTestsEnv: { ...environment, TANDEM_TEST_RESULT: result },
			launchArgs: [folder, '--disable-extensions', `--user-data-dir=${path.join(scratch.path, 'user')}`],
		});
	} catch (error) {
		ending = { ok: false, reason: /** @type {Error} */ (error).message };
	}
	if (existsSync(`${result}.log`)) console.log(readFileSync(`${result}.log`, 'utf8').trimEnd());
	const counts = readCounts(result, ending);
	scratch.remove();
	return counts;
}
