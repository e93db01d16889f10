import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { ToWebview } from '../../src/protocol/sidebar.ts';
import type { ToHost } from '../../src/protocol/toHost.ts';
import { SIDEBAR_STATES } from '../fixtures/sidebarStates.ts';
import { launchBrowser } from '../harness/chromium.mjs';
import { startPageServer } from './pagePreview/pageServer.ts';
import type { PageServer } from './pagePreview/pageServer.ts';
import { THEMES } from './pagePreview/themes.ts';
import type { ThemeName } from './pagePreview/themes.ts';

type StateName = keyof typeof SIDEBAR_STATES;
const STATES = Object.keys(SIDEBAR_STATES) as StateName[];
const THEME_NAMES = Object.keys(THEMES) as ThemeName[];
const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

interface AxeResult {
	readonly violations: readonly {
		readonly id: string;
		readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
	}[];
}

suite("the sidebar's page in a browser", () => {
	let server: PageServer;
	let browser: Browser;
	let revision = 0;

	suiteSetup(async () => {
		server = await startPageServer();
		browser = await launchBrowser();
	});
	suiteTeardown(async () => {
		await browser.close();
		await server.close();
	});

	async function open(theme: ThemeName = 'dark', width = 300): Promise<Page> {
		const page = await browser.newPage({ viewport: { width, height: 800 } });
		page.setDefaultTimeout(5000);
		await page.goto(server.address(theme));
		return page;
	}
	async function tell(page: Page, message: ToWebview): Promise<void> {
		await page.evaluate(async (sent) => {
			window.postMessage(sent, '*');
			await new Promise((resolve) => setTimeout(resolve, 20));
		}, message);
	}
	async function show(page: Page, name: StateName): Promise<void> {
		await tell(page, { type: 'state', state: { ...SIDEBAR_STATES[name], revision: ++revision } });
		// A loading is shown a moment later.
		if (SIDEBAR_STATES[name].body.kind === 'loading') await page.locator('[role=progressbar]').waitFor();
	}
	/** Clicks until nothing is folded or shortened. */
	async function unfoldAll(page: Page): Promise<void> {
		while (
			await page.evaluate(async () => {
				const button = document.querySelector<HTMLElement>('[aria-expanded=false]');
				button?.click();
				await new Promise((resolve) => setTimeout(resolve));
				return button;
			})
		);
	}
	const posts = (page: Page) => page.evaluate<ToHost[]>('posts');
	const focused = (page: Page) => page.evaluate(() => document.activeElement?.id);

	for (const theme of THEME_NAMES) {
		test(`every state is accessible and keeps the policy: ${theme}`, async () => {
			const page = await open(theme);
			const found: string[] = [];
			for (const name of STATES) {
				await show(page, name);
				await unfoldAll(page);
				const { violations } = await page.evaluate<AxeResult>(`${axe};axe.run()`);
				for (const { id, nodes } of violations) {
					found.push(
						`${name}: ${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n')}`,
					);
				}
			}
			assert.deepEqual(found, []);
			assert.deepEqual(await page.evaluate('violations'), []);
			await page.close();
		});
	}

	for (const width of [220, 300, 900]) {
		test(`nothing is wider than the view of ${width} px`, async () => {
			const page = await open('dark', width);
			for (const name of STATES) {
				await show(page, name);
				await unfoldAll(page);
				const wide = await page.evaluate(() => document.documentElement.scrollWidth);
				assert.ok(wide <= width, `${name} is ${wide} px wide`);
			}
			await page.close();
		});
	}

	test('the composer by keyboard alone', async () => {
		const page = await open();
		await show(page, 'linked');
		assert.notEqual(await focused(page), 'composer-title');
		await page.locator('#ask').press('Enter');
		await show(page, 'write');
		assert.equal(await focused(page), 'composer-title');
		await page.keyboard.press('Control+A');
		await page.keyboard.type('Two retries?');
		await page.keyboard.press('Control+Enter');
		await show(page, 'preview');
		assert.equal(await focused(page), 'composer-send');
		await page.keyboard.press('Escape');
		await show(page, 'write');
		assert.equal(await focused(page), 'composer-title');
		assert.equal(await page.locator('#composer-title').inputValue(), 'Two retries?');
		await page.keyboard.press('Escape');
		await show(page, 'linked');
		assert.equal(await focused(page), 'ask');
		const told = (await posts(page)).map(({ type }) => type);
		assert.deepEqual(told, ['ready', 'ask', 'preview', 'edit', 'discard']);
		await page.close();
	});

	test('what is typed is told once it pauses, and survives the page', async () => {
		const page = await open();
		await show(page, 'write');
		await page.locator('#composer-title').fill('Typed');
		const isDraft = ({ type }: ToHost) => type === 'draft';
		while (!(await posts(page)).some(isDraft)) await page.waitForTimeout(50);
		await page.waitForTimeout(400);
		assert.equal((await posts(page)).filter(isDraft).length, 1);
		await page.locator('.section-header button').last().click();
		await page.reload();
		await show(page, 'write');
		assert.equal(await page.locator('#composer-title').inputValue(), 'Typed');
		assert.notEqual(await focused(page), 'composer-title');
		assert.equal(await page.locator('.section-header button').last().getAttribute('aria-expanded'), 'false');
		await page.close();
	});

	test('an equal state changes nothing, and a short loading is not seen', async () => {
		const page = await open();
		await show(page, 'linked');
		await unfoldAll(page);
		await page.evaluate(() => {
			const root = document.querySelector('#root');
			if (!root) throw new Error('no root');
			Object.assign(window, { changes: 0 });
			const observer = new MutationObserver((records) =>
				Object.assign(window, { changes: Reflect.get(window, 'changes') + records.length }),
			);
			observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
		});
		await show(page, 'linked');
		await tell(page, { type: 'state', state: { ...SIDEBAR_STATES['loading-endless'], revision: ++revision } });
		await show(page, 'linked');
		assert.equal(await page.evaluate('changes'), 0);
		await page.close();
	});

	test('the place on the page stays with the objective', async () => {
		const page = await open();
		const top = () => page.evaluate(() => window.scrollY);
		const scrollTo = (y: number) =>
			page.evaluate(
				(to) =>
					new Promise((resolve) => {
						window.addEventListener('scrollend', resolve, { once: true });
						window.scrollTo(0, to);
					}),
				y,
			);
		await show(page, 'huge');
		await scrollTo(200);
		await show(page, 'huge');
		assert.equal(await top(), 200);
		await show(page, 'unlinked');
		assert.equal(await top(), 0);
		await page.close();
	});

	test('a question is revealed, unfolded and seen', async () => {
		const page = await open('dark', 220);
		await show(page, 'linked');
		await tell(page, { type: 'reveal', question: 'q-answered' });
		const head = page.locator('#question-q-answered');
		assert.equal(await head.getAttribute('aria-expanded'), 'true');
		const box = await head.boundingBox();
		assert.ok(box && box.y >= 0 && box.y < 800, 'it is out of sight');
		assert.deepEqual((await posts(page)).at(-1), { type: 'seen', question: 'q-answered' });
		await page.close();
	});

	const shots = process.env['TANDEM_SHOTS'];
	if (shots) {
		const only = process.env['TANDEM_SHOTS_ONLY']?.split(',');
		for (const theme of THEME_NAMES) {
			test(`pictures: ${theme}`, async function () {
				this.timeout(120_000);
				for (const width of [220, 300, 400, 700]) {
					const page = await open(theme, width);
					for (const name of STATES.filter((state) => !only || only.includes(state))) {
						await show(page, name);
						await page.screenshot({ path: path.join(shots, `${theme}-${width}-${name}.png`), fullPage: true });
						if ((await page.locator('[aria-expanded=false]').count()) === 0) continue;
						await unfoldAll(page);
						await page.screenshot({ path: path.join(shots, `${theme}-${width}-${name}-open.png`), fullPage: true });
					}
					await page.close();
				}
			});
		}
	}
});
