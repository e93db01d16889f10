import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { eventually } from '../harness/eventually.mjs';
import { arrivedQuestion, openSampleWindow, pictureFailures } from '../support/editorWindow.ts';
import type { SampleWindow } from '../support/editorWindow.ts';
import { githubRepo, githubToken, startGithubServer } from '../support/githubServer.ts';
import type { GithubServer } from '../support/githubServer.ts';
import { runGit } from '../support/gitRepo.ts';

suite('a PM who answers in GitHub', () => {
	let sample: SampleWindow;
	let github: GithubServer;
	const title = 'Does the limit hold for vouchers?';
	const question = () => sample.sidebar().locator('.question', { hasText: title });
	const inFile = async () => sample.inForge('show', `main:${await arrivedQuestion(sample, 'does-the-limit-hold')}`);

	suiteSetup(async () => {
		github = await startGithubServer();
		sample = await openSampleWindow();
		const file = path.join(sample.specClone, 'tandem.yml');
		const channel = `\nchannel:\n  github: { repo: ${githubRepo}, url: "${github.api}", api: "${github.api}", labels: [question, checkout] }\n`;
		const settings = (await readFile(file, 'utf8')).replace(/^channel:.*$/m, '');
		await writeFile(file, `${settings}${channel}`);
		await runGit(sample.specClone, ['commit', '--quiet', '--all', '--message=Answer questions in GitHub']);
		await runGit(sample.specClone, ['push', '--quiet']);
		await sample.workbench.palette('Tandem: Refresh');
	});
	suiteTeardown(async () => {
		await sample?.close();
		await github?.close();
	});
	pictureFailures(() => sample);

	const write = async (text: string) => {
		const page = sample.sidebar();
		await sample.workbench.openFile(sample.retryFile, 42, 3);
		await sample.workbench.palette('Tandem: Ask PM');
		await page.locator('#composer-title').fill(text);
		await page.getByRole('button', { name: 'Preview' }).click();
		await page.locator('.code.wrap').waitFor();
	};
	const send = () => sample.sidebar().getByRole('button', { name: 'Send to Maria' }).click();

	test('the preview says that the question goes there', async () => {
		await write(title);
		await eventually(
			() => sample.sidebar().locator('#composer').innerText(),
			(text) => assert.match(text, /Its text goes to GitHub issues of acme\/product-questions/),
		);
	});

	test('nothing goes there before the user has agreed, and cancelling sends nothing at all', async () => {
		const { workbench } = sample;
		await send();
		await eventually(
			() => workbench.page.locator('.monaco-dialog-box').innerText(),
			(text) => assert.match(text, /May questions about acme\/web-shop go to GitHub issues of acme\/product-questions/),
		);
		await workbench.dialogButton('Cancel').click();
		await sample.sidebar().getByRole('button', { name: 'Send to Maria' }).waitFor();
		assert.deepEqual(await github.issues(), []);
	});

	test('agreed and signed in, it is a file and one issue', async () => {
		const { workbench } = sample;
		await send();
		await workbench.dialogButton('Send There Too').click();
		await workbench.enter(githubToken);
		await eventually(
			() => github.issues(),
			(issues) =>
				assert.deepEqual(
					issues.map((issue) => issue.title),
					[title],
				),
		);
		const [issue] = await github.issues();
		assert.deepEqual(issue?.labels.map(({ name }) => name).sort(), ['checkout', 'question']);
		assert.match(issue?.body ?? '', /Ana Ruiz asks about CHK-1 Cut checkout abandonment/);
		assert.match(issue?.body ?? '', /src\/checkout\/retry\.ts:40-43/);
		await eventually(inFile, (text) => assert.match(text, new RegExp(`^issue: ${github.api}.*/issues/1$`, 'm')));
	});

	test('a comment there is the answer here, and in the file', async () => {
		await github.call('marial', 'POST', '/issues/1/comments', { body: 'Yes, for vouchers **too**.' });
		await sample.workbench.palette('Tandem: Refresh');
		await eventually(inFile, (text) =>
			assert.match(text, /^## Answer by Maria Lopez, .*\n\nYes, for vouchers \*\*too\*\*\./m),
		);
		await eventually(
			() => question().innerText(),
			(text) => assert.match(text, /answered/i),
		);
	});

	test('a reply here is a comment there', async () => {
		const reply = question().getByRole('textbox', { name: /^Reply to/ });
		if (!(await reply.isVisible())) await question().locator('.question-head').click();
		await reply.fill('Thank you.');
		await question().getByRole('button', { name: 'Reply' }).click();
		await eventually(
			() => github.call('marial', 'GET', '/issues/1/comments'),
			(comments) => assert.match(JSON.stringify(comments), /\*\*Ana Ruiz\*\*:\\n\\nThank you\./),
		);
		await sample.workbench.palette('Tandem: Refresh');
		await eventually(inFile, (text) => assert.equal(text.match(/Thank you\./g)?.length, 1));
	});

	test('closed there, it is resolved here', async () => {
		await github.call('marial', 'PATCH', '/issues/1', { state: 'closed' });
		await sample.workbench.palette('Tandem: Refresh');
		await eventually(inFile, (text) => assert.match(text, /^## Resolved by /m));
		await question().getByRole('button', { name: 'Reopen' }).waitFor();
	});

	test('opened again here, it is open there', async () => {
		await question().getByRole('button', { name: 'Reopen' }).click();
		await eventually(
			() => github.issues(),
			([issue]) => assert.equal(issue?.state, 'open'),
		);
	});

	test('a decision that resolves it closes the issue', async () => {
		const { workbench } = sample;
		const input = workbench.page.locator('.quick-input-widget:visible');
		const step = (prompt: string) => input.getByText(prompt).or(input.getByPlaceholder(prompt)).first().waitFor();
		await question().getByRole('button', { name: 'Record decision' }).click();
		for (const title of [
			'Of which objective?',
			'What was decided? One sentence.',
			'Why? Leave it empty',
			'Who decided it?',
		]) {
			await step(title);
			await workbench.page.keyboard.press('Enter');
		}
		await workbench.dialogButton('Record and Resolve').click();
		await eventually(
			() => github.issues(),
			([issue]) => assert.equal(issue?.state, 'closed'),
		);
		await workbench.notification('Recorded in CHK-1.').waitFor();
		await workbench.host.command('notifications.clearAll');
	});

	test('a second question of this repository goes without being asked', async () => {
		await write('And for gift cards?');
		await send();
		await eventually(
			() => github.issues(),
			(issues) => assert.equal(issues.length, 2),
		);
	});

	test('the list of channels says how it stands', async () => {
		const { workbench } = sample;
		await workbench.palette('Tandem: Channels');
		await eventually(
			() => workbench.quickPickRows().allInnerTexts(),
			(rows) =>
				assert.match(
					rows.join('\n').replaceAll('\u00a0', ' '),
					/GitHub issues of acme\/product-questions.*\n?.*Signed in/s,
				),
		);
		await workbench.page.keyboard.press('Escape');
	});
});
