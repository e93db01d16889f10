// The surroundings of a test: the same on every machine.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Environment variables under which git knows nothing of the user and the machine: one identity, one zone, one language, no prompt. The identity is in the
 * home folder, as a user's own is: so a repository can still have another one, and a program that passes no GIT_ variable on to git gets it all the same.
 * @param {string} folder becomes the home folder
 * @returns {Record<string, string>}
 */
export function createTestEnvironment(folder) {
	mkdirSync(folder, { recursive: true });
	const file = path.join(folder, '.gitconfig');
	writeFileSync(
		file,
		'[user]\n\tname = Ana Engineer\n\temail = ana@example.com\n[init]\n\tdefaultBranch = main\n[commit]\n\tgpgSign = false\n',
	);
	return {
		HOME: folder,
		USERPROFILE: folder,
		XDG_CONFIG_HOME: path.join(folder, '.config'),
		GIT_CONFIG_GLOBAL: file,
		GIT_CONFIG_NOSYSTEM: '1',
		GIT_TERMINAL_PROMPT: '0',
		TZ: 'UTC',
		LANG: 'C.UTF-8',
	};
}
