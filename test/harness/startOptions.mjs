// What can be typed after `npm start --`.
import { existsSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { resolveTyped } from './project.mjs';

/** The text of --help. */
export const startHelp = `npm start [-- OPTIONS]

Builds Tandem and opens it in VS Code: the one on your PATH, else one in the browser.
Without --code it opens a sample: a small web shop, its objectives, and a repository that plays the forge.

  --code PATH          open your own code repository
  --spec PATH_OR_URL   the spec repo of your code (default: what .tandem.yml or the folder itself says)
  --web                use VS Code in the browser, even when there is a \`code\` on the PATH
  --port NUMBER        port of VS Code in the browser (default 8123, or the next free one)
  --fresh              make the sample and the profile anew
  --help               show this

VSCODE_PATH names another \`code\`. Sample and profile are kept in .vscode-test/, so the next start is quick. Ctrl-C ends everything.
`;

/**
 * @typedef {object} StartOptions
 * @property {boolean} help
 * @property {boolean} web
 * @property {boolean} fresh
 * @property {string | undefined} code absolute path of an existing folder
 * @property {string | undefined} spec absolute path of an existing folder, or an address as typed
 * @property {number | undefined} port
 */

/**
 * Reads the arguments. Throws with a sentence for the user when one is wrong.
 * @param {readonly string[]} args
 * @returns {StartOptions}
 */
export function parseStartOptions(args) {
	const values = parse(args);
	return {
		help: values.help ?? false,
		web: values.web ?? false,
		fresh: values.fresh ?? false,
		code: values.code === undefined ? undefined : existingFolder('--code', values.code),
		spec: values.spec === undefined ? undefined : specAddress(values.spec),
		port: values.port === undefined ? undefined : portNumber(values.port),
	};
}

/** @param {readonly string[]} args */
function parse(args) {
	const text = /** @type {const} */ ({ type: 'string' });
	const flag = /** @type {const} */ ({ type: 'boolean' });
	const options = { code: text, spec: text, port: text, web: flag, fresh: flag, help: { ...flag, short: 'h' } };
	try {
		return parseArgs({ args: [...args], options, allowPositionals: false }).values;
	} catch (error) {
		// Node's sentence names the argument; what follows it is about a syntax that is of no use here.
		const [sentence] = /** @type {Error} */ (error).message.split('. ');
		throw new Error(`${sentence}. See: npm start -- --help`, { cause: error });
	}
}

/**
 * @param {string} name
 * @param {string} typed
 */
function existingFolder(name, typed) {
	const folder = resolveTyped(typed);
	if (!existsSync(folder)) throw new Error(`${name}: there is no folder ${folder}.`);
	if (!statSync(folder).isDirectory()) throw new Error(`${name}: ${folder} is not a folder.`);
	return folder;
}

/** An address has a scheme (`https://`) or is of the form `user@host:path`; all else is a path. @param {string} typed */
function specAddress(typed) {
	if (typed === '') throw new Error('--spec needs a path or an address.');
	const isAddress = /^[a-z][a-z0-9+.-]+:\/\//i.test(typed) || /^[^/\\]+@[^/\\]+:/.test(typed);
	return isAddress ? typed : existingFolder('--spec', typed);
}

/** @param {string} typed */
function portNumber(typed) {
	const port = Number(typed);
	if (!Number.isInteger(port) || port < 1 || port > 65_535)
		throw new Error(`--port: ${typed} is not a port number (1 to 65535).`);
	return port;
}
