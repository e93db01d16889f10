import assert from 'node:assert/strict';
import { eventually } from '../harness/eventually.mjs';
import { arrivedQuestion, openSampleWindow, pictureFailures } from '../support/editorWindow.ts';
import type { SampleWindow } from '../support/editorWindow.ts';

suite('a spec repo that takes no push', () => {
	let sample: SampleWindow;
	suiteSetup(async () => {
		sample = await openSampleWindow();
		await sample.inForge('config', 'receive.hideRefs', 'refs/heads/main');
	});
	suiteTeardown(() => sample?.close());
	pictureFailures(() => sample);

	const title = 'May somebody else write this?';
	const rows = async () =>
		(await sample.workbench.quickPickRows().allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
	const clipboard = () => sample.workbench.host.run(({ vscode }) => vscode.env.clipboard.readText());

	test('a refused question says so, and can be proposed another way', async () => {
		const { workbench } = sample;
		const page = sample.sidebar();
		await workbench.palette('Tandem: Ask PM');
		await page.locator('#composer-title').fill(title);
		await page.getByRole('button', { name: 'Preview' }).click();
		await page.getByRole('button', { name: 'Send to Maria' }).click();
		const notification = workbench.notification('Your question is kept. The spec repo did not take the change');
		await notification.waitFor();
		await notification.getByRole('button', { name: 'Propose Another Way' }).click();
		await eventually(rows, (texts) => {
			assert.deepEqual(
				texts.map((text) => /Copy it with its path|Write a mail to Maria Lopez/.exec(text)?.[0]),
				['Copy it with its path', 'Write a mail to Maria Lopez'],
				texts.join('\n'),
			);
		});
		await workbench.page.keyboard.press('Enter');
		await eventually(clipboard, (text) => {
			assert.match(text, /^Please save this as questions\/\S+\.md in /);
			assert.match(text, /# May somebody else write this\?\n/);
		});
	});

	test('it stays in the outbox, which offers the same, and goes out with the right to push', async () => {
		const { workbench } = sample;
		await workbench.host.command('notifications.clearAll');
		await workbench.palette('Tandem: Show Outbox');
		await eventually(rows, (texts) =>
			assert.match(texts.join('\n'), /May somebody else write this\?.*You may not push/),
		);
		await workbench.page.keyboard.press('Escape');
		await sample.inForge('config', '--unset', 'receive.hideRefs');
		await workbench.palette('Tandem: Refresh');
		await arrivedQuestion(sample, 'may-somebody-else');
	});
});
