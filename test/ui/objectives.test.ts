import assert from 'node:assert/strict';
import { eventually } from '../harness/eventually.mjs';
import { openSampleWindow, pictureFailures } from '../support/editorWindow.ts';
import type { SampleWindow } from '../support/editorWindow.ts';

suite('the objectives, found and looked through', () => {
	let sample: SampleWindow;
	suiteSetup(async () => {
		sample = await openSampleWindow();
		await showAlone();
	});
	suiteTeardown(() => sample?.close());
	pictureFailures(() => sample);

	const pane = () =>
		sample.workbench.page.locator('.pane', { has: sample.workbench.page.locator('[aria-label^="Objectives"]') });
	/** With the page above it folded, so that all rows are on the screen. */
	const showAlone = async () => {
		const { workbench } = sample;
		await workbench.host.command('tandem.objectives.focus');
		const why = workbench.page.locator('.pane-header[aria-label^="Why"]');
		if ((await why.getAttribute('aria-expanded')) === 'true') await why.click();
		await row('Cut checkout abandonment').waitFor();
	};
	const rows = () => pane().locator('.monaco-list-row');
	const row = (text: string | RegExp) => rows().filter({ hasText: text });
	const labels = async () =>
		(await rows().locator('.label-name').allInnerTexts()).map((text) => text.replaceAll('\u00a0', ' '));
	const description = () => pane().locator('.pane-header .description').innerText();
	const unfold = (text: string | RegExp) => row(text).locator('.monaco-tl-twistie').click();
	const activeFile = () =>
		sample.workbench.host.run(({ vscode }) => {
			const editor = vscode.window.activeTextEditor;
			return editor && `${editor.document.uri.path.split('/').at(-1)}:${editor.selection.active.line + 1}`;
		});

	test('by status first, then by whatever the user chooses', async () => {
		const { workbench } = sample;
		assert.equal((await labels())[0], 'Active');
		await workbench.palette('Tandem: Group Objectives By');
		await workbench.pick('Team');
		await eventually(labels, (shown) => assert.equal(shown[0], 'accounts'));
	});

	test('an objective unfolds to what is known of it, and each leaf opens its place', async () => {
		await unfold('Cut checkout abandonment');
		await row(/^Linked files/).waitFor();
		await unfold('Key results');
		await row('Checkout completion').click();
		await eventually(activeFile, (file) => assert.match(file ?? '', /^checkout\.md:\d+$/));
		await unfold('Key results');
		await unfold(/^Linked files/);
		await row('retry.ts').click();
		await eventually(activeFile, (file) => assert.equal(file, 'retry.ts:1'));
		await unfold(/^Linked files/);
		await row('Cut checkout abandonment').click();
		await eventually(activeFile, (file) => assert.equal(file, 'checkout.md:3'));
		await unfold('Cut checkout abandonment');
	});

	test('the filter works while it is typed; Escape takes it back, and nothing found says what to do', async () => {
		const { workbench } = sample;
		await unfold('Cut checkout abandonment');
		await row('Key results').waitFor();
		await workbench.palette('Tandem: Filter Objectives');
		await workbench.quickInput().fill('at risk');
		await eventually(description, (text) => assert.match(text, /^\d of 14, filter: at risk$/));
		await workbench.page.keyboard.press('Escape');
		await eventually(description, (text) => assert.equal(text, '14'));
		assert.equal(await row('Key results').count(), 1, 'what was unfolded stays so');
		await unfold('Cut checkout abandonment');

		await workbench.palette('Tandem: Filter Objectives');
		await workbench.enter('no such thing');
		await pane().getByText('No objective matches the filter.').waitFor();
		await pane().getByRole('button', { name: 'Show All Objectives' }).click();
		await row('Cut checkout abandonment').waitFor();
	});

	test('the search offers running work, then finds while one types: ids first, then any words, and opens their line', async () => {
		const { workbench } = sample;
		const found = async () =>
			(await workbench.quickPickRows().allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
		await workbench.palette('Tandem: Search Objectives');
		await eventually(found, (shown) => assert.match(shown.join('\n'), /recently opened.*\n(.*\n)*.*active/));
		await workbench.quickInput().fill('chk-1');
		await eventually(found, (shown) => assert.match(shown[0] ?? '', /Cut checkout abandonment.*CHK-1/));
		await workbench.quickInput().fill('p');
		// VS Code would put those first that have it in their title.
		await eventually(found, (shown) => {
			const ids = shown.map((text) => /([A-Z]+)(?:-\d+)? · /.exec(text)?.[1]);
			assert.deepEqual(
				ids.slice(0, 3).map((id) => id?.[0]),
				['P', 'P', 'P'],
				shown.join('\n'),
			);
		});
		await workbench.quickInput().fill('zebra');
		await eventually(found, (shown) => assert.match(shown.join(), /^No objective has “zebra”/));
		await workbench.quickInput().fill('cards recovered');
		await eventually(found, (shown) => assert.match(shown.join(), /Key result: Declined cards recovered/));
		await workbench.page.keyboard.press('Enter');
		await eventually(activeFile, (file) => assert.equal(file, 'checkout.md:19'));
	});

	test('from the search to a question about the code at the cursor', async () => {
		const { workbench } = sample;
		await workbench.openFile(sample.retryFile, 42, 3);
		await workbench.palette('Tandem: Search Objectives');
		await workbench.quickInput().fill('pay-1');
		const found = workbench.quickPickRows().filter({ hasText: 'Payments never charge twice' });
		await found.hover();
		await found.getByRole('button', { name: /^Ask the PM about it/ }).click();
		await sample.sidebar().locator('#composer-title').waitFor();
		const objective = sample.sidebar().locator('#composer select').first();
		await eventually(
			() => objective.inputValue(),
			(id) => assert.equal(id, 'PAY-1'),
		);
		await sample.sidebar().getByRole('button', { name: 'Close' }).click();
	});

	// The last one: the browser writes down what it has to remember a moment later, without telling.
	test('the next window groups as the user has chosen', async () => {
		await sample.workbench.reload();
		await showAlone();
		await eventually(labels, (shown) => assert.equal(shown[0], 'accounts'));
	});
});
