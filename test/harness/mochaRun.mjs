// One run of mocha in Node, in a process of its own:  node mochaRun.mjs RESULT TIMEOUT_MS REPORTER FILE...
// It leaves its counts in the file RESULT as its last act; no such file means that the run died.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import Mocha from 'mocha';
import { exitOnSignals, exitWithParent } from './cleanup.mjs';

const [result = '', timeout, reporter, ...files] = process.argv.slice(2);
exitOnSignals();
exitWithParent();
// Generated cases are new ones each time, but not where a change is judged: it must not fail by another's luck.
if (process.env.CI) createRequire(import.meta.url)('fast-check').configureGlobal({ seed: 20261122 });
const mocha = new Mocha({
	ui: 'tdd',
	reporter,
	timeout: Number(timeout),
	forbidOnly: true,
	color: process.stdout.isTTY,
	grep: process.env.TANDEM_TEST_GREP,
});
for (const file of files) mocha.addFile(path.resolve(file));
const runner = mocha.run((failures) => {
	writeFileSync(result, JSON.stringify(runner.stats));
	process.exitCode = failures ? 1 : 0;
	// Whatever still keeps this process alive was left open by a test: that is a failure, too.
	setTimeout(() => {
		console.error('The tests are over, but something they opened is still open (a server, a timer, a process).');
		process.exit(1);
	}, 5000).unref();
});
