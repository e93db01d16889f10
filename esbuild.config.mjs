// Builds what ships (dist/) and, with --tests, the tests (out/). One build per runtime; no plugins.
//   node esbuild.config.mjs [--watch] [--production] [--tests]
import { build, context } from 'esbuild';
import { readdirSync, rmSync } from 'node:fs';

const flags = new Set(process.argv.slice(2));
const production = flags.has('--production');

const shared = {
	bundle: true,
	minify: production,
	sourcemap: production ? false : 'linked',
	logLevel: 'warning',
	legalComments: 'none',
	define: { 'process.env.NODE_ENV': '"production"' },
};
const node = {
	...shared,
	platform: 'node',
	format: 'cjs',
	target: 'node20',
	// The browser build of axios speaks through fetch, which VS Code routes through the user's proxy; the Node build is four times its size.
	alias: { axios: 'axios/dist/browser/axios.cjs' },
};

const builds = [
	{ ...node, entryPoints: { extension: 'src/extension.ts' }, outdir: 'dist', external: ['vscode'] },
	{ ...node, entryPoints: { historyWorker: 'src/worker/main.ts' }, outdir: 'dist' },
	{ ...node, entryPoints: { tandem: 'src/cli/main.ts' }, outdir: 'dist', banner: { js: '#!/usr/bin/env node' } },
	{ ...node, entryPoints: { sample: 'src/sample/main.ts' }, outdir: 'dist', banner: { js: '#!/usr/bin/env node' } },
	{
		...shared,
		entryPoints: { webview: 'src/webview/main.tsx' },
		outdir: 'dist',
		platform: 'browser',
		format: 'iife',
		target: 'es2022',
		jsx: 'automatic',
		jsxImportSource: 'preact',
	},
];

if (flags.has('--tests')) {
	builds.push({
		...shared,
		entryPoints: filesBelow('test').filter(
			(file) => file.endsWith('.test.ts') || file.endsWith('.test.tsx') || file.endsWith('/suite.ts'),
		),
		outdir: 'out',
		// Without it the common prefix would be cut from the output paths.
		outbase: '.',
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		packages: 'external',
		external: ['vscode'],
		jsx: 'automatic',
		jsxImportSource: 'preact',
	});
	rmSync('out', { recursive: true, force: true });
}

function filesBelow(folder) {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => `${entry.parentPath ?? entry.path}/${entry.name}`.replaceAll('\\', '/'));
}

if (!flags.has('--watch')) rmSync('dist', { recursive: true, force: true });
if (flags.has('--watch')) {
	for (const options of builds) await (await context({ ...options, logLevel: 'info' })).watch();
} else {
	await Promise.all(builds.map((options) => build(options)));
}
