// Starts a VS Code server with a profile, extensions and settings of its own, and sees to it that nothing of it outlives this process.
import { existsSync, lstatSync, mkdirSync, readFileSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { bridgeVariable, listenForHosts, writeBridgeExtension } from './bridge.mjs';
import { atExit, tempFolder } from './cleanup.mjs';
import { killGroup, runCommand } from './command.mjs';
import { quietSettings, testSettings, themeId, writeSettings } from './editorSettings.mjs';
import { ensureVSCode, latestVersion } from './vscodeInstall.mjs';

/**
 * @typedef {object} ServerOptions
 * @property {string} [version] of VS Code; the latest tested one when absent
 * @property {readonly string[]} [install] extensions: folders (linked, so that a new build shows after a reload) or .vsix files
 * @property {Record<string, unknown>} [settings] the user's settings, over the quiet ones; `undefined` removes one
 * @property {import('./editorSettings.mjs').ColorTheme} [color]
 * @property {'off' | 'ask'} [trust] `off`: every folder is trusted; `ask`: Workspace Trust as users have it, with its question
 * @property {NodeJS.ProcessEnv} [env] over our own environment
 * @property {string} [profile] folder that keeps everything between starts; absent: a new one that goes away with the server
 * @property {boolean} [bridge] with `nextHost()`, which runs test code in the extension host
 * @property {boolean} [testMode] lets `testUrl` name an extension under development and its tests
 * @property {boolean} [hostsMayDie] the death of an extension host is part of the test, and not the server's end
 * @property {number} [port] 0, the default, lets the system choose
 */

// Loaded into the server: when our end of its standard input closes, whatever ended us, the server ends its whole group (hosts, terminals, watchers).
const leash = `data:text/javascript,${encodeURIComponent(
	`if (/server-main\\.js$/.test(process.argv[1])) process.stdin.resume().on('end', () => { try { process.kill(-process.pid, 'SIGKILL'); } catch { process.exit(); } });`,
)}`;

/**
 * Starts one server. `lost` rejects when it or its extension host dies; `stop()` ends it and everything it started.
 * @param {ServerOptions} [options]
 */
export async function startServer(options = {}) {
	const { version = latestVersion, install = [], trust = 'off', profile, port = 0, testMode = false } = options;
	const { folder, node } = await ensureVSCode(version);
	// Sockets and other short-lived files: apart from the profile, whose path may be too long for a socket (107 bytes).
	const scratch = tempFolder('tandem-vscode-');
	const data = profile ?? path.join(scratch.path, 'data');
	prepareSettings(data, version, options);
	const hosts = options.bridge ? await listenForHosts() : undefined;
	const env = serverEnvironment(scratch.path, {
		...options.env,
		...(hosts && { [bridgeVariable]: String(hosts.port) }),
	});
	const common = [
		'out/server-main.js',
		'--server-data-dir',
		data,
		'--accept-server-license-terms',
		'--telemetry-level',
		'off',
	];
	const folders = install.filter((extension) => !extension.endsWith('.vsix'));
	linkExtensions(path.join(data, 'extensions'), hosts ? [...folders, writeBridgeExtension(scratch.path)] : folders);
	for (const vsix of install.filter((extension) => extension.endsWith('.vsix'))) {
		const args = [...common, '--install-extension', path.resolve(vsix), '--force'];
		const { output } = await runCommand(node, args, { cwd: folder, env, capture: true, limitSeconds: 60 });
		if (!output.includes('successfully installed')) throw new Error(`${vsix} cannot be installed:\n${output}`);
	}
	const args = [
		'--import',
		leash,
		...common,
		'--host=127.0.0.1',
		`--port=${port}`,
		'--without-connection-token',
		'--force-disable-user-env',
		'--reconnection-grace-time=5',
		...(trust === 'off' ? ['--disable-workspace-trust'] : []),
		...(testMode ? ['--enable-smoke-test-driver'] : []),
	];
	const running = runServer(node, args, { cwd: folder, env }, options.hostsMayDie);
	/** Ends the server. Calling it again does nothing. */
	const stop = async () => {
		hosts?.close();
		await running.end();
		scratch.remove();
	};
	try {
		const actualPort = await running.started;
		return {
			version,
			...addresses(actualPort),
			data,
			pid: running.pid,
			log: running.log,
			lost: running.lost,
			stop,
			nextHost: firstOf(hosts, running.lost),
		};
	} catch (error) {
		await stop();
		throw error;
	}
}

/** @typedef {Awaited<ReturnType<typeof startServer>>} Server */

/**
 * @param {{ nextHost: (limitMs?: number) => Promise<import('./bridge.mjs').Host> } | undefined} hosts
 * @param {Promise<never>} lost
 */
function firstOf(hosts, lost) {
	/** The next extension host that connects; needs the option `bridge`. @param {number} [limitMs] */
	return async (limitMs) => {
		if (!hosts) throw new Error('This server was started without the option "bridge".');
		return Promise.race([hosts.nextHost(limitMs), lost]);
	};
}

/**
 * @param {string} data
 * @param {string} version
 * @param {ServerOptions} options
 */
function prepareSettings(data, version, { profile, settings = {}, trust = 'off', color = 'dark' }) {
	const always = trust === 'off' ? { 'security.workspace.trust.enabled': false, ...settings } : settings;
	const initial = {
		...(profile === undefined ? testSettings : quietSettings),
		'workbench.colorTheme': themeId(version, color),
	};
	writeSettings(path.join(data, 'data/User/settings.json'), initial, always);
}

/**
 * @param {string} scratch
 * @param {NodeJS.ProcessEnv} wanted
 */
function serverEnvironment(scratch, wanted) {
	// Without a gallery no request goes to a marketplace.
	/** @type {NodeJS.ProcessEnv} */
	const env = { ...process.env, EXTENSIONS_GALLERY: '{}', ...wanted };
	for (const name of Object.keys(env)) {
		// Set when we were started from a terminal of VS Code; they would make the server believe that it belongs to that window.
		if (/^(VSCODE|ELECTRON)_/.test(name)) delete env[name];
	}
	if (process.platform === 'linux') {
		env.TMPDIR = scratch;
		env.XDG_RUNTIME_DIR = scratch;
	}
	return env;
}

/**
 * Puts links to the folders where VS Code looks for installed extensions, and has it look again when something is new.
 * @param {string} extensions
 * @param {readonly string[]} folders
 */
function linkExtensions(extensions, folders) {
	mkdirSync(extensions, { recursive: true });
	for (const folder of folders) {
		const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
		const link = path.join(extensions, `${manifest.publisher}.${manifest.name}-${manifest.version}`);
		const target = path.resolve(folder);
		const present = lstatSync(link, { throwIfNoEntry: false });
		if (present?.isSymbolicLink() && readlinkSync(link) === target) continue;
		if (present) rmSync(link, { recursive: true });
		symlinkSync(target, link, 'junction');
		// VS Code lists what is installed here; without the list it reads the folder anew.
		if (existsSync(path.join(extensions, 'extensions.json'))) rmSync(path.join(extensions, 'extensions.json'));
	}
}

/**
 * @param {string} node
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} where
 * @param {boolean} [hostsMayDie]
 */
function runServer(node, args, where, hostsMayDie = false) {
	const child = spawn(node, args, {
		...where,
		stdio: ['pipe', 'pipe', 'pipe'],
		detached: process.platform !== 'win32',
	});
	const forget = atExit(() => killGroup(child.pid));
	let log = '';
	/** @type {(error: Error) => void} */
	let lose = doNothing;
	/** @type {Promise<never>} */
	const lost = new Promise((_, reject) => (lose = reject));
	// Who does not look at it must not be ended by it.
	lost.catch(() => {});
	const ended = new Promise((resolve) => {
		child.once('error', (error) => lose(new Error(`The VS Code server cannot be started: ${error.message}`)));
		child.once('close', (code, signal) => {
			lose(new Error(`The VS Code server has ended (${code ?? signal}).\n${log.slice(-1500)}`));
			resolve(undefined);
		});
	});
	/** @type {Promise<number>} */
	const listening = new Promise((resolve) => {
		/** @param {Buffer} chunk */
		const read = (chunk) => {
			log += chunk;
			const [, agent] = /Extension host agent listening on (\d+)/.exec(log) ?? [];
			if (agent) resolve(Number(agent));
			// The server does not end then, it only says so.
			if (log.includes('EADDRINUSE')) lose(new Error('The port is already in use.'));
			const death = /Extension Host Process exited with code: (\d+|null), signal: (\w+)/.exec(String(chunk));
			if (death && !hostsMayDie && !(death[1] === '0' && death[2] === 'null')) {
				// A moment for the test's own message, which says more.
				setTimeout(() => lose(new Error(`The extension host has died: ${death[0]}`)), 2000).unref();
			}
		};
		child.stdout.on('data', read);
		child.stderr.on('data', read);
	});
	const slow = setTimeout(
		() => lose(new Error(`The VS Code server did not start in 30 s.\n${log.slice(-1500)}`)),
		30_000,
	);
	const started = Promise.race([listening, lost]).finally(() => clearTimeout(slow));
	const end = async () => {
		killGroup(child.pid, 'SIGTERM');
		const timer = setTimeout(() => killGroup(child.pid), 3000);
		await ended;
		clearTimeout(timer);
		killGroup(child.pid);
		forget();
	};
	return { pid: child.pid, started, lost, end, log: () => log };
}

function doNothing() {}

/** @param {number} port */
function addresses(port) {
	const origin = `http://127.0.0.1:${port}`;
	/** @param {string} file */
	const remote = (file) =>
		`vscode-remote://127.0.0.1:${port}${process.platform === 'win32' ? '/' : ''}${file.replaceAll('\\', '/')}`;
	return {
		port,
		origin,
		/** Address of the workbench, with that folder open when there is one. @param {string} [folder] */
		url: (folder) => `${origin}/?${query(folder === undefined ? {} : { folder })}`,
		/**
		 * Address at which the workbench runs an extension under development together with its tests; needs the option `testMode`.
		 * @param {string} opened a folder, or a file `*.code-workspace`
		 * @param {string} extension
		 * @param {string} tests
		 */
		testUrl: (opened, extension, tests) => {
			const payload = JSON.stringify([
				['extensionDevelopmentPath', remote(extension)],
				['extensionTestsPath', remote(tests)],
			]);
			const kind = opened.endsWith('.code-workspace') ? 'workspace' : 'folder';
			return `${origin}/?${query({ [kind]: opened, payload })}`;
		},
	};
}

/** @param {Record<string, string>} values */
function query(values) {
	return new URLSearchParams(values).toString();
}
