import { Failure } from '../core/failure.ts';
import type { FailureKind } from '../core/failure.ts';
import { gitFailure } from './gitFailure.ts';

/** What a git command that spoke to a remote ended with. */
export interface NetworkEnd {
	readonly code: number;
	readonly stdout: string;
	readonly stderr: string;
}

/** The failure of clone, fetch, ls-remote or push, in words for people. Needs git's messages in English. */
export function networkFailure(command: string, end: NetworkEnd): Failure {
	const rejected = refusalOf(end);
	if (rejected !== undefined) return new Failure('rejected', rejected);
	const general = gitFailure(command, end.code, end.stderr);
	const status = /returned error: (\d{3})/.exec(end.stderr)?.[1];
	const host = hostOf(end.stderr);
	// Before a push the same remote was read; who is not known at all gets a 401.
	if (command === 'git push' && (status === '403' || MAY_NOT_PUSH.test(end.stderr))) {
		return new Failure('read-only', `${host ?? 'the server'} refuses the push${status ? ` with HTTP ${status}` : ''}`);
	}
	if (status !== undefined) {
		const kind = STATUS.get(status) ?? (status.startsWith('5') ? 'offline' : general.kind);
		return new Failure(kind, `${host ?? 'the server'} answered HTTP ${status}`);
	}
	const precise = PRECISE.find(([pattern]) => pattern.test(end.stderr));
	return precise ? new Failure(precise[1], precise[2](host) ?? general.detail) : general;
}

/** Whether a push failed because the branch moved, or is being moved at this moment by somebody else. */
export function hasMoved({ stdout, stderr }: NetworkEnd): boolean {
	const text = `${stdout}\n${stderr}`;
	return (
		/\[rejected\][^\n]*\((?:non-fast-forward|fetch first|stale info|needs force)\)/.test(text) ||
		/\[remote rejected\][^\n]*\((?:[^\n]*(?:cannot lock ref|incorrect old value|failed to update ref|failed to lock|reference already exists|is at [0-9a-f]+ but expected)[^\n]*)\)/.test(
			text,
		)
	);
}

/** Whether two processes wanted the same file of a repository at the same moment: trying again helps. */
export function isLockConflict(error: unknown): boolean {
	return (
		error instanceof Failure &&
		/cannot lock ref|Unable to create '.*\.lock'|\.lock': File exists|could not lock config|unable to lock|is at [0-9a-f]+ but expected|shallow file has changed/i.test(
			`${error.detail} ${error.cause instanceof Error ? error.cause.message : ''}`,
		)
	);
}

/** What forges say over ssh, or beside the status. */
const MAY_NOT_PUSH =
	/Permission to \S+ denied|Write access to repository not granted|You are not allowed to push|insufficient permission|marked as read only|does not have write access/i;

const STATUS = new Map<string, FailureKind>([
	['401', 'unauthorized'],
	['403', 'unauthorized'],
	['404', 'not-found'],
	['410', 'not-found'],
	['429', 'offline'],
]);

/** Beyond what `gitFailure` knows; the sentence is undefined where git's own first line says enough. */
const PRECISE: readonly (readonly [RegExp, FailureKind, (host: string | undefined) => string | undefined])[] = [
	[
		/terminal prompts disabled|could not read (?:Username|Password)/,
		'unauthorized',
		(host) => host && `${host} asks for a sign-in`,
	],
	[
		/SSL certificate|certificate verif|unable to get local issuer|server certificate/i,
		'offline',
		(host) => `the certificate of ${host ?? 'the server'} is not trusted`,
	],
	[/Operation too slow/i, 'timeout', (host) => `${host ?? 'the server'} went silent`],
	[
		/transfer closed|Empty reply|curl \d+|unexpected flush packet|expected flush|the remote end hung up|Could not resolve hostname/i,
		'offline',
		() => undefined,
	],
	[
		/is this a git repository\?|expected service, got|protocol error/i,
		'bad-response',
		(host) => `${host ?? 'the server'} is not a git server at this path`,
	],
	[/^fatal: '.*' does not appear to be a git repository/m, 'not-a-repository', () => undefined],
];

/** Why the remote refused a push, with what it says beside it: `pre-receive hook declined: main is protected`. */
function refusalOf({ stdout, stderr }: NetworkEnd): string | undefined {
	const reason = /\[remote rejected\][^\n]*?\(([^\n]*)\)/.exec(`${stdout}\n${stderr}`)?.[1];
	if (reason === undefined) return undefined;
	const words = [...stderr.matchAll(/^remote:\s*(.*?)\s*$/gm)]
		.map(([, line = '']) => line)
		.filter((line) => line !== '');
	return [reason, words.join(' ')]
		.filter((part) => part !== '')
		.join(': ')
		.slice(0, 300);
}

function hostOf(stderr: string): string | undefined {
	return /https?:\/\/(?:[^\s/@']*@)?([^\s/']+)/.exec(stderr)?.[1];
}
