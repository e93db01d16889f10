/** What git is asked before it talks to a remote: the settings that start programs, with where they come from. Exit code 1: there are none. */
export const trustQuestion: readonly string[] = [
	'config',
	'--null',
	'--show-scope',
	'--get-regexp',
	String.raw`^(core\.sshcommand|credential\.(.*\.)?helper)$`,
];

/**
 * Environment in which git takes the programs that reach a remote (ssh command, credential helpers) from the user's and the
 * system's settings only, never from the repository's own; ssh itself asks nothing. `answer` is the output of `trustQuestion`.
 */
export function trustedEnvironment(answer: string, inherited: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	const trusted = parseSettings(answer).filter(({ scope }) => scope === 'system' || scope === 'global');
	const helpers = trusted.filter(({ key }) => key.startsWith('credential.'));
	// An empty helper forgets all that came before.
	const overrides = [['credential.helper', ''], ...helpers.map(({ key, value }) => [key, value])] as const;
	return {
		...sshEnvironment(trusted.filter(({ key }) => key === 'core.sshcommand').at(-1)?.value, inherited),
		GIT_CONFIG_COUNT: String(overrides.length),
		...Object.fromEntries(
			overrides.flatMap(([key, value], at) => [
				[`GIT_CONFIG_KEY_${at}`, key],
				[`GIT_CONFIG_VALUE_${at}`, value],
			]),
		),
	};
}

/** GIT_SSH_COMMAND beats every core.sshCommand, so it is always set; OpenSSH is told not to ask. */
function sshEnvironment(global: string | undefined, inherited: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	const ownProgram = inherited['GIT_SSH'];
	const command =
		inherited['GIT_SSH_COMMAND'] ??
		global ??
		(ownProgram === undefined ? 'ssh' : `'${ownProgram.replaceAll("'", String.raw`'\''`)}'`);
	const isOpenSsh = /^(?:"[^"]*[\\/]|'[^']*[\\/]|[^\s"']*[\\/])?["']?ssh(?:\.exe)?["']?(?:\s|$)/i.test(command);
	return { GIT_SSH_COMMAND: isOpenSsh ? `${command} -oBatchMode=yes` : command };
}

/** `scope NUL key LF value NUL`, repeated; a key without `=` has no LF. */
function parseSettings(answer: string): { scope: string; key: string; value: string }[] {
	const parts = answer.split('\0');
	const settings = [];
	for (let at = 0; at + 1 < parts.length; at += 2) {
		const [scope = '', setting = ''] = [parts[at], parts[at + 1]];
		const end = setting.indexOf('\n');
		settings.push({
			scope,
			key: end < 0 ? setting : setting.slice(0, end),
			value: end < 0 ? '' : setting.slice(end + 1),
		});
	}
	return settings;
}
