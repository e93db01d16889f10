import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { eventually } from '../harness/eventually.mjs';
import {
	activateTandem,
	openSampleWindow,
	outboxCount,
	pictureFailures,
	questionFiles,
} from '../support/editorWindow.ts';
import type { SampleWindow } from '../support/editorWindow.ts';
import { githubRepo, githubToken, startGithubServer } from '../support/githubServer.ts';
import type { GithubServer } from '../support/githubServer.ts';
import { runGit } from '../support/gitRepo.ts';

/**
 * Milliseconds after Send was pressed: before the question is kept, while its file is sent, while its issue is made, and when all is done. Each costs a new
 * window; the steps themselves are in `outboxKilled.test.ts`.
 */
const DELAYS = process.env['TANDEM_KILLS'] ? [0, 40, 120, 300, 700, 1500] : [0, 120, 700];

suite('an extension host that is killed after Send', () => {
	let sample: SampleWindow;
	let github: GithubServer;
	let outbox = '';
	/** Whether the outbox held the question when the host died. */
	const kept: boolean[] = [];

	suiteSetup(async () => {
		github = await startGithubServer();
		sample = await openSampleWindow({ hostsMayDie: true });
		const file = path.join(sample.specClone, 'tandem.yml');
		const settings = (await readFile(file, 'utf8')).replace(/^channel:.*$/m, '');
		const channel = `\nchannel:\n  github: { repo: ${githubRepo}, url: "${github.api}", api: "${github.api}" }\n`;
		await writeFile(file, `${settings}${channel}`);
		await runGit(sample.specClone, ['commit', '--quiet', '--all', '--message=Answer questions in GitHub']);
		await runGit(sample.specClone, ['push', '--quiet']);
		const storage = await sample.workbench.host.run(({ context }) => context.globalStorageUri.fsPath);
		outbox = path.join(path.dirname(storage), 'tandem-dev.tandem', 'outbox');
		await sample.workbench.palette('Tandem: Refresh');
	});
	suiteTeardown(async () => {
		await sample?.close();
		await github?.close();
	});
	pictureFailures(() => sample);

	const write = async (title: string) => {
		const page = sample.sidebar();
		await sample.workbench.openFile(sample.retryFile, 42, 3);
		await sample.workbench.palette('Tandem: Ask PM');
		await page.locator('#composer-title').fill(title);
		await page.getByRole('button', { name: 'Preview' }).click();
		await page.locator('.code.wrap').waitFor();
	};
	const send = () => sample.sidebar().getByRole('button', { name: 'Send to Maria' }).click();
	const filesOf = async (slug: string) => (await questionFiles(sample)).filter((name) => name.includes(slug));
	const issuesOf = async (title: string) => (await github.issues()).filter((issue) => issue.title === title);
	const isSent = async (title: string, slug: string) => {
		const files = await filesOf(slug);
		assert.equal(files.length, 1, `${files.length} files of ${title}`);
		const text = await sample.inForge('show', `main:${files[0]}`);
		const issues = await issuesOf(title);
		assert.equal(issues.length, 1, `${issues.length} issues of ${title}`);
		assert.match(text, new RegExp(`^issue: ${github.api}.*/issues/${issues[0]?.number}$`, 'm'));
	};
	/** Whether the outbox holds it on disk. */
	const isKept = async (title: string) => {
		const names = (await readdir(outbox)).filter((name) => name.endsWith('.json'));
		const texts = await Promise.all(names.map((name) => readFile(path.join(outbox, name), 'utf8').catch(() => '')));
		return texts.some((text) => text.includes(title));
	};
	const waiting = () => outboxCount(sample.workbench);

	/** A new window, as after a crash. This editor in a browser may have forgotten the token. */
	const restart = async () => {
		const { workbench } = sample;
		await workbench.reload();
		await activateTandem(workbench);
		await workbench.openFile(sample.retryFile, 42, 3);
		await workbench.host.command('tandem.showWhy');
		await sample.sidebar().getByRole('heading', { name: 'Cut checkout abandonment' }).waitFor();
		const row = workbench.quickPickRows().filter({ hasText: githubRepo });
		await workbench.palette('Tandem: Channels');
		await row.waitFor();
		if (/not\ssigned\sin/i.test(await row.innerText())) {
			await workbench.pick(githubRepo);
			await workbench.pick('Sign in');
			await workbench.enter(githubToken);
		} else await workbench.page.keyboard.press('Escape');
	};

	test('agreed to, a question goes to the spec repo and to GitHub', async () => {
		const title = 'Which limit holds?';
		await write(title);
		await send();
		await sample.workbench.dialogButton('Send There Too').click();
		await sample.workbench.enter(githubToken);
		await eventually(
			() => isSent(title, 'which-limit-holds').then(() => '', String),
			(failure) => assert.equal(failure, ''),
		);
	});

	for (const [index, delay] of DELAYS.entries()) {
		test(`${delay} ms later: the question arrives once, or is still a draft`, async () => {
			const title = `Is limit ${index} right?`;
			const slug = `is-limit-${index}-right`;
			await write(title);
			const pid = await sample.workbench.host.run(() => process.pid);
			await send();
			await new Promise((resolve) => setTimeout(resolve, delay));
			process.kill(pid, 'SIGKILL');
			const wasKept = await isKept(title);
			kept.push(wasKept);
			const wasThere = (await filesOf(slug)).length > 0;
			// The editor lives on, and writes down what the host has told it.
			await new Promise((resolve) => setTimeout(resolve, 500));
			await restart();
			await eventually(waiting, (count) => assert.equal(count, 0), 60_000);
			await sample.workbench.palette('Tandem: Ask PM');
			const draft = await sample.sidebar().locator('#composer-title').inputValue();
			if (wasKept || wasThere) {
				await isSent(title, slug);
				// What the host has said last of the draft may have died with it.
				if (wasThere) assert.equal(draft, '', 'what was sent is no draft');
			} else {
				assert.deepEqual(await filesOf(slug), []);
				assert.equal(draft, title);
			}
		});
	}

	test('some of them died between the two', () => assert.ok(kept.includes(true), String(kept)));
});
