// A real VS Code (server, web workbench, Node extension host) out of the npm package of code-server, without a compiler and without GitHub.
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runNpm } from './command.mjs';
import { ensureNode, installOnce, pinned, platform, unpackPackage } from './packages.mjs';

/** The oldest version of VS Code that the manifest allows, and the newest that is tested. */
export const floorVersion = '1.100.3';
export const latestVersion = '1.139.1';

/** @type {Record<string, { node: number, megabytes: number, extra: Record<string, string> }>} */
const releases = {
	[latestVersion]: { node: 24, megabytes: 87, extra: {} },
	[floorVersion]: {
		node: 20,
		megabytes: 78,
		// The ones it names fetch or compile their programs while they are installed; these newer ones carry them.
		extra: { 'node-pty': '1.2.0-beta.15', [`@vscode/ripgrep-${platform}`]: '1.18.0' },
	},
};

// Dependencies of the server that neither the workbench nor the extension host loads (agents, containers, Windows, Kerberos): 300 MB less.
const unused =
	/^(@devcontainers\/|@github\/|@anthropic|@openai|@microsoft\/mxc-sdk$|@vscode\/(copilot-api|sandbox-runtime|sqlite3|windows-|vsce-sign)|kerberos$|ssh2$|tar$|zod$)/;
const unusedExtensions = ['copilot', 'mermaid-markdown-features', 'microsoft-authentication'];

// The native modules that would need a compiler. Plain JavaScript does: one writes log files, the other watches the parent process.
const logWriter = `const fs = require('fs'), path = require('path');
const make = async (_name, file) => {
	fs.mkdirSync(path.dirname(file), { recursive: true });
	const log = { setLevel() {}, getLevel: () => 0, setPattern() {}, clearFormatters() { log.raw = true; }, flush() {}, drop() {} };
	for (const level of ['trace', 'debug', 'info', 'warn', 'error', 'critical'])
		log[level] = (m) => { try { fs.appendFileSync(file, log.raw ? m : new Date().toISOString() + ' [' + level + '] ' + m + '\\n'); } catch {} };
	return log;
};
exports.version = 0; exports.setLevel = () => {}; exports.setFlushOn = () => {};
exports.createRotatingLogger = make; exports.createAsyncRotatingLogger = make;
`;
const watchdog = 'exports.start = () => {}; exports.exit = (code) => process.exit(code || 0);\n';
const copier =
	"const { copyFile, cp } = require('fs').promises; exports.copyFile = copyFile; exports.cp = cp; exports.isCloneSupported = () => false;\n";
/** @type {Record<string, string>} */
const replacements = {
	'@vscode/spdlog': logWriter,
	'@vscode/native-watchdog': watchdog,
	'native-watchdog': watchdog,
	'@vscode/fs-copyfile': copier,
};

/**
 * Installs that version of VS Code unless it is there.
 * @param {string} version one of {@link floorVersion} and {@link latestVersion}
 * @returns {Promise<{ folder: string, node: string }>} the server's folder and the Node.js program that runs it
 */
export async function ensureVSCode(version) {
	const release = releases[version];
	const source = pinned.vscode[version];
	if (release === undefined || source === undefined) {
		throw new Error(`VS Code ${version} is not among the tested versions: ${Object.keys(releases).join(', ')}.`);
	}
	const node = await ensureNode(release.node);
	const title = `VS Code ${version} for the browser`;
	const folder = await installOnce(
		{ name: `vscode-${version}`, title, megabytes: release.megabytes },
		async (unfinished) => {
			const left = unusedExtensions.map((name) => `--exclude=package/lib/vscode/extensions/${name}`);
			await unpackPackage(source, unfinished, ['--strip-components=3', ...left, 'package/lib/vscode']);
			chooseDependencies(path.join(unfinished, 'package.json'), release.extra);
			// Both folders carry an npm-shrinkwrap.json, so versions and checksums stay those that VS Code was released with.
			for (const cwd of [unfinished, path.join(unfinished, 'extensions')]) {
				await runNpm(['install', '--ignore-scripts', '--omit=dev', '--legacy-peer-deps'], { cwd });
			}
			addReplacements(path.join(unfinished, 'node_modules'));
			placeRipgrep(path.join(unfinished, 'node_modules'));
			removeOtherPlatforms(path.join(unfinished, 'node_modules'));
		},
	);
	return { folder, node };
}

/**
 * @param {string} manifest
 * @param {Record<string, string>} extra
 */
function chooseDependencies(manifest, extra) {
	const content = JSON.parse(readFileSync(manifest, 'utf8'));
	for (const name of Object.keys(content.dependencies)) {
		// The git extension of 1.139 loads fs-copyfile, which needs no compiler there: only where it is missing it is replaced.
		const replaced = name in replacements && name !== '@vscode/fs-copyfile';
		if (unused.test(name) || replaced) delete content.dependencies[name];
	}
	Object.assign(content.dependencies, extra);
	writeFileSync(manifest, JSON.stringify(content, null, 2));
}

/** @param {string} modules */
function addReplacements(modules) {
	for (const [name, code] of Object.entries(replacements)) {
		const folder = path.join(modules, name);
		if (existsSync(folder)) continue;
		mkdirSync(folder, { recursive: true });
		writeFileSync(path.join(folder, 'index.js'), code);
		writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name, version: '0.0.0', main: 'index.js' }));
	}
}

/** The older version looks for ripgrep in the package that would have downloaded it. @param {string} modules */
function placeRipgrep(modules) {
	const program = process.platform === 'win32' ? 'rg.exe' : 'rg';
	const from = path.join(modules, '@vscode', `ripgrep-${platform}`, 'bin', program);
	const to = path.join(modules, '@vscode/ripgrep');
	if (!existsSync(from) || !existsSync(to)) return;
	mkdirSync(path.join(to, 'bin'), { recursive: true });
	copyFileSync(from, path.join(to, 'bin', program));
}

/** @param {string} modules */
function removeOtherPlatforms(modules) {
	for (const name of ['@vscode/ripgrep-universal/bin', 'node-pty/prebuilds']) {
		const folder = path.join(modules, name);
		if (!existsSync(folder)) continue;
		for (const other of readdirSync(folder).filter((entry) => entry !== platform)) {
			rmSync(path.join(folder, other), { recursive: true });
		}
	}
}
