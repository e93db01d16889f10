import { appendFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import type MochaModule from 'mocha';

/**
 * The entry that VS Code calls in its extension host: runs every test file beside it. The counts go to the file in `TANDEM_TEST_RESULT` as the last act,
 * because VS Code reports success also for a host that died. Rejects when a test failed or none ran.
 */
export async function run(): Promise<void> {
	const result = process.env['TANDEM_TEST_RESULT'];
	const Mocha = await loadMocha();
	// What the console prints here comes out among VS Code's own messages.
	if (result) {
		Mocha.reporters.Base.consoleLog = (...args: unknown[]) => appendFileSync(`${result}.log`, `${format(...args)}\n`);
	}
	const grep = process.env['TANDEM_TEST_GREP'];
	const mocha = new Mocha({ ui: 'tdd', timeout: 30_000, color: false, forbidOnly: true, ...(grep ? { grep } : {}) });
	for (const file of readdirSync(__dirname).sort()) {
		if (file.endsWith('.test.js')) mocha.addFile(path.join(__dirname, file));
	}
	const stats = await new Promise<MochaModule.Stats | undefined>((resolve) => {
		const runner = mocha.run(() => resolve(runner.stats));
	});
	if (stats && result) writeFileSync(result, JSON.stringify(stats));
	if (!stats?.passes) throw new Error('No test has passed.');
	if (stats.failures) throw new Error(`${stats.failures} tests have failed.`);
}

// Loaded at run time because mocha is an ES module only, which not every extension host can require.
async function loadMocha(): Promise<typeof MochaModule> {
	const loaded: unknown = await import('mocha').catch(() => require('mocha'));
	return typeof loaded === 'object' && loaded && 'default' in loaded
		? (loaded.default as typeof MochaModule)
		: (loaded as typeof MochaModule);
}
