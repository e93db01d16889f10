// Takes the pictures of the README:  npm run screenshots
// What is shown and how is in test/ui/screenshots.test.ts. The browser is always the one from the npm registry: the same pixels on every machine.
import path from 'node:path';
import { exitOnSignals, tempFolder } from './cleanup.mjs';
import { runCommand } from './command.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { mochaFiles } from './mochaStep.mjs';
import { projectRoot } from './project.mjs';

process.env.TANDEM_ROOT ??= path.resolve(import.meta.dirname, '../..');
exitOnSignals();
try {
	await takeScreenshots();
} catch (error) {
	console.error(/** @type {Error} */ (error).message);
	process.exitCode = 1;
}

async function takeScreenshots() {
	await ensureDependencies();
	const build = await runCommand(process.execPath, ['esbuild.config.mjs', '--tests'], { cwd: projectRoot() });
	if (!build.ok) throw new Error(`Tandem cannot be built (${build.reason}).`);
	const counts = await mochaFiles(tempFolder('tandem-shots-').path, ['out/test/ui/screenshots.test.js'], {
		timeoutSeconds: 120,
		limitSeconds: 900,
		reporter: 'spec',
		env: { CHROME_PATH: 'npm', TANDEM_SCREENSHOTS: path.join(projectRoot(), 'media', 'screenshots') },
	});
	if (counts.failed > 0) throw new Error('Not all screenshots were taken.');
}
