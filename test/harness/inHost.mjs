// The tests of test/integration inside the extension host of one real VS Code:  node test/harness/inHost.mjs VERSION RESULT
// RESULT is the file into which the suite writes its counts. Exit code 1 when anything but success is certain.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { launchBrowser, newPage } from './chromium.mjs';
import { exitOnSignals, exitWithParent, tempFolder } from './cleanup.mjs';
import { withoutTypeScript } from './editorSettings.mjs';
import { projectRoot } from './project.mjs';
import { createTestEnvironment } from './testEnvironment.mjs';
import { makeTestWorkspace } from './testWorkspace.mjs';
import { startServer } from './vscodeServer.mjs';
import { latestVersion } from './vscodeInstall.mjs';

const [version = latestVersion, resultArgument] = process.argv.slice(2);
process.env.TANDEM_ROOT ??= path.resolve(import.meta.dirname, '../..');
exitOnSignals();
exitWithParent();
const scratch = tempFolder('tandem-host-');
const result = resultArgument ? path.resolve(resultArgument) : path.join(scratch.path, 'result.json');
const failure = await runInHost().catch((error) => String(error?.message ?? error));
if (existsSync(`${result}.log`)) console.log(readFileSync(`${result}.log`, 'utf8').trimEnd());
if (failure) console.error(`VS Code ${version}: ${failure}`);
process.exit(failure ? 1 : 0);

/** Runs the suite once. Resolves with the reason why it does not count as a success, or with an empty text. */
async function runInHost() {
	const limitSeconds = Number(process.env.TANDEM_TEST_LIMIT_S ?? 240);
	const environment = createTestEnvironment(path.join(scratch.path, 'home'));
	// Another folder or workspace can be given to try the harness itself.
	const folder =
		process.env.TANDEM_TEST_FOLDER || (await makeTestWorkspace(path.join(scratch.path, 'sample'), environment));
	const server = await startServer({
		version,
		testMode: true,
		settings: withoutTypeScript,
		env: { ...environment, TANDEM_TEST_RESULT: result },
	});
	const browser = await launchBrowser();
	/** @type {string[]} */
	const errors = [];
	let over = false;
	try {
		const page = await newPage(browser);
		const ended = new Promise((resolve, reject) => {
			page.once('crash', () => reject(new Error('The page has crashed.')));
			browser.once('disconnected', () => over || reject(new Error('The browser has ended.')));
			setTimeout(() => reject(new Error(`The tests were not done in ${limitSeconds} s.`)), limitSeconds * 1000).unref();
			page.exposeFunction('codeAutomationExit', resolve).catch(reject);
		});
		// It may come before anyone waits for it.
		ended.catch(() => {});
		await page.exposeFunction('codeAutomationLog', (/** @type {string} */ type, /** @type {any[]} */ args) => {
			const text = String(args?.[0]?.message ?? args?.[0]);
			if (type === 'error') errors.push(text.split('\n', 4).join('\n'));
		});
		await page.goto(server.testUrl(folder, projectRoot(), path.join(projectRoot(), 'out/test/integration/suite')));
		const code = await Promise.race([ended, server.lost]);
		// VS Code gives exit code 0 also when the host has died; then there are no counts.
		if (!existsSync(result)) throw new Error(`The tests did not come to their end (exit code ${code}).`);
		const { passes, failures } = JSON.parse(readFileSync(result, 'utf8'));
		if (code !== 0 || failures || !passes) return `${failures} failed, ${passes} passed (exit code ${code}).`;
		return '';
	} catch (error) {
		const last = errors.slice(-5).join('\n');
		return `${/** @type {Error} */ (error).message}${last ? `\nThe last errors in the window:\n${last}` : ''}`;
	} finally {
		over = true;
		await browser.close();
		await server.stop();
	}
}
