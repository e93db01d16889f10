// Makes sure that the machine and node_modules are fit to build. Uses nothing but Node's own modules, because it runs before anything is installed.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runCommand, runNpm } from './command.mjs';
import { withProgress } from './progress.mjs';
import { projectRoot } from './project.mjs';

const oldestNode = /** @type {const} */ ([20, 19]);

/** Throws, with what to do next, when Node is too old or git is missing. */
export async function checkTools() {
	const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
	if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
		throw new Error(
			`Node ${oldestNode.join('.')} or newer is needed; this is ${process.versions.node}. Install it from https://nodejs.org and try again.`,
		);
	}
	const git = await runCommand('git', ['--version'], { capture: true, limitSeconds: 20 });
	if (!git.ok) throw new Error('git is needed and was not found. Install it from https://git-scm.com and try again.');
}

/** Installs the packages that package-lock.json names, unless exactly these are installed already. */
export async function ensureDependencies() {
	await checkTools();
	const root = projectRoot();
	if (isInstalled(root)) return;
	await withProgress('Installing the packages of package-lock.json, about 60 MB the first time', () =>
		// No install script of any package is needed, so none gets to run.
		runNpm(['ci', '--ignore-scripts'], { cwd: root }),
	);
}

/**
 * Whether node_modules holds what package-lock.json names. npm notes there, as the last act of an installation, what it has installed.
 * @param {string} root
 */
function isInstalled(root) {
	const note = path.join(root, 'node_modules', '.package-lock.json');
	if (!existsSync(note)) return false;
	const installed = readPackages(note);
	const wanted = readPackages(path.join(root, 'package-lock.json'));
	// The root itself is not in the note; optional packages are left out on the platforms they are not for.
	const lacking = Object.entries(wanted).some(([name, { optional }]) => name !== '' && !optional && !installed[name]);
	return !lacking && Object.entries(installed).every(([name, { version }]) => wanted[name]?.version === version);
}

/**
 * @param {string} file a lock file of npm
 * @returns {Record<string, { version?: string, optional?: boolean }>} by path below the root
 */
function readPackages(file) {
	return JSON.parse(readFileSync(file, 'utf8')).packages;
}
