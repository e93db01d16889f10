// Runs functions of a test inside the extension host: a second, tiny extension connects from there to the test process.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';

/**
 * What a function gets that runs in the extension host. It travels as source text: it may use nothing else from around it.
 * @template A
 * @typedef {{ vscode: typeof import('vscode'), arg: A, require: NodeJS.Require, context: import('vscode').ExtensionContext }} HostScope
 */

/**
 * One extension host.
 * @typedef {object} Host
 * @property {string} vscodeVersion
 * @property {string} nodeVersion
 * @property {number} pid
 * @property {<R, A = undefined>(fn: (scope: HostScope<A>) => R | PromiseLike<R>, arg?: A, limitMs?: number) => Promise<R>} run runs `fn` there;
 *   argument and result travel as JSON, so `undefined` arrives as `null`
 * @property {(id: string, ...args: unknown[]) => Promise<unknown>} command executes a command of VS Code and gives its result
 */

/** Name of the variable by which the bridge in the extension host learns the port. */
export const bridgeVariable = 'TANDEM_TEST_BRIDGE';

/**
 * Waits for extension hosts to connect.
 * @returns {Promise<{ port: number, nextHost: (limitMs?: number) => Promise<Host>, close: () => void }>} `nextHost` gives each host once, in the
 *   order in which they came
 */
export function listenForHosts() {
	/** @type {Host[]} */
	const arrived = [];
	/** @type {((host: Host) => void)[]} */
	const waiting = [];
	/** @type {Set<import('node:net').Socket>} */
	const sockets = new Set();
	const server = createServer((socket) => {
		sockets.add(socket);
		socket.once('close', () => sockets.delete(socket));
		serveHost(socket, (host) => {
			const next = waiting.shift();
			if (next) next(host);
			else arrived.push(host);
		});
	});
	/** @param {number} [limitMs] @returns {Promise<Host>} */
	const nextHost = (limitMs = 60_000) => {
		const first = arrived.shift();
		if (first) return Promise.resolve(first);
		return new Promise((resolve, reject) => {
			const timer = setTimeout(() => reject(new Error(`No extension host has started in ${limitMs} ms.`)), limitMs);
			waiting.push((host) => {
				clearTimeout(timer);
				resolve(host);
			});
		});
	};
	return new Promise((resolve) => {
		server.listen(0, '127.0.0.1', () => {
			server.unref();
			const address = server.address();
			const port = typeof address === 'object' && address ? address.port : 0;
			const close = () => {
				for (const socket of sockets) socket.destroy();
				server.close();
			};
			resolve({ port, nextHost, close });
		});
	});
}

/**
 * Writes the bridge extension into a new folder and returns the folder.
 * @param {string} parent
 */
export function writeBridgeExtension(parent) {
	const folder = path.join(parent, 'bridge');
	mkdirSync(folder, { recursive: true });
	const manifest = {
		name: 'bridge',
		publisher: 'tandem-test',
		version: '0.0.1',
		engines: { vscode: '^1.80.0' },
		main: './main.js',
		activationEvents: ['onStartupFinished'],
		capabilities: { untrustedWorkspaces: { supported: true } },
	};
	writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest, null, '\t'));
	writeFileSync(path.join(folder, 'main.js'), bridgeSource);
	return folder;
}

/**
 * @param {import('node:net').Socket} socket
 * @param {(host: Host) => void} greet called when the host has said who it is
 */
function serveHost(socket, greet) {
	/** @type {Map<number, (message: { value?: unknown, error?: string }) => void>} */
	const calls = new Map();
	let count = 0;
	let gone = false;
	/** @type {Host['run']} */
	const run = (fn, arg, limitMs = 20_000) =>
		new Promise((resolve, reject) => {
			if (gone) return reject(new Error('The extension host has ended.'));
			const id = (count += 1);
			const timer = setTimeout(() => {
				calls.delete(id);
				reject(new Error(`The extension host gave no answer in ${limitMs} ms to ${String(fn)}`));
			}, limitMs);
			calls.set(id, ({ value, error }) => {
				clearTimeout(timer);
				calls.delete(id);
				if (error === undefined) resolve(/** @type {any} */ (value));
				else reject(new Error(error));
			});
			socket.write(`${JSON.stringify({ id, fn: String(fn), arg })}\n`);
		});
	/** @type {Host['command']} */
	const command = (...args) =>
		run(
			({ vscode, arg }) => vscode.commands.executeCommand(arg[0] ?? '', ...arg.slice(1)),
			/** @type {string[]} */ (args),
		);

	// A host that dies resets the connection; 'close' follows.
	socket.on('error', () => {});
	socket.once('close', () => {
		gone = true;
		for (const answer of calls.values()) answer({ error: 'The extension host has ended before it answered.' });
	});
	let rest = '';
	socket.setEncoding('utf8').on('data', (text) => {
		const lines = (rest + text).split('\n');
		rest = lines.pop() ?? '';
		for (const line of lines) {
			const message = JSON.parse(line);
			if (message.hello) greet({ ...message.hello, run, command });
			else calls.get(message.id)?.(message);
		}
	});
}

const bridgeSource = `const vscode = require('vscode');
exports.activate = (context) => {
	const socket = require('node:net').connect(Number(process.env.${bridgeVariable}), '127.0.0.1');
	const send = (message) => socket.write(JSON.stringify(message) + '\\n');
	const answer = async ({ id, fn, arg }) => {
		try {
			send({ id, value: (await (0, eval)('(' + fn + ')')({ vscode, arg, require, context })) ?? null });
		} catch (error) {
			send({ id, error: String(error?.stack ?? error) });
		}
	};
	let rest = '';
	socket.on('error', () => {});
	socket.setEncoding('utf8').on('data', (text) => {
		const lines = (rest + text).split('\\n');
		rest = lines.pop();
		for (const line of lines) void answer(JSON.parse(line));
	});
	send({ hello: { vscodeVersion: vscode.version, nodeVersion: process.version, pid: process.pid } });
	context.subscriptions.push({ dispose: () => socket.destroy() });
};
`;
