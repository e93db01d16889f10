// The settings with which VS Code starts here, and the file they are in.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** @typedef {'dark' | 'light' | 'highContrast' | 'highContrastLight'} ColorTheme */

/**
 * Quiet and offline, with nothing in the way. Only ids and values that every tested version knows: a deprecated one is migrated at start, that is, the file
 * is rewritten under our hands.
 */
export const quietSettings = {
	'telemetry.telemetryLevel': 'off',
	'update.mode': 'none',
	'extensions.autoCheckUpdates': false,
	'extensions.ignoreRecommendations': true,
	'workbench.startupEditor': 'none',
	'workbench.tips.enabled': false,
	'workbench.enableExperiments': false,
	'window.autoDetectColorScheme': false,
	'window.autoDetectHighContrast': false,
	// Both are needed for there to be no chat: each alone leaves an empty bar or entries in menus.
	'chat.disableAIFeatures': true,
	'workbench.secondarySideBar.defaultVisibility': 'hidden',
	'chat.commandCenter.enabled': false,
	'git.openRepositoryInParentFolders': 'never',
	'git.autofetch': false,
};

/** For tests besides: nothing that depends on the day or on the run before. */
export const testSettings = { ...quietSettings, 'files.hotExit': 'off', 'git.blame.statusBarItem.enabled': false };

/** For tests that have nothing to do with the language: its server takes longer to start than everything else. */
export const withoutTypeScript = { 'files.associations': { '*.ts': 'plaintext' } };

/**
 * The id of a built-in theme; ids lost their "Default " between the tested versions.
 * @param {string} version of VS Code
 * @param {ColorTheme} kind
 */
export function themeId(version, kind) {
	const prefix = Number(version.split('.')[1]) < 110 ? 'Default ' : '';
	return {
		dark: `${prefix}Dark Modern`,
		light: `${prefix}Light Modern`,
		highContrast: 'Default High Contrast',
		highContrastLight: 'Default High Contrast Light',
	}[kind];
}

/**
 * Brings a settings.json up to date: `initial` only fills gaps, so that what the user changed stays; `forced` always wins, and `undefined` in it removes.
 * @param {string} file need not exist
 * @param {Record<string, unknown>} initial
 * @param {Record<string, unknown>} forced
 */
export function writeSettings(file, initial, forced) {
	const before = existsSync(file) ? readFileSync(file, 'utf8') : '{}';
	// JSON.stringify leaves out what is undefined.
	const after = JSON.stringify({ ...initial, ...parseSettings(before, file), ...forced }, null, '\t');
	mkdirSync(path.dirname(file), { recursive: true });
	writeFileSync(file, `${after}\n`);
}

/**
 * @param {string} text JSON with comments and trailing commas, as VS Code allows it
 * @param {string} file
 * @returns {Record<string, unknown>}
 */
function parseSettings(text, file) {
	const bare = text
		.replace(/("(?:\\.|[^"\\])*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (_, string) => string ?? '')
		.replace(/("(?:\\.|[^"\\])*")|,(?=\s*[}\]])/g, (_, string) => string ?? '');
	try {
		return JSON.parse(bare.trim() || '{}');
	} catch (cause) {
		throw new Error(`${file} cannot be read. Correct it, or delete it to begin with fresh settings.`, { cause });
	}
}
