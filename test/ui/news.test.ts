import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { eventually } from '../harness/eventually.mjs';
import { activateTandem, openSampleWindow, pictureFailures } from '../support/editorWindow.ts';
import type { SampleWindow } from '../support/editorWindow.ts';
import { runGit } from '../support/gitRepo.ts';

suite('what the PM changed since one looked', () => {
	let sample: SampleWindow;
	suiteSetup(async () => {
		sample = await openSampleWindow();
	});
	suiteTeardown(() => sample?.close());
	pictureFailures(() => sample);

	const news = () => sample.sidebar().locator('.news');
	const badge = async () => {
		const { page } = sample.workbench;
		const texts = await page
			.locator('.activitybar .action-item', { has: page.locator('[aria-label^="Tandem"]') })
			.locator('.badge-content')
			.allInnerTexts();
		return texts.filter((text) => text !== '');
	};
	const row = () => sample.workbench.treeRow(/Cut checkout abandonment/);
	const isMarked = async () => (await row().getAttribute('aria-label'))?.includes('changed since you looked');
	const check = (marked: boolean) => eventually(isMarked, (found) => assert.equal(found, marked));
	/** Folds the page, so that all rows of the tree are on the screen; or unfolds it. */
	const foldWhy = () => sample.workbench.page.locator('.pane-header[aria-label^="Why"]').click();
	/** The PM writes into a file of the spec repo and pushes. */
	const pmWrites = async (name: string, change: (text: string) => string) => {
		const { specClone } = sample;
		const file = path.join(specClone, 'objectives', name);
		const text = await readFile(file, 'utf8');
		assert.notEqual(change(text), text, `${name} has no such words`);
		await writeFile(file, change(text));
		await runGit(specClone, ['commit', '--quiet', '--all', '--message=Look at it again']);
		await runGit(specClone, ['push', '--quiet']);
	};

	test('a change of target and why arrives: badge, tree and sidebar tell it', async () => {
		const { workbench } = sample;
		assert.deepEqual(await badge(), []);
		assert.equal(await news().count(), 0);
		await pmWrites('checkout.md', (text) =>
			text.replace('target: 70', 'target: 75').replace('Every tenth cart dies', 'Every eighth cart dies'),
		);
		await workbench.palette('Tandem: Refresh');
		await news().waitFor();
		const text = (await news().innerText()).replace(/\s+/g, ' ');
		assert.match(
			text,
			/Changed since you looked .* Seen Target of Checkout completion 70 % → 75 % Why Every tenth eighth cart dies/,
		);
		assert.deepEqual(await news().locator('del').allInnerTexts(), ['70 %', 'tenth']);
		assert.deepEqual(await news().locator('ins').allInnerTexts(), ['75 %', 'eighth']);
		await eventually(badge, (texts) => assert.deepEqual(texts, ['1']));
		await workbench.page.locator('.activitybar [role=tab][aria-label="Tandem - 1 changed objective"]').waitFor();
		const folder = process.env['TANDEM_SHOTS'];
		if (folder) await workbench.screenshot(path.join(folder, 'news-window.png'));
	});

	test('the tree marks it, and has the difference below it', async () => {
		const { workbench } = sample;
		await workbench.host.command('tandem.objectives.focus');
		await foldWhy();
		await check(true);
		await row().locator('.monaco-tl-twistie').click();
		// What is found out about the code moves the rows below it, once.
		await workbench.treeRow(/^Linked files/).waitFor();
		await workbench
			.treeRow(/^Changed since you looked/)
			.locator('.monaco-tl-twistie')
			.click();
		await workbench.treeRow(/70 % → 75 %.*Target of Checkout completion/).waitFor();
		const folder = process.env['TANDEM_SHOTS'];
		if (folder) await workbench.screenshot(path.join(folder, 'news-tree.png'));
		await row().locator('.monaco-tl-twistie').click();
		await foldWhy();
	});

	test('the palette shows it as a document; another objective lists it, and opens it', async () => {
		const { workbench } = sample;
		const document = () => workbench.webview(1).locator('body');
		await workbench.palette('Tandem: Show What Changed');
		await eventually(
			() => document().innerText(),
			(text) => assert.match(text, /CHK-1 Cut checkout abandonment[^]*70 % → 75 %/),
		);
		const folder = process.env['TANDEM_SHOTS'];
		if (folder) await workbench.screenshot(path.join(folder, 'news-document.png'));
		await workbench.host.command('workbench.action.closeActiveEditor');
		await workbench.openFile(sample.retryFile, 15, 3);
		await sample.sidebar().getByRole('heading', { name: 'Payments never charge twice' }).waitFor();
		assert.equal(await news().count(), 0);
		await sample.sidebar().getByTitle('Show what changed in CHK-1').click();
		await eventually(
			() => document().innerText(),
			(text) => assert.match(text, /Every tenth eighth cart/),
		);
		await workbench.host.command('workbench.action.closeActiveEditor');
		await workbench.openFile(sample.retryFile, 42, 3);
	});

	test('"Seen" takes all of it away, also for the next window', async () => {
		const { workbench } = sample;
		await news().getByRole('button', { name: 'Seen' }).click();
		await news().waitFor({ state: 'detached' });
		await eventually(badge, (texts) => assert.deepEqual(texts, []));
		// The browser writes down what it has to remember a moment later, without telling.
		await workbench.page.waitForTimeout(2000);
		await workbench.reload();
		await activateTandem(workbench);
		await workbench.openFile(sample.retryFile, 42, 3);
		await workbench.host.command('tandem.showWhy');
		await sample.sidebar().getByRole('heading', { name: 'Cut checkout abandonment' }).waitFor();
		await workbench.palette('Tandem: Refresh');
		await sample.sidebar().getByText('of 75 %').waitFor();
		assert.equal(await news().count(), 0);
		assert.deepEqual(await badge(), []);
	});

	test('a later change is news again, and the palette marks all as seen', async () => {
		const { workbench } = sample;
		await pmWrites('checkout.md', (text) => text.replace('health: at-risk', 'health: off-track'));
		await workbench.palette('Tandem: Refresh');
		await eventually(
			async () => (await news().innerText()).replace(/\s+/g, ' '),
			(text) => assert.match(text, /Seen Health At risk → Off track$/),
		);
		await workbench.palette('Tandem: Mark Changes as Seen');
		await news().waitFor({ state: 'detached' });
		await eventually(badge, (texts) => assert.deepEqual(texts, []));
	});
});
