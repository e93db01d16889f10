// A real Chromium and its pages.
import { spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { chromium } from 'playwright-core';
import { installOnce, pinned, platform, unpackPackage } from './packages.mjs';

const fonts = ['Sans', 'Sans-Bold', 'SansMono', 'SansMono-Bold', 'SansMono-Oblique'];

/**
 * The browser to use: `CHROME_PATH`; else one that is installed; else, or with `CHROME_PATH=npm`, the one from the npm registry (Linux x64 only), which
 * draws the same pixels on every machine.
 * @returns {Promise<{ executablePath: string, env: NodeJS.ProcessEnv }>}
 */
export async function ensureChromium() {
	const wanted = process.env.CHROME_PATH;
	const found = wanted === 'npm' ? undefined : wanted || installedBrowsers().find((file) => existsSync(file));
	if (found) return { executablePath: found, env: process.env };
	if (platform !== 'linux-x64') {
		throw new Error(
			'No Chrome, Chromium or Edge was found. Install one, or name its program in the variable CHROME_PATH.',
		);
	}
	const version = pinned.chromium.spec.split('@').at(-1);
	const folder = await installOnce(
		{ name: `chromium-${version}`, title: `Chromium ${version}`, megabytes: 76 },
		unpackChromium,
	);
	const fontList = path.join(folder, 'fonts.conf');
	writeFileSync(fontList, fontConfiguration(folder));
	const libraries = [path.join(folder, 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
	const env = { ...process.env, FONTCONFIG_FILE: fontList, LD_LIBRARY_PATH: libraries };
	return { executablePath: path.join(folder, 'chromium'), env };
}

/** Starts the browser. Close it with `browser.close()`; it ends with this process in any case. */
export async function launchBrowser() {
	const { executablePath, env } = await ensureChromium();
	return chromium.launch({
		executablePath,
		env,
		handleSIGINT: false,
		handleSIGTERM: false,
		handleSIGHUP: false,
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
			'--no-first-run',
			'--font-render-hinting=none',
		],
	});
}

/**
 * A page in a context of its own: nothing stored, English, UTC, no animations, clipboard allowed.
 * @param {import('playwright-core').Browser} browser
 * @param {{ light?: boolean, width?: number, height?: number, scale?: number }} [options]
 */
export async function newPage(browser, { light = false, width = 1400, height = 900, scale = 1 } = {}) {
	const page = await browser.newPage({
		viewport: { width, height },
		deviceScaleFactor: scale,
		colorScheme: light ? 'light' : 'dark',
		reducedMotion: 'reduce',
		locale: 'en-US',
		timezoneId: 'UTC',
		permissions: ['clipboard-read', 'clipboard-write'],
	});
	page.setDefaultTimeout(30_000);
	return page;
}

function installedBrowsers() {
	if (process.platform === 'darwin') {
		return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
			(name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
		);
	}
	if (process.platform === 'win32') {
		const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => process.env[name] ?? '');
		const programs = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
		return roots.flatMap((root) => programs.map((program) => path.join(root, program)));
	}
	return ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'microsoft-edge'].map(
		(name) => `/usr/bin/${name}`,
	);
}

// Unpacked by hand: the package's own JavaScript writes into the system's temporary folder and turns the browser's security off.
/** @param {string} folder */
async function unpackChromium(folder) {
	await unpackPackage(pinned.chromium, folder, ['--strip-components=2', 'package/bin']);
	for (const name of readdirSync(folder).filter((file) => file.endsWith('.br'))) {
		const packed = path.join(folder, name);
		const file = packed.slice(0, -'.br'.length);
		await pipeline(createReadStream(packed), createBrotliDecompress(), createWriteStream(file, { mode: 0o755 }));
		rmSync(packed);
		if (!file.endsWith('.tar')) continue;
		const tar = spawnSync('tar', ['-xf', file, '-C', folder, '--no-same-owner'], { encoding: 'utf8' });
		if (tar.status !== 0) throw new Error(`${name} cannot be unpacked: ${tar.stderr}`);
		rmSync(file);
	}
	// Without any font Chromium crashes, and there is none of fixed width in its package.
	const files = fonts.map((name) => `package/ttf/DejaVu${name}.ttf`);
	await unpackPackage(pinned.fonts, path.join(folder, 'fonts'), ['--strip-components=2', ...files]);
}

/** @param {string} folder */
function fontConfiguration(folder) {
	return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
	<dir>${folder}/fonts</dir>
	<cachedir>${folder}/fonts-cache</cachedir>
	<alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
	<alias><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
</fontconfig>
`;
}
