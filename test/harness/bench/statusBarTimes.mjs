// How long a user who opens a file waits for what stands in the status bar.

/** @typedef {{ path: string, line: number }} OpenedLine */
/** @typedef {{ shown?: number, objective?: number, blame?: number }} SeenTimes milliseconds from the Enter key to the editor and to each text; absent: not seen */

const TYPED_MS = 60_000;
const SEEN_MS = 60_000;

/**
 * Opens a file by quick open, as a user does, and waits until every wanted text is there. What was open before is closed first.
 * @param {import('../workbench.mjs').Workbench} workbench
 * @param {OpenedLine} file
 * @param {readonly ('objective' | 'blame')[]} wanted
 * @returns {Promise<SeenTimes>}
 */
export async function openAndWatch({ page, host }, { path, line }, wanted) {
	const name = path.slice(path.lastIndexOf('/') + 1);
	await host.command('workbench.action.closeAllEditors');
	await page.waitForFunction(noneIsThere, undefined, { timeout: SEEN_MS });
	await page.evaluate(watchStatusBar, name);
	await page.keyboard.press('Control+P');
	const input = page.locator('.quick-input-widget:visible .quick-input-box input').first();
	await input.fill(`${path}:${line}`);
	const row = page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name });
	await row.waitFor({ timeout: TYPED_MS });
	await page.keyboard.press('Enter');
	await page.waitForFunction(allAreSeen, wanted, { timeout: SEEN_MS }).catch(() => undefined);
	return page.evaluate(seenTimes);
}

// What follows runs in the page; it may use nothing of around it.

function noneIsThere() {
	return document.querySelector('.statusbar-item[id*="tandem.objective"], .statusbar-item[id*="git.blame"]') === null;
}

/** @param {string} name of the file */
function watchStatusBar(name) {
	/** @type {{ start?: number, shown?: number, objective?: number, blame?: number, observer?: MutationObserver }} */
	const watch = {};
	const page = /** @type {any} */ (globalThis);
	page.tandemBench?.observer?.disconnect();
	page.tandemBench = watch;
	document.addEventListener(
		'keydown',
		({ key }) => {
			if (key === 'Enter') watch.start ??= performance.now();
		},
		{ capture: true },
	);
	/** @param {string} selector */
	const hasText = (selector) => (document.querySelector(selector)?.textContent ?? '').trim() !== '';
	const look = () => {
		if (watch.start === undefined) return;
		if (hasText('.statusbar-item[id*="tandem.objective"]')) watch.objective ??= performance.now();
		if (hasText('.statusbar-item[id*="git.blame"]')) watch.blame ??= performance.now();
		const tab = document.querySelector('.tab.active')?.getAttribute('aria-label') ?? '';
		if (tab.includes(name) && hasText('.editor-instance .view-lines')) watch.shown ??= performance.now();
	};
	watch.observer = new MutationObserver(look);
	watch.observer.observe(document.body, { childList: true, characterData: true, attributes: true, subtree: true });
}

/** @param {readonly ('objective' | 'blame')[]} wanted */
function allAreSeen(wanted) {
	const watch = /** @type {any} */ (globalThis).tandemBench;
	return watch.shown !== undefined && wanted.every((key) => watch[key] !== undefined);
}

function seenTimes() {
	const { start, shown, objective, blame } = /** @type {any} */ (globalThis).tandemBench;
	/** @param {number | undefined} at */
	const since = (at) => (at === undefined ? undefined : at - start);
	return { shown: since(shown), objective: since(objective), blame: since(blame) };
}
