// Packs the extension as users get it:  node test/harness/vsix.mjs FILE.vsix
// Fails when something is missing from the package or does not belong there.
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { exitOnSignals } from './cleanup.mjs';
import { runCommand, runNpm } from './command.mjs';
import { installOnce, pinned } from './packages.mjs';
import { projectRoot } from './project.mjs';

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
	const files = (await runVsce(['ls', '--no-dependencies'])).split(/\r?\n/).filter(Boolean);
	const surplus = files.filter((name) => foreign.test(name));
	if (surplus.length > 0) throw new Error(`These do not belong into the package:\n${surplus.slice(0, 20).join('\n')}`);
	const manifest = readFileSync(path.join(root, 'package.json'), 'utf8');
	const missing = namedFiles(JSON.parse(manifest)).filter((name) => !files.includes(name));
	if (missing.length > 0)
		throw new Error(`package.json names these, but they would not be packed:\n${missing.join('\n')}`);
	// Relative pictures of the README are packed, not fetched from an address.
	await runVsce([
		'package',
		'--no-dependencies',
		'--allow-missing-repository',
		'--no-rewrite-relative-links',
		'--out',
		file,
	]);
	console.log(`${path.relative(root, file)}: ${files.length} files, ${Math.round(statSync(file).size / 1000)} kB`);
}

/** @param {string[]} args */
async function runVsce(args) {
	const version = pinned.vsce.spec.split('@').at(-1);
	const folder = await installOnce(
		{ name: `vsce-${version}`, title: `vsce ${version}, the packer`, megabytes: 30 },
		async (unfinished) => {
			await runNpm(['install', pinned.vsce.spec, '--ignore-scripts', '--prefix', unfinished], { cwd: unfinished });
		},
	);
	const program = path.join(folder, 'node_modules/@vscode/vsce/vsce');
	const result = await runCommand(process.execPath, [program, ...args], {
		cwd: projectRoot(),
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
