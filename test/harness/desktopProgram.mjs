// The VS Code that is installed on this machine.
import { existsSync } from 'node:fs';
import { runCommand } from './command.mjs';
import { resolveTyped } from './project.mjs';
import { floorVersion } from './vscodeInstall.mjs';

/**
 * The `code` program: `VSCODE_PATH`, else the one on the PATH; undefined, with a printed reason where there is one, when it is of no use here.
 * @returns {Promise<{ command: string, shell: boolean } | undefined>}
 */
export async function findDesktop() {
	const named = process.env.VSCODE_PATH;
	if (named && !existsSync(resolveTyped(named)))
		throw new Error(`VSCODE_PATH: there is no file ${resolveTyped(named)}.`);
	// In a terminal of a remote window `code` only talks to that window and opens no profile of its own.
	if (!named && process.env.VSCODE_IPC_HOOK_CLI) return undefined;
	const command = named ? resolveTyped(named) : 'code';
	// The command line of VS Code is a .cmd file on Windows, which only a shell can start.
	const shell = process.platform === 'win32';
	const [program, args] = shell ? ['cmd.exe', ['/d', '/c', command, '--version']] : [command, ['--version']];
	const { ok, output } = await runCommand(program, args, { capture: true, limitSeconds: 30 });
	const version = /^\d+\.\d+\.\d+/m.exec(output)?.[0];
	if (!ok || version === undefined) {
		if (named) throw new Error(`VSCODE_PATH: ${command} did not tell its version. Is it VS Code?`);
		return undefined;
	}
	const oldest = floorVersion.replace(/\d+$/, '0');
	if (isOlder(version, oldest)) {
		console.log(`VS Code ${version} is installed, but Tandem needs ${oldest} or newer: using one in the browser.`);
		return undefined;
	}
	return { command, shell };
}

/**
 * @param {string} version
 * @param {string} other
 */
function isOlder(version, other) {
	return version.localeCompare(other, 'en', { numeric: true }) < 0;
}
