import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { eventually } from '../harness/eventually.mjs';
import { themeId } from '../harness/editorSettings.mjs';
import { openSampleWindow, pictureFailures } from '../support/editorWindow.ts';
import type { SampleWindow } from '../support/editorWindow.ts';

const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const THEMES = [
	['dark', 'vscode-dark'],
	['light', 'vscode-light'],
	['highContrast', 'vscode-high-contrast'],
	['highContrastLight', 'vscode-high-contrast-light'],
] as const;

interface AxeResult {
	readonly violations: readonly {
		readonly id: string;
		readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
	}[];
}

suite('the sidebar for everybody', () => {
	let sample: SampleWindow;
	suiteSetup(async () => {
		sample = await openSampleWindow();
	});
	suiteTeardown(() => sample?.close());
	pictureFailures(() => sample);

	const focused = async () => (await sample.workbench.webviewFrame()).evaluate(() => document.activeElement?.id ?? '');
	const unfoldAll = async () => {
		const folded = sample.sidebar().locator('[aria-expanded=false]');
		while ((await folded.count()) > 0) await folded.first().click();
	};
	/** What axe-core objects to on the page as it is, one line for each. */
	const objections = async () => {
		const frame = await sample.workbench.webviewFrame();
		// The page is transparent; axe cannot see the side bar behind it.
		await frame.evaluate(() => {
			document.documentElement.style.background = 'var(--vscode-sideBar-background)';
		});
		const { violations } = await frame.evaluate<AxeResult>(`${axe};axe.run()`);
		return violations.flatMap(({ id, nodes }) =>
			nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
		);
	};

	for (const [color, className] of THEMES) {
		test(`axe finds nothing: ${color}`, async () => {
			const { workbench } = sample;
			const page = sample.sidebar();
			await workbench.host.run(
				({ vscode, arg }) => vscode.workspace.getConfiguration('workbench').update('colorTheme', arg, true),
				themeId(workbench.server.version, color),
			);
			await page.locator(`body.${className}`).waitFor();
			await workbench.openFile(sample.retryFile, 42, 3);
			await page.getByRole('heading', { name: 'Cut checkout abandonment' }).waitFor();
			await unfoldAll();
			assert.deepEqual(await objections(), [], 'an objective with everything unfolded');

			await page.locator('#ask').click();
			await page.locator('#composer-title').fill('Is this for everybody?');
			assert.deepEqual(await objections(), [], 'the composer');
			await page.getByRole('button', { name: 'Close' }).click();
		});
	}

	test('the keyboard alone: to the button, into the composer, out again', async () => {
		const { workbench } = sample;
		await workbench.openFile(sample.retryFile, 42, 3);
		await sample.sidebar().getByRole('heading', { name: 'Cut checkout abandonment' }).waitFor();
		const frame = await workbench.webviewFrame();
		const hasFocus = () => frame.evaluate(() => document.hasFocus());
		await eventually(hasFocus, (has) => assert.equal(has, false));
		await workbench.host.command('tandem.why.focus');
		await eventually(hasFocus, assert.ok);
		// From the top, wherever an earlier test has left off.
		await frame.evaluate(() => {
			document.body.tabIndex = -1;
			document.body.focus();
		});
		for (let tabs = 0; (await focused()) !== 'ask'; tabs++) {
			assert.ok(tabs < 20, 'the button is not among the first twenty stops');
			await workbench.page.keyboard.press('Tab');
		}
		await workbench.page.keyboard.press('Enter');
		await eventually(focused, (id) => assert.equal(id, 'composer-title'));
		// An earlier draft may stand there. Ctrl+A would be slow: VS Code handles it a moment later, amid the typing.
		await workbench.page.keyboard.press('Control+End');
		await workbench.page.keyboard.type('Typed without a mouse');
		await workbench.page.keyboard.press('Control+Enter');
		await eventually(focused, (id) => assert.equal(id, 'composer-send'));
		await workbench.page.keyboard.press('Escape');
		await eventually(focused, (id) => assert.equal(id, 'composer-title'));
		await workbench.page.keyboard.press('Escape');
		await eventually(focused, (id) => assert.equal(id, 'ask'));
		assert.equal(await sample.sidebar().locator('#composer').count(), 0);
		// Nothing typed is lost.
		await workbench.page.keyboard.press('Enter');
		await eventually(
			() => sample.sidebar().locator('#composer-title').inputValue(),
			(text) => assert.match(text, /Typed without a mouse$/),
		);
	});

	test('following the cursor takes no focus from the code', async () => {
		const { workbench } = sample;
		await workbench.openFile(sample.retryFile, 15, 3);
		await sample.sidebar().getByRole('heading', { name: 'Payments never charge twice' }).waitFor();
		// The editor takes the focus a moment after the file is shown; the new content of the sidebar must not take it back.
		await eventually(
			() => workbench.page.evaluate(() => document.activeElement?.tagName),
			(tag) => assert.notEqual(tag, 'IFRAME'),
		);
		await workbench.page.keyboard.press('ArrowDown');
		await eventually(
			() => workbench.host.run(({ vscode }) => vscode.window.activeTextEditor?.selection.active.line),
			(line) => assert.equal(line, 15),
		);
	});
});
