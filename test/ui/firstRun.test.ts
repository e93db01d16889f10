import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { eventually } from '../harness/eventually.mjs';
import { makeSample } from '../harness/sample.mjs';
import { openWindow } from '../harness/workbench.mjs';
import { activateTandem, makeCodeRepo, openEditorWindow, pictureFailures } from '../support/editorWindow.ts';
import type { EditorWindow } from '../support/editorWindow.ts';

suite('the first run', () => {
	let window: EditorWindow;
	suiteSetup(async () => {
		window = await openEditorWindow((folder) => makeCodeRepo(path.join(folder, 'code')));
		await activateTandem(window.workbench);
		await window.workbench.openFile(main());
	});
	suiteTeardown(() => window?.close());
	pictureFailures(() => window);

	const main = () => path.join(window.folder, 'code', 'src', 'main.ts');
	const welcome = () => window.workbench.page.locator('.pane-body .welcome-view-content');

	test('the welcome view offers the three ways to begin', async () => {
		const { workbench } = window;
		await workbench.host.command('workbench.view.extension.tandem');
		await welcome().getByText('Tandem shows why the code under your cursor exists').waitFor();
		await welcome().getByRole('button', { name: 'Connect a Spec Repo' }).waitFor();
		await welcome().getByText('open the sample').waitFor();
		await welcome().getByText('Create one here').waitFor();
	});

	test('without a spec repo Ask PM says what to do', async () => {
		const { workbench } = window;
		await workbench.palette('Tandem: Ask PM');
		await workbench.notification('No spec repo is known for this code, so there is nobody to ask yet.').waitFor();
		await workbench.notificationButton('Connect a Spec Repo').waitFor();
		await workbench.host.command('notifications.clearAll');
	});

	test('the doctor says what is wired and what is not', async () => {
		const { workbench } = window;
		await workbench.palette('Tandem: Doctor');
		const report = workbench.webview().locator('body');
		await eventually(
			() => report.innerText(),
			(text) => {
				assert.match(text, /No spec repo is known\./);
				assert.match(text, /Run "Tandem: Connect Spec Repo"/);
				assert.match(text, /git version \d/);
			},
		);
		await workbench.host.command('workbench.action.closeActiveEditor');
	});

	test('Open the Sample makes the sample in the storage of the extension', async () => {
		const { workbench } = window;
		const made = path.join(workbench.server.data, 'data/User/globalStorage/tandem-dev.tandem/sample/web-shop/.git');
		const opened = workbench.page.context().waitForEvent('page');
		await welcome().getByText('open the sample').click();
		const page = await opened;
		// The other window runs a host of its own; nobody here waits for it.
		await page.close();
		assert.ok(existsSync(made));
	});

	test('Create one here writes an example that works at once', async () => {
		const { workbench } = window;
		await welcome().getByText('Create one here').click();
		const shown = await eventually(
			() => workbench.host.run(({ vscode }) => vscode.window.activeTextEditor?.document.uri.fsPath),
			(file) => assert.match(file ?? '', /EXAMPLE-1\.md$/),
		);
		assert.equal(shown, path.join(window.folder, 'code', 'objectives', 'EXAMPLE-1.md'));
		for (const file of ['tandem.yml', 'README.md', 'questions/.gitattributes']) {
			assert.ok(existsSync(path.join(window.folder, 'code', file)), file);
		}
		await workbench.openFile(main());
		await workbench.host.command('tandem.showWhy');
		await workbench.webview().getByRole('heading', { name: 'No objective is known for this line.' }).waitFor();

		const objective = await readFile(shown ?? '', 'utf8');
		const linked = objective.replace('# code:\n#   - src/checkout/**', 'code:\n  - src/**');
		assert.notEqual(linked, objective);
		await workbench.host.run(
			async ({ vscode, arg }) => {
				const document = await vscode.workspace.openTextDocument(arg.file);
				const edit = new vscode.WorkspaceEdit();
				edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), arg.text);
				await vscode.workspace.applyEdit(edit);
				await document.save();
			},
			{ file: shown ?? '', text: linked },
		);
		await workbench.webview().getByRole('heading', { name: 'Cut the time to the first purchase' }).waitFor();
	});

	test('Connect takes an address, and refuses one that would run a program', async () => {
		const sample = await makeSample(path.join(window.folder, 'shop'));
		const other = await makeCodeRepo(path.join(window.folder, 'other'));
		const second = await openWindow(window.workbench, { folder: other });
		await activateTandem(second);
		await second.openFile(path.join(other, 'src', 'main.ts'));
		await second.palette('Tandem: Connect Spec Repo');
		await second.pick('Enter an address');
		await second.quickInput().fill('ext::sh -c id');
		const message = second.page.locator('.quick-input-widget:visible .quick-input-message');
		await eventually(
			() => message.innerText(),
			(text) => assert.match(text, /The address of the spec repo names a git helper/),
		);
		await second.enter(sample.forge);
		await second.pick('This workspace');
		await second.host.command('tandem.showWhy');
		await second.webview().getByRole('heading', { name: 'No objective is known for this line.' }).waitFor();
		await second.webview().getByText('14 objectives').waitFor();
		// What is cloned for reading has no folder to write in.
		await second.palette('Tandem: New Objective');
		await second.notification('is only read here').waitFor();
		await second.notificationButton('Open Folder…').waitFor();
		await second.page.close();
	});
});
