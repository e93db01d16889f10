// Where things are. The UI tests are bundled, so no file of the harness that they import may look at its own address: the root comes from the
// environment (the entry points set it) or is the folder in which npm and mocha run anyway.
import { existsSync } from 'node:fs';
import path from 'node:path';

/** Absolute path of the folder with package.json: `TANDEM_ROOT`, else the working directory. Throws when it is no such folder. */
export function projectRoot() {
	const root = path.resolve(process.env.TANDEM_ROOT ?? process.cwd());
	if (!existsSync(path.join(root, 'package.json'))) {
		throw new Error(`There is no package.json in ${root}. Run this in the folder of the project.`);
	}
	return root;
}

/** Absolute path of the folder for what is downloaded or made once: `.vscode-test` in the project, or `TANDEM_CACHE`. */
export function cacheFolder() {
	return path.resolve(process.env.TANDEM_CACHE ?? path.join(projectRoot(), '.vscode-test'));
}

/**
 * A path that the user typed, made absolute. npm runs scripts in the folder of package.json, the user may stand elsewhere (INIT_CWD).
 * @param {string} typed
 */
export function resolveTyped(typed) {
	return path.resolve(process.env.INIT_CWD ?? process.cwd(), typed);
}
