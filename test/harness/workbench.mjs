// What a UI test uses: a window of VS Code in a browser, and the acts and looks of a user in it.
import path from 'node:path';
import { mkdirSync } from 'node:fs';
import { launchBrowser, newPage } from './chromium.mjs';
import { tempFolder } from './cleanup.mjs';
import { retry } from './eventually.mjs';
import { projectRoot } from './project.mjs';
import { createTestEnvironment } from './testEnvironment.mjs';
import { startServer } from './vscodeServer.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Locator} Locator */

/**
 * @typedef {object} WindowOptions
 * @property {string} [folder] absolute path of the folder to open; absent: an empty window
 * @property {import('./editorSettings.mjs').ColorTheme} [color]
 * @property {number} [width]
 * @property {number} [height]
 * @property {number} [scale] device pixels per CSS pixel
 * @property {readonly string[]} [beside] folders of further extensions
 */

/**
 * Starts VS Code with Tandem (the package in `TANDEM_VSIX`, else the built project) and opens a window. Start-up is over when it returns.
 * @param {WindowOptions & import('./vscodeServer.mjs').ServerOptions} [options] `version` defaults to `TANDEM_VSCODE`
 */
export async function openWorkbench(options = {}) {
	const surroundings = tempFolder('tandem-ui-');
	const server = await startServer({
		version: process.env.TANDEM_VSCODE,
		install: [process.env.TANDEM_VSIX || projectRoot(), ...(options.beside ?? [])],
		bridge: true,
		...options,
		env: { ...createTestEnvironment(surroundings.path), ...options.env },
	});
	/** @type {import('playwright-core').Browser | undefined} */
	let browser;
	/** Ends the window, the browser and the server. */
	const close = async () => {
		await browser?.close();
		await server.stop();
		surroundings.remove();
	};
	try {
		browser = await launchBrowser();
		const window = await openWindow({ server, browser }, options);
		return Object.assign(window, { server, browser, close });
	} catch (error) {
		await close();
		throw error;
	}
}

/** @typedef {Awaited<ReturnType<typeof openWorkbench>>} Workbench */

/**
 * Opens one more window of a running server, as a second user or a second editor would. Close it with `page.close()`.
 * @param {{ server: import('./vscodeServer.mjs').Server, browser: import('playwright-core').Browser }} where
 * @param {WindowOptions} [options]
 */
export async function openWindow({ server, browser }, options = {}) {
	const { folder, color = 'dark', ...size } = options;
	const page = await newPage(browser, { light: color === 'light' || color === 'highContrastLight', ...size });
	await page.goto(server.url(folder));
	let host = await server.nextHost();
	await page.locator('.monaco-workbench .part.statusbar').waitFor();
	/** Reloads the window; the extension host is a new one afterwards. */
	const reload = async () => {
		await page.reload();
		host = await server.nextHost();
		await page.locator('.monaco-workbench .part.statusbar').waitFor();
	};
	return Object.assign(
		createWindow(page, () => host),
		{ page, reload },
	);
}

/**
 * @param {Page} page
 * @param {() => import('./bridge.mjs').Host} currentHost
 */
function createWindow(page, currentHost) {
	const window = {
		/** The extension host of this window. */
		get host() {
			return currentHost();
		},

		/**
		 * Opens a file with the cursor at `line` and `column`, both counted from 1.
		 * @param {string} file absolute path
		 * @param {number} [line]
		 * @param {number} [column]
		 */
		openFile: (file, line = 1, column = 1) =>
			currentHost().run(
				async ({ vscode, arg }) => {
					const editor = await vscode.window.showTextDocument(vscode.Uri.file(arg.file), { preview: false });
					const place = new vscode.Position(arg.line - 1, arg.column - 1);
					editor.selection = new vscode.Selection(place, place);
					editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
				},
				{ file, line, column },
			),

		/** Runs a command of the palette by its whole title, as a user does. @param {string} title with its category */
		palette: async (title) => {
			const row = page.locator('.quick-input-list .monaco-list-row.focused', { hasText: title });
			const input = window.quickInput();
			// A window that has just come back can swallow the key, or take the focus away from what it has opened.
			await retry(
				async () => {
					const typed = await input.inputValue({ timeout: 100 }).catch(() => '');
					if (!typed.startsWith('>')) await page.keyboard.press('F1');
					await input.fill(`>${title}`, { timeout: 2000 });
				},
				() => row.isVisible(),
				(visible) => {
					if (!visible) throw new Error(`The palette does not offer "${title}".`);
				},
			);
			await page.keyboard.press('Enter');
		},

		/** The text field of the open quick pick or input box. */
		quickInput: () => page.locator('.quick-input-widget:visible .quick-input-box input').first(),

		/** The rows of the open quick pick. */
		quickPickRows: () => page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row'),

		/** Filters the open quick pick and takes the row with that text. @param {string} text */
		pick: async (text) => {
			await window.quickInput().fill(text);
			await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: text }).waitFor();
			await page.keyboard.press('Enter');
		},

		/** Types into the input box that opens, and accepts it. A list that was open before uses the same field. @param {string} text */
		enter: async (text) => {
			await page.locator('.quick-input-widget:visible .quick-input-list').waitFor({ state: 'hidden' });
			await window.quickInput().fill(text);
			await page.keyboard.press('Enter');
		},

		/** Shows the hover at a place and returns it once it has the text. @param {string} file @param {number} line @param {number} column @param {string | RegExp} text */
		hoverAt: async (file, line, column, text) => {
			await window.openFile(file, line, column);
			const card = page.locator('.monaco-hover:visible').filter({ hasText: text }).first();
			await retry(
				() => currentHost().command('editor.action.showHover'),
				() => card.count(),
				(found) => {
					if (found === 0) throw new Error(`No hover with ${text} at ${file}:${line}:${column}`);
				},
				20_000,
			);
			return card;
		},

		/** What is inside an extension's webview: VS Code's own page, then the extension's. @param {number} [index] */
		webview: (index = 0) =>
			page.frameLocator(`iframe.webview.ready >> nth=${index}`).frameLocator('iframe#active-frame'),

		/** The webview as a frame, to evaluate code in it. @param {number} [index] */
		webviewFrame: async (index = 0) => {
			await window.webview(index).locator('body').waitFor();
			const outer = await page.locator('iframe.webview.ready').nth(index).elementHandle();
			const inner = await (await outer?.contentFrame())?.waitForSelector('iframe#active-frame', { state: 'attached' });
			const frame = await inner?.contentFrame();
			if (!frame) throw new Error(`There is no webview number ${index}.`);
			return frame;
		},

		/** An entry of the status bar by its text. @param {string | RegExp} text */
		statusBarItem: (text) => page.locator('.part.statusbar .statusbar-item').filter({ hasText: text }),

		/** A row of a tree view by its text. @param {string | RegExp} text */
		treeRow: (text) => page.locator('.pane-body .monaco-list-row').filter({ hasText: text }),

		/** A notification by its text. @param {string | RegExp} text */
		notification: (text) => page.locator('.notifications-toasts .notification-list-item').filter({ hasText: text }),

		/** A button of a notification. @param {string} name */
		notificationButton: (name) => page.locator('.notifications-toasts').getByRole('button', { name, exact: true }),

		/** A button of the open modal dialog. @param {string} name */
		dialogButton: (name) => page.locator('.monaco-dialog-box').getByRole('button', { name, exact: true }),

		/** Saves a picture of the window, or of one part of it. @param {string} file a missing folder is made @param {Locator} [part] */
		screenshot: async (file, part) => {
			mkdirSync(path.dirname(file), { recursive: true });
			await (part ?? page).screenshot({ path: file, animations: 'disabled', caret: 'hide' });
		},
	};
	return window;
}
