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
	target: 'node20',
};

const builds = [
	// The editor and the command line share most of their code: it is packed once, and what is seldom needed lies in files that are loaded when it is.
	{
		...node,
		entryPoints: { extension: 'src/extension.ts', tandem: 'src/cli/main.ts', historyWorker: 'src/worker/main.ts' },
		outdir: 'dist',
		format: 'esm',
		splitting: true,
		outExtension: { '.js': '.mjs' },
		external: ['vscode'],
		// Libraries that are CommonJS ask for Node's modules by `require`.
		banner: {
			js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url), __dirname = import.meta.dirname;",
		},
		alias: {
			// The browser build of axios speaks through fetch, which VS Code routes through the user's proxy; the Node build is four times its size.
			'axios': 'axios/dist/browser/axios.cjs',
			// The same code as ES modules, of which esbuild leaves out what nobody asks for.
			'yaml': './node_modules/yaml/browser/index.js',
			'debug': './src/node/silentLogs.ts',
			'@secretlint/profiler': './src/node/silentLogs.ts',
		},
	},
	{
		...node,
		format: 'cjs',
		entryPoints: { sample: 'src/sample/main.ts' },
		outdir: 'dist',
		banner: { js: '#!/usr/bin/env node' },
	},
	{
		...shared,
		entryPoints: { webview: 'src/webview/main.tsx' },
		outdir: 'dist',
		platform: 'browser',
		format: 'iife',
		target: 'es2022',
		alias: { entities: './src/webview/browserEntities.ts' },
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
