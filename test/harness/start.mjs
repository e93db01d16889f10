// Builds Tandem and opens it in VS Code:  npm start [-- OPTIONS]  (see startOptions.mjs)
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { atExit, exitOnSignals } from './cleanup.mjs';
import { killGroup, runCommand } from './command.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { findDesktop } from './desktopProgram.mjs';
import { quietSettings, writeSettings } from './editorSettings.mjs';
import { cacheFolder, projectRoot } from './project.mjs';
import { ensureSample } from './sample.mjs';
import { parseStartOptions, startHelp } from './startOptions.mjs';
import { startServer } from './vscodeServer.mjs';

const firstPort = 8123;

process.env.TANDEM_ROOT ??= path.resolve(import.meta.dirname, '../..');
exitOnSignals();
try {
	await start(process.argv.slice(2));
} catch (error) {
	console.error(/** @type {Error} */ (error).message);
	process.exit(1);
}

/** @param {string[]} args */
async function start(args) {
	const options = parseStartOptions(args);
	if (options.help) return console.log(startHelp);
	const program = options.web ? undefined : await findDesktop();
	await ensureDependencies();
	console.log('Building ...');
	const build = await runCommand(process.execPath, ['esbuild.config.mjs'], { cwd: projectRoot() });
	if (!build.ok) throw new Error(`Tandem cannot be built (${build.reason}).`);
	const sample = path.join(cacheFolder(), 'sample');
	const profile = path.join(cacheFolder(), 'profile');
	if (options.fresh) for (const folder of [sample, profile]) rmSync(folder, { recursive: true, force: true });
	const folder = options.code ?? (await ensureSample(sample)).codeRepo;
	// Absent it is removed: what an earlier start was given would hide the spec repo that the folder itself names.
	const settings = { 'tandem.specRepo': options.spec };
	if (program) await openDesktop(program, path.join(profile, 'desktop'), folder, settings);
	else await openInBrowser(path.join(profile, 'web'), folder, settings, options.port);
}

/**
 * @param {string} profile
 * @param {string} folder
 * @param {Record<string, unknown>} settings
 * @param {number | undefined} wantedPort
 */
async function openInBrowser(profile, folder, settings, wantedPort) {
	const port = wantedPort ?? (await freePort(firstPort));
	const server = await startServer({ install: [projectRoot()], settings, profile, port });
	const address = server.url(folder);
	console.log(`\nTandem runs in VS Code ${server.version}. Open it in a browser:\n\n  ${address}\n\nCtrl-C ends it.`);
	openAddress(address);
	// Until Ctrl-C, or until the server dies.
	await server.lost;
}

/**
 * @param {{ command: string, shell: boolean }} program
 * @param {string} profile apart from the user's own, so that neither disturbs the other
 * @param {string} folder
 * @param {Record<string, unknown>} settings
 */
async function openDesktop(program, profile, folder, settings) {
	const userData = path.join(profile, 'user');
	writeSettings(path.join(userData, 'User', 'settings.json'), quietSettings, settings);
	const args = [
		'--new-window',
		'--wait',
		`--user-data-dir=${userData}`,
		`--extensions-dir=${path.join(profile, 'extensions')}`,
		'--disable-workspace-trust',
		'--skip-welcome',
		'--skip-release-notes',
		`--extensionDevelopmentPath=${projectRoot()}`,
		folder,
	];
	console.log('Tandem opens in VS Code. Closing its window ends this.');
	const quoted = program.shell ? args.map((argument) => `"${argument}"`) : args;
	const command = program.shell ? `"${program.command}"` : program.command;
	const child = spawn(command, quoted, {
		stdio: 'ignore',
		shell: program.shell,
		detached: process.platform !== 'win32',
	});
	atExit(() => killGroup(child.pid, 'SIGTERM'));
	const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
	if (code !== 0)
		throw new Error(`VS Code has ended with exit code ${code}. With --web it runs in the browser instead.`);
}

/** The first port from `port` on that nobody uses. @param {number} port @returns {Promise<number>} */
async function freePort(port) {
	const free = await new Promise((resolve) => {
		const probe = createServer();
		probe.once('error', () => resolve(false));
		probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
	});
	return free ? port : freePort(port + 1);
}

/** Shows the address in the user's browser where there is a person to see it. @param {string} address */
function openAddress(address) {
	const opener = { darwin: 'open', win32: 'explorer', linux: 'xdg-open' }[/** @type {string} */ (process.platform)];
	if (!process.stdout.isTTY || opener === undefined) return;
	// No such program: the printed address is enough.
	spawn(opener, [address], { stdio: 'ignore', detached: true })
		.on('error', () => {})
		.unref();
}
