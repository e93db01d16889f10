import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { eventually } from '../harness/eventually.mjs';
import { arrivedQuestion, openSampleWindow, pictureFailures } from '../support/editorWindow.ts';
import type { SampleWindow } from '../support/editorWindow.ts';
import { plain, startFaultServer } from '../support/faultServer.ts';
import type { FaultServer } from '../support/faultServer.ts';
import { startGitlab } from '../support/gitlabServer.ts';
import type { GitlabServer } from '../support/gitlabServer.ts';
import { runGit } from '../support/gitRepo.ts';
import { MARIA, startJira } from '../support/jiraServer.ts';
import type { JiraServer } from '../support/jiraServer.ts';

suite('PMs who answer in GitLab and Jira, and teams that chat', () => {
	let sample: SampleWindow;
	let gitlab: GitlabServer;
	let jira: JiraServer;
	let chat: FaultServer;

	suiteSetup(async () => {
		gitlab = await startGitlab('gitlab-token');
		gitlab.behave();
		jira = await startJira('ana@shop.example', 'jira-token');
		jira.behave();
		chat = await startFaultServer();
		sample = await openSampleWindow();
	});
	suiteTeardown(async () => {
		await sample?.close();
		for (const server of [gitlab, jira, chat]) await server?.close();
	});
	pictureFailures(() => sample);

	/** The PM changes where questions go, in an editor of their own. */
	const sendTo = async (channels: string) => {
		const { specClone } = sample;
		await runGit(specClone, ['pull', '--quiet', '--ff-only']);
		const file = path.join(specClone, 'tandem.yml');
		const settings = (await readFile(file, 'utf8')).replace(/^channel:[^]*$/m, '').trimEnd();
		await writeFile(file, `${settings}\nchannel:\n${channels}\n`);
		await runGit(specClone, ['commit', '--quiet', '--all', '--message=Answer elsewhere']);
		await runGit(specClone, ['push', '--quiet']);
		await sample.workbench.palette('Tandem: Refresh');
	};
	/** Asks once the preview says that the text goes there. */
	const ask = async (title: string, channel: string) => {
		const page = sample.sidebar();
		await sample.workbench.openFile(sample.retryFile, 42, 3);
		await sample.workbench.palette('Tandem: Ask PM');
		await page.locator('#composer-title').fill(title);
		await page.getByRole('button', { name: 'Preview' }).click();
		await eventually(
			() => page.locator('#composer').innerText(),
			(text) => assert.match(text, new RegExp(`Its text goes to ${channel}`)),
		);
		await page.getByRole('button', { name: 'Send to Maria' }).click();
	};
	const agree = () => sample.workbench.dialogButton('Send There Too').click();
	const enterAt = async (prompt: string, text: string) => {
		await sample.workbench.page.locator('.quick-input-widget:visible', { hasText: prompt }).waitFor();
		await sample.workbench.enter(text);
	};
	const enterWebhook = async (prompt: string, address: string) => {
		await enterAt(prompt, address);
		// It is not at the host that the service has.
		await sample.workbench.dialogButton('Use It').click();
	};
	const fileOf = async (slug: string) => sample.inForge('show', `main:${await arrivedQuestion(sample, slug)}`);

	test('GitLab and Slack: an issue and a notice, and the answer comes back', async () => {
		chat.answerWith(plain('ok', 200, { 'content-type': 'text/html' }));
		await sendTo(`  gitlab: { repo: acme/specs, url: "${gitlab.origin}" }\n  slack:`);
		await ask('Why three seconds?', 'GitLab issues');
		await agree();
		await enterAt('personal access token', 'gitlab-token');
		await agree();
		await enterWebhook('incoming webhook', `${chat.origin}/services/T1/B1/secret`);
		await eventually(
			() => [gitlab.issues.map(({ title }) => title), chat.seen.length],
			(seen) => assert.deepEqual(seen, [['Why three seconds?'], 1]),
		);
		assert.match(gitlab.issues[0]?.description ?? '', /export async function retry/);
		assert.match(chat.seen[0]?.body ?? '', /Ana Ruiz asks Maria Lopez: Why three seconds\?/);
		assert.doesNotMatch(chat.seen[0]?.body ?? '', /export async function/);
		await eventually(
			() => fileOf('why-three-seconds'),
			(text) => assert.match(text, /^issue: .*\/acme\/specs\/-\/issues\/1$/m),
		);
		gitlab.note(1, { body: 'The bank asks for it.', author: { id: 7, username: 'marial', name: 'Maria' } });
		await sample.workbench.palette('Tandem: Refresh');
		await eventually(
			() => fileOf('why-three-seconds'),
			(text) => assert.match(text, /^## Answer by Maria Lopez, .*\n\nThe bank asks for it\./m),
		);
	});

	test('Jira and Teams: an issue and a card, and the answer comes back', async () => {
		chat.answerWith(plain('', 202));
		await sendTo(`  jira: { url: "${jira.origin}", project: SHOP }\n  teams:`);
		await ask('Who blocks the card?', 'Jira SHOP');
		await agree();
		await enterAt('The e-mail of your Atlassian account', 'ana@shop.example');
		await enterAt('An API token', 'jira-token');
		await agree();
		await enterWebhook('address of a workflow', `${chat.origin}/workflows/secret`);
		await eventually(
			() => [jira.issues.map(({ fields }) => fields.summary), chat.seen.length],
			(seen) => assert.deepEqual(seen, [['Who blocks the card?'], 1]),
		);
		assert.match(chat.seen[0]?.body ?? '', /AdaptiveCard/);
		await eventually(
			() => fileOf('who-blocks-the-card'),
			(text) => assert.match(text, /^issue: .*\/browse\/SHOP-\d+$/m),
		);
		const [issue] = jira.issues;
		assert.ok(issue);
		const words = [{ type: 'text', text: 'The acquirer does.' }];
		jira.say(
			issue.key,
			{ type: 'doc', version: 1, content: [{ type: 'paragraph', content: words }] },
			{ author: { ...MARIA, emailAddress: 'maria@shop.example' } },
		);
		await sample.workbench.palette('Tandem: Refresh');
		await eventually(
			() => fileOf('who-blocks-the-card'),
			(text) => assert.match(text, /^## Answer by Maria Lopez, .*\n\nThe acquirer does\./m),
		);
	});

	test('what goes wrong there waits in the outbox with its reason, and the file is there', async () => {
		jira.answerWith(plain('<h1>Down</h1>', 503, { 'content-type': 'text/html' }));
		await ask('Does this wait for Jira?', 'Jira SHOP');
		await arrivedQuestion(sample, 'does-this-wait-for-jira');
		await sample.workbench.palette('Tandem: Show Outbox');
		await eventually(
			() => sample.workbench.quickPickRows().allInnerTexts(),
			(rows) => assert.match(rows.join('\n').replaceAll('\u00a0', ' '), /Does this wait for Jira\?.*Jira/s),
		);
		await sample.workbench.page.keyboard.press('Escape');
		jira.behave();
		await sample.workbench.palette('Tandem: Refresh');
		await eventually(
			() => jira.issues.map(({ fields }) => fields.summary),
			(titles) => assert.deepEqual(titles, ['Who blocks the card?', 'Does this wait for Jira?']),
		);
	});
});
