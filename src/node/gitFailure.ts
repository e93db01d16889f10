import { Failure } from '../core/failure.ts';
import type { FailureKind } from '../core/failure.ts';

/** What a git command that ended with `code` says, as one of the closed kinds. Needs git's messages in English (LC_ALL=C). */
export function gitFailure(command: string, code: number | string, stderr: string): Failure {
	const owned = /detected dubious ownership in repository at '(.*)'|unsafe repository \('(.*)' is owned/.exec(stderr);
	if (owned) {
		const folder = owned[1] ?? owned[2] ?? '';
		return new Failure(
			'git',
			`this folder belongs to another user of this machine; if you trust it, run: git config --global --add safe.directory "${folder}"`,
		);
	}
	if (/promisor remote|lazy fetching disabled/.test(stderr)) {
		return new Failure(
			'git',
			'this clone is partial and lacks what is needed; run the same in a terminal once, and git fetches it',
		);
	}
	const kind = KINDS.find(([pattern]) => pattern.test(stderr))?.[1] ?? 'git';
	return new Failure(kind, `${command}: ${reason(stderr) ?? `ended with ${code}`}`);
}

/** In order: the first pattern that occurs decides, so what is more precise stands first. */
const KINDS: readonly (readonly [RegExp, FailureKind])[] = [
	[
		/transport '.*' not allowed|remote helper .* not (?:found|allowed)|Unable to find remote helper/i,
		'refused-address',
	],
	[
		/Authentication failed|could not read (?:Username|Password)|Permission denied \(|Host key verification failed|terminal prompts disabled|returned error: 40[13]|HTTP Basic: Access denied|access denied or repository not exported/i,
		'unauthorized',
	],
	[
		/Could not resolve (?:host|proxy)|Temporary failure in name resolution|Name or service not known|Network is (?:unreachable|down)|No route to host|Connection (?:refused|reset|timed out|closed)|Operation timed out|Failed to connect|Could ?n[o']t connect|early EOF|hung up unexpectedly|unexpected disconnect|RPC failed/i,
		'offline',
	],
	[
		/Couldn't find remote ref|Remote branch .* not found|unknown revision|bad revision|not a valid object name|Needed a single revision/i,
		'unknown-ref',
	],
	[
		/Repository not found|repository '.*' (?:not found|does not exist)|does not appear to be a git repository|project you were looking for could not be found|returned error: 404/i,
		'not-found',
	],
	[/not a git repository|must be run in a work tree|invalid gitfile format/i, 'not-a-repository'],
	[/\[(?:remote )?rejected\]|non-fast-forward|failed to push some refs|hook declined|protected branch/i, 'rejected'],
	[/does not have any commits yet/i, 'empty-repository'],
	[
		/not valid: is this a git repository|invalid server response|unable to update url base|bad line length character/i,
		'bad-response',
	],
	[/No space left on device|Read-only file system|Permission denied|\.lock': File exists|disk quota/i, 'disk'],
];

/** The first line of git's own words that says what went wrong, without secrets, at most 300 characters. */
function reason(stderr: string): string | undefined {
	const lines = stderr
		.split(/[\r\n]+/)
		.map((line) => line.trim())
		.filter((line) => line !== '');
	const line =
		lines.find((line) => /^(?:fatal|error|remote: error):/i.test(line)) ??
		lines.find((line) => !/^(?:warning|hint):/i.test(line));
	return line
		?.replace(/^(?:fatal|error):\s*/i, '')
		.replaceAll(/([a-z][a-z0-9+.-]*:\/\/)[^\s/@]*@/gi, '$1')
		.slice(0, 300);
}
