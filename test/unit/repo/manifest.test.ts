import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { COMMAND_IDS, SETTINGS, VIEWS } from '../../../src/vscode/contributions.ts';
import { sourceFiles } from './sourceFiles.ts';

interface Manifest {
	readonly version: string;
	readonly main: string;
	readonly icon: string;
	readonly engines: { readonly vscode: string };
	readonly dependencies: Record<string, string>;
	readonly devDependencies: Record<string, string>;
	readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
	readonly contributes: {
		readonly commands: readonly { readonly command: string; readonly title: string; readonly category?: string }[];
		readonly configuration: {
			readonly properties: Record<
				string,
				{ readonly default: unknown; readonly scope?: string; readonly markdownDescription?: string }
			>;
		};
		readonly views: Record<string, readonly { readonly id: string; readonly name: string; readonly icon?: string }[]>;
		readonly viewsWelcome: readonly { readonly view: string; readonly contents: string }[];
		readonly menus: Record<string, readonly { readonly command: string; readonly when?: string }[]>;
	};
}

const text = readFileSync('package.json', 'utf8');
const manifest = JSON.parse(text) as Manifest;
const sentences = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
const { contributes } = manifest;
const sorted = (values: Iterable<string>) => [...values].sort();

suite('the manifest and the code say the same', () => {
	test('commands', () =>
		assert.deepEqual(sorted(contributes.commands.map(({ command }) => command)), sorted(COMMAND_IDS)));

	test('settings and their defaults', () => {
		const inManifest = Object.fromEntries(
			Object.entries(contributes.configuration.properties).map(([id, property]) => [id, property.default]),
		);
		assert.deepEqual(
			inManifest,
			Object.fromEntries(Object.entries(SETTINGS).map(([id, value]) => [`tandem.${id}`, value])),
		);
	});

	test('views', () => {
		const { container, ...views } = VIEWS;
		assert.deepEqual(sorted(Object.keys(contributes.views)), [container]);
		assert.deepEqual(sorted((contributes.views[container] ?? []).map(({ id }) => id)), sorted(Object.values(views)));
	});

	test('context keys in when clauses are set by the code', () => {
		const used = new Set(
			[...text.matchAll(/"(?:when|enablement)": "([^"]*)"/g)].flatMap(
				([, clause]) => clause?.match(/\btandem\.\w+/g) ?? [],
			),
		);
		const known = new Set([
			'tandem.state',
			'tandem.syncing',
			'tandem.objectivesFiltered',
			...Object.values(VIEWS),
			...COMMAND_IDS,
			...Object.keys(contributes.configuration.properties),
		]);
		assert.deepEqual(
			[...used].filter((key) => !known.has(key)),
			[],
		);
		const code = sourceFiles('src')
			.map((file) => file.text)
			.join('\n');
		for (const key of ['tandem.state', 'tandem.syncing', 'tandem.objectivesFiltered'])
			assert.ok(code.includes(`setContextKey(vscode, '${key}'`), key);
	});
});

suite('the manifest is complete', () => {
	test('every command has a title and the category', () => {
		assert.deepEqual(
			contributes.commands.filter(({ title, category }) => !title || category !== 'Tandem'),
			[],
		);
	});

	test('every menu entry names a command that exists', () => {
		const entries = Object.values(contributes.menus).flat();
		const ids = new Set(contributes.commands.map(({ command }) => command));
		assert.deepEqual(
			entries.filter(({ command }) => !ids.has(command)),
			[],
		);
	});

	test('welcome texts link to commands that exist', () => {
		const links = contributes.viewsWelcome.flatMap(({ contents }) =>
			[...(sentences[contents.slice(1, -1)] ?? '').matchAll(/command:(tandem\.\w+)/g)].map(([, id]) => id ?? ''),
		);
		assert.ok(links.length >= 4);
		assert.deepEqual(
			links.filter((id) => !COMMAND_IDS.some((known) => known === id)),
			[],
		);
	});

	test('every setting has a description and a scope; the address of the spec repo is not taken from an untrusted workspace', () => {
		const poor = Object.entries(contributes.configuration.properties).filter(
			([, { scope, markdownDescription }]) => !scope || !markdownDescription,
		);
		assert.deepEqual(poor, []);
		assert.ok(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.includes('tandem.specRepo'));
	});

	test('every view has an icon', () => {
		assert.deepEqual(
			Object.values(contributes.views)
				.flat()
				.filter(({ icon }) => !icon),
			[],
		);
	});

	test('every %key% has its sentence, and no sentence is left over', () => {
		const used = new Set([...text.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key ?? ''));
		assert.deepEqual(sorted(used), sorted(Object.keys(sentences)));
	});

	test('the files it names are there', () => {
		assert.ok(existsSync(manifest.icon), manifest.icon);
		assert.ok(existsSync('media/icon.svg'));
	});

	test('the editor API that is compiled against is the oldest that is supported', () => {
		assert.equal(manifest.engines.vscode, `^${manifest.devDependencies['@types/vscode']}`);
	});

	test('every dependency is pinned', () => {
		const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
			([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
		);
		assert.deepEqual(loose, []);
	});
});

suite('the changelog', () => {
	test('its newest version is the manifest’s, below what is not released yet', () => {
		const headings = [...readFileSync('CHANGELOG.md', 'utf8').matchAll(/^## (.+)$/gm)].map(
			([, heading]) => heading ?? '',
		);
		assert.equal(headings[0], 'Unreleased');
		assert.match(headings[1] ?? '', new RegExp(`^${manifest.version.replaceAll('.', '\\.')}( |$)`));
	});
});
