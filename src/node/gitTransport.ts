import { isServerAddress } from '../core/gitAddress.ts';
import { hardenedArguments } from './gitEnvironment.ts';

/**
 * What simple-git needs so that git over the network is hardened like git on this machine. Its guard refuses these settings by their names, whoever
 * sets them; here each value is a constant or comes from the user's own settings, so exactly these are let through.
 */
export function transportOptions(env: NodeJS.ProcessEnv, idleMs: number) {
	return {
		config: [...hardenedSettings(), ...lowSpeed(idleMs)],
		allowEnvironment: Object.keys(env),
		timeout: { block: idleMs },
		// By default the library stops listening 50 ms after git has ended; on a busy machine its last words come later than that.
		// Not for ever: after a cancel a helper of git may keep the pipe open.
		completion: { onClose: true, onExit: 1_000 },
		maxConcurrentProcesses: 1,
		unsafe: {
			// Off (`/dev/null`, `false`, `never`) and the empty answer to every prompt.
			allowUnsafeHooksPath: true,
			allowUnsafeFsMonitor: true,
			allowUnsafeProtocolOverride: true,
			allowUnsafeAskPass: true,
			allowUnsafeGitProxy: true,
			allowUnsafePager: true,
			allowUnsafeEditor: true,
			// The user's own ssh command, credential helpers and settings files, as found before by `trustQuestion`.
			allowUnsafeSshCommand: true,
			allowUnsafeConfigEnvCount: true,
			allowUnsafeCredentialHelper: true,
			allowUnsafeConfigPaths: true,
			allowUnsafeExec: true,
			// The constant of `receiverArguments`, and the resets of `trustedEnvironment`.
			allowUnsafePack: true,
			// A full path, which may hold spaces.
			allowUnsafeCustomBinary: true,
		},
	};
}

/** The protocols git may speak for this address: those of servers; http and files only where the address itself, checked before, says so. */
export function protocolEnvironment(url: string): NodeJS.ProcessEnv {
	const own = !isServerAddress(url) ? 'file' : /^http:/i.test(url) ? 'http' : undefined;
	return { GIT_ALLOW_PROTOCOL: ['https', 'ssh', ...(own ? [own] : [])].join(':') };
}

/** `env` without the variables that name programs for people: simple-git refuses them, and git needs none here. */
export function withoutPrograms(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(editor|pager|visual|prefix)$/i.test(name)));
}

/**
 * A repository on this machine receives a push with its own settings and hooks, and a workspace file may name one (by a relative path):
 * there the receiving git is hardened too, so no hook of it runs. Hooks of servers are theirs.
 */
export function receiverArguments(url: string): readonly string[] {
	if (isServerAddress(url)) return [];
	const settings = hardenedSettings().map((setting) => `-c ${setting}`);
	return [`--receive-pack=git ${settings.join(' ')} receive-pack`];
}

/** `key=value`, without the `-c` between them. Nothing in them needs quotes in a shell. */
function hardenedSettings(): string[] {
	return [...hardenedArguments([]).filter((part) => part !== '-c'), 'safe.bareRepository=all'];
}

/** A helper of git (git-remote-https) outlives a killed git until its server speaks: so it gives up by itself. */
function lowSpeed(idleMs: number): string[] {
	const seconds = Math.min(30, Math.max(1, Math.ceil(idleMs / 1000)));
	return ['http.lowSpeedLimit=1', `http.lowSpeedTime=${seconds}`];
}
