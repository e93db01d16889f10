import assert from 'node:assert/strict';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { eventually } from '../harness/eventually.mjs';
import { activateTandem, openEditorWindow, pictureFailures } from '../support/editorWindow.ts';
import type { EditorWindow } from '../support/editorWindow.ts';
import { createGitRepo, runGit } from '../support/gitRepo.ts';
import { hasRealSpecs, unpackRealSpecs } from '../support/realSpecs.ts';

/** What a developer sees whose team keeps its specs in a format of its own; nothing says so anywhere. */
suite('spec repos in other formats', () => {
	let window: EditorWindow | undefined;
	const page = () => (window ?? assert.fail('no window')).workbench.webview();
	pictureFailures(() => window);
	teardown(async () => {
		await window?.close();
		window = undefined;
	});

	/** A code repo with one commit, whose spec repo is the folder beside it; opens the sidebar at its only line. */
	async function open(fill: (specs: string) => Promise<void>, message: string): Promise<void> {
		window = await openEditorWindow(async (folder) => {
			const specs = path.join(folder, 'specs');
			await fill(specs);
			const specRepo = await createGitRepo({ root: specs });
			await specRepo.commit('As it is');
			const code = await createGitRepo({ root: path.join(folder, 'code') });
			await runGit(code.root, ['remote', 'add', 'origin', 'https://forge.example/emberjs/ember.js.git']);
			await code.commit(message, { '.tandem.yml': 'spec: ../specs\n', 'src/a.ts': 'export const one = 1;\n' });
			return code.root;
		});
		await activateTandem(window.workbench);
		await window.workbench.openFile(path.join(window.folder, 'code', 'src', 'a.ts'));
		await window.workbench.host.command('tandem.showWhy');
	}

	const fixture = (name: string) => (specs: string) =>
		cp(path.resolve('test/fixtures/specs', name), specs, { recursive: true });

	test('a feature of spec-kit, and a question about what it leaves open', async () => {
		await open(fixture('spec-kit'), 'Take an order\n\nObjective: 001-guest-checkout');
		await page().getByRole('heading', { name: 'Guest checkout' }).waitFor();
		const point = page().locator('.row', { hasText: 'how many days?' });
		await point.getByRole('button', { name: 'Ask PM' }).click();
		await eventually(
			() => page().locator('#composer-title').inputValue(),
			(text) => assert.match(text, /how many days\?/i),
		);
	});

	test('a KEP by the name of its feature gate, with the word of its status', async () => {
		await open(fixture('kep'), 'Turn LiveVolumeSnapshot on');
		await page().getByRole('heading', { name: 'Snapshots of Volumes While They Are Written' }).waitFor();
		await page().getByText('Achieved (implemented)').waitFor();
	});

	test('the real RFCs of a framework, and what the doctor says of them', async function () {
		if (!hasRealSpecs('ember')) this.skip();
		await open((specs) => unpackRealSpecs('ember', 'rfcs.tar.gz', specs), 'RFC#389 - {{element}} as keyword');
		await page().getByRole('heading', { name: 'Dynamic tag names in glimmer templates.' }).waitFor({ timeout: 20_000 });
		await window?.workbench.palette('Tandem: Doctor');
		const doctor = window?.workbench.webview(1);
		await doctor?.getByText('Format: Ember RFCs, because its files look like it').waitFor();
		await doctor?.getByText('256 objectives, ').waitFor();
	});
});
