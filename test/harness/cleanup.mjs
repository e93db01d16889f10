// What must not outlive this process: temporary folders and process groups.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * Runs `end` when this process exits, the latest registration first. Returns a function that forgets it.
 * @param {() => void} end synchronous, as Node requires at that moment
 * @returns {() => void}
 */
export function atExit(end) {
	process.prependOnceListener('exit', end);
	return () => process.removeListener('exit', end);
}

/** Makes Ctrl-C, SIGTERM and SIGHUP an ordinary exit, so that what {@link atExit} holds runs. For entry points, once. */
export function exitOnSignals() {
	for (const [signal, number] of /** @type {const} */ ([
		['SIGINT', 2],
		['SIGTERM', 15],
		['SIGHUP', 1],
	])) {
		process.once(signal, () => process.exit(128 + number));
	}
}

/** For a child whose standard input is a pipe from its parent: ends with the parent, however that ended. */
export function exitWithParent() {
	process.stdin.resume().on('end', () => process.exit(1));
	// A pipe must not keep a finished child alive; a file or a closed input has no unref.
	if ('unref' in process.stdin) process.stdin.unref();
}

/**
 * A new folder below the system's temporary folder, removed by `remove()` or at the latest when this process exits.
 * @param {string} prefix
 */
export function tempFolder(prefix) {
	const folder = mkdtempSync(path.join(realpathSync(os.tmpdir()), prefix));
	const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
	const forget = atExit(remove);
	return {
		path: folder,
		remove: () => {
			forget();
			remove();
		},
	};
}
