import assert from 'node:assert/strict';
import path from 'node:path/posix';
import { findSpec } from '../../../src/app/findSpec.ts';
import type { FindSpecInput } from '../../../src/app/findSpec.ts';

suite('where the spec repo is', () => {
	const deps = {
		inspect: async (dir: string) =>
			dir.includes('missing')
				? ('missing' as const)
				: dir.endsWith('.git')
					? ('bare-repository' as const)
					: ('folder' as const),
		resolvePath: (base: string, part: string) => path.resolve(base, part),
		findSpecFolder: async (dirs: readonly string[]) => dirs.find((dir) => dir.includes('specs')),
	};
	const config = (text: string) => ({ codeConfig: { text, dir: '/code' } });
	const check = (name: string, input: Partial<FindSpecInput>, expected: object) =>
		test(name, async () => {
			const found = await findSpec({ setting: '', settingBase: '/ws', folders: [], ...input }, deps);
			assert.deepEqual({ ...found, refused: found.refused?.kind }, { refused: undefined, ...expected });
		});
	const url = 'https://forge.example/acme/specs.git';

	check('nothing is said: none', {}, {});
	check(
		'a folder of the workspace that looks like one',
		{ folders: ['/code', '/specs'] },
		{ address: { kind: 'folder', dir: '/specs' }, origin: 'workspace-folder' },
	);
	check(
		'.tandem.yml names an address, a branch and a folder in it',
		config(`spec: ${url}\nref: next\npath: product\nrepo: acme/shop`),
		{
			address: { kind: 'remote', url, ref: 'next', path: 'product' },
			origin: 'code-config',
			repoName: 'acme/shop',
		},
	);
	check(
		'the setting is stronger than .tandem.yml',
		{ setting: url, ...config('spec: ../other\nref: next\npath: product') },
		{ address: { kind: 'remote', url }, origin: 'setting' },
	);
	check('`.` is the code repo itself', config('spec: .'), {
		address: { kind: 'folder', dir: '/code' },
		origin: 'code-config',
	});
	check('a bare repository beside it is cloned', config('spec: ../forge/specs.git'), {
		address: { kind: 'remote', url: '/forge/specs.git' },
		origin: 'code-config',
	});
	check(
		'a relative path in the setting counts from the workspace',
		{ setting: 'specs' },
		{ address: { kind: 'folder', dir: '/ws/specs' }, origin: 'setting' },
	);
	check('a bare repository that is away is still the remote', config('spec: ../forge/missing.git'), {
		address: { kind: 'remote', url: '/forge/missing.git' },
		origin: 'code-config',
	});
	check('a path that is not there is told', config('spec: ../missing'), { refused: 'not-found' });
	check('.tandem.yml may not run a helper', config('spec: "ext::sh -c id"'), { refused: 'refused-address' });
	check('.tandem.yml may not name a file URL', config('spec: file:///etc'), { refused: 'refused-address' });
	check('.tandem.yml may not name an absolute path', config('spec: /etc'), { refused: 'refused-address' });
	check(
		'the user may',
		{ setting: '/home/me/specs' },
		{ address: { kind: 'folder', dir: '/home/me/specs' }, origin: 'setting' },
	);
	test('what is odd in .tandem.yml is told', async () => {
		const found = await findSpec({ setting: '', settingBase: '/ws', folders: [], ...config('speck: x') }, deps);
		assert.deepEqual(
			found.problems?.map(({ code }) => code),
			['key.unknown'],
		);
	});
});
