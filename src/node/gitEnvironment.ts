/**
 * What every git process gets, so that nothing in a repository makes it start a program, ask a person or call a server behind our back.
 * The user's own settings (`~/.gitconfig` and the system's: identity, credential helpers, proxies) stay in force.
 */
export function gitEnvironment(inherited: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	const kept = Object.entries(inherited).filter(([name]) => {
		const upper = name.toUpperCase();
		return !upper.startsWith('GIT_') || KEPT.has(upper);
	});
	return { ...Object.fromEntries(kept), ...FIXED };
}

/** `args` with the constant settings before the subcommand and the flags that turn off what the subcommand would start. */
export function hardenedArguments(args: readonly string[]): string[] {
	const at = subcommandIndex(args);
	const flags = FLAGS.get(args[at] ?? '') ?? [];
	return [...SETTINGS, ...args.slice(0, at + 1), ...flags, ...args.slice(at + 1)];
}

/** The subcommand of git in `args`: `blame` of `-c x=y blame f`. */
export function subcommand(args: readonly string[]): string {
	return args[subcommandIndex(args)] ?? '';
}

/** No transport at all, not even for objects that a partial clone lacks: git would fetch them behind any read. */
export const offlineEnvironment: NodeJS.ProcessEnv = { GIT_ALLOW_PROTOCOL: '', GIT_NO_LAZY_FETCH: '1' };

/** The user's own GIT_ variables that stay: how to reach servers, who the user is, where the user's and the system's settings are. */
const KEPT = new Set([
	'GIT_SSH',
	'GIT_SSH_COMMAND',
	'GIT_SSH_VARIANT',
	'GIT_SSL_CAINFO',
	'GIT_SSL_CAPATH',
	'GIT_SSL_CERT',
	'GIT_SSL_KEY',
	'GIT_SSL_NO_VERIFY',
	'GIT_SSL_VERSION',
	'GIT_HTTP_PROXY_AUTHMETHOD',
	'GIT_PROXY_SSL_CAINFO',
	'GIT_AUTHOR_NAME',
	'GIT_AUTHOR_EMAIL',
	'GIT_COMMITTER_NAME',
	'GIT_COMMITTER_EMAIL',
	'GIT_CONFIG_GLOBAL',
	'GIT_CONFIG_SYSTEM',
	'GIT_CONFIG_NOSYSTEM',
	'GIT_CEILING_DIRECTORIES',
	'GIT_DISCOVERY_ACROSS_FILESYSTEM',
	'GIT_EXEC_PATH',
]);

const FIXED: NodeJS.ProcessEnv = {
	GIT_TERMINAL_PROMPT: '0',
	// Empty also switches off core.askPass.
	GIT_ASKPASS: '',
	SSH_ASKPASS: '',
	SSH_ASKPASS_REQUIRE: 'never',
	GCM_INTERACTIVE: 'never',
	// Empty also switches off core.gitProxy.
	GIT_PROXY_COMMAND: '',
	GIT_PAGER: 'cat',
	GIT_EDITOR: ':',
	GIT_SEQUENCE_EDITOR: ':',
	GIT_OPTIONAL_LOCKS: '0',
	// A hash then means its own commit for ever, which is what caches build on.
	GIT_NO_REPLACE_OBJECTS: '1',
	// Messages of git are read by `gitFailure`.
	LC_ALL: 'C',
	LANGUAGE: '',
};

const SETTINGS = [
	'core.hooksPath=/dev/null',
	'core.fsmonitor=false',
	// Runs for any fetch into a repository with alternates; `true` prints no references.
	'core.alternateRefsCommand=true',
	'core.quotePath=false',
	'credential.interactive=false',
	'log.showSignature=false',
	'protocol.ext.allow=never',
	'submodule.recurse=false',
	'fetch.recurseSubmodules=false',
	// Automatic housekeeping would go on in the background and runs gc.recentObjectsHook; who wants it calls `gc`.
	'gc.auto=0',
	'maintenance.auto=false',
	'color.ui=false',
].flatMap((setting) => ['-c', setting]);

const NO_PROGRAMS = ['--no-ext-diff', '--no-textconv'];

const FLAGS = new Map<string, readonly string[]>([
	...['diff', 'diff-files', 'diff-index', 'diff-tree', 'format-patch', 'log', 'show', 'whatchanged'].map(
		(name) => [name, NO_PROGRAMS] as const,
	),
	...['annotate', 'blame', 'grep'].map((name) => [name, ['--no-textconv']] as const),
]);

function subcommandIndex(args: readonly string[]): number {
	let at = 0;
	while (args[at] === '-c') at += 2;
	return at;
}
