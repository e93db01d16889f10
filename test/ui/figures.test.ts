import assert from 'node:assert/strict';
import { appendFile } from 'node:fs/promises';
import path from 'node:path';
import { eventually } from '../harness/eventually.mjs';
import { openSampleWindow, pictureFailures } from '../support/editorWindow.ts';
import type { SampleWindow } from '../support/editorWindow.ts';
import { runGit } from '../support/gitRepo.ts';

suite('what histories tell', () => {
	let sample: SampleWindow;
	suiteSetup(async () => {
		sample = await openSampleWindow();
	});
	suiteTeardown(() => sample?.close());
	pictureFailures(() => sample);

	const pane = () =>
		sample.workbench.page.locator('.pane', { has: sample.workbench.page.locator('[aria-label^="Unlinked Work"]') });
	const row = (text: string | RegExp) => pane().locator('.monaco-list-row').filter({ hasText: text });
	const activeFile = () =>
		sample.workbench.host.run(({ vscode }) => vscode.window.activeTextEditor?.document.uri.path.split('/').at(-1));
	/** A commit of today, since the sample's own grow old. */
	const commit = async (file: string, message: string) => {
		await appendFile(path.join(sample.codeRepo, file), '\n');
		await runGit(sample.codeRepo, ['commit', '--quiet', '--all', '-m', message]);
	};

	test('how a key result moved, from the history of the spec repo', async () => {
		const result = sample.sidebar().locator('.result', { hasText: 'Checkout completion' });
		await result.getByText(/^from 61 % · \+3\.5 since July/).waitFor();
		const line = result.getByRole('img');
		assert.match(
			(await line.locator('title').textContent()) ?? '',
			/^Checkout completion: From 61 % on \d+ July 2026 to 64\.5 % on 16 November 2026, 6 values$/,
		);
	});

	test('when, by whom and where an objective was worked on', async () => {
		const work = sample.sidebar().locator('.work');
		await work.getByText(/^\d+ commits since \w+( \d+)? · the last one/).waitFor();
		await work.getByText(/^\d+ people: .*Ana Ruiz/).waitFor();
		await sample.sidebar().locator('.work-files').getByRole('button', { name: 'gateway.ts' }).click();
		await eventually(activeFile, (file) => assert.equal(file, 'gateway.ts'));
		await sample.workbench.openFile(sample.retryFile, 42, 3);
	});

	test('the commits of the open file for one objective are one click away, with their subjects', async () => {
		const { workbench } = sample;
		const row = sample.sidebar().locator('.legend li', { hasText: 'Cut checkout abandonment' });
		await row.getByRole('button', { name: /^\d+$/ }).click();
		await workbench.pick('Retry a declined card once');
		await eventually(activeFile, (file) => assert.match(file ?? '', /^[0-9a-f]{10}\.diff$/));
		await workbench.openFile(sample.retryFile, 42, 3);
	});

	test('commits that name no objective, where they worked, and whom they may be for', async () => {
		const { workbench } = sample;
		await commit('src/checkout/retry.ts', 'Leave a blank line');
		await commit('src/checkout/retry.ts', 'Leave another\n\nObjective: none (formatting)');
		await commit('src/checkout/guest.ts', 'Leave a line here');
		await workbench.palette('Tandem: Refresh');
		await workbench.host.command('tandem.unlinked.focus');
		// So that all rows are on the screen.
		await workbench.page.locator('.pane-header[aria-label^="Why"]').click();
		await row('Leave a blank line').waitFor();
		assert.ok(await row(/^src/).first().isVisible(), 'the folder stands above its commits');
		await eventually(
			() => row('Leave a blank line').innerText(),
			(text) => assert.match(text, /CHK-1.*\?/),
		);
		assert.equal(await row('Leave another').count(), 0);
		await row('Leave a line here').click();
		await eventually(
			() => workbench.host.run(({ vscode }) => vscode.window.activeTextEditor?.document.getText().slice(0, 900)),
			(text) => assert.match(text ?? '', /Leave a line here/),
		);
	});
});
