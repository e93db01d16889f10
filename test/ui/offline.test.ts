import assert from 'node:assert/strict';
import { rename } from 'node:fs/promises';
import { eventually } from '../harness/eventually.mjs';
import {
	activateTandem,
	arrivedQuestion,
	openSampleWindow,
	outboxCount,
	pictureFailures,
	questionFiles,
} from '../support/editorWindow.ts';
import type { SampleWindow } from '../support/editorWindow.ts';

suite('without the remote', () => {
	let sample: SampleWindow;
	suiteSetup(async () => {
		sample = await openSampleWindow();
		await rename(sample.forge, away());
	});
	suiteTeardown(() => sample?.close());
	pictureFailures(() => sample);

	const title = 'Does this wait while we are offline?';
	const away = () => `${sample.forge}.away`;
	const notices = () => sample.sidebar().locator('.notice').allInnerTexts();
	const questionRow = () => sample.sidebar().locator('.question', { hasText: title });
	const tree = () => sample.workbench.page.locator('.pane-body .monaco-list-row').allInnerTexts();
	const waits = async () => {
		await eventually(notices, (texts) =>
			assert.match(texts.join('\n'), /1 message could not be sent yet\. Nothing is lost/),
		);
		await eventually(
			() => questionRow().innerText(),
			(text) => assert.match(text, /waits to be sent/),
		);
	};

	test('a question that cannot go out is kept, and said to be', async () => {
		const { workbench } = sample;
		const page = sample.sidebar();
		await workbench.palette('Tandem: Ask PM');
		await page.locator('#composer-title').fill(title);
		await page.getByRole('button', { name: 'Preview' }).click();
		await page.getByRole('button', { name: 'Send to Maria' }).click();
		await workbench.notification('Your question is kept and goes out by itself.').waitFor();
		await waits();
		await questionRow().locator('.question-head').click();
		await eventually(
			() => questionRow().innerText(),
			(text) => assert.match(text, /Not sent yet: .* It goes out by itself\./),
		);
		await workbench.host.command('tandem.questions.focus');
		await eventually(tree, (rows) => {
			const group = rows.findIndex((row) => row.replaceAll('\u00a0', ' ').startsWith('Waiting to be sent'));
			assert.ok(group >= 0 && rows[group + 1]?.includes('Does this wait'), rows.join('\n'));
		});
	});

	test('the last good state stays on the screen, marked stale with the reason', async () => {
		const { workbench } = sample;
		await workbench.host.command('notifications.clearAll');
		await workbench.palette('Tandem: Refresh');
		await eventually(notices, (texts) =>
			assert.match(texts.join('\n'), /Shown from product-specs as it was .* There is no spec repo at this address/),
		);
		await sample.sidebar().getByRole('heading', { name: 'Cut checkout abandonment' }).waitFor();
		await waits();
	});

	test('the outbox shows it with the reason', async () => {
		const { workbench } = sample;
		await workbench.host.command('notifications.clearAll');
		await workbench.palette('Tandem: Show Outbox');
		await eventually(
			() => workbench.quickPickRows().allInnerTexts(),
			(rows) => {
				const row = rows.find((text) => text.replaceAll('\u00a0', ' ').includes(title));
				assert.match(row ?? rows.join('\n'), /There is no spec repo at this address/);
			},
		);
		await workbench.page.keyboard.press('Escape');
	});

	test('both survive a restart', async () => {
		const { workbench } = sample;
		await workbench.reload();
		await activateTandem(workbench);
		await workbench.openFile(sample.retryFile, 42, 3);
		await workbench.host.command('tandem.showWhy');
		await sample.sidebar().getByRole('heading', { name: 'Cut checkout abandonment' }).waitFor();
		await waits();
	});

	test('back online it goes out once, and nothing is stale any more', async () => {
		await rename(away(), sample.forge);
		const before = await questionFiles(sample);
		await sample.workbench.palette('Tandem: Refresh');
		await arrivedQuestion(sample, 'does-this-wait');
		await eventually(notices, (texts) => assert.deepEqual(texts, []));
		await eventually(
			() => questionRow().innerText(),
			(text) => assert.match(text, /open 0 min/),
		);
		await sample.workbench.palette('Tandem: Refresh');
		await eventually(
			() => outboxCount(sample.workbench),
			(count) => assert.equal(count, 0),
		);
		const after = await questionFiles(sample);
		assert.equal(after.length, before.length + 1);
		assert.equal(await sample.inForge('log', '--format=%s', '--grep=Does this wait', 'main'), `Ask: ${title}`);
	});
});
