import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { eventually } from '../harness/eventually.mjs';
import { arrivedQuestion, openSampleWindow, pictureFailures } from '../support/editorWindow.ts';
import type { SampleWindow } from '../support/editorWindow.ts';
import { startEnterpriseServer } from '../support/enterpriseServer.ts';
import type { EnterpriseServer } from '../support/enterpriseServer.ts';
import { githubRepo } from '../support/githubServer.ts';
import { runGit } from '../support/gitRepo.ts';
import { isSessionToken, signInAccount, signInId, writeSignInExtension } from '../support/signInExtension.ts';
import type { SignIns } from '../support/signInExtension.ts';
import { tempFolder } from '../support/tempFolder.ts';

suite('who signs in to GitHub with the editor', () => {
	let sample: SampleWindow;
	let github: EnterpriseServer;
	let scratch: Awaited<ReturnType<typeof tempFolder>>;

	suiteSetup(async () => {
		github = await startEnterpriseServer(isSessionToken);
		scratch = await tempFolder('tandem-sign-in-');
		sample = await openSampleWindow({
			beside: [await writeSignInExtension(scratch.path)],
			settings: { 'github-enterprise.uri': `${github.url}/` },
		});
		await channelAt(github.url);
	});
	suiteTeardown(async () => {
		await sample?.close();
		await github?.close();
		await scratch?.remove();
	});
	pictureFailures(() => sample);

	/** The PM says where questions go. */
	const channelAt = async (url: string) => {
		const { specClone, workbench } = sample;
		await runGit(specClone, ['pull', '--quiet', '--ff-only']);
		const file = path.join(specClone, 'tandem.yml');
		const settings = (await readFile(file, 'utf8')).replace(/^channel:[^]*$/m, '').trimEnd();
		await writeFile(file, `${settings}\nchannel:\n  github: { repo: ${githubRepo}, url: "${url}" }\n`);
		await runGit(specClone, ['commit', '--quiet', '--all', '--message=Answer questions in GitHub']);
		await runGit(specClone, ['push', '--quiet']);
		await workbench.host.command('tandem.refresh');
	};
	const ask = async (title: string) => {
		const page = sample.sidebar();
		await sample.workbench.openFile(sample.retryFile, 42, 3);
		await sample.workbench.palette('Tandem: Ask PM');
		await page.locator('#composer-title').fill(title);
		await page.getByRole('button', { name: 'Preview' }).click();
		await page.getByText(`Its text goes to GitHub issues of ${githubRepo}`).waitFor();
		await page.getByRole('button', { name: 'Send to Maria' }).click();
	};
	/** The editor's own question, and the answer to it. */
	const answerSignIn = async (button: 'Allow' | 'Cancel') => {
		const { page } = sample.workbench;
		await page.locator('.monaco-dialog-box', { hasText: /Tandem.* wants(?: you)? to sign in/ }).waitFor();
		await sample.workbench.dialogButton(button).click();
	};
	/** What is at GitHub, and with which sessions it came there. */
	const hasArrived = (titles: readonly string[], writes: readonly string[]) =>
		eventually(
			async () => [(await github.issues()).map((issue) => issue.title), github.writes],
			(found) => assert.deepEqual(found, [titles, writes.map((write) => `Bearer ${write}`)]),
		);
	const rows = (pattern: RegExp) =>
		eventually(
			async () => (await sample.workbench.quickPickRows().allInnerTexts()).join('\n').replaceAll('\u00a0', ' '),
			(text) => assert.match(text, pattern),
		);
	const inEditor = (act: 'signOut' | 'signInAgain') =>
		sample.workbench.host.run(
			({ vscode, arg }) => vscode.extensions.getExtension<SignIns>(arg.id)?.exports[arg.act](),
			{ id: signInId, act },
		);
	const askedScopes = () =>
		sample.workbench.host.run(
			({ vscode, arg }) => vscode.extensions.getExtension<SignIns>(arg)?.exports.asked,
			signInId,
		);
	/** As it comes from the first question of each repository. */
	const agree = () => sample.workbench.dialogButton('Send There Too').click();
	const waitingWord = () =>
		sample.workbench.notification(/is in the spec repo, and goes to GitHub once you are signed in/);

	test('who does not sign in has the question in the spec repo, and is told that it waits for GitHub', async () => {
		await ask('Who may retry?');
		await agree();
		await answerSignIn('Cancel');
		await waitingWord().waitFor();
		await arrivedQuestion(sample, 'who-may-retry');
		await hasArrived([], []);
	});

	test('signing in from there makes one issue, with the token of the session', async () => {
		await sample.workbench.notificationButton('Sign In').click();
		await answerSignIn('Allow');
		await hasArrived(['Who may retry?'], ['session-1 201']);
	});

	test('the list of channels says as whom, and takes the consent back', async () => {
		const { workbench } = sample;
		await workbench.palette('Tandem: Channels');
		await rows(new RegExp(`Signed in as ${signInAccount}\\.`));
		await workbench.pick(githubRepo);
		await workbench.pick('Ask again before anything goes there');
	});

	test('agreed to and allowed, a question is one issue', async () => {
		await inEditor('signOut');
		await ask('And for vouchers?');
		await agree();
		await answerSignIn('Allow');
		await hasArrived(['Who may retry?', 'And for vouchers?'], ['session-1 201', 'session-2 201']);
	});

	test('signed out in the editor, the next one waits, and goes out once when the session is back', async () => {
		await inEditor('signOut');
		await ask('And for gift cards?');
		await waitingWord().waitFor();
		await sample.workbench.palette('Tandem: Show Outbox');
		await rows(/And for gift cards\?.*You are not signed in to GitHub, or no longer/s);
		await sample.workbench.page.keyboard.press('Escape');
		await inEditor('signInAgain');
		await hasArrived(
			['Who may retry?', 'And for vouchers?', 'And for gift cards?'],
			['session-1 201', 'session-2 201', 'session-2 201'],
		);
		// The word in the corner is as old as what it speaks of: nobody has to sign in any more.
		await sample.workbench.notificationButton('Sign In').click();
		await sample.workbench.statusBarItem('It was sent meanwhile').waitFor();
	});

	test('a session that GitHub refuses is made anew from the outbox', async () => {
		github.revoke('session-2');
		await ask('And for refunds?');
		await waitingWord().waitFor();
		await sample.workbench.palette('Tandem: Show Outbox');
		const row = sample.workbench.quickPickRows().filter({ hasText: 'And for refunds?' });
		await row.hover();
		await row.getByRole('button', { name: 'Sign in' }).click();
		await answerSignIn('Allow');
		await hasArrived(
			['Who may retry?', 'And for vouchers?', 'And for gift cards?', 'And for refunds?'],
			['session-1 201', 'session-2 201', 'session-2 201', 'session-3 201'],
		);
		assert.deepEqual(await askedScopes(), [['repo'], ['repo'], ['repo']]);
	});
});
