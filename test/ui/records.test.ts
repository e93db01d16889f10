import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { eventually } from '../harness/eventually.mjs';
import { arrivedQuestion, openSampleWindow, pictureFailures } from '../support/editorWindow.ts';
import type { SampleWindow } from '../support/editorWindow.ts';
import { runGit } from '../support/gitRepo.ts';

suite('decisions and constraints', () => {
	let sample: SampleWindow;
	suiteSetup(async () => {
		sample = await openSampleWindow();
	});
	suiteTeardown(() => sample?.close());
	pictureFailures(() => sample);

	const page = () => sample.workbench.page;
	const input = () => page().locator('.quick-input-widget:visible');
	const dialog = () => page().locator('.monaco-dialog-box');
	const objective = () => sample.inForge('show', 'main:objectives/checkout.md');
	const row = (text: string) => sample.sidebar().locator('.row', { hasText: text });
	/** Answers one step of the questions at the top of the window; nothing typed: takes what stands there. */
	const answer = async (prompt: string, text?: string) => {
		await input().getByText(prompt).or(input().getByPlaceholder(prompt)).first().waitFor();
		if (text !== undefined) await input().locator('input').first().fill(text);
		await page().keyboard.press('Enter');
	};
	const count = (text: string, part: string) => text.split(part).length - 1;

	test('what was decided in a question is recorded from its conversation, after the line was shown', async () => {
		const { sidebar, specClone, workbench } = sample;
		const file = await arrivedQuestion(sample, 'only-one-retry');
		const question = path.join(specClone, file);
		await runGit(specClone, ['pull', '--quiet']);
		const text = await sample.inForge('show', `main:${file}`);
		await writeFile(question, `${text.trimEnd()}\n\nThe bank blocks us after three tries. More of it later.\n`);
		await runGit(specClone, ['commit', '--quiet', '-am', 'Answer', '--author', 'Maria Lopez <maria@shop.example>']);
		await runGit(specClone, ['push', '--quiet']);
		await workbench.host.command('tandem.refresh');

		const head = sidebar().locator('.question-head', { hasText: 'Why only one retry?' });
		await head.filter({ hasText: /answered|New/ }).waitFor();
		await head.click();
		await sidebar().getByRole('button', { name: 'Record decision' }).click();
		await answer('Of which objective?');
		await answer('What was decided? One sentence.');
		await answer('Why? Leave it empty', 'a second try costs us the merchant');
		await answer('Who decided it?');
		const shown = dialog();
		await shown.waitFor();
		const words = await shown.innerText();
		const [line = ''] = /The bank blocks us after three tries: .*\)/.exec(words) ?? [];
		assert.match(
			line,
			/^The bank blocks us after three tries: a second try costs us the merchant\. \(Decided by Maria Lopez and Ana Ruiz, \d{4}-\d\d-\d\d; .*src\/checkout\/retry\.ts:40-43.* at [0-9a-f]{7}; \[question\]\(\.\.\/questions\/.*\)\)$/,
		);
		assert.match(words, /One line in "Decisions" of objectives\/checkout\.md, in .*, signed by Ana Ruiz/);
		await shown.getByRole('button', { name: 'Record and Resolve' }).click();
		const after = await eventually(objective, (now) => assert.ok(now.includes(line)));
		assert.equal(count(after, line), 1);
		await eventually(
			() => sample.inForge('show', `main:${file}`),
			(now) => assert.match(now, /^## Resolved by Ana Ruiz, /m),
		);
		const recorded = row('The bank blocks us after three tries');
		await recorded.waitFor();
		assert.match(await recorded.innerText(), /Maria Lopez and Ana Ruiz, \d+ \w+ \d{4}/);
		await recorded.getByRole('button', { name: 'retry.ts:40-43' }).click();
		await workbench.notification('Recorded in CHK-1.').waitFor();
		await workbench.host.command('notifications.clearAll');
	});

	test('a constraint of selected lines goes below the others, with the place at the commit', async () => {
		const { workbench, codeRepo } = sample;
		await workbench.openFile(sample.retryFile, 42, 3);
		await sample.sidebar().getByRole('heading', { name: 'Cut checkout abandonment' }).waitFor();
		await workbench.palette('Tandem: Record Constraint');
		await answer('What is it?', 'Trade-off');
		await answer('Of which objective?', 'CHK-1');
		await answer('What was given up', 'The shopper waits three seconds longer');
		await answer('Why? Leave it empty');
		await dialog().waitFor();
		await page().keyboard.press('Escape');
		await dialog().waitFor({ state: 'hidden' });
		assert.equal(count(await objective(), 'The shopper waits'), 0, 'nothing is left of what was given up');

		await workbench.palette('Tandem: Record Constraint');
		await answer('What is it?', 'Trade-off');
		await answer('Of which objective?', 'CHK-1');
		await answer('What was given up', 'The shopper waits three seconds longer');
		await answer('Why? Leave it empty');
		await dialog().getByRole('button', { name: 'Record', exact: true }).click();
		const head = (await runGit(codeRepo, ['rev-parse', '--short=7', 'HEAD'])).trim();
		const text = await eventually(objective, (now) => assert.match(now, /Trade-off: The shopper waits/));
		assert.match(
			text,
			new RegExp(
				`^[-*] Trade-off: The shopper waits three seconds longer\\. \\(Recorded by Ana Ruiz, .*retry\\.ts:\\d+-\\d+.* at ${head}\\)$`,
				'm',
			),
		);
		await row('The shopper waits three seconds longer').waitFor();
		await workbench.host.command('notifications.clearAll');
	});

	test('what a commit says is shown, and recorded with one button', async () => {
		const { workbench, codeRepo } = sample;
		const message = 'Wait longer\n\nConstraint: The bank takes two requests a second\n\nObjective: CHK-1';
		await runGit(codeRepo, ['commit', '--quiet', '--allow-empty', '-m', message]);
		await workbench.host.command('tandem.refresh');
		const said = row('The bank takes two requests a second');
		await said.getByText(/^from commit [0-9a-f]{7} by Ana Ruiz$/).waitFor({ timeout: 30_000 });
		await said.getByRole('button', { name: 'Record in objective' }).click();
		await dialog().getByRole('button', { name: 'Record', exact: true }).click();
		await eventually(objective, (now) =>
			assert.match(now, /^[-*] The bank takes two requests a second\. \(From commit [0-9a-f]{7} by Ana Ruiz, .*\)$/m),
		);
		await said.getByText(/^from commit [0-9a-f]{7} by Ana Ruiz, \d+ \w+ \d{4}$/).waitFor();
		assert.equal(await said.count(), 1);
		await workbench.host.command('notifications.clearAll');
	});

	test('where the spec repo takes nothing, the PM is asked to record it, and nothing is sent twice', async () => {
		const { workbench, forge, sidebar } = sample;
		await runGit(forge, ['config', 'receive.hideRefs', 'refs/heads/main']);
		await workbench.openFile(sample.retryFile, 42, 3);
		await workbench.palette('Tandem: Record Constraint');
		await answer('What is it?', 'Constraint');
		await answer('Of which objective?', 'CHK-1');
		await answer('What must hold here', 'Never three tries');
		await answer('Why? Leave it empty');
		await dialog().getByRole('button', { name: 'Record', exact: true }).click();
		const told = workbench.notification('You may not push to this branch');
		await told.waitFor({ timeout: 30_000 });
		await row('Never three tries').getByText('waits to be sent').waitFor();
		await told.getByRole('button', { name: 'Ask PM to Record It' }).click();
		await eventually(
			() => sidebar().locator('#composer-title').inputValue(),
			(title) => assert.equal(title, 'Proposed constraint for CHK-1: Never three tries'),
		);
		await runGit(forge, ['config', '--unset', 'receive.hideRefs']);
		await sidebar().getByRole('button', { name: 'Preview' }).click();
		await sidebar().getByRole('button', { name: 'Send to Maria' }).click();
		const file = await arrivedQuestion(sample, 'proposed-constraint');
		assert.match(await sample.inForge('show', `main:${file}`), /^> Never three tries\. \(Recorded by Ana Ruiz, /m);
		assert.equal(count(await objective(), 'Never three tries'), 0);
		await row('Never three tries').waitFor({ state: 'detached' });
	});
});
