import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { eventually } from '../harness/eventually.mjs';
import { makeSample } from '../harness/sample.mjs';
import { createTestEnvironment } from '../harness/testEnvironment.mjs';
import { activateTandem, openEditorWindow, pictureFailures } from '../support/editorWindow.ts';
import type { EditorWindow } from '../support/editorWindow.ts';

suite('in a workspace that is not trusted', () => {
	let window: EditorWindow;
	let calls = '';
	suiteSetup(async function () {
		// The canary is a shell script.
		if (process.platform === 'win32') return this.skip();
		const env: NodeJS.ProcessEnv = {};
		window = await openEditorWindow(
			async (folder) => {
				calls = path.join(folder, 'git-calls');
				env['PATH'] = `${await writeCanary(path.join(folder, 'bin'), calls)}${path.delimiter}${process.env['PATH']}`;
				const home = createTestEnvironment(path.join(folder, 'home'));
				return (await makeSample(path.join(folder, 'shop'), home)).codeRepo;
			},
			{ trust: 'ask', env },
		);
		await activateTandem(window.workbench);
		await window.workbench.openFile(file(), 42, 3);
	});
	suiteTeardown(() => window?.close());
	pictureFailures(() => window);

	const gitCalls = async () => (existsSync(calls) ? (await readFile(calls, 'utf8')).trimEnd().split('\n') : []);
	const storage = () => path.join(window.workbench.server.data, 'data/User/globalStorage/tandem-dev.tandem');
	const file = () => path.join(window.folder, 'shop/web-shop/src/checkout/retry.ts');

	test('the welcome view says why there is nothing', async () => {
		const { workbench } = window;
		assert.equal(await workbench.host.run(({ vscode }) => vscode.workspace.isTrusted), false);
		await workbench.host.command('workbench.view.extension.tandem');
		await workbench.page.getByText('This workspace is not trusted, so Tandem runs no git and sends nothing.').waitFor();
		await workbench.page.getByRole('button', { name: 'Manage Workspace Trust' }).waitFor();
	});

	test('Ask PM and Refresh answer with the reason', async () => {
		const { workbench } = window;
		for (const command of ['Tandem: Ask PM', 'Tandem: Refresh']) {
			await workbench.host.command('notifications.clearAll');
			await workbench.palette(command);
			await workbench.notification('This workspace is not trusted, so Tandem runs no git here.').waitFor();
		}
		const hovers = await workbench.host.run(async ({ vscode, arg }) => {
			const place = new vscode.Position(41, 12);
			const found = await vscode.commands.executeCommand<{ contents: { value: string }[] }[]>(
				'vscode.executeHoverProvider',
				vscode.Uri.file(arg),
				place,
			);
			return found.flatMap(({ contents }) => contents.map(({ value }) => value));
		}, file());
		assert.ok(!hovers.join('\n').includes('CHK-1'), hovers.join('\n'));
	});

	test('no git has run, nothing was cloned and nothing is kept', async () => {
		assert.deepEqual(await gitCalls(), []);
		assert.deepEqual(existsSync(storage()) ? await readdir(storage()) : [], []);
	});

	test('with trust it starts by itself', async () => {
		const { workbench } = window;
		await workbench.page.getByRole('button', { name: 'Manage Workspace Trust' }).click();
		await workbench.page.getByRole('button', { name: 'Trust', exact: true }).click();
		await eventually(
			gitCalls,
			(lines) =>
				assert.ok(
					lines.some((line) => /core\.hooksPath=\/dev\/null.* blame /.test(line)),
					lines.join('\n'),
				),
			30_000,
		);
		await workbench.openFile(file(), 42, 3);
		await workbench.host.command('tandem.showWhy');
		await workbench.webview().getByRole('heading', { name: 'Cut checkout abandonment' }).waitFor();
	});
});

/** A `git` that notes that it was called and then does what git does. Gives the folder for the PATH. */
async function writeCanary(folder: string, calls: string): Promise<string> {
	await mkdir(folder, { recursive: true });
	const program = path.join(folder, 'git');
	const real = (process.env['PATH'] ?? '')
		.split(path.delimiter)
		.map((one) => path.join(one, 'git'))
		.find((one) => existsSync(one));
	await writeFile(program, `#!/bin/sh\necho "$*" >> '${calls}'\nexec '${real}' "$@"\n`);
	await chmod(program, 0o755);
	return folder;
}
