import assert from 'node:assert/strict';
import { decodeHTMLStrict } from 'entities';
import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../harness/chromium.mjs';

const NAMES =
	'amp lt gt quot apos nbsp copy reg euro hellip mdash ndash rarr harr Auml eacute szlig semi Tab NewLine lpar num times divide frac12 alpha Omega check NotEqualTilde fjlig bne ThickSpace zwj shy sol bsol';
/** Names that there are not, that are cut, or that begin like another. */
const TRAPS = [
	'&notit;',
	'&ampx;',
	'&nothing;',
	'&copy',
	'&Copy;',
	'&;',
	'amp;',
	'&amp;&lt;',
	'<b>&amp;</b>',
	'',
	'&a b;',
	'&times_;',
];

suite('names of characters in a browser', () => {
	let browser: Browser;
	suiteSetup(async () => {
		browser = await launchBrowser();
	});
	suiteTeardown(() => browser.close());

	test('mean what they mean to the package that the page does without', async () => {
		const { outputFiles } = await build({
			entryPoints: ['src/webview/browserEntities.ts'],
			bundle: true,
			write: false,
			format: 'iife',
			globalName: 'entities',
		});
		const asked = [...NAMES.split(' ').map((name) => `&${name};`), ...TRAPS];
		const page = await browser.newPage();
		const code = `${outputFiles[0]?.text};${JSON.stringify(asked)}.map(entities.decodeHTMLStrict)`;
		const known = (reference: string) => (/^&\w+;$/.test(reference) ? decodeHTMLStrict(reference) : reference);
		assert.deepEqual(await page.evaluate(code), asked.map(known));
		await page.close();
	});
});
