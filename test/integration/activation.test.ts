import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { commands, extensions } from 'vscode';
import { runningTandem } from '../support/inEditor.ts';

interface Contributes {
	readonly commands: readonly { readonly command: string }[];
	readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
}

suite('activation', () => {
	const contributes = () => {
		const { extensionPath } = extensions.getExtension('tandem-dev.tandem') ?? { extensionPath: '' };
		const manifest = JSON.parse(readFileSync(path.join(extensionPath, 'package.json'), 'utf8'));
		return manifest.contributes as Contributes;
	};

	test('the extension is present and activates', async () => {
		await runningTandem();
		assert.equal(extensions.getExtension('tandem-dev.tandem')?.isActive, true);
	});

	test('every command of the manifest is registered, and no other', async () => {
		const registered = (await commands.getCommands(true)).filter((id) => id.startsWith('tandem.'));
		const named = contributes().commands.map(({ command }) => command);
		assert.deepEqual(
			named.filter((id) => !registered.includes(id)),
			[],
		);
		// VS Code adds commands of its own for each view, such as tandem.why.focus.
		const ofViews = Object.values(contributes().views)
			.flat()
			.map(({ id }) => `${id}.`);
		assert.deepEqual(
			registered.filter((id) => !named.includes(id) && !ofViews.some((view) => id.startsWith(view))),
			[],
		);
	});

	test('VS Code knows every view of the manifest', async () => {
		const registered = await commands.getCommands(true);
		const views = Object.values(contributes().views)
			.flat()
			.map(({ id }) => id);
		assert.deepEqual(views, [
			'tandem.welcome',
			'tandem.why',
			'tandem.objectives',
			'tandem.questions',
			'tandem.unlinked',
		]);
		assert.deepEqual(
			views.filter((id) => !registered.includes(`${id}.focus`)),
			[],
		);
	});
});
