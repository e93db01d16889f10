// Runs other programs: never through a shell (save for the .cmd files of Windows), never longer than allowed, never left behind.
import { spawn } from 'node:child_process';
import { atExit } from './cleanup.mjs';

const onWindows = process.platform === 'win32';

/**
 * @typedef {object} CommandResult
 * @property {boolean} ok ended by itself with exit code 0
 * @property {string} reason why it is not ok, as a clause ("exit code 2", "not done in 60 s"); empty when ok
 * @property {string} output what it printed; empty when it printed to our own terminal
 */

/**
 * Runs one program in a process group of its own to its end, or ends the whole group at the limit.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, limitSeconds?: number, capture?: boolean }} [options]
 * @returns {Promise<CommandResult>}
 */
export function runCommand(command, args, options = {}) {
	const { cwd, env = process.env, limitSeconds = 600, capture = false } = options;
	const printed = capture ? 'pipe' : 'inherit';
	// The standard input is a pipe that never carries anything: its end tells a child of ours that we are gone.
	const child = spawn(command, args, { cwd, env, detached: !onWindows, stdio: ['pipe', printed, printed] });
	const forget = atExit(() => endGroup(child.pid));
	/** @type {Buffer[]} */
	const chunks = [];
	child.stdout?.on('data', (chunk) => chunks.push(chunk));
	child.stderr?.on('data', (chunk) => chunks.push(chunk));
	return new Promise((resolve) => {
		let late = false;
		const timer = setTimeout(() => {
			late = true;
			endGroup(child.pid);
		}, limitSeconds * 1000);
		/** @param {string} reason */
		const settle = (reason) => {
			clearTimeout(timer);
			forget();
			resolve({ ok: reason === '', reason, output: Buffer.concat(chunks).toString('utf8') });
		};
		child.once('error', (error) => settle(`${command} cannot be started: ${error.message}`));
		child.once('close', (code, signal) => {
			// What the program itself left running goes with it.
			killGroup(child.pid);
			if (late) settle(`not done in ${limitSeconds} s`);
			else if (code === 0) settle('');
			else settle(code === null ? `ended by ${signal}` : `exit code ${code}`);
		});
	});
}

/**
 * Runs npm; throws with what npm said when it fails.
 * @param {readonly string[]} args
 * @param {{ cwd?: string, capture?: boolean }} [options]
 * @returns {Promise<string>} what npm printed
 */
export async function runNpm(args, options = {}) {
	// When npm itself started us it says where its program is: no .cmd file, hence no shell, on any system.
	const program = process.env.npm_execpath?.endsWith('.js') ? process.env.npm_execpath : undefined;
	const [command, first] = program
		? [process.execPath, [program]]
		: onWindows
			? ['cmd.exe', ['/d', '/c', 'npm']]
			: ['npm', []];
	const env = {
		...process.env,
		npm_config_audit: 'false',
		npm_config_fund: 'false',
		npm_config_engine_strict: 'false',
	};
	const result = await runCommand(command, [...first, ...args, '--loglevel=error'], { capture: true, env, ...options });
	if (!result.ok) {
		// npm adds its whole manual to some errors.
		const said = result.output.trim().split('\n', 12).join('\n');
		throw new Error(`npm ${args.join(' ')} failed (${result.reason}).\n${said}`);
	}
	return result.output;
}

/**
 * Ends a process and its group, after a short time in which it can clean up. Blocks meanwhile: also for use while this process exits.
 * @param {number | undefined} pid
 */
function endGroup(pid) {
	killGroup(pid, 'SIGTERM');
	const pause = new Int32Array(new SharedArrayBuffer(4));
	for (let waited = 0; waited < 1500 && killGroup(pid, 0); waited += 50) Atomics.wait(pause, 0, 0, 50);
	killGroup(pid);
}

/**
 * Ends a process and everything in its group at once; one that is already gone is no error.
 * @param {number | undefined} pid
 * @param {NodeJS.Signals | 0} [signal] 0 only looks
 * @returns {boolean} whether there was something to signal
 */
export function killGroup(pid, signal = 'SIGKILL') {
	if (pid === undefined) return false;
	try {
		return process.kill(onWindows ? pid : -pid, signal);
	} catch {
		// ESRCH: it has ended by itself.
		return false;
	}
}
