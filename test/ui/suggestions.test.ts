import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { eventually } from '../harness/eventually.mjs';
import { makeSample } from '../harness/sample.mjs';
import { createTestEnvironment } from '../harness/testEnvironment.mjs';
import { activateTandem, openEditorWindow, pictureFailures } from '../support/editorWindow.ts';
import type { EditorWindow } from '../support/editorWindow.ts';

suite('a PM writes an objective', () => {
	let window: EditorWindow;
	let file = '';
	suiteSetup(async () => {
		window = await openEditorWindow(async (folder) => {
			const sample = await makeSample(path.join(folder, 'shop'), createTestEnvironment(path.join(folder, 'home')));
			const config = path.join(sample.codeRepo, '.tandem.yml');
			await writeFile(config, (await readFile(config, 'utf8')).replace(/^spec: .*$/m, 'spec: ../product-specs'));
			file = path.join(sample.specClone, 'objectives', 'CHK-9-faster.md');
			await writeFile(file, '');
			return sample.codeRepo;
		});
		await activateTandem(window.workbench);
		await window.workbench.host.run(async ({ vscode }) => {
			const tandem = (await vscode.extensions.getExtension('tandem-dev.tandem')?.activate())?.tandem;
			while (!tandem.specs().some((store: { snapshot(): unknown }) => store.snapshot())) {
				await new Promise((resolve) => setTimeout(resolve, 50));
			}
		});
	});
	suiteTeardown(() => window?.close());
	pictureFailures(() => window);

	/** Types, and takes the suggestion `label`. */
	async function take(keys: string, label: string): Promise<void> {
		const { page } = window.workbench;
		await page.keyboard.type(keys, { delay: 30 });
		const row = page.locator('.suggest-widget.visible .monaco-list-row').filter({ hasText: label }).first();
		await row.waitFor();
		for (let step = 0; step < 12 && !/\bfocused\b/.test((await row.getAttribute('class')) ?? ''); step++) {
			await page.keyboard.press('ArrowDown');
		}
		await page.keyboard.press('Enter');
	}
	const text = () =>
		window.workbench.host.run(({ vscode }) => String(vscode.window.activeTextEditor?.document.getText()));

	test('with suggestions from the first dash on', async () => {
		const { workbench } = window;
		const { page } = workbench;
		await workbench.openFile(file);
		await page.locator('.codelens-decoration').filter({ hasText: 'no commits in 30 days' }).waitFor();
		await take('--', '--- objective');
		await eventually(text, (found) => assert.match(found, /^---\nid: CHK-9\n/));
		await page.keyboard.press('Tab');
		await page.keyboard.type('Faster checkout');
		await page.keyboard.press('Escape');
		await page.keyboard.press('Escape');
		await page.keyboard.press('End');
		await page.keyboard.press('Enter');
		await take('co', 'code');
		await take('sr', 'src/');
		await take('che', 'checkout/');
		await take('', '**');
		await page.keyboard.press('Enter');
		await page.keyboard.press('Shift+Home');
		await take('he', 'health');
		await take('', 'at-risk');
		await eventually(text, (found) =>
			assert.match(
				found,
				/\ntitle: Faster checkout\ncode:\n {2}- src\/checkout\/\*\*\nhealth: at-risk\nstatus: proposed\n/,
			),
		);
	});

	test('and sees above its title what the code does with it', async () => {
		const { workbench } = window;
		await workbench.host.command('workbench.action.files.save');
		const lens = workbench.page.locator('.codelens-decoration a').filter({ hasText: '5 files' });
		await lens.click();
		await workbench.pick('retry.ts');
		await eventually(
			() => workbench.host.run(({ vscode }) => String(vscode.window.activeTextEditor?.document.uri.path)),
			(found) => assert.match(found, /web-shop\/src\/checkout\/retry\.ts$/),
		);
	});

	test('and her mistakes are underlined, though the spec repo lies beside the workspace', async () => {
		const { workbench } = window;
		await workbench.openFile(file);
		const codes = () =>
			workbench.host.run(async ({ vscode, arg }) => {
				const document = await vscode.workspace.openTextDocument(arg);
				return vscode.languages.getDiagnostics(document.uri).map(({ code }) => JSON.stringify(code));
			}, file);
		await eventually(codes, (found) => assert.ok(!found.includes('"value.invalid"'), found.join()));
		await workbench.host.run(async ({ vscode, arg }) => {
			const document = await vscode.workspace.openTextDocument(arg);
			const at = document.positionAt(document.getText().indexOf('at-risk'));
			const edit = new vscode.WorkspaceEdit();
			edit.replace(document.uri, new vscode.Range(at, at.translate(0, 7)), 'at risc');
			await vscode.workspace.applyEdit(edit);
		}, file);
		await eventually(codes, (found) => assert.ok(found.includes('"value.invalid"'), found.join()));
	});
});
