import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { eventually, retry } from '../harness/eventually.mjs';
import { arrivedQuestion, openSampleWindow, pictureFailures } from '../support/editorWindow.ts';
import type { SampleWindow } from '../support/editorWindow.ts';
import { runGit } from '../support/gitRepo.ts';

suite('from the line to the PM and back', () => {
	let sample: SampleWindow;
	suiteSetup(async () => {
		sample = await openSampleWindow({ settings: { 'files.associations': undefined } });
	});
	suiteTeardown(() => sample?.close());
	pictureFailures(() => sample);

	const heading = (name: string) => sample.sidebar().getByRole('heading', { name });
	const evidence = () => sample.sidebar().locator('.evidence').innerText();
	/** Moves the cursor in the open editor, as a user does, and waits for what the sidebar then says. */
	const moveTo = async (line: number, title: string) => {
		await sample.workbench.openFile(sample.retryFile, line, 3);
		await heading(title).waitFor();
	};
	const activeDocument = () =>
		sample.workbench.host.run(({ vscode }) => {
			const editor = vscode.window.activeTextEditor;
			return (
				editor && {
					uri: editor.document.uri.toString(),
					line: editor.selection.active.line + 1,
					text: editor.document.getText(),
				}
			);
		});

	/** What the badge on Tandem's icon in the activity bar says; nothing while it has none. */
	const badge = async () => {
		const texts = await sample.workbench.page
			.locator('.activitybar .action-item', { has: sample.workbench.page.locator('[aria-label^="Tandem"]') })
			.locator('.badge-content')
			.allInnerTexts();
		return texts.filter((text) => text !== '');
	};

	test('the line shows its objective, how it is measured, and why Tandem believes it', async () => {
		const text = await sample.sidebar().locator('main').innerText();
		for (const part of [
			'Maria Lopez (PM)',
			'Every tenth cart dies',
			'At risk',
			'64.5 %',
			'70 %',
			'Why only one retry?',
		]) {
			assert.ok(text.includes(part), `"${part}" is missing in:\n${text}`);
		}
		assert.match(await evidence(), /^Because 47c64a6 .* says Objective: CHK-1 · Ana Ruiz/);
		assert.match(await evidence(), /src\/checkout\/\*\* in checkout\.md matches this file/);
		await sample.workbench.statusBarItem('Cut checkout abandonment').waitFor();
	});

	test('a line of another commit shows another objective', async () => {
		await moveTo(15, 'Payments never charge twice');
		await sample.workbench.statusBarItem('Payments never charge twice').waitFor();
		await moveTo(6, 'Let people buy without an account');
		await moveTo(2, 'This line serves no objective, on purpose.');
		assert.equal(await sample.workbench.statusBarItem('Let people buy').count(), 0);
		await moveTo(12, 'Cut checkout abandonment');
		assert.match(await evidence(), /^Because src\/checkout\/\*\* in checkout\.md matches this file/);
	});

	test('a file without any link says so, a marker counts for its file', async () => {
		const file = (name: string) => path.join(sample.codeRepo, 'src', name);
		await sample.workbench.openFile(file('lib/logger.ts'));
		await heading('No objective is known for this line.').waitFor();
		await sample.workbench.openFile(file('payments/idempotency.ts'), 5);
		await heading('Payments never charge twice').waitFor();
		assert.match(await evidence(), /the comment in line 1 says .*PAY-1.* for this file/);
	});

	test('evidence is one click from its source: the commit, the pattern, the objective', async () => {
		const { workbench } = sample;
		await moveTo(42, 'Cut checkout abandonment');
		await sample.sidebar().getByRole('button', { name: '47c64a6' }).click();
		const commit = await eventually(activeDocument, (shown) =>
			assert.match(shown?.uri ?? '', /^tandem:.*commit.*47c64a6/),
		);
		assert.match(commit?.text ?? '', /Objective: CHK-1/);
		assert.match(commit?.text ?? '', /^\+export async function retry/m);

		await workbench.openFile(sample.retryFile, 42, 3);
		await sample.sidebar().locator('.evidence').getByRole('button', { name: 'checkout.md' }).click();
		const spec = await eventually(activeDocument, (shown) => assert.match(shown?.uri ?? '', /checkout\.md/));
		assert.match(spec?.text.split('\n')[(spec?.line ?? 0) - 1] ?? '', /^\s+- src\/checkout\/\*\*$/);
	});

	test('the hover card says the same, and its link asks', async () => {
		const { workbench } = sample;
		const card = await workbench.hoverAt(sample.retryFile, 42, 12, 'Cut checkout abandonment');
		const text = (await card.innerText()).replaceAll('\u00a0', ' ');
		assert.match(text, /CHK-1/);
		assert.match(text, /Because 47c64a6 .* says Objective: CHK-1/);
		assert.match(text, /64\.5 % of 70 % · At risk · Maria Lopez/);
		// The language's own hover may stand below it.
		const lines = text.trim().split(/\n+/);
		assert.ok(lines.findIndex((line) => line.startsWith('Ask Maria')) <= 5, `more than six lines:\n${text}`);
		await card
			.getByRole('link', { name: /^Ask\sMaria$/ })
			.or(card.locator('a', { hasText: /^Ask\sMaria$/ }))
			.first()
			.click();
		await sample.sidebar().locator('#composer-title').waitFor();
		await sample.sidebar().getByRole('button', { name: 'Close' }).click();
	});

	test('a question goes out exactly as it was previewed', async () => {
		const { workbench } = sample;
		const page = sample.sidebar();
		await moveTo(42, 'Cut checkout abandonment');
		await workbench.palette('Tandem: Ask PM');
		await page.locator('#composer-title').fill('May we try twice for cards of one bank?');
		await page.locator('#composer-why').fill('It would recover **four percent** more.');
		assert.equal(await page.locator('#composer-objective').inputValue(), 'CHK-1');
		await page.getByRole('button', { name: 'Preview' }).click();
		const preview = (await page.locator('.code.wrap').textContent()) ?? '';
		const shownPath = await page.locator('.path').innerText();
		await page.getByRole('button', { name: 'Send to Maria' }).click();

		const file = await arrivedQuestion(sample, 'may-we-try-twice');
		assert.equal(file, shownPath);
		assert.equal(`${await sample.inForge('show', `main:${file}`)}\n`, preview);
		assert.match(preview, /objective: CHK-1\n/);
		assert.match(preview, /path: src\/checkout\/retry\.ts\n {2}lines: 40-43\n/);
		assert.match(preview, /asked_by: Ana Ruiz <ana@shop\.example>/);
		const [author, subject, trailer] = (
			await sample.inForge('log', '-1', '--format=%an <%ae>%n%s%n%(trailers:key=Objective)', 'main')
		).split('\n');
		assert.equal(author, 'Ana Ruiz <ana@shop.example>');
		assert.equal(subject, 'Ask: May we try twice for cards of one bank?');
		assert.equal(trailer, 'Objective: CHK-1');
		await page.getByRole('button', { name: /^May we try twice/ }).waitFor();
		assert.equal(await page.locator('#composer').count(), 0);
	});

	test('a password in the code is masked before it goes out, unless the box is ticked', async () => {
		const { workbench } = sample;
		const page = sample.sidebar();
		const file = path.join(sample.codeRepo, 'src', 'lib', 'mailer.ts');
		await writeFile(
			file,
			"export function connect() {\n\tconst password = 'hunter2-of-ana';\n\treturn open(password);\n}\n",
		);
		const ask = async (title: string) => {
			await workbench.openFile(file, 2, 3);
			await heading('No objective is known for this line.').waitFor();
			await workbench.palette('Tandem: Ask PM');
			await page.locator('#composer-title').fill(title);
			await page.getByRole('button', { name: 'Preview' }).click();
			await page.getByText('1 secret is masked (a password).').waitFor();
		};
		const sentText = async (slug: string) => {
			await page.getByRole('button', { name: /^Send/ }).click();
			return sample.inForge('show', `main:${await arrivedQuestion(sample, slug)}`);
		};
		await ask('Is this mailbox still read?');
		const masked = await sentText('is-this-mailbox-still-read');
		assert.match(masked, /^\tconst password = '••••••••';$/m);
		assert.doesNotMatch(masked, /hunter2/);

		await ask('May it be changed?');
		const box = page.getByRole('checkbox', { name: 'Send it as it is' });
		assert.equal(await box.isChecked(), false);
		await box.check();
		await page.getByText('1 secret is sent as in the code (a password).').waitFor();
		assert.match(await sentText('may-it-be-changed'), /^\tconst password = 'hunter2-of-ana';$/m);
	});

	test("the PM's answer arrives on the line, with a badge and one notification", async () => {
		const { workbench } = sample;
		const page = sample.sidebar();
		await pmWrites('may-we-try-twice', (text) => `${text}\nYes, from Monday on. Watch the *acquirer*.\n`);
		await workbench.palette('Tandem: Refresh');
		await workbench.notification('May we try twice for cards of one bank?').waitFor();
		await eventually(badge, (texts) => assert.deepEqual(texts, ['1']));
		// The Show of the notification comes from anywhere in the code.
		await workbench.openFile(path.join(sample.codeRepo, 'src', 'lib', 'logger.ts'));
		await heading('No objective is known for this line.').waitFor();
		await workbench.notificationButton('Show').click();
		await page.getByText('Yes, from Monday on.').waitFor();
		assert.equal(await page.locator('.message.answer em', { hasText: 'acquirer' }).count(), 1);
		assert.equal((await activeDocument())?.uri.endsWith('/src/checkout/retry.ts'), true);
		await eventually(badge, (texts) => assert.deepEqual(texts, []));
	});

	test('the Questions tree holds it as answered', async () => {
		const { workbench } = sample;
		await workbench.host.command('tandem.questions.focus');
		const rows = () => workbench.page.locator('.pane-body .monaco-list-row').allInnerTexts();
		const found = await eventually(rows, (texts) => {
			assert.ok(
				texts.some((text) => text.includes('May we try twice')),
				texts.join('\n'),
			);
		});
		const at = (text: string) => found.findIndex((row) => row.replaceAll('\u00a0', ' ').startsWith(text));
		assert.ok(at('Answered') >= 0 && at('Answered') < at('May we try twice'), found.join('\n'));
		assert.ok(at('May we try twice') < at('Open'), found.join('\n'));
		await workbench.treeRow('May we try twice').click();
		await heading('Cut checkout abandonment').waitFor();
	});

	test('a reply and the resolution are written into the same file', async () => {
		const page = sample.sidebar();
		await moveTo(42, 'Cut checkout abandonment');
		const question = page.locator('.question', { hasText: 'May we try twice' });
		const reply = question.getByRole('textbox', { name: /^Reply to/ });
		await retry(
			async () => {
				if (!(await reply.isVisible())) await question.locator('.question-head').click();
			},
			() => reply.isVisible(),
			(visible) => assert.ok(visible),
		);
		await reply.fill('Thank you, it is on.');
		await question.getByRole('button', { name: 'Reply' }).click();
		const file = await arrivedQuestion(sample, 'may-we-try-twice');
		const inFile = () => sample.inForge('show', `main:${file}`);
		await eventually(inFile, (text) => assert.match(text, /^## Reply by Ana Ruiz, .*\n\nThank you, it is on\.$/m));
		await question.getByText('Thank you, it is on.').waitFor();
		await question.getByRole('button', { name: 'Resolve' }).click();
		await eventually(inFile, (text) => assert.match(text, /^## Resolved by Ana Ruiz, /m));
		await question.getByRole('button', { name: 'Reopen' }).waitFor();
		assert.equal(
			await sample.inForge('log', '-1', '--format=%s', 'main'),
			'Resolve: May we try twice for cards of one bank?',
		);
	});

	/** Plays the PM: plain git, an editor, and nothing of Tandem. */
	async function pmWrites(slug: string, edit: (text: string) => string): Promise<void> {
		const { specClone } = sample;
		const file = path.join(specClone, await arrivedQuestion(sample, slug));
		await runGit(specClone, ['pull', '--quiet', '--ff-only']);
		await writeFile(file, edit(await readFile(file, 'utf8')));
		await runGit(specClone, ['commit', '--quiet', '--all', '--message=Answer the question about retries']);
		await runGit(specClone, ['push', '--quiet']);
	}
});
