// Packs the extension as users get it:  node test/harness/vsix.mjs FILE.vsix
// Fails when something is missing from the package or does not belong there.
import { cpSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { exitOnSignals, tempFolder } from './cleanup.mjs';
import { runCommand, runNpm } from './command.mjs';
import { installOnce, pinned } from './packages.mjs';
import { packedReadme } from './packedReadme.mjs';
import { projectRoot } from './project.mjs';

// Bytes. Pictures are what makes a package large, and code that is packed twice.
const SIZE_LIMIT = 565_000;
// Neither sources nor tests nor what was built for them, nor secrets.
const foreign = /^(src|test|out|node_modules|\.(vscode|vscode-test|git|github|ci)|\.env.*)\//;

process.env.TANDEM_ROOT ??= path.resolve(import.meta.dirname, '../..');
exitOnSignals();
try {
	await pack(path.resolve(process.argv[2] ?? 'tandem.vsix'));
} catch (error) {
	console.error(/** @type {Error} */ (error).message);
	process.exit(1);
}

/** @param {string} file */
async function pack(file) {
	const root = projectRoot();
	if (!existsSync(path.join(root, '.vscodeignore')))
		throw new Error('.vscodeignore is missing: everything would be packed.');
	// First, since the names of built files are those of their content.
	const build = await runCommand(process.execPath, ['esbuild.config.mjs', '--production'], { cwd: root });
	if (!build.ok) throw new Error(`Tandem cannot be built (${build.reason}).`);
	const files = (await runVsce(['ls', '--no-dependencies'])).split(/\r?\n/).filter(Boolean);
	const surplus = files.filter((name) => foreign.test(name));
	if (surplus.length > 0) throw new Error(`These do not belong into the package:\n${surplus.slice(0, 20).join('\n')}`);
	const manifest = readFileSync(path.join(root, 'package.json'), 'utf8');
	const missing = namedFiles(JSON.parse(manifest)).filter((name) => !files.includes(name));
	if (missing.length > 0)
		throw new Error(`package.json names these, but they would not be packed:\n${missing.join('\n')}`);
	// Packed from a copy, since the README and the manifest are packed otherwise than they stand here.
	const copy = tempFolder('tandem-pack-').path;
	for (const name of files) cpSync(path.join(root, name), path.join(copy, name));
	writeFileSync(
		path.join(copy, 'README.md'),
		packedReadme(readFileSync(path.join(root, 'README.md'), 'utf8'), (name) => files.includes(name)),
	);
	const { scripts: _scripts, devDependencies: _tools, ...packed } = JSON.parse(manifest);
	writeFileSync(path.join(copy, 'package.json'), `${JSON.stringify(packed, null, '\t')}\n`);
	// Relative pictures of the README are packed, not fetched from an address.
	const options = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'];
	await runVsce(['package', ...options, '--out', file], copy);
	const { size } = statSync(file);
	console.log(`${path.relative(root, file)}: ${files.length} files, ${Math.round(size / 1000)} kB`);
	if (size > SIZE_LIMIT) throw new Error(`The package has grown over ${SIZE_LIMIT / 1000} kB. What is new in it?`);
}

/** @param {string[]} args @param {string} [cwd] */
async function runVsce(args, cwd = projectRoot()) {
	const version = pinned.vsce.spec.split('@').at(-1);
	const folder = await installOnce(
		{ name: `vsce-${version}`, title: `vsce ${version}, the packer`, megabytes: 30 },
		async (unfinished) => {
			await runNpm(['install', pinned.vsce.spec, '--ignore-scripts', '--prefix', unfinished], { cwd: unfinished });
		},
	);
	const program = path.join(folder, 'node_modules/@vscode/vsce/vsce');
	const result = await runCommand(process.execPath, [program, ...args], {
		cwd,
		capture: true,
		limitSeconds: 120,
	});
	if (!result.ok) throw new Error(`vsce ${args[0]} failed (${result.reason}).\n${result.output.trim()}`);
	return result.output;
}

/**
 * Every file that the manifest names: strings that are relative paths, wherever they stand.
 * @param {unknown} value
 * @returns {string[]}
 */
function namedFiles(value) {
	if (typeof value === 'string') {
		return /^(\.\/)?(dist|media|l10n)\/[^*]+\.\w+$/.test(value) ? [value.replace(/^\.\//, '')] : [];
	}
	return value && typeof value === 'object' ? Object.values(value).flatMap(namedFiles) : [];
}
