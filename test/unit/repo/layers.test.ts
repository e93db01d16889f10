import assert from 'node:assert/strict';
import path from 'node:path';
import { importsOf, sourceFiles } from './sourceFiles.ts';
import type { SourceFile } from './sourceFiles.ts';

/** Which layers, and which packages, each layer may import. The table in ARCHITECTURE.md says why. */
const LAYERS: Record<string, { readonly layers: readonly string[]; readonly packages: readonly string[] }> = {
	'core': { layers: ['core'], packages: ['yaml', 'zod/mini', 'diff'] },
	'app': { layers: ['core', 'app', 'protocol'], packages: ['minisearch'] },
	'protocol': { layers: ['protocol'], packages: [] },
	'node': { layers: ['core', 'app', 'node'], packages: ['node:', 'simple-git', 'axios', '@secretlint'] },
	'vscode': { layers: ['core', 'app', 'protocol', 'vscode'], packages: ['vscode', 'node:crypto', 'node:path'] },
	'webview': { layers: ['protocol', 'webview'], packages: ['preact', 'markdown-it'] },
	'cli': { layers: ['core', 'app', 'node', 'cli'], packages: ['node:'] },
	'worker': { layers: ['core', 'node', 'worker'], packages: ['node:'] },
	'sample': { layers: ['core', 'sample'], packages: ['node:'] },
	'extension.ts': { layers: ['core', 'app', 'node', 'vscode'], packages: ['vscode', 'node:crypto', 'node:path'] },
};

/** Each library has one home, so that it can be replaced in one place. */
const HOMES: Record<string, string> = {
	'yaml': 'src/core/yaml',
	'zod': 'src/core/',
	'diff': 'src/core/sequenceDiff.ts',
	'minisearch': 'src/app/objectiveSearch.ts',
	'simple-git': 'src/node/git',
	'@secretlint': 'src/node/secretFinder.ts',
	'axios': 'src/node/http.ts',
	'markdown-it': 'src/webview/markdown',
};

/** Each has its reason beside it in the code. */
const LOADED_LATER = [
	'src/app/loadedLater.ts loads ./reading.ts',
	'src/app/loadedLater.ts loads ./sending.ts',
	'src/extension.ts loads ./vscode/onDemand.ts',
	'src/node/gitNetwork.ts loads simple-git',
	'src/node/http.ts loads axios',
	'src/node/machine.ts loads ./channels/connectChannel.ts',
	'src/node/machine.ts loads ./secretFinder.ts',
	'src/vscode/channelAccess.ts loads ./onDemand.ts',
	'src/vscode/commands.ts loads ./onDemand.ts',
	'src/vscode/waiting.ts loads ./onDemand.ts',
];

const files = sourceFiles('src');
const layerOf = (file: string) => path.posix.relative('src', file).split('/')[0] ?? '';

function violations(file: SourceFile): readonly string[] {
	const allowed = LAYERS[layerOf(file.path)];
	if (!allowed) return [`${file.path} is in no layer`];
	return importsOf(file).flatMap((name) => {
		if (name.startsWith('.')) {
			const layer = layerOf(path.posix.join(path.posix.dirname(file.path), name));
			return allowed.layers.includes(layer) ? [] : [`${file.path} imports ${name} of ${layer}`];
		}
		const fits = (one: string) => name === one || name.startsWith(one.endsWith(':') ? one : `${one}/`);
		return allowed.packages.some(fits) ? [] : [`${file.path} imports ${name}`];
	});
}

/** The files that are loaded with this one, each with what loads it. Imports of types alone load nothing. */
function loadedWith(entry: string): ReadonlyMap<string, string> {
	const loaded = new Map([[entry, '']]);
	const queue = [entry];
	for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
		const text = files.find(({ path }) => path === name)?.text ?? '';
		const code = text
			.replace(/^(?:import|export) type [^;]*;$/gm, '')
			.replace(/^import \{(?: type \w+,?)+ \}[^;]*;$/gm, '')
			.replace(/\bimport\([^)]*\)/g, '');
		for (const other of importsOf({ path: name, text: code })) {
			const file = path.posix.join(path.posix.dirname(name), other);
			if (!other.startsWith('.') || loaded.has(file)) continue;
			loaded.set(file, `${name} loads ${file}`);
			queue.push(file);
		}
	}
	return loaded;
}

suite('the layers', () => {
	test('there is something to look at', () => assert.ok(files.length > 100, `${files.length} files`));

	test('each file imports only what its layer may', () => assert.deepEqual(files.flatMap(violations), []));

	test('the rule sees what it forbids', () => {
		const check = (path: string, text: string, expected: number) =>
			assert.equal(violations({ path, text }).length, expected, text);
		check('src/core/a.ts', `import * as fs from 'node:fs';`, 1);
		check('src/core/a.ts', `import type { Uri } from 'vscode';`, 1);
		check('src/core/a.ts', `import { b } from '../node/b.ts';`, 1);
		check('src/vscode/a.ts', `export { b } from '../node/b.ts';`, 1);
		check('src/webview/a.ts', `import {\n\tb,\n} from '../core/b.ts';`, 1);
		check('src/app/a.ts', `import { b } from '../core/b.ts';`, 0);
		check('src/node/a.ts', `import { b } from 'node:fs/promises';`, 0);
	});

	test('each library has one home', () => {
		const strays = files.flatMap((file) =>
			importsOf(file).flatMap((name) => {
				const home = Object.entries(HOMES).find(([library]) => name === library || name.startsWith(`${library}/`))?.[1];
				return home && !file.path.startsWith(home) ? [`${file.path} imports ${name}`] : [];
			}),
		);
		assert.deepEqual(strays, []);
	});

	test('only what takes long to load and is seldom needed at once is loaded later', () => {
		const loadedLater = files.flatMap(({ path: file, text }) =>
			[...text.matchAll(/\bimport\('([^']+)'\)/g)].map(([, name]) => `${file} loads ${name}`),
		);
		assert.deepEqual(loadedLater.sort(), LOADED_LATER);
	});

	test('no reader, no writer and no YAML is loaded with the window', () => {
		const early = loadedWith('src/extension.ts');
		for (const path of ['src/app/tandem.ts', 'src/core/linkRules.ts']) assert.ok(early.has(path), path);
		for (const path of ['src/core/yamlDocument.ts', 'src/core/readObjective.ts', 'src/core/readQuestion.ts'])
			assert.ok(!early.has(path), early.get(path));
	});

	test('nothing that takes long to make is made while a file is loaded', () => {
		const isMadeAtLoad = ({ text }: SourceFile) => /^(?:export )?const [^=]+= (?:new Intl\.|z\.)/m.test(text);
		// The adapters of channels are loaded when there is something to read.
		const early = files.filter(({ path }) => !/^src\/(?:core\/channels\/\w+Answers|sample\/.*)\.ts$/.test(path));
		assert.deepEqual(
			early.filter(isMadeAtLoad).map(({ path }) => path),
			[],
		);
		assert.ok(isMadeAtLoad({ path: '', text: "const DAY = new Intl.DateTimeFormat('en');" }));
	});
});
