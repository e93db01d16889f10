import assert from 'node:assert/strict';
import { ConfigurationTarget, workspace } from 'vscode';
import type { ForgeChannel } from '../../src/core/channels/channel.ts';
import { providerOf } from '../../src/vscode/githubProvider.ts';

suite('whose server gets a session of the editor', () => {
	const check = (channel: Partial<ForgeChannel>, provider: string | undefined) =>
		assert.equal(providerOf({ kind: 'github', url: 'https://github.com', labels: [], ...channel }), provider);
	const set = (uri: string | undefined, target: ConfigurationTarget) =>
		workspace.getConfiguration('github-enterprise').update('uri', uri, target);
	const ours = 'https://git.acme.example';

	test('GitHub', () => check({}, 'github'));
	test('GitHub, however it is written', () => check({ url: 'https://GitHub.com/' }, 'github'));
	test('not without encryption', () => check({ url: 'http://github.com' }, undefined));
	test('not what looks like it', () => check({ url: 'https://github.com.acme.example' }, undefined));
	test('not another port', () => check({ url: 'https://github.com:8443' }, undefined));
	test('not an API elsewhere', () => check({ api: 'https://api.acme.example' }, undefined));
	test('not another forge', () => check({ kind: 'gitlab' }, undefined));
	test('no server that no setting names', () => check({ url: ours }, undefined));

	suite('GitHub Enterprise', () => {
		suiteSetup(() => set(`${ours}/`, ConfigurationTarget.Global));
		suiteTeardown(async () => {
			await set(undefined, ConfigurationTarget.Workspace);
			await set(undefined, ConfigurationTarget.Global);
		});

		test('the server that the setting names', () => check({ url: ours }, 'github-enterprise'));
		test('not another one', () => check({ url: 'https://git.evil.example' }, undefined));
		test('not its API elsewhere', () => check({ url: ours, api: 'https://git.evil.example' }, undefined));
		test('GitHub besides', () => check({}, 'github'));
		test('not the one that only a folder names, and then none', async () => {
			const evil = 'https://git.evil.example';
			await set(evil, ConfigurationTarget.Workspace);
			check({ url: evil }, undefined);
			check({ url: ours }, undefined);
		});
	});
});
