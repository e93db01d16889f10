import assert from 'node:assert/strict';
import { rename } from 'node:fs/promises';
import { eventually } from '../harness/eventually.mjs';
import { arrivedQuestion, openSampleWindow, pictureFailures } from '../support/editorWindow.ts';
import type { SampleWindow } from '../support/editorWindow.ts';
import { runGit } from '../support/gitRepo.ts';

suite('questions as threads in the editor', () => {
	let sample: SampleWindow;
	suiteSetup(async () => {
		sample = await openSampleWindow();
	});
	suiteTeardown(() => sample?.close());
	pictureFailures(() => sample);

	const plain = (text: string) => text.replaceAll('\u00a0', ' ');
	const icons = () => sample.workbench.page.locator('.comment-range-glyph[class*=comment-thread]');
	const thread = (text: string) => sample.workbench.page.locator('.review-widget:visible', { hasText: text });
	const panel = () => sample.workbench.page.locator('.part.panel:visible');
	/** The rows of the Comments panel, one line each. */
	const rows = async () => {
		const texts = await panel().locator('.comments-panel .monaco-list-row').allInnerTexts();
		return texts.map((text) => text.replace(/\s+/g, ' '));
	};
	const rowOf = (title: string, place: string) =>
		eventually(rows, (texts) => {
			assert.ok(
				texts.some((text) => text.includes(title) && text.includes(place)),
				`${title} is not at ${place}:\n${texts.join('\n')}`,
			);
		});
	const change = (id: string, value: unknown) =>
		sample.workbench.host.run(
			async ({ vscode, arg }) => {
				await vscode.workspace.getConfiguration('tandem').update(arg.id, arg.value, vscode.ConfigurationTarget.Global);
			},
			{ id, value },
		);

	/** The lines beside which an icon stands, among those on the screen. */
	const iconLines = async () => {
		const tops = (part: ReturnType<typeof icons>) =>
			part.evaluateAll((all) =>
				all.map((one) => [one.textContent, Math.round(one.getBoundingClientRect().top)] as const),
			);
		const numbers = await tops(sample.workbench.page.locator('.line-numbers'));
		const lines = (await tops(icons())).map(([, top]) => numbers.find(([, other]) => Math.abs(top - other) <= 3)?.[0]);
		return lines.map(Number).sort((a, b) => a - b);
	};
	const clickIcon = async (line: number) => {
		await eventually(iconLines, (lines) => assert.ok(lines.includes(line), lines.join(' ')));
		const number = await sample.workbench.page.locator('.line-numbers', { hasText: String(line) }).boundingBox();
		const icon = await icons().first().boundingBox();
		if (number && icon) await sample.workbench.page.mouse.click(icon.x + icon.width / 2, number.y + number.height / 2);
	};

	test('an icon stands at the last line of each question, and nothing opens by itself', async () => {
		await eventually(iconLines, (lines) => assert.deepEqual(lines, [42, 43]));
		await sample.workbench.page.waitForTimeout(1000);
		assert.equal(await thread('').count(), 0);
		assert.equal(await panel().count(), 0);
	});

	test('the Comments panel lists them with their lines, and counts what is not resolved', async () => {
		await sample.workbench.host.command('workbench.action.focusCommentsPanel');
		await rowOf('Why only one retry?', '[Ln 40-43]');
		await rowOf('Is the 3-second wait a rule of the bank?', '[Ln 41-42]');
		await panel()
			.getByRole('tab', { name: /Comments.*2 Unresolved/ })
			.waitFor();
	});

	test('lines that are typed above move them, and undoing moves them back', async () => {
		const edit = () =>
			sample.workbench.host.run(async ({ vscode }) => {
				const edits = new vscode.WorkspaceEdit();
				const uri = vscode.window.activeTextEditor?.document.uri;
				if (uri) edits.insert(uri, new vscode.Position(5, 0), '// one\n// two\n// three\n');
				await vscode.workspace.applyEdit(edits);
			});
		await edit();
		await rowOf('Why only one retry?', '[Ln 43-46]');
		await rowOf('Is the 3-second wait a rule of the bank?', '[Ln 44-45]');
		await sample.workbench.openFile(sample.retryFile, 42, 3);
		await sample.workbench.host.command('undo');
		await rowOf('Why only one retry?', '[Ln 40-43]');
	});

	test('a question whose code is gone has no thread, and says so in the Questions view with the old code', async () => {
		const { workbench } = sample;
		await workbench.openFile(sample.retryFile, 42, 3);
		await workbench.host.run(async ({ vscode }) => {
			await vscode.window.activeTextEditor?.edit((edit) => edit.delete(new vscode.Range(39, 0, 43, 0)));
		});
		await eventually(iconLines, (lines) => assert.deepEqual(lines, []));
		await workbench.host.command('tandem.questions.focus');
		await workbench.treeRow(/Why only one retry\?.*\(gone\)/).waitFor();
		await workbench.openFile(sample.retryFile, 38, 3);
		await workbench.host.command('undo');
		await eventually(iconLines, (lines) => assert.deepEqual(lines, [42, 43]));
		await workbench.treeRow(/Why only one retry\?.*retry\.ts:40-43/).waitFor();
		await workbench.host.command('tandem.showWhy');
	});

	test('unfolded it shows who asked, why and when, with what can be done', async () => {
		await sample.workbench.host.command('workbench.action.closePanel');
		await sample.workbench.openFile(sample.retryFile, 42, 3);
		await clickIcon(43);
		const shown = thread('Why only one retry?');
		await shown.waitFor();
		const text = plain(await shown.innerText());
		assert.match(text, /Open · CHK-1/);
		assert.match(text, /Ben Okafor/);
		assert.match(text, /\d (?:day|week)s? ago/);
		assert.match(text, /would recover about 4 % more/);
		for (const name of ['Resolve Question', 'Open File in the Spec Repo', 'Copy Link to Question']) {
			await shown.getByRole('button', { name }).first().waitFor({ state: 'attached' });
		}
	});

	test('a reply that cannot be kept stays where it was typed', async () => {
		const { page } = sample.workbench;
		const shown = thread('Why only one retry?');
		const identity = (...args: readonly string[]) => runGit(sample.codeRepo, ['config', ...args]);
		await identity('user.name', '');
		await identity('user.email', '');
		await shown.locator('.review-thread-reply-button').click();
		await page.keyboard.type('The bank says two are fine.');
		await shown.locator('.monaco-text-button', { hasText: 'Reply' }).click();
		await sample.workbench.notification('git does not know who you are').waitFor();
		await sample.workbench.host.command('notifications.clearAll');
		assert.match(plain(await shown.locator('.comment-form .view-lines').innerText()), /The bank says two are fine\./);
		await identity('user.name', 'Ana Ruiz');
		await identity('user.email', 'ana@shop.example');
	});

	test('a reply that cannot be sent now is kept and shown, and goes out later', async () => {
		const shown = thread('Why only one retry?');
		await rename(sample.forge, `${sample.forge}.away`);
		await shown.locator('.monaco-text-button', { hasText: 'Reply' }).click();
		await shown.locator('.review-comment', { hasText: 'The bank says two are fine.' }).waitFor();
		await shown.getByText(/^Not sent yet: .* · CHK-1$/).waitFor();
		await sample.workbench.host.command('notifications.clearAll');
		await rename(`${sample.forge}.away`, sample.forge);
	});

	test('a reply goes into the file of the question, and the thread stays as it is', async () => {
		const { page, host } = sample.workbench;
		const shown = thread('Why only one retry?');
		await host.command('tandem.refresh');
		await shown.getByText('Open · CHK-1', { exact: true }).waitFor();
		await shown.locator('.review-thread-reply-button').click();
		await page.keyboard.type('And the acquirer agrees.');
		await shown.locator('.monaco-text-button', { hasText: 'Reply' }).click();
		await shown.locator('.review-comment', { hasText: 'And the acquirer agrees.' }).waitFor();
		assert.equal(await shown.locator('.review-comment').count(), 3);
		assert.match(await shown.innerText(), /Ana Ruiz/);
		const file = await arrivedQuestion(sample, 'only-one-retry');
		await eventually(
			() => sample.inForge('show', `main:${file}`),
			(text) => {
				assert.match(text, /^## Reply by Ana Ruiz, .*\n\nThe bank says two are fine\.$/m);
				assert.match(text, /^## Reply by Ana Ruiz, .*\n\nAnd the acquirer agrees\.$/m);
			},
		);
		await sample.sidebar().locator('.question', { hasText: 'Why only one retry?' }).waitFor();
	});

	test('resolving it is written into the file and takes it out of sight, until a setting shows it', async () => {
		const shown = thread('Why only one retry?');
		await shown.getByRole('button', { name: 'Resolve Question' }).click();
		const file = await arrivedQuestion(sample, 'only-one-retry');
		const inFile = () => sample.inForge('show', `main:${file}`);
		await eventually(inFile, (text) => assert.match(text, /^## Resolved by Ana Ruiz, /m));
		await shown.waitFor({ state: 'hidden' });
		await sample.workbench.host.command('workbench.action.focusCommentsPanel');
		await eventually(rows, (texts) => assert.ok(!texts.some((text) => text.includes('Why only one'))));
		await panel()
			.getByRole('tab', { name: /Comments.*1 Unresolved/ })
			.waitFor();
		await change('threads.showResolved', true);
		await rowOf('Why only one retry?', '[Ln 40-43]');
		await change('threads.showResolved', undefined);
		await eventually(rows, (texts) => assert.ok(!texts.some((text) => text.includes('Why only one'))));
	});

	test('a reply reopens it where it is shown: that is written into the file, and it counts again', async () => {
		await change('threads.showResolved', true);
		await rowOf('Why only one retry?', '[Ln 40-43]');
		await sample.workbench.openFile(sample.retryFile, 42, 3);
		await clickIcon(43);
		const shown = thread('Why only one retry?');
		await shown.getByText('Resolved · CHK-1', { exact: true }).waitFor();
		await shown.getByRole('button', { name: 'Reopen Question' }).waitFor();
		await shown.locator('.review-thread-reply-button').click();
		await sample.workbench.page.keyboard.type('What of gift cards?');
		await shown.locator('.monaco-text-button', { hasText: 'Reply and Reopen' }).click();
		const file = await arrivedQuestion(sample, 'only-one-retry');
		await eventually(
			() => sample.inForge('show', `main:${file}`),
			(text) => assert.match(text, /^## Reopened by Ana Ruiz, .*\n\nWhat of gift cards\?$/m),
		);
		await shown.getByText('Open · CHK-1', { exact: true }).waitFor();
		await shown.locator('.review-thread-reply-button').waitFor();
		await panel()
			.getByRole('tab', { name: /Comments.*2 Unresolved/ })
			.waitFor();
		await change('threads.showResolved', undefined);
		await rowOf('Why only one retry?', '[Ln 40-43]');
		await sample.workbench.openFile(sample.retryFile, 42, 3);
		await clickIcon(43);
	});

	test('a question begins beside a line where the user wants that, and goes on in the composer', async () => {
		const { workbench } = sample;
		await workbench.host.command('workbench.action.closePanel');
		await workbench.openFile(sample.retryFile, 30, 3);
		await change('threads.askFromGutter', true);
		await eventually(
			() =>
				workbench.page.locator('.comment-diff-added, .comment-range-glyph.line-hover, .comment-range-glyph').count(),
			// More than the icons of threads.
			(count) => assert.ok(count > 5, `${count}`),
		);
		await workbench.host.command('workbench.action.addComment');
		const shown = workbench.page.locator('.review-widget:visible', { hasText: 'Go On in the Sidebar' });
		await shown.waitFor();
		await workbench.page.keyboard.type('May a guest try again?');
		await shown.getByRole('button', { name: 'Go On in the Sidebar' }).click();
		await eventually(
			() => sample.sidebar().locator('#composer-title').inputValue(),
			(title) => assert.equal(title, 'May a guest try again?'),
		);
		await shown.waitFor({ state: 'hidden' });
		await change('threads.askFromGutter', undefined);
	});

	test('a setting takes them all away', async () => {
		await change('threads.enabled', false);
		await icons().first().waitFor({ state: 'hidden' });
		await change('threads.enabled', undefined);
		await icons().first().waitFor();
	});
});
